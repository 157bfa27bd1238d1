//! Where a value comes from: the reading, and whether it was corrected.

use super::wording::value_text;
use crate::calendar::date_of_day;
use crate::plan::Aggregate;
use crate::readings::series::Series;

/// What is known of the value that counts for a date.
pub(super) struct Origin {
    pub(super) day: i32,
    /// The day on which it became known, where a correction made it so.
    pub(super) corrected: Option<i32>,
    /// Whether it is the value of a period, and not a reading.
    pub(super) period: bool,
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
        Origin { day, corrected, period }
    }

    pub(super) fn text(&self) -> String {
        let date = date_of_day(self.day);
        let what = if self.period { "period to" } else { "reading of" };
        match self.corrected {
            Some(corrected) => format!("{what} {date}, corrected {}", date_of_day(corrected)),
            None => format!("{what} {date}"),
        }
    }
}

/// A value made from readings, with where it comes from.
pub(super) fn value_with_origin(value: f64, aggregate: Aggregate, count: usize, origin: &Origin) -> String {
    let value = value_text(value);
    if aggregate == Aggregate::Latest || count == 1 {
        return format!("{value} ({})", origin.text());
    }
    let what = if origin.period { "periods" } else { "readings" };
    let word = match aggregate {
        Aggregate::Sum => "sum",
        Aggregate::Mean => "mean",
        Aggregate::Min => "smallest",
        Aggregate::Max => "largest",
        Aggregate::Latest => "last",
    };
    format!("{value} ({word} of {count} {what}, the last of {})", date_of_day(origin.day))
}
