//! Why a KPI shows its value, and what that is held against.

use super::formula::{Inputs, days, nothing_read};
use super::reading::{Origin, readings, value_with_origin};
use super::step::{Explained, Step, StepKind};
use super::wording::{bounds_text, value_text};
use crate::calendar::{date_of_day, day_number};
use crate::index::{SeriesIndex, present};
use crate::kpi::{Addressed, KpiNumbers, KpiScratch, SeriesEvaluation, numbers, of_series};
use crate::plan::Kpi;
use crate::readings::series::{Scratch, Visible};
use crate::report::{Health, KpiRow, Moved};
use crate::series::{EvaluationContext, InPeriods, SeriesScratch, Standard, Timeline, grace_days};

pub(super) fn explain(context: &EvaluationContext<'_>, series: SeriesIndex) -> Explained {
    let addressed = Addressed::on(context.plan, context.as_of);
    let series_evaluation =
        SeriesEvaluation { plan: context.plan, policy: context.policy, periods: false, addressed: &addressed };
    let row = present(of_series(context, &series_evaluation, series, &mut KpiScratch::default()).kpi);
    let mut scratch = SeriesScratch::default();
    let (kpi, filled) = context.fill(series, &mut scratch);
    let numbers = numbers(kpi, filled);
    let mut explaining = Explaining {
        context,
        series,
        kpi,
        row: &row,
        numbers: &numbers,
        timeline: filled.timeline(),
        steps: Vec::new(),
    };
    let text = explaining.text();
    (None, text, explaining.steps)
}

struct Explaining<'a> {
    context: &'a EvaluationContext<'a>,
    series: SeriesIndex,
    kpi: &'a Kpi,
    row: &'a KpiRow,
    numbers: &'a KpiNumbers,
    timeline: &'a Timeline,
    steps: Vec<Step>,
}

