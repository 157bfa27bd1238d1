//! What became known of each metric between two days.

use crate::calendar::date_of_day;
use crate::readings::Readings;
use crate::readings::series::{Scratch, Series, Visible};

/// What became known of something between two days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct PossibleCauses {
    /// A revision, a state, a done date or an edit of the plan.
    pub(super) plan: bool,
    /// A reading that was visible was replaced or retracted.
    pub(super) correction: bool,
    /// A reading of a day up to the first became known.
    pub(super) late: bool,
    /// A reading of a day after the first.
    pub(super) reading: bool,
    /// A check-in.
    pub(super) check_in: bool,
}

impl PossibleCauses {
    /// What became known of either.
    pub(super) fn and(self, other: PossibleCauses) -> PossibleCauses {
        PossibleCauses {
            plan: self.plan || other.plan,
            correction: self.correction || other.correction,
            late: self.late || other.late,
            reading: self.reading || other.reading,
            check_in: self.check_in || other.check_in,
        }
    }
}

/// A reading that was visible and is not any more, or has another value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Correction {
    pub(super) date: chrono::NaiveDate,
    pub(super) before: f64,
    /// None where it was retracted.
    pub(super) after: Option<f64>,
}

/// What became known of a metric, and what of it was corrected.
#[derive(Debug, Default)]
pub(super) struct MetricCauses {
    pub(super) causes: PossibleCauses,
    pub(super) corrections: Vec<Correction>,
}

/// The causes of every metric, by its index.
pub(super) fn metric_causes(readings: &Readings, since: i32, as_of: i32) -> Vec<MetricCauses> {
    let (mut old, mut new) = (Scratch::default(), Scratch::default());
    let metrics = 0..readings.metrics().len();
    metrics.map(|metric| of_series(readings.series(metric), since, as_of, &mut old, &mut new)).collect()
}

fn of_series(series: Series<'_>, since: i32, as_of: i32, old: &mut Scratch, new: &mut Scratch) -> MetricCauses {
    let (before, after) = (series.visible(since, old), series.visible(as_of, new));
    let mut found = MetricCauses::default();
    let mut rows = after.dates.iter().enumerate().peekable();
    for (row, date) in before.dates.iter().enumerate() {
        while rows.next_if(|(_, known)| *known < date).is_some() {
            found.causes.late = true;
        }
        let same_day = rows.next_if(|(_, known)| *known == date).map(|(row, _)| row);
        let Some(value) = before.values.get(row).copied() else { continue };
        if same_day.is_some_and(|other| at(before, row) == at(after, other)) {
            continue;
        }
        if series.combines() {
            found.causes.late = true;
            continue;
        }
        found.causes.correction = true;
        let after = same_day.and_then(|other| after.values.get(other).copied());
        found.corrections.push(Correction { date: date_of_day(*date), before: value, after });
    }
    for (_, date) in rows {
        if *date <= since {
            found.causes.late = true;
        } else {
            found.causes.reading = true;
        }
    }
    found
}

/// The value and the sample of a row; not a number where there is none.
fn at(visible: Visible<'_>, row: usize) -> (Option<f64>, Option<f64>) {
    let sample = visible.samples.and_then(|samples| samples.get(row)).copied();
    (visible.values.get(row).copied(), sample.filter(|sample| !sample.is_nan()))
}
