//! Readings: what was measured, by column; and check-ins: what people said about a goal.
//!
//! [`Readings`] hold up to some hundred million rows of metric, date and value. A [`Loader`] makes them from rows, JSON, CSV or
//! columns and says which rows can't be used.

mod batch;
mod check_in;
pub(crate) mod column_names;
mod columns;
#[cfg(feature = "csv")]
mod csv;
mod group;
mod json;
mod loader;
mod merge;
mod order;
mod parallel;
mod partition;
pub(crate) mod patch;
mod permutation;
mod reading;
mod rejected;
mod scatter;
pub(crate) mod series;
mod short;
mod store;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod weave;

use std::sync::Arc;

pub use batch::MissingValue;
pub(crate) use batch::check_rows;
pub use check_in::{CheckIn, CheckIns, Subject};
use column_names::check_column_names;
pub use columns::{Columns, DateColumn, MetricColumn, TextColumn};
pub use loader::Loader;
pub use reading::Reading;
pub use rejected::{Loaded, Rejected, RejectedRow};
pub use store::NO_DAY;
pub use stored::StoredColumns;

use crate::calendar::date_of_day;
use crate::error::Errors;
use series::Series;
use store::Store;
use texts::Texts;

/// A table of readings that does not change. Cheap to clone, and can be shared between threads.
///
/// It holds columns grouped by metric and sorted by date, so that what one sees of a metric as of a day is a slice.
///
/// ```
/// use okr_core::Readings;
///
/// let readings = Readings::from_json(r#"[
///     { "metric": "time-to-hire", "date": "2026-06", "value": 42 },
///     { "metric": "time-to-hire", "date": "2026-07", "value": 39 },
///     { "metric": "enps", "date": "2026-07", "value": 31 }
/// ]"#)?;
/// assert_eq!(readings.len(), 3);
/// assert_eq!(readings.metrics().collect::<Vec<_>>(), ["time-to-hire", "enps"]);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Readings(Arc<Store>);

/// Equal are tables with the same rows for each metric, in whatever order the metrics came.
impl PartialEq for Readings {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || self.len() == other.len()
                && self.metrics().len() == other.metrics().len()
                && self.metrics().enumerate().all(|(metric, name)| {
                    other.metric(name).is_some_and(|found| same(&self.0, metric, &other.0, found))
                })
    }
}

/// Whether two metrics have the same rows.
fn same(store: &Store, metric: usize, other: &Store, found: usize) -> bool {
    let (a, b) = (store.series(metric), other.series(found));
    let notes = |store: &Store, metric| -> Option<Vec<Option<String>>> {
        let notes = store.notes(metric)?;
        Some(notes.iter().map(|&note| store.note_texts.get(note as usize).map(str::to_owned)).collect())
    };
    a.dates == b.dates
        && same_numbers(a.values, b.values)
        && a.recorded == b.recorded
        && same_numbers(a.samples.unwrap_or_default(), b.samples.unwrap_or_default())
        && notes(store, metric) == notes(other, found)
}

fn same_numbers(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b || a.is_nan() && b.is_nan())
}

impl serde::Serialize for Readings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

impl Readings {
    /// No readings.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// assert!(Readings::new().is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The readings of rows, all of which are good.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems, with the path `/readings/<row>/<column>`. To go on with the good rows, use
    /// a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let july = parse_date("2026-07-31")?;
    /// assert_eq!(Readings::from_rows([Reading::new("enps", july, 31.0)])?.len(), 1);
    /// assert!(Readings::from_rows([Reading::new("enps", july, f64::INFINITY)]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_rows<I>(rows: I) -> Result<Self, Errors>
    where
        I: IntoIterator,
        I::Item: std::borrow::Borrow<Reading>,
    {
        Loader::new().rows(rows).complete()
    }

