//! The rows of readings as columns, for data frames and for keeping.

use std::borrow::Cow;

use super::duplicates::Duplicates;
use super::store::{NO_NOTE, SideColumn, Store};
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
/// assert_eq!((columns.dates, columns.values), (&[20_665, 20_665][..], &[31.0, 12.4][..]));
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
    pub dates: &'a [i32],
    /// Values; not a number where a row is a retraction.
    pub values: &'a [f64],
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
        let store = &*self.0;
        let mut metrics = Vec::with_capacity(store.dates.len());
        for metric in 0..store.names.len() {
            // INVARIANT: names are numbered with 32 bits.
            metrics.extend(std::iter::repeat_n(metric as u32, store.rows(metric).len()));
        }
        let text = |note: &u32| store.note_texts.get(*note as usize);
        let recorded = store.recorded.whole(store, |rows| store.dates.get(rows).unwrap_or_default().to_vec());
        // A row without a value is a retraction only if it says when it became known.
        let retracted = || store.values.iter().any(|value| value.is_nan());
        StoredColumns {
            names: store.names.iter().collect(),
            duplicates: (0..store.names.len()).map(|metric| store.series(metric).mode).collect(),
            metrics,
            dates: &store.dates,
            values: &store.values,
            recorded: recorded.or_else(|| retracted().then_some(Cow::Borrowed(&store.dates))),
            samples: store.samples.whole(store, |rows| vec![f64::NAN; rows.len()]),
            notes: store
                .notes
                .whole(store, |rows| vec![NO_NOTE; rows.len()])
                .map(|notes| notes.iter().map(text).collect()),
        }
    }
}

impl<T: Copy> SideColumn<T> {
    /// The column for all rows. `unused` returns what stands for the rows of a metric that does not use it.
    fn whole(&self, store: &Store, unused: impl Fn(std::ops::Range<usize>) -> Vec<T>) -> Option<Cow<'_, [T]>> {
        match self {
            SideColumn::Absent => None,
            SideColumn::Dense(column) => Some(Cow::Borrowed(column)),
            SideColumn::Sparse(..) => {
                let mut column = Vec::with_capacity(store.dates.len());
                for metric in 0..store.names.len() {
                    let rows = store.rows(metric);
                    match self.get(metric, rows.clone()) {
                        Some(part) => column.extend_from_slice(part),
                        None => column.extend(unused(rows)),
                    }
                }
                Some(Cow::Owned(column))
            }
        }
    }
}