impl Explaining<'_> {
    fn text(&mut self) -> String {
        let Some((period, label)) = self.numbers.period.zip(self.row.period.clone()) else {
            let why = self.nothing();
            return self.unmeasured(why);
        };
        self.window(period);
        let inputs = self.context.inputs_of(self.series);
        let (made, date) = match &inputs {
            Some(inputs) => self.by_formula(&Inputs {
                kpi: self.kpi,
                formula: inputs,
                timeline: self.timeline,
                period,
                as_of: self.context.as_of,
            }),
            None => self.by_readings(period),
        };
        let Some(value) = self.row.value else {
            if self.row.health == Health::Undefined {
                return self.unmeasured(format!("no value: {label} comes to {made}, which is no value"));
            }
            let least = self.kpi.min_sample.map(value_text).unwrap_or_default();
            let sample = self.row.sample.map_or_else(|| "not above 0".to_owned(), value_text);
            return self.unmeasured(format!("no value: the sample of {label} is {sample}, under {least}"));
        };
        let current = format!("{label}: {made}{}", self.over());
        self.steps.push(Step {
            date: date.map(date_of_day),
            weight: self.row.sample,
            ..Step::new(StepKind::Current, Some(value), current.clone())
        });
        let before = self.row.previous.map(|previous| {
            let text = format!("{} before", value_text(previous));
            self.steps.push(Step::new(StepKind::Baseline, Some(previous), text.clone()));
            match self.row.moved {
                Moved::Better | Moved::Worse => format!("; {text}, so {}", self.row.moved.as_str()),
                _ => format!("; {text}, the same"),
            }
        });
        let health = self.health(&self.numbers.standard);
        format!("{current}{}{}; {health}", self.preliminary(period), before.unwrap_or_default())
    }

    fn unmeasured(&mut self, why: String) -> String {
        self.steps.push(Step::new(StepKind::Unmeasured, None, why.clone()));
        why
    }

    /// Why there is no period to show.
    fn nothing(&self) -> String {
        if let Some((period, value)) =
            self.row.running.as_ref().and_then(|running| Some((&running.period, running.value?)))
        {
            return format!("no value: no period is complete; {period} comes to {} so far", value_text(value));
        }
        let day = date_of_day(self.context.as_of);
        if self.kpi.formula.is_some() {
            return format!("no value: by {day} there is no period in which each of its inputs has a value");
        }
        let mut scratch = Scratch::default();
        let series = self.context.series_readings(self.series);
        match series.is_some_and(|series| !series.visible(self.context.as_of, &mut scratch).dates.is_empty()) {
            true if self.kpi.window > 1 => format!("no value: by {day} no window of {} is full", self.periods()),
            true => format!("no value: none of its readings by {day} lies in a period that counts"),
            false => format!("no value: nothing was read by {day}"),
        }
    }

    /// `3 months`: how long its window is.
    fn periods(&self) -> String {
        format!("{} {}s", self.kpi.window, self.timeline.schedule.noun())
    }

    /// How many periods a value is about, where these are several.
    fn over(&self) -> String {
        if self.kpi.window > 1 { format!(", over {}", self.periods()) } else { String::new() }
    }

    fn window(&mut self, period: i32) {
        if self.kpi.window == 1 {
            return;
        }
        let (from, to) = days(self.kpi, self.timeline, period, self.kpi.window);
        let text = format!("window of {}, from {} to {}", self.periods(), date_of_day(from), date_of_day(to));
        self.steps.push(Step { date: Some(date_of_day(to)), ..Step::new(StepKind::Window, None, text) });
    }

    /// Until when readings of a preliminary value may come.
    fn preliminary(&self, period: i32) -> String {
        if !self.row.preliminary {
            return String::new();
        }
        let last = self.timeline.schedule.last_day(period).saturating_add(grace_days(self.kpi, self.context.policy));
        format!("; preliminary, since readings may come until {}", date_of_day(last))
    }

    /// The value of a period in words, from the readings in its window, and the day of the newest.
    fn by_readings(&mut self, period: i32) -> (String, Option<i32>) {
        let (mut scratch, mut in_periods) = (Scratch::default(), InPeriods::default());
        let series = self.context.series_readings(self.series);
        let visible = series.map_or(Visible::default(), |series| series.visible(self.context.as_of, &mut scratch));
        let (from, to) = days(self.kpi, self.timeline, period, self.kpi.window);
        let inside = in_periods.of(&self.timeline.schedule, visible).within(from, to);
        self.steps.extend(readings(series, inside, self.context.as_of));
        let value = self.row.value.unwrap_or_default();
        let text = match inside.dates.last() {
            Some(last) => {
                let origin = Origin::of(series, *last, self.context.as_of, false);
                value_with_origin(value, self.kpi.aggregate, inside.dates.len(), &origin)
            }
            None => nothing_read(value),
        };
        (text, inside.dates.last().copied())
    }

    /// The value of a period in words, from the inputs of its formula, and the day of the newest reading.
    fn by_formula(&mut self, inputs: &Inputs<'_>) -> (String, Option<i32>) {
        let made = inputs.explain();
        let date = made.steps.iter().filter_map(|step| step.date).max().map(day_number);
        self.steps.extend(made.steps);
        let missing = match (self.row.parts, self.row.parts_of) {
            (Some(parts), Some(all)) if parts < all => format!("; {parts} of {all} names, without {}", made.missing),
            _ => String::new(),
        };
        let Some(value) = self.row.value else { return (format!("{} ({})", made.formula, made.inputs), date) };
        let formula = format!("{} = {}", value_text(value), made.formula);
        self.steps.push(Step::new(StepKind::Formula, Some(value), formula.clone()));
        (format!("{formula}: {}{missing}", made.inputs), date)
    }

    /// How it does, and why.
    fn health(&mut self, standard: &Standard) -> String {
        let range = standard.has_range().then(|| bounds_text(standard.min, standard.max));
        if let Some(target) = standard.target {
            self.steps.push(Step::new(StepKind::Target, Some(target), format!("target {}", value_text(target))));
        }
        let target = standard.target.map(value_text);
        let why = match (self.row.health, range, target) {
            (Health::Retired, ..) => {
                let end = self.kpi.end.map(|end| end.to_string()).unwrap_or_default();
                format!("its last day was {end}")
            }
            (Health::Stale, ..) => {
                let since = self.steps.iter().rev().find_map(|step| step.date).map(day_number);
                since.map_or("nothing new".into(), |since| format!("nothing was read since {}", date_of_day(since)))
            }
            (Health::Unrated, ..) => "it has neither a range nor a target".to_owned(),
            (Health::Unhealthy, Some(range), _) => format!("not {range}"),
            (Health::Watch, Some(range), Some(target)) => format!("{range}, but its target {target} is not met"),
            (Health::Healthy, Some(range), Some(target)) => format!("{range}, and its target {target} is met"),
            (Health::Healthy, Some(range), None) => range,
            (Health::Healthy, None, Some(target)) => format!("its target {target} is met"),
            (_, None, Some(target)) => format!("its target {target} is not met"),
            _ => return self.row.health.as_str().replace('_', " "),
        };
        format!("{}: {why}", self.row.health.as_str())
    }
}
