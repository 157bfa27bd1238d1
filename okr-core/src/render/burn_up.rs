//! Burn-up: a key result on its way from its baseline to its target.

use chrono::NaiveDate;

use super::frame::{Anchor, Canvas, Subject, diamond, square};
use super::heading::Heading;
use super::lettering;
use super::path_to_target::{Stretch, expected_course, stretches};
use super::plot::{Label, Plot, SMALL, bounds_of_unit, value_scale};
use super::scale::{DayScale, Scale};
use super::tone;
use crate::figure;
use crate::number::{clamp, larger, smaller};
use crate::plan::MeasureKind;
use crate::report::{Forecast, KeyResultRow, RevisionStep};

/// What the chart shows.
pub(super) struct BurnUp<'a> {
    pub(super) row: &'a KeyResultRow,
    pub(super) as_of: NaiveDate,
    /// The values in force in its window, by date.
    pub(super) values: Vec<(NaiveDate, f64)>,
}

/// The numbers of the chart: values of the key result, or its score where it has no values.
struct Numbers<'a> {
    baseline: Option<f64>,
    target: Option<f64>,
    current: Option<f64>,
    expected: Option<f64>,
    forecast: Option<&'a Forecast>,
    unit: Option<&'a str>,
    name: &'static str,
}

impl<'a> BurnUp<'a> {
    fn numbers(&self) -> Numbers<'a> {
        let row = self.row;
        match row.kind {
            MeasureKind::Reach | MeasureKind::Hold | MeasureKind::Curve => Numbers {
                baseline: row.baseline,
                target: row.target,
                current: row.current,
                expected: row.expected_value,
                forecast: row.forecast.as_ref(),
                unit: row.unit.as_deref(),
                name: "value",
            },
            MeasureKind::Milestones | MeasureKind::Establish | MeasureKind::RollUp => Numbers {
                baseline: Some(0.0),
                target: None,
                current: row.score,
                expected: row.expected,
                forecast: None,
                unit: None,
                name: "score",
            },
        }
    }

    /// The day of the newest value.
    fn current_day(&self) -> NaiveDate {
        let day = self.row.current_date.unwrap_or(self.as_of);
        day.max(self.row.start).min(self.row.end)
    }

    /// Where the chart's own now lies: today, or the last day of what is over.
    fn today(&self) -> NaiveDate {
        self.as_of.max(self.row.start).min(self.row.end)
    }

    fn facts(&self, numbers: &Numbers<'_>) -> Vec<String> {
        let bounds = [numbers.target, numbers.expected, numbers.baseline];
        let write = |x: f64| match numbers.name {
            "score" => figure::score(x),
            _ => figure::with_unit(figure::value(x, &bounds), numbers.unit),
        };
        let against = |x: f64| match numbers.name {
            "score" => figure::score(x),
            _ => figure::value(x, &[numbers.current]),
        };
        let now = match numbers.current {
            Some(current) if numbers.name == "score" => format!("score {}", write(current)),
            Some(current) => format!("{} on {}", write(current), figure::short_date(self.current_day())),
            None => "no value yet".to_owned(),
        };
        let expected = numbers.expected.map(|x| match numbers.name {
            "score" => format!("expected {}", figure::score(x)),
            _ => format!("expected {}", figure::statistic(x, &[numbers.current])),
        });
        let target = numbers.target.map(|x| format!("target {}{}", against(x), self.revised(numbers)));
        let forecast =
            numbers.forecast.map(|it| format!("forecast {}", figure::statistic(it.value, &[numbers.target])));
        [Some(now), expected, target, forecast].into_iter().flatten().collect()
    }

    /// The newest revision of the target that is in force.
    fn revised(&self, numbers: &Numbers<'_>) -> String {
        let in_force = self.row.revisions.iter().rfind(|revision| revision.date <= self.as_of);
        match in_force.filter(|revision| revision.target_before != revision.target) {
            Some(RevisionStep { date, target_before: Some(before), .. }) => {
                let before = figure::value(*before, &[numbers.target]);
                format!(", {before} before {}", figure::short_date(*date))
            }
            _ => String::new(),
        }
    }

    /// The stretches between revisions, of a key result with values.
    fn stretches(&self, numbers: &Numbers<'_>) -> Vec<Stretch> {
        if numbers.name == "value" { stretches(self.row) } else { Vec::new() }
    }

    fn says(&self, numbers: &Numbers<'_>) -> String {
        let mark = tone::of_status(self.row.status);
        let mut parts = vec![mark.text.to_lowercase()];
        parts.extend(self.facts(numbers));
        if let Some(forecast) = numbers.forecast {
            let range =
                format!("{} to {}", figure::statistic(forecast.low, &[]), figure::statistic(forecast.high, &[]));
            parts.push(format!("likely {range} on {}", figure::date(self.row.end)));
        }
        format!("{}: {}.", self.row.title, parts.join(", "))
    }

    /// Draws the chart.
    pub(super) fn draw(&self, width: u32, in_page: bool) -> String {
        let numbers = self.numbers();
        let says = self.says(&numbers);
        let subject = Subject { kind: "burn-up", title: &self.row.title, says: &says };
        // In a page the title and the status stand beside it.
        let (title, marks) =
            if in_page { ("", Vec::new()) } else { (&*self.row.title, vec![tone::of_status(self.row.status)]) };
        let heading = Heading::new(title, &self.facts(&numbers), marks, width);
        let mut canvas = Canvas::new(&subject, width, heading.height() + 220, in_page);
        heading.draw(&mut canvas);
        // INVARIANT: a heading is at most a few hundred pixels high.
        let top = 10 * heading.height() as i32 + 260;
        self.plot(&mut canvas, &numbers, top);
        canvas.finish()
    }

    /// The values that the scale holds: of a forecast as much as leaves the rest readable.
    fn known(&self, numbers: &Numbers<'_>) -> Vec<f64> {
        let ends = [numbers.baseline, numbers.target, numbers.current, numbers.expected];
        let mut known: Vec<f64> =
            ends.into_iter().flatten().chain(self.values.iter().map(|(_, value)| *value)).collect();
        known.extend(self.stretches(numbers).iter().flat_map(|stretch| [stretch.baseline, stretch.target]).flatten());
        if numbers.name == "score" {
            known.extend([0.0, 1.0]);
        }
        if let (Some(forecast), Some(first)) = (numbers.forecast, known.first().copied()) {
            let (low, high) = known.iter().fold((first, first), |(low, high), x| (smaller(low, *x), larger(high, *x)));
            let reach = (high - low) / 2.0;
            known.extend([forecast.value, forecast.low, forecast.high].map(|x| clamp(x, low - reach, high + reach)));
        }
        known
    }

    fn plot(&self, canvas: &mut Canvas, numbers: &Numbers<'_>, top: i32) {
        let bottom = canvas.height - 320;
        let known = self.known(numbers);
        let least = known.iter().copied().fold(0.0, smaller);
        let within = if numbers.name == "score" { (0.0, 1.0) } else { bounds_of_unit(numbers.unit, least) };
        let (scale, ticks) = value_scale(known.into_iter(), top, bottom, within);
        let labels = self.labels(numbers, scale, canvas.width < 3800);
        let plot = Plot::new(canvas, top, &labels, &ticks);
        let days = DayScale::new(self.row.start, self.row.end, plot.left, plot.right);
        plot.values(canvas, &ticks);
        self.forecast(canvas, numbers, scale, days);
        self.targets(canvas, numbers, scale, days);
        self.pace(canvas, scale, days);
        self.now(canvas, plot, days);
        self.course(canvas, numbers, scale, days);
        plot.labels(canvas, labels);
        plot.below(canvas, &days.ticks(SMALL));
    }

    /// A line where the report stands.
    fn now(&self, canvas: &mut Canvas, plot: Plot, days: DayScale) {
        let x = days.at(self.today());
        canvas.line("s-quiet", (x, plot.top - 40), (x, plot.bottom), 10, "2 3");
        let text = figure::short_date(self.today());
        let half = lettering::width(&text, SMALL) / 2;
        let x = x.max(plot.left + half).min(canvas.width - 60 - half);
        canvas.text("q", (x, plot.top - 80), SMALL, Anchor::Middle, &text);
    }

    /// The target, with a step and its reason where a revision sets another.
    fn targets(&self, canvas: &mut Canvas, numbers: &Numbers<'_>, scale: Scale, days: DayScale) {
        let stretches = self.stretches(numbers);
        let mut parts: Vec<Vec<(i32, i32)>> = Vec::new();
        for (index, stretch) in stretches.iter().enumerate() {
            let Some(target) = stretch.target else { continue };
            let end = stretches.get(index + 1).map_or(stretch.last, |next| next.first);
            let line = [(days.at(stretch.first), scale.at(target)), (days.at(end), scale.at(target))];
            match parts.last_mut() {
                Some(part) if part.last().is_some_and(|(x, _)| *x == days.at(stretch.first)) => part.extend(line),
                _ => parts.push(line.to_vec()),
            }
        }
        canvas.course("s-good", &parts, 16, "6 3");
        let write =
            |x: Option<f64>, other: Option<f64>| x.map_or_else(|| "none".to_owned(), |x| figure::value(x, &[other]));
        for revision in self.row.revisions.iter().filter(|it| self.row.start < it.date && it.date <= self.row.end) {
            let (before, after) = (revision.target_before, revision.target);
            let Some(target) = after.or(before).filter(|_| before != after && numbers.name == "value") else {
                continue;
            };
            let (x, y) = (days.at(revision.date), scale.at(target));
            let reason = revision.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let change = format!("target {} → {}", write(before, after), write(after, before));
            let says = format!("{}, {change}{reason}", figure::date(revision.date));
            canvas.shape("good", &square((x, y), 42), &says);
        }
    }

    /// What the pace asks for by each day, on the way to success.
    fn pace(&self, canvas: &mut Canvas, scale: Scale, days: DayScale) {
        let at = |(day, x): &(NaiveDate, f64)| (days.at(*day), scale.at(*x));
        let lines: Vec<Vec<(i32, i32)>> =
            expected_course(self.row).iter().map(|line| line.iter().map(at).collect()).collect();
        canvas.course("s-done", &lines, 14, "1 4");
    }

    fn course(&self, canvas: &mut Canvas, numbers: &Numbers<'_>, scale: Scale, days: DayScale) {
        let at = |day: NaiveDate, value: f64| (days.at(day), scale.at(value));
        let start = numbers.baseline.map(|baseline| at(self.row.start, baseline));
        let mut points: Vec<(i32, i32)> = start.into_iter().collect();
        for (day, value) in &self.values {
            // A milestone is reached from one day to the next.
            let before = points.last().copied().filter(|_| self.row.kind == MeasureKind::Milestones);
            points.extend(before.map(|(_, y)| (days.at(*day), y)));
            points.push(at(*day, *value));
        }
        let current = numbers.current.map(|current| at(self.current_day(), current));
        if points.last() != current.as_ref() {
            points.extend(current);
        }
        // Dots where no values are known on the way.
        let few = if self.row.kind == MeasureKind::Milestones { 0 } else { 1 };
        let dashes = if self.values.len() > few { "" } else { "1 3" };
        canvas.course("s-ink", &[points], 16, dashes);
        for (day, value) in &self.values {
            let says = format!(
                "{}: {}",
                figure::date(*day),
                figure::with_unit(figure::value(*value, &[numbers.target]), numbers.unit)
            );
            canvas.dot("ink", at(*day, *value), 24, &says);
        }
        if let Some(expected) = numbers.expected {
            let point = at(self.today(), expected);
            canvas.shape("bg", &diamond(point, 65), "");
            canvas.shape("done", &diamond(point, 50), &format!("expected by {}", figure::date(self.today())));
        }
        if let Some(point) = current {
            canvas.dot("bg", point, 55, "");
            canvas.dot(tone::of_status(self.row.status).tone.fill(), point, 45, "now");
        }
    }

    /// The fan of the forecast, from where things stand to the end.
    fn forecast(&self, canvas: &mut Canvas, numbers: &Numbers<'_>, scale: Scale, days: DayScale) {
        let Some(forecast) = numbers.forecast else { return };
        let (from, left) = self.anchor(forecast);
        if left <= 0.0 {
            return;
        }
        let (low, high) = ordered(forecast.slope_low, forecast.slope_high);
        let line =
            |slope: f64, last: f64| segment(scale, (days.at(from), last - slope * left), (days.at(self.row.end), last));
        let mut fan = line(low, forecast.low);
        fan.extend(line(high, forecast.high).into_iter().rev());
        canvas.shape("g-done", &fan, "");
        canvas.course("s-done", &[line(forecast.slope, forecast.value)], 16, "5 3");
    }

    /// The day on which all lines of a forecast meet, and the days from there to the end.
    fn anchor(&self, forecast: &Forecast) -> (NaiveDate, f64) {
        let end = self.row.end;
        let apart = (forecast.slope_high - forecast.slope_low).abs();
        let newest = (end - self.current_day()).num_days() as f64;
        let left = (forecast.high - forecast.low) / apart;
        // Where all slopes are the same the lines are one. The anchor is a median of dates: whole, or halfway between two.
        if !(left >= newest && left <= (end - self.row.start).num_days() as f64) {
            return (self.current_day(), newest);
        }
        let whole = (left + 0.5) as u64;
        (end - chrono::Days::new(whole), whole as f64)
    }

    fn labels(&self, numbers: &Numbers<'_>, scale: Scale, narrow: bool) -> Vec<Label> {
        let write = |x: f64| match numbers.name {
            "score" => figure::score(x),
            _ => figure::value(x, &[numbers.current]),
        };
        let label = |class, x: f64, text: String| Label { y: scale.at(x), class, text };
        let target = numbers.target.map(|x| label("b", x, format!("target {}", write(x))));
        let computed =
            |x: f64| if numbers.name == "score" { figure::score(x) } else { figure::statistic(x, &[numbers.current]) };
        // Narrow pictures have room for the number alone.
        let word = if narrow { "◆" } else { "◆ expected" };
        let expected = numbers.expected.map(|x| label("q", x, format!("{word} {}", computed(x))));
        let forecast = numbers.forecast.map(|forecast| {
            let written = figure::statistic(forecast.value, &[numbers.target]);
            label("q", forecast.value, format!("forecast {written}"))
        });
        let last = self.stretches(numbers).last().copied().filter(|last| last.first > self.as_of);
        let later =
            last.and_then(|last| last.target.map(|x| (x, last.first))).filter(|(x, _)| Some(*x) != numbers.target);
        let later = later.map(|(x, day)| label("q", x, format!("{} from {}", write(x), figure::short_date(day))));
        [target, later, expected, forecast].into_iter().flatten().collect()
    }
}

fn ordered(a: f64, b: f64) -> (f64, f64) {
    (smaller(a, b), larger(a, b))
}

/// A straight line between two points, and along the end of the scale where it would leave it.
fn segment(scale: Scale, from: (i32, f64), to: (i32, f64)) -> Vec<(i32, i32)> {
    let inside = scale.clamp(to.1);
    let mut points = vec![(from.0, scale.at(from.1))];
    if inside != to.1 && to.1 != from.1 {
        let share = clamp((inside - from.1) / (to.1 - from.1), 0.0, 1.0);
        // INVARIANT: both ends are a few thousand tenths of a pixel.
        let x = from.0 + (f64::from(to.0 - from.0) * share) as i32;
        points.push((x, scale.at(inside)));
    }
    points.push((to.0, scale.at(to.1)));
    points
}
