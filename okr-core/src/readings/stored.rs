//! The rows of readings as columns, for data frames and for keeping.

use std::borrow::Cow;

use super::duplicates::Duplicates;
use super::series::Series;
use super::table::Readings;

/// The rows of readings by column: by metric, then date, then the day on which they became known; those of one date
/// that combine, by value.
///
/// ```
/// use okr_core::Readings;
///
/// let readings = Readings::from_json(r#"[
///     { "metric": "enps", "date": "2026-07", "value": 31 },
///     { "metric": "turnover", "date": "2026-07", "value": 12.4, "sample": 200 }
/// ]"#)?;
/// let columns = readings.columns();
/// assert_eq!((columns.names, columns.metrics), (vec!["enps", "turnover"], vec![0, 1]));
/// assert_eq!((&*columns.dates, &*columns.values), (&[20_665, 20_665][..], &[31.0, 12.4][..]));
/// assert!(columns.recorded.is_none() && columns.notes.is_none());
/// assert_eq!(columns.samples.unwrap()[1], 200.0);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StoredColumns<'a> {
    /// The names of the metrics.
    pub names: Vec<&'a str>,
    /// What several rows of each metric mean for one date; [`Duplicates::Last`] where a row replaces those known earlier.
    pub duplicates: Vec<Duplicates>,
    /// The index of each row's metric in `names`.
    pub metrics: Vec<u32>,
    /// Day numbers: days since 1970-01-01.
    pub dates: Cow<'a, [i32]>,
    /// Values; not a number where a row is a retraction.
    pub values: Cow<'a, [f64]>,
    /// The days on which the rows became known; none if each did on its date and none is a retraction.
    pub recorded: Option<Cow<'a, [i32]>>,
    /// Samples, not a number where a row has none; none if no row has one.
    pub samples: Option<Cow<'a, [f64]>>,
    /// Notes; none if no row has one.
    pub notes: Option<Vec<Option<&'a str>>>,
}

impl Readings {
    /// The rows by column.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let columns = readings.columns();
    /// assert_eq!((columns.names[0], columns.dates.len(), columns.values.len()), ("days", 8, 8));
    /// ```
    #[must_use]
    pub fn columns(&self) -> StoredColumns<'_> {
        let series = || (0..self.metrics().len()).map(|metric| self.series(metric));
        let mut metrics = Vec::with_capacity(self.len());
        for (metric, series) in series().enumerate() {
            // INVARIANT: names are numbered with 32 bits.
            metrics.extend(std::iter::repeat_n(metric as u32, series.dates.len()));
        }
        let (dates, values) = match self.layer {
            None => (Cow::Borrowed(&*self.base.dates), Cow::Borrowed(&*self.base.values)),
            Some(_) => (
                series().flat_map(|series| series.dates).copied().collect(),
                series().flat_map(|series| series.values).copied().collect(),
            ),
        };
        // A row without a value is a retraction only if it says when it became known.
        let retracted = || values.iter().any(|value| value.is_nan());
        let recorded = self.optional(|series| series.recorded, |series, _| Cow::Borrowed(series.dates));
        StoredColumns {
            names: self.metrics().collect(),
            duplicates: series().map(|series| series.mode).collect(),
            metrics,
            recorded: recorded.or_else(|| retracted().then(|| dates.clone())),
            samples: self.optional(|series| series.samples, |_, rows| Cow::Owned(vec![f64::NAN; rows])),
            notes: self.note_column(),
            dates,
            values,
        }
    }

    /// An optional column for all rows, none if no metric uses it. `unused` returns what stands for the rows of a metric that does not.
    fn optional<'a, T: Copy>(
        &'a self,
        used: impl Fn(&Series<'a>) -> Option<&'a [T]>,
        unused: impl Fn(&Series<'a>, usize) -> Cow<'a, [T]>,
    ) -> Option<Cow<'a, [T]>> {
        let series = || (0..self.metrics().len()).map(|metric| self.series(metric));
        series().any(|series| used(&series).is_some()).then(|| {
            let mut column = Vec::with_capacity(self.len());
            for series in series() {
                match used(&series) {
                    Some(part) => column.extend_from_slice(part),
                    None => column.extend_from_slice(&unused(&series, series.dates.len())),
                }
            }
            Cow::Owned(column)
        })
    }

    /// The notes of all rows; none if no row has one.
    fn note_column(&self) -> Option<Vec<Option<&str>>> {
        let metrics = || 0..self.metrics().len();
        metrics().any(|metric| self.notes(metric).0.is_some()).then(|| {
            let mut column = Vec::with_capacity(self.len());
            for metric in metrics() {
                match self.notes(metric) {
                    (Some(notes), texts) => column.extend(notes.iter().map(|note| texts.get(*note as usize))),
                    (None, _) => column.resize(column.len() + self.series(metric).dates.len(), None),
                }
            }
            column
        })
    }
}
