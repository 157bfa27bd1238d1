//! The table of readings.

use std::sync::Arc;

use super::layer::Layer;
use super::reading::Reading;
use super::series::Series;
use super::store::Store;
use super::texts::Texts;
use crate::calendar::date_of_day;

/// An immutable table of readings. Cloning is cheap; clones share the rows, also between threads.
///
/// Columns are grouped by metric and sorted by date, so that the readings of a metric known on a day are most often a slice.
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
pub struct Readings {
    pub(super) base: Arc<Store>,
    /// Newer rows, where there are some.
    pub(super) layer: Option<Arc<Layer>>,
}

/// Tables are equal if each metric has the same rows, and several of them mean the same for one date. The order of the metrics does not matter.
impl PartialEq for Readings {
    fn eq(&self, other: &Self) -> bool {
        let same_layer = match (&self.layer, &other.layer) {
            (Some(layer), Some(other)) => Arc::ptr_eq(layer, other),
            (None, None) => true,
            _ => false,
        };
        same_layer && Arc::ptr_eq(&self.base, &other.base)
            || self.len() == other.len()
                && self.metrics().len() == other.metrics().len()
                && self
                    .metrics()
                    .enumerate()
                    .all(|(metric, name)| other.metric(name).is_some_and(|found| same(self, metric, other, found)))
    }
}

/// Whether two metrics have the same rows.
fn same(readings: &Readings, metric: usize, other: &Readings, found: usize) -> bool {
    let (a, b) = (readings.series(metric), other.series(found));
    let notes = |(notes, texts): (Option<&[u32]>, &Texts)| -> Option<Vec<Option<String>>> {
        Some(notes?.iter().map(|&note| texts.get(note as usize).map(str::to_owned)).collect())
    };
    a.mode == b.mode
        && a.dates == b.dates
        && same_numbers(a.values, b.values)
        && a.recorded == b.recorded
        && same_numbers(a.samples.unwrap_or_default(), b.samples.unwrap_or_default())
        && notes(readings.notes(metric)) == notes(other.notes(found))
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
    /// A table without readings.
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

    pub(super) fn from_store(store: Store) -> Self {
        Readings { base: Arc::new(store), layer: None }
    }

    /// The number of rows, including corrections and retractions.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// assert_eq!(Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?.len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.layer.as_ref().map_or(self.base.dates.len(), |layer| layer.rows)
    }

    /// Whether there are no rows.
    ///
    /// ```
    /// assert!(okr_core::Readings::from_json("[]")?.is_empty());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        let names = self.base.names.len() + self.layer.as_ref().map_or(0, |layer| layer.names.len());
        (0..names).map(|metric| self.metric_name(metric))
    }

    /// The name of the metric with an index.
    pub(crate) fn metric_name(&self, metric: usize) -> &str {
        self.name(metric).unwrap_or_default()
    }

    /// The index of a metric, if it has readings.
    pub(crate) fn metric(&self, name: &str) -> Option<usize> {
        self.base.names.find(name).or_else(|| {
            let behind = self.layer.as_ref()?.names.find(name)?;
            Some(self.base.names.len() + behind)
        })
    }

    /// Whether the metric with an index has this name.
    pub(crate) fn is_metric(&self, metric: usize, name: &str) -> bool {
        self.name(metric) == Some(name)
    }

    fn name(&self, metric: usize) -> Option<&str> {
        let behind = || self.layer.as_ref()?.names.get(metric.checked_sub(self.base.names.len())?);
        self.base.names.get(metric).or_else(behind)
    }

    /// The store in which a metric stands, and its index there.
    fn find(&self, metric: usize) -> (&Store, usize) {
        self.layer.as_ref().and_then(|layer| layer.find(metric)).unwrap_or((&*self.base, metric))
    }

    /// The notes of a metric's rows, as indices of texts.
    pub(super) fn notes(&self, metric: usize) -> (Option<&[u32]>, &Texts) {
        let (store, metric) = self.find(metric);
        (store.notes(metric), &store.note_texts)
    }

    /// The readings of the metric with an index below the number of [`metrics`](Self::metrics).
    pub(crate) fn series(&self, metric: usize) -> Series<'_> {
        let (store, metric) = self.find(metric);
        store.series(metric)
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
        (0..self.metrics().len()).flat_map(|metric| self.rows_of(metric))
    }
}

impl Readings {
    /// The rows of the metric with an index.
    pub(super) fn rows_of(&self, metric: usize) -> impl Iterator<Item = Reading> {
        rows(self.metric_name(metric), self.series(metric), self.notes(metric))
    }
}

/// The rows of a metric.
fn rows<'a>(
    metric: &'a str,
    series: Series<'a>,
    (notes, texts): (Option<&'a [u32]>, &'a Texts),
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
