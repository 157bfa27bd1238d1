//! Why a KPI shows its value, and what that is held against.

use super::reading::{Origin, value_with_origin};
use super::step::{Explained, Step, StepKind};
use super::wording::{bounds_text, value_text};
use crate::calendar::{date_of_day, day_number};
use crate::index::KpiIndex;
use crate::index::{SeriesIndex, present};
use crate::kpi::{Addressed, KpiScratch, SeriesEvaluation, of_series};
use crate::plan::Kpi;
use crate::readings::series::{Scratch, Series, Visible};
use crate::report::{Health, KpiRow, Moved};
use crate::series::{EvaluationContext, Standard};

/// The most readings that get a step.
const MOST: usize = 100;

pub(super) fn explain(context: &EvaluationContext<'_>, series: SeriesIndex) -> Explained {
    let addressed = Addressed::on(context.plan, context.as_of);
    let series_evaluation =
        SeriesEvaluation { plan: context.plan, policy: context.policy, periods: false, addressed: &addressed };
    let row = of_series(context, &series_evaluation, series, &mut KpiScratch::default()).kpi;
    let index = context.plan.series[series].kpi;
    let (kpi, row) = (context.plan.written_kpi(index), present(row));
    let mut explaining =
        Explaining { context, index, kpi, row: &row, readings: context.series_readings(series), steps: Vec::new() };
    let text = explaining.text();
    (None, text, explaining.steps)
}

struct Explaining<'a> {
    context: &'a EvaluationContext<'a>,
    /// The KPI's index in the plan.
    index: KpiIndex,
    kpi: &'a Kpi,
    row: &'a KpiRow,
    readings: Option<Series<'a>>,
    steps: Vec<Step>,
}

impl Explaining<'_> {
    fn text(&mut self) -> String {
        let Some(period) = self.row.period.clone() else {
            let why = format!("no value: nothing was read by {}", date_of_day(self.context.as_of));
            return self.unmeasured(why);
        };
        let mut scratch = Scratch::default();
        let visible =
            self.readings.map_or(Visible::default(), |series| series.visible(self.context.as_of, &mut scratch));
        let inside = self.inside(visible, &period);
        let judged = self.judged_on(inside);
        self.readings_of(inside);
        let Some(value) = self.row.value else {
            let least = self.kpi.min_sample.map(value_text).unwrap_or_default();
            let sample = self.row.sample.map(value_text).unwrap_or_default();
            return self.unmeasured(format!("no value: the sample of {period} is {sample}, under {least}"));
        };
        let text = match inside.dates.last() {
            Some(last) => {
                let origin = Origin::of(self.readings, *last, self.context.as_of, false);
                value_with_origin(value, self.kpi.aggregate, inside.dates.len(), &origin)
            }
            None => value_text(value),
        };
        let current = format!("{period}: {text}");
        self.steps.push(Step {
            date: inside.dates.last().map(|last| date_of_day(*last)),
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
        let health = self.health(&Standard::on(self.kpi, judged));
        format!("{current}{}; {health}", before.unwrap_or_default())
    }

    fn unmeasured(&mut self, why: String) -> String {
        self.steps.push(Step::new(StepKind::Unmeasured, None, why.clone()));
        why
    }

    /// The visible readings in the period of this name, which is one of the newest.
    fn inside<'b>(&self, visible: Visible<'b>, period: &str) -> Visible<'b> {
        let schedule = self.context.plan.schedule(self.index, self.context.policy);
        let periods = visible.dates.iter().rev().filter_map(|day| schedule.period_of_day(*day));
        match periods.into_iter().find(|found| schedule.label(*found) == period) {
            Some(found) => visible.within(schedule.first_day(found), schedule.last_day(found)),
            None => Visible::default(),
        }
    }

    /// The day whose standard is in force: the last one of the period, of a running one today.
    fn judged_on(&self, inside: Visible<'_>) -> i32 {
        let schedule = self.context.plan.schedule(self.index, self.context.policy);
        let last = inside.dates.last().map(|day| schedule.last_day(schedule.period_from(*day)));
        last.map_or(self.context.as_of, |last| last.min(self.context.as_of))
    }

    fn readings_of(&mut self, inside: Visible<'_>) {
        let skipped = inside.dates.len().saturating_sub(MOST);
        for (index, (day, value)) in inside.dates.iter().zip(inside.values).enumerate().skip(skipped) {
            let origin = Origin::of(self.readings, *day, self.context.as_of, false);
            let sample = inside.samples.and_then(|samples| samples.get(index)).copied();
            self.steps.push(Step {
                date: Some(date_of_day(*day)),
                recorded: origin.corrected.map(date_of_day),
                weight: sample.filter(|sample| !sample.is_nan()),
                ..Step::new(StepKind::Reading, Some(*value), format!("{} ({})", value_text(*value), origin.text()))
            });
        }
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
