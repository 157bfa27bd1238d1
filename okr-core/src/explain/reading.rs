//! Where a value comes from: the reading, and whether it was corrected.

use super::step::{Step, StepKind};
use super::wording::value_text;
use crate::calendar::date_of_day;
use crate::plan::Aggregate;
use crate::readings::Duplicates;
use crate::readings::series::{Series, Visible};

/// The most readings that get a step.
pub(super) const MOST: usize = 100;

/// What is known of the value that counts for a date.
pub(super) struct Origin {
    pub(super) day: i32,
    /// The day on which it became known, where a correction made it so.
    pub(super) corrected: Option<i32>,
    /// Whether it is the value of a period, and not a reading.
    pub(super) period: bool,
    /// How many rows of the day combine into it, and how.
    combined: Option<(Duplicates, usize)>,
}

impl Origin {
    /// The origin of the value of `series` for `day`, as of a day.
    pub(super) fn of(series: Option<Series<'_>>, day: i32, as_of: i32, period: bool) -> Origin {
        let corrected = series.filter(|series| !period && !series.combines()).and_then(|series| {
            let first = series.dates.partition_point(|date| *date < day);
            let last = series.dates.partition_point(|date| *date <= day);
            let recorded = series.recorded?.get(first..last)?;
            let mut known = recorded.iter().copied().filter(|recorded| *recorded <= as_of);
            let earliest = known.next()?;
            known.next_back().filter(|latest| *latest > earliest)
        });
        let combined = series.filter(|_| !period).and_then(|series| series.combined_rows(day, as_of));
        Origin { day, corrected, period, combined }
    }

    pub(super) fn text(&self) -> String {
        let date = date_of_day(self.day);
        let what = if self.period { "period to" } else { "reading of" };
        if let Some((how, rows)) = self.combined {
            let word = match how {
                Duplicates::Mean => "mean",
                Duplicates::Min => "smallest",
                Duplicates::Max => "largest",
                _ => "sum",
            };
            return format!("{word} of {rows} rows of {date}");
        }
        match self.corrected {
            Some(corrected) => format!("{what} {date}, corrected {}", date_of_day(corrected)),
            None => format!("{what} {date}"),
        }
    }
}

/// A step for each of some readings, the newest [`MOST`].
pub(super) fn readings(series: Option<Series<'_>>, inside: Visible<'_>, as_of: i32) -> Vec<Step> {
    let skipped = inside.dates.len().saturating_sub(MOST);
    let rows = inside.dates.iter().zip(inside.values).enumerate().skip(skipped);
    let step = |(row, (day, value)): (usize, (&i32, &f64))| {
        let origin = Origin::of(series, *day, as_of, false);
        let sample = inside.samples.and_then(|samples| samples.get(row)).copied();
        Step {
            date: Some(date_of_day(*day)),
            recorded: origin.corrected.map(date_of_day),
            weight: sample.filter(|sample| !sample.is_nan()),
            ..Step::new(StepKind::Reading, Some(*value), format!("{} ({})", value_text(*value), origin.text()))
        }
    };
    rows.map(step).collect()
}

/// A value made from readings, with where it comes from.
pub(super) fn value_with_origin(value: f64, aggregate: Aggregate, count: usize, origin: &Origin) -> String {
    let value = value_text(value);
    if aggregate == Aggregate::Latest || count == 1 {
        return format!("{value} ({})", origin.text());
    }
    let what = if origin.period { "periods" } else { "readings" };
    format!("{value} ({} of {count} {what}, the last of {})", aggregate_word(aggregate), date_of_day(origin.day))
}

/// What an aggregate makes of several values.
pub(super) fn aggregate_word(aggregate: Aggregate) -> &'static str {
    match aggregate {
        Aggregate::Sum => "sum",
        Aggregate::Mean => "mean",
        Aggregate::Min => "smallest",
        Aggregate::Max => "largest",
        Aggregate::Latest => "last",
    }
}
