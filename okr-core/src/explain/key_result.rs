//! Why a key result has its score.

use super::mean::{Measured, since};
use super::reading::{Origin, value_with_origin};
use super::roll_up;
use super::step::{Explained, Step, StepKind};
use super::wording::{bounds_text, in_formula, score_text, value_text};
use crate::calendar::date_of_day;
use crate::index::KeyResultIndex;
use crate::number::at_least;
use crate::plan::{Aggregate, Curve, Direction, Hold, Judge, KeyResultState, Measure, Milestones, Reach};
use crate::readings::series::Series;
use crate::report::Reason;
use crate::score::{KeyResultScore, ReachFormula, Scores, Scoring, Track, prepare};
use crate::series::{EvaluationContext, Lifecycle};

pub(super) fn explain(context: &EvaluationContext<'_>, scores: &Scores, index: KeyResultIndex) -> Explained {
    let mut scratch = Default::default();
    let (score, scoring) = (scores.key_result(index), prepare(context, scores, index, &mut scratch));
    let series = context.readings_of(index);
    let explaining = Explaining { context, scores, index, score, scoring: &scoring, series, steps: Vec::new() };
    explaining.explain()
}

struct Explaining<'a> {
    context: &'a EvaluationContext<'a>,
    scores: &'a Scores,
    index: KeyResultIndex,
    score: &'a KeyResultScore,
    scoring: &'a Scoring<'a>,
    series: Option<Series<'a>>,
    steps: Vec<Step>,
}