    /// The readings of a JSON list of rows, all of which are good.
    ///
    /// # Errors
    ///
    /// `bad_json` or `wrong_type` where the text is no JSON list; else a `bad_row` for each of the first 100 problems, with the path
    /// `/readings/<row>/<column>`. To go on with the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let errors = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07-32", "value": 31 }]"#).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().path, "/readings/0/date");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        Loader::new().json(text)?.complete()
    }

    /// The readings of columns, all of whose rows are good.
    ///
    /// # Errors
    ///
    /// `wrong_type` for each column whose length is not that of the first; else a `bad_row` for each of the first 100 problems, with the
    /// path `/readings/<row>/<column>`. To go on with the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Columns;
    ///
    /// let readings = Readings::from_columns(Columns::new(vec!["enps", "enps"], vec![20_665, 20_696], vec![31.0, 29.0]))?;
    /// assert_eq!(readings.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_columns(columns: Columns<'_>) -> Result<Self, Errors> {
        Loader::new().columns(columns)?.complete()
    }

    /// The readings of CSV text, all of whose rows are good: a header with `metric`, `date` and `value`, and where wanted `recorded`,
    /// `sample` and `note`, in any order.
    ///
    /// # Errors
    ///
    /// `wrong_type` without a header, `missing_field`, `unknown_field` and `repeated_field` for its columns; else a `bad_row` for each of
    /// the first 100 problems, with the path `/readings/<row>/<column>`. To go on with the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// assert_eq!(Readings::from_csv("value,metric,date\n31,enps,2026-07\n")?.len(), 1);
    /// let errors = Readings::from_csv("metric,day,value\n").unwrap_err();
    /// assert_eq!(errors.iter().map(|error| error.code()).collect::<Vec<_>>(), ["unknown_field", "missing_field"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[cfg(feature = "csv")]
    pub fn from_csv(text: impl AsRef<[u8]>) -> Result<Self, Errors> {
        Loader::new().csv(text)?.complete()
    }

    fn from_store(store: Store) -> Self {
        Readings(Arc::new(store))
    }

    /// How many rows there are, corrections and retractions included.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// assert_eq!(Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?.len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.dates.len()
    }

    /// Whether there are no rows.
    ///
    /// ```
    /// assert!(okr_core::Readings::from_json("[]")?.is_empty());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.dates.is_empty()
    }

    /// The names of the metrics that have rows, each once.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// assert_eq!(readings.metrics().collect::<Vec<_>>(), ["enps"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn metrics(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.names.iter()
    }

    /// The name of the metric with an index.
    pub(crate) fn metric_name(&self, metric: usize) -> &str {
        self.0.names.get(metric).unwrap_or_default()
    }

    /// The index of a metric, where there are readings of it.
    pub(crate) fn metric(&self, name: &str) -> Option<usize> {
        self.0.names.find(name)
    }

    /// Whether the metric with an index has this name.
    pub(crate) fn is_metric(&self, metric: usize, name: &str) -> bool {
        self.0.names.get(metric) == Some(name)
    }

    /// The readings of the metric with an index below the number of [`metrics`](Self::metrics).
    pub(crate) fn series(&self, metric: usize) -> Series<'_> {
        self.0.series(metric)
    }

    /// The rows, by metric, then date, then the day on which they became known.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31, "note": "summer" }]"#)?;
    /// let row = readings.rows().next().unwrap();
    /// assert_eq!((row.date.to_string().as_str(), row.note.as_deref()), ("2026-07-31", Some("summer")));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = Reading> {
        let store = &*self.0;
        self.metrics()
            .enumerate()
            .flat_map(move |(metric, name)| rows(name, store.series(metric), store.notes(metric), &store.note_texts))
    }
}

/// The rows of a metric.
fn rows<'a>(
    metric: &'a str,
    series: Series<'a>,
    notes: Option<&'a [u32]>,
    texts: &'a Texts,
) -> impl Iterator<Item = Reading> {
    series.dates.iter().zip(series.values).enumerate().map(move |(row, (&date, &value))| {
        let recorded = series.recorded.and_then(|recorded| recorded.get(row)).copied().unwrap_or(date);
        let mut reading = if value.is_nan() {
            Reading::retraction(metric, date_of_day(date), date_of_day(recorded))
        } else {
            Reading::new(metric, date_of_day(date), value)
        };
        if recorded != date {
            reading = reading.recorded(date_of_day(recorded));
        }
        reading.sample = series.samples.and_then(|samples| samples.get(row)).copied().filter(|x| !x.is_nan());
        let note = notes.and_then(|notes| notes.get(row));
        reading.note = note.and_then(|&note| texts.get(note as usize)).map(str::to_owned);
        reading
    })
}
