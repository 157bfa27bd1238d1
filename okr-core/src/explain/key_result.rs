//! Why a key result has its score.

use super::reading::{Origin, value_with_origin};
use super::roll_up;
use super::{Step, StepKind, in_formula, score_text, value_text};
use crate::calendar::date_of_day;
use crate::number::at_least;
use crate::plan::{Aggregate, Curve, Direction, Hold, Judge, Measure, Milestones, Reach};
use crate::readings::series::Series;
use crate::report::Reason;
use crate::score::{Board, Day, KeyResultScore, Scoring, Standing, Track, Way, prepare};

pub(super) type Parts = (Option<f64>, String, Vec<Step>);

pub(super) fn explain(day: &Day<'_>, board: &Board, place: usize) -> Parts {
    let mut scratch = Default::default();
    let (Some(score), Some(scoring)) = (board.key_result(place), prepare(day, board, place, &mut scratch)) else {
        return (None, String::new(), Vec::new());
    };
    let series = day.readings_of(place);
    let explaining = Explaining { day, board, place, score, scoring: &scoring, series, steps: Vec::new() };
    explaining.explain()
}

struct Explaining<'a> {
    day: &'a Day<'a>,
    board: &'a Board,
    place: usize,
    score: &'a KeyResultScore,
    scoring: &'a Scoring<'a>,
    series: Option<Series<'a>>,
    steps: Vec<Step>,
}