impl Explaining<'_> {
    fn explain(mut self) -> Explained {
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
        let revised = self.revision();
        let measured = match &*self.scoring.measure.clone() {
            Measure::Reach(reach) => Measured::Score(self.reach(reach)),
            Measure::Hold(hold) => Measured::Score(self.hold(hold)),
            Measure::Curve(curve) => Measured::Score(self.curve(curve)),
            Measure::Milestones(milestones) => Measured::Score(self.milestones(milestones)),
            Measure::Establish(_) => Measured::Score(self.establish()),
            Measure::RollUp(_) => {
                let (measured, steps) = roll_up::of_key_result(self.context, self.scores, self.index);
                self.steps.extend(steps);
                measured
            }
        };
        let mut text = self.sentence(measured);
        for more in [self.withheld(), revised].into_iter().flatten() {
            text = format!("{text}; {more}");
        }
        (self.score.score, format!("{text}{}", self.lifecycle()), self.steps)
    }

    /// The measured number with its clamp, or why there is none.
    fn sentence(&mut self, measured: Measured) -> String {
        match (self.score.raw, self.score.unmeasured) {
            (_, Some(reason)) => {
                let why = match measured {
                    // Of a roll-up, with what was left out.
                    Measured::NoScore(why) => why,
                    Measured::Score(_) => self.why(reason),
                };
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
                format!("{score}, cut from {}", measured.sentence())
            }
            _ => measured.sentence(),
        }
    }

    /// What makes it count nowhere, with a semicolon before it.
    fn lifecycle(&self) -> String {
        match self.score.lifecycle {
            Lifecycle::Draft => "; a draft, it counts nowhere".to_owned(),
            Lifecycle::Dropped => {
                let own = self.scoring.key_result;
                let by_now = own.state_since.is_none_or(|since| since <= date_of_day(self.context.as_of));
                let since = match own.state {
                    KeyResultState::Dropped if by_now => since(own.state_since, own.state_reason.as_ref()),
                    _ => None,
                };
                let since = since.map(|since| format!(" {since}")).unwrap_or_default();
                format!("; dropped{since}: it counts nowhere")
            }
            _ => String::new(),
        }
    }

    /// The values that are passed over for their small samples, with a step for each.
    fn withheld(&mut self) -> Option<String> {
        const MOST: usize = 3;
        let window = self.scoring.window;
        let inside = |day: &&i32| **day >= window.start && **day <= window.looked_on();
        let days: Vec<String> =
            self.scoring.source.withheld.iter().filter(inside).map(|day| date_of_day(*day).to_string()).collect();
        let least = value_text(self.scoring.source.kpi?.kpi.min_sample?);
        let what = if self.by_period() { "period to" } else { "reading of" };
        for day in &days {
            let text = format!("the {what} {day} is left out: its sample is under {least}");
            self.steps.push(Step::new(StepKind::LeftOut, None, text));
        }
        let named = days.iter().rev().take(MOST).rev().cloned().collect::<Vec<_>>().join(", ");
        match days.len() {
            0 => None,
            1 => Some(format!("left out: the {what} {named} (its sample is under {least})")),
            count => {
                let (what, last) = (if self.by_period() { "periods to" } else { "readings of" }, count > MOST);
                let last = if last { "the last of them " } else { "" };
                Some(format!("left out: {count} {what} {last}{named} (their samples are under {least})"))
            }
        }
    }

    fn why(&self, reason: Reason) -> String {
        let window = self.scoring.window;
        let (start, seen) = (date_of_day(window.start), date_of_day(window.looked_on()));
        match reason {
            Reason::NotStarted => format!("its window starts on {start}"),
            Reason::NotDue => "the first value of its KPI since its start is not due yet".to_owned(),
            Reason::NoReading if seen < start => format!("it ended on {seen}, before its start on {start}"),
            Reason::NoReading if seen == start => format!("no reading on {start}"),
            Reason::NoReading => format!("no reading from {start} to {seen}"),
            Reason::NoBaseline => format!("no reading on or before {start} to start from, and no `from` is written"),
            Reason::FlatTarget => "the target equals the value that it starts from".to_owned(),
            Reason::SmallSample => "every sample in its window is too small".to_owned(),
            // Of objectives, and of what rolls them up, which says so itself.
            Reason::NoChildren | Reason::NoMembers => "nothing below it has a score".to_owned(),
            Reason::ZeroWeight => "the weights below it sum to 0".to_owned(),
        }
    }

    /// The newest revision in words, with a step for each.
    fn revision(&mut self) -> Option<String> {
        let mut newest = None;
        let seen = date_of_day(self.scoring.window.looked_on());
        let revisions = self.scoring.key_result.revisions.iter().filter(|revision| revision.from <= seen);
        for revision in revisions {
            let what = match (&revision.measure, revision.weight) {
                (Some(_), Some(weight)) => format!("new measure and weight {}", value_text(weight)),
                (None, Some(weight)) => format!("weight {}", value_text(weight)),
                _ => "new measure".to_owned(),
            };
            let reason = revision.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let text = format!("{what} since {}{reason}", revision.from);
            newest = Some(text.clone());
            self.steps.push(Step { date: Some(revision.from), ..Step::new(StepKind::Revision, revision.weight, text) });
        }
        newest
    }

    /// Whether the values are those of periods.
    fn by_period(&self) -> bool {
        self.scoring.source.kpi.is_some_and(|read| read.by_period)
    }

    fn origin(&self, day: i32) -> Origin {
        Origin::of(self.series, day, self.context.as_of, self.by_period())
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
        if aggregate != Aggregate::Latest || matches!(*self.scoring.measure, Measure::Hold(_)) {
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
        let input = self.scoring.measure_input();
        let resolved = input.resolve_reach(reach);
        let from = resolved.baseline.map(|baseline| self.baseline(reach, baseline));
        if let Some(target) = resolved.target {
            self.steps.push(Step::new(StepKind::Target, Some(target), format!("target {}", value_text(target))));
        }
        let (Some(now), Some(value), Some(score)) = (self.now(resolved.values), self.score.current, self.score.raw)
        else {
            return String::new();
        };
        match resolved.formula {
            ReachFormula::Ratio { from: baseline, to } => {
                let falling = to < baseline;
                let span = |a: f64, b: f64| {
                    let (a, b) = if falling { (b, a) } else { (a, b) };
                    format!("({} − {})", in_formula(a), in_formula(b))
                };
                let formula = format!("{} = {} / {}", text_of_raw(score), span(value, baseline), span(to, baseline));
                self.steps.push(Step::new(StepKind::Formula, Some(score), formula.clone()));
                format!("{formula}: from {} towards {}, now {now}", from.unwrap_or_default(), value_text(to))
            }
            ReachFormula::Meet { to, direction, .. } => {
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
            ReachFormula::None(_) => String::new(),
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
        let values = self.scoring.measure_input().values;
        let bounds = bounds_text(hold.min, hold.max);
        let Some(raw) = self.score.raw else { return String::new() };
        let now = self.now(values).unwrap_or_else(|| "0 (a sum without readings)".to_owned());
        let inside = |value: &&f64| {
            hold.min.is_none_or(|min| at_least(**value, min)) && hold.max.is_none_or(|max| at_least(max, **value))
        };
        let formula = match self.scoring.measure_input().judge(hold) {
            Judge::Latest => {
                format!("{}: now {now}, which is {}{bounds}", score_text(raw), if raw > 0.0 { "" } else { "not " })
            }
            Judge::Share => {
                let (held, all) = (values.values.iter().filter(inside).count(), values.values.len());
                let what = if self.by_period() { "period" } else { "reading" };
                let share = match (held, all) {
                    (0, 1) => format!("its one {what} is not {bounds}"),
                    (1, 1) => format!("its one {what} is {bounds}"),
                    (0, _) => format!("none of its {all} {what}s is {bounds}"),
                    (1, _) => format!("one of its {all} {what}s is {bounds}"),
                    (2, 2) => format!("both its {what}s are {bounds}"),
                    _ if held == all => format!("all its {all} {what}s are {bounds}"),
                    _ => format!("{held} of its {all} {what}s are {bounds}"),
                };
                format!("{} = {held} / {all}: {share}; now {now}", score_text(raw))
            }
        };
        self.steps.push(Step::new(StepKind::Formula, Some(raw), formula.clone()));
        formula
    }

    fn curve(&mut self, curve: &Curve) -> String {
        let values = self.scoring.measure_input().values;
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
            None => format!("{}: now {now}, {}", score_text(raw), place_on(curve, rising, value)),
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
                    item.due
                        .map(|due| format!(" ({} {due})", if due < seen { "was due" } else { "due" }))
                        .unwrap_or_default()
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
        let all = milestones.items.len();
        let open_count = open.len();
        let plain = milestones.items.iter().all(|item| item.weight == 1.0);
        let done = match (all - open_count, all) {
            (0, 1) => "it is not done".to_owned(),
            (1, 1) => "it is done".to_owned(),
            (0, _) => "none is done".to_owned(),
            (done, _) if done == all => format!("all {all} are done"),
            (1, _) if plain => format!("1 of {all} is done"),
            (done, _) if plain => format!("{done} of {all} are done"),
            (done, _) => format!("weight of what is done ({done} of {all}), of all"),
        };
        let open = if open.is_empty() { String::new() } else { format!("; open: {}", open.join(", ")) };
        let formula =
            format!("{} = {} / {}: {done}{open}", score_text(raw), value_text(weight_done), value_text(weight_all));
        self.steps.push(Step::new(StepKind::Formula, Some(raw), formula.clone()));
        formula
    }

    fn establish(&mut self) -> String {
        let values = self.scoring.measure_input().values;
        match self.now(values) {
            Some(now) => format!("1: there is a reading, {now}"),
            None => "0: there is no reading yet".to_owned(),
        }
    }
}

/// Where a value lies that is between no two points of a curve: on one of them, or beyond its ends.
fn place_on(curve: &Curve, rising: bool, value: f64) -> String {
    let (first, last) = (curve.points.first(), curve.points.last());
    let on = curve.points.iter().find(|point| at_least(point.value, value) && at_least(value, point.value));
    let beyond = |other: f64| if rising { value > other } else { value < other };
    match (on, first, last) {
        (Some(on), _, _) => format!("which is the point {} of the curve", value_text(on.value)),
        (None, Some(first), Some(last)) => match beyond(last.value) {
            true => format!("beyond the last point of the curve, {}", value_text(last.value)),
            false => format!("short of the first point of the curve, {}", value_text(first.value)),
        },
        _ => String::new(),
    }
}

/// Raw progress as people write it: enough digits to tell it from its clamp.
fn text_of_raw(raw: f64) -> String {
    let short = score_text(raw);
    let cut = (short == "1" && raw > 1.0) || (short == "0" && raw < 0.0);
    let text = if cut { crate::number::text(raw, 9) } else { short };
    text.replace('-', "−")
}