impl Explaining<'_> {
    fn explain(mut self) -> Parts {
        let window = self.scoring.window;
        let (start, end) = (date_of_day(window.start), date_of_day(window.end));
        self.steps.push(Step {
            date: Some(date_of_day(window.looked_on())),
            ..Step::new(
                StepKind::Window,
                None,
                format!("window from {start} to {end}, looked at on {}", date_of_day(window.looked_on())),
            )
        });
        self.revision();
        let measured = match self.scoring.measure {
            Measure::Reach(reach) => self.reach(reach),
            Measure::Hold(hold) => self.hold(hold),
            Measure::Curve(curve) => self.curve(curve),
            Measure::Milestones(milestones) => self.milestones(milestones),
            Measure::Establish(_) => self.establish(),
            Measure::RollUp(_) => {
                let (text, steps) = roll_up::of_key_result(self.day, self.board, self.place);
                self.steps.extend(steps);
                text
            }
        };
        let text = self.sentence(measured);
        (self.score.score, text, self.steps)
    }

    /// The measured number with its clamp, or why there is none; and what makes it count nowhere.
    fn sentence(&mut self, measured: String) -> String {
        let text = match (self.score.raw, self.score.unmeasured) {
            (_, Some(reason)) => {
                let why = self.why(reason);
                self.steps.push(Step::new(StepKind::Unmeasured, None, why.clone()));
                match self.score.score {
                    Some(_) => format!("0: {why}"),
                    None => format!("no score: {why}"),
                }
            }
            (Some(raw), _) if !(0.0..=1.0).contains(&raw) => {
                let score = if raw < 0.0 { 0.0 } else { 1.0 };
                let raw = text_of_raw(raw);
                let clamp = format!("raw progress {raw} is cut to {score}");
                self.steps.push(Step::new(StepKind::Clamp, Some(score), clamp));
                format!("{score}, cut from {measured}")
            }
            _ => measured,
        };
        match self.score.standing {
            Standing::Draft => format!("{text}; a draft, it counts nowhere"),
            Standing::Dropped => format!("{text}; dropped, it counts nowhere"),
            _ => text,
        }
    }

    fn why(&self, reason: Reason) -> String {
        let window = self.scoring.window;
        let (start, seen) = (date_of_day(window.start), date_of_day(window.looked_on()));
        match reason {
            Reason::NotStarted => format!("its window starts on {start}"),
            Reason::NotDue => "the first value of its kpi since its start is not due yet".to_owned(),
            Reason::NoReading => format!("no reading from {start} to {seen}"),
            Reason::NoBaseline => format!("no reading on or before {start} to start from, and no `from` is written"),
            Reason::FlatTarget => "the target equals the value that it starts from".to_owned(),
            Reason::NoChildren => "no objective below it has a score".to_owned(),
            Reason::SmallSample => "every sample in its window is too small".to_owned(),
            Reason::NoMembers => "it has no members that count".to_owned(),
            Reason::ZeroWeight => "the weights of its members sum to 0".to_owned(),
        }
    }

    fn revision(&mut self) {
        let seen = date_of_day(self.scoring.window.looked_on());
        let revisions = self.scoring.key_result.revisions.iter().filter(|revision| revision.from <= seen);
        for revision in revisions {
            let what = match (&revision.measure, revision.weight) {
                (Some(_), Some(weight)) => format!("new measure and weight {}", value_text(weight)),
                (None, Some(weight)) => format!("weight {}", value_text(weight)),
                _ => "new measure".to_owned(),
            };
            let reason = revision.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let text = format!("{what} from {}{reason}", revision.from);
            self.steps.push(Step { date: Some(revision.from), ..Step::new(StepKind::Revision, revision.weight, text) });
        }
    }

    /// Whether the values are those of periods.
    fn by_period(&self) -> bool {
        let kpi = self.scoring.source.kpi;
        kpi.is_some_and(|kpi| self.scoring.key_result.aggregate.is_none() && kpi.aggregate != Aggregate::Latest)
    }

    fn origin(&self, day: i32) -> Origin {
        Origin::of(self.series, day, self.day.as_of, self.by_period())
    }

    /// The value now in words, with a step for it and for each reading behind it.
    fn now(&mut self, values: Track<'_>) -> Option<String> {
        const MOST: usize = 100;
        let aggregate = self.scoring.aggregate();
        let (day, _) = values.last()?;
        let value = self.score.current?;
        let origin = self.origin(day);
        let text = value_with_origin(value, aggregate, values.dates.len(), &origin);
        self.steps.push(Step {
            date: Some(date_of_day(day)),
            recorded: origin.corrected.map(date_of_day),
            ..Step::new(StepKind::Current, Some(value), format!("now {text}"))
        });
        if aggregate != Aggregate::Latest || matches!(self.scoring.measure, Measure::Hold(_)) {
            let used = values.dates.iter().zip(values.values).enumerate();
            let skipped = values.dates.len().saturating_sub(MOST);
            for (row, (day, value)) in used.skip(skipped) {
                let origin = self.origin(*day);
                let sample = values.samples.and_then(|samples| samples.get(row)).copied();
                self.steps.push(Step {
                    date: Some(date_of_day(*day)),
                    recorded: origin.corrected.map(date_of_day),
                    weight: sample.filter(|sample| !sample.is_nan()),
                    ..Step::new(StepKind::Reading, Some(*value), format!("{} ({})", value_text(*value), origin.text()))
                });
            }
        }
        Some(text)
    }

    fn reach(&mut self, reach: &Reach) -> String {
        let sight = self.scoring.sight();
        let route = sight.route(reach);
        let from = route.baseline.map(|baseline| self.baseline(reach, baseline));
        if let Some(target) = route.target {
            self.steps.push(Step::new(StepKind::Target, Some(target), format!("target {}", value_text(target))));
        }
        let (Some(now), Some(value), Some(score)) = (self.now(route.values), self.score.current, self.score.raw) else {
            return String::new();
        };
        match route.way {
            Way::Ratio { from: baseline, to } => {
                let falling = to < baseline;
                let span = |a: f64, b: f64| {
                    let (a, b) = if falling { (b, a) } else { (a, b) };
                    format!("({} − {})", in_formula(a), in_formula(b))
                };
                let formula = format!("{} = {} / {}", text_of_raw(score), span(value, baseline), span(to, baseline));
                self.steps.push(Step::new(StepKind::Formula, Some(score), formula.clone()));
                format!("{formula}: from {} towards {}, now {now}", from.unwrap_or_default(), value_text(to))
            }
            Way::Meet { to, direction, .. } => {
                let bound = match direction {
                    Direction::Up => "at least",
                    Direction::Down => "at most",
                };
                let met = if score > 0.0 { "meets" } else { "does not meet" };
                let start = from.map_or("there is no value to start from".to_owned(), |from| {
                    format!("it started at {from}, already there")
                });
                let formula = format!("{}: now {now}, which {met} {bound} {}", score_text(score), value_text(to));
                self.steps.push(Step::new(StepKind::Formula, Some(score), formula.clone()));
                format!("{formula}; {start}, so that only meeting the target counts")
            }
            Way::None(_) => String::new(),
        }
    }

    fn baseline(&mut self, reach: &Reach, baseline: f64) -> String {
        let window = self.scoring.window;
        let before = self.scoring.source.track.between(i32::MIN, window.start.min(window.looked_on())).last();
        let (text, step) = match (reach.from, before) {
            (None, Some((day, _))) if self.scoring.aggregate() != Aggregate::Sum => {
                let origin = self.origin(day);
                let step = Step { date: Some(date_of_day(day)), ..Step::new(StepKind::Baseline, Some(baseline), "") };
                (format!("{} ({})", value_text(baseline), origin.text()), step)
            }
            (Some(_), _) => {
                (format!("{} (as written)", value_text(baseline)), Step::new(StepKind::Baseline, Some(baseline), ""))
            }
            _ => ("0 (a sum starts there)".to_owned(), Step::new(StepKind::Baseline, Some(baseline), "")),
        };
        self.steps.push(Step { text: format!("from {text}"), ..step });
        text
    }

    fn hold(&mut self, hold: &Hold) -> String {
        let values = self.scoring.sight().values();
        let bounds = match (hold.min, hold.max) {
            (Some(min), Some(max)) => format!("{} to {}", value_text(min), value_text(max)),
            (Some(min), None) => format!("{} or more", value_text(min)),
            (None, Some(max)) => format!("{} or less", value_text(max)),
            (None, None) => String::new(),
        };
        let (Some(now), Some(raw)) = (self.now(values), self.score.raw) else { return String::new() };
        let inside = |value: &&f64| {
            hold.min.is_none_or(|min| at_least(**value, min)) && hold.max.is_none_or(|max| at_least(max, **value))
        };
        let formula = match hold.judge {
            Judge::Latest => {
                format!("{}: now {now}, {} {bounds}", score_text(raw), if raw > 0.0 { "inside" } else { "outside" })
            }
            Judge::Share => {
                let (held, all) = (values.values.iter().filter(inside).count(), values.values.len());
                format!("{} = {held} / {all}: readings inside {bounds}, of all; now {now}", score_text(raw))
            }
        };
        self.steps.push(Step::new(StepKind::Formula, Some(raw), formula.clone()));
        formula
    }

    fn curve(&mut self, curve: &Curve) -> String {
        let values = self.scoring.sight().values();
        let (Some(now), Some(raw), Some(value)) = (self.now(values), self.score.raw, self.score.current) else {
            return String::new();
        };
        let rising = curve.points.first().zip(curve.points.last()).is_some_and(|(a, b)| a.value < b.value);
        let between = curve.points.iter().zip(curve.points.iter().skip(1)).find(|(a, b)| {
            let (low, high) = if rising { (a.value, b.value) } else { (b.value, a.value) };
            low < value && value < high
        });
        let formula = match between {
            Some((a, b)) => format!(
                "{} = {} + ({} − {}) × ({} − {}) / ({} − {}): now {now}, between {} and {} of the curve",
                score_text(raw),
                score_text(a.score),
                score_text(b.score),
                score_text(a.score),
                in_formula(value),
                in_formula(a.value),
                in_formula(b.value),
                in_formula(a.value),
                value_text(a.value),
                value_text(b.value),
            ),
            None => format!("{}: now {now}, at or beyond a point of the curve", score_text(raw)),
        };
        self.steps.push(Step::new(StepKind::Formula, Some(raw), formula.clone()));
        formula
    }

    fn milestones(&mut self, milestones: &Milestones) -> String {
        let seen = date_of_day(self.scoring.window.looked_on());
        let done = |item: &crate::plan::Milestone| item.done.is_some_and(|done| done.by(seen));
        let mut open = Vec::new();
        let (mut weight_done, mut weight_all) = (0.0, 0.0);
        for item in &milestones.items {
            weight_all += item.weight;
            let due = item.due.map(|due| format!(", due {due}")).unwrap_or_default();
            let state = if done(item) {
                weight_done += item.weight;
                "done"
            } else {
                open.push(format!(
                    "`{}`{}",
                    item.title,
                    item.due.map(|due| format!(" (due {due})")).unwrap_or_default()
                ));
                "not done"
            };
            let id = std::sync::Arc::from(item.title.as_str());
            let step = Step::new(
                StepKind::Milestone,
                Some(f64::from(u8::from(done(item)))),
                format!("`{}`: {state}{due}", item.title),
            );
            self.steps.push(Step { weight: Some(item.weight), date: item.due, ..step.of(&id) });
        }
        let Some(raw) = self.score.raw else { return String::new() };
        let open = if open.is_empty() { "nothing is open".to_owned() } else { format!("open: {}", open.join(", ")) };
        let formula = format!(
            "{} = {} / {}: weight of what is done, of all; {open}",
            score_text(raw),
            value_text(weight_done),
            value_text(weight_all)
        );
        self.steps.push(Step::new(StepKind::Formula, Some(raw), formula.clone()));
        formula
    }

    fn establish(&mut self) -> String {
        let values = self.scoring.sight().values();
        match self.now(values) {
            Some(now) => format!("1: there is a reading, {now}"),
            None => "0: there is no reading yet".to_owned(),
        }
    }
}

/// Raw progress as people write it: enough digits to tell it from its clamp.
fn text_of_raw(raw: f64) -> String {
    let short = score_text(raw);
    let cut = (short == "1" && raw > 1.0) || (short == "0" && raw < 0.0);
    if cut { crate::number::text(raw, 9) } else { short }
}
