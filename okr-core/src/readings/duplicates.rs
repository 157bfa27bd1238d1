//! What several rows for one metric and date mean, and the one value that they come to.

use std::cmp::Ordering;

use crate::document::vocabulary;
use crate::number::{clamp, larger, smaller, unsigned};

vocabulary! {
    /// What several rows of one load with the same metric, date and `recorded` mean.
    ///
    /// Under `error` and `last`, a row replaces those of its metric and date that became known earlier: it is a correction. Under
    /// `sum`, `mean`, `min` and `max`, rows are events or parts: all rows of a metric and date that are known on a day combine into
    /// one value, whenever they became known. They combine in the order of their values, of equal values in that of their samples, so
    /// that the order of the input never matters. Nothing is retracted: a reversal is an event of its own, such as a sale of -1.
    ///
    /// ```
    /// use okr_core::readings::{Duplicates, Loader};
    ///
    /// let sales = "metric,date,value\nsales,2026-07-03,1\nsales,2026-07-03,1\n";
    /// assert_eq!(Loader::new().csv(sales)?.rejected.rows(), 2);
    /// let loaded = Loader::new().duplicates(Duplicates::Sum).csv(sales)?;
    /// assert_eq!((loaded.readings.len(), loaded.rejected.rows()), (2, 0));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub enum Duplicates {
        /// They contradict each other: each of them is a `duplicate_reading`.
        Error = "error",
        /// The last of them counts.
        Last = "last",
        /// Their values add up, and so do their samples, which are unknown where one is.
        Sum = "sum",
        /// Their mean by samples, which add up; a row without one counts 1. Where none has one, they count alike.
        Mean = "mean",
        /// The smallest value; samples add up as under `sum`.
        Min = "min",
        /// The largest value; samples add up as under `sum`.
        Max = "max",
    }
}

#[allow(clippy::derivable_impls)] // the list of words derives nothing of its own
impl Default for Duplicates {
    fn default() -> Self {
        Self::Error
    }
}

impl Duplicates {
    /// Whether all known rows of a metric and date combine into one value.
    ///
    /// ```
    /// use okr_core::readings::Duplicates;
    ///
    /// assert!(Duplicates::Sum.combines() && !Duplicates::Last.combines());
    /// ```
    #[must_use]
    pub const fn combines(self) -> bool {
        !matches!(self, Self::Error | Self::Last)
    }

    /// What of it a table keeps: rows that were found not to contradict each other replace each other.
    pub(super) const fn kept(self) -> Self {
        match self {
            Self::Error => Self::Last,
            other => other,
        }
    }
}

/// A row as it is ordered within its date: its value, sample (not a number for none), and the day on which it became known.
pub(super) type Part = (f64, f64, i32);

/// The order of rows of one date: by the day on which they became known, or, where they combine, by value and sample before that.
pub(super) fn order(mode: Duplicates, a: Part, b: Part) -> Ordering {
    // Without a sample comes before any sample, whatever the sign bit of the missing number.
    let sample = |part: Part| if part.1.is_nan() { 0.0 } else { part.1 };
    let values = || a.0.total_cmp(&b.0).then_with(|| sample(a).total_cmp(&sample(b)));
    let values = if mode.combines() { values() } else { Ordering::Equal };
    values.then(a.2.cmp(&b.2))
}

/// The rows of one date as they combine, taken in the order of their values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Combination {
    mode: Duplicates,
    pub(super) rows: usize,
    first: f64,
    last: f64,
    sum: f64,
    /// `Σ weight·value`, with a weight of 1 where a row has no sample.
    weighted: f64,
    weights: f64,
    /// How many of the rows have a sample.
    sampled: usize,
}

impl Combination {
    pub(super) fn new(mode: Duplicates) -> Self {
        Combination { mode, rows: 0, first: 0.0, last: 0.0, sum: 0.0, weighted: 0.0, weights: 0.0, sampled: 0 }
    }

    pub(super) fn add(&mut self, value: f64, sample: f64) {
        let weight = if sample.is_nan() { 1.0 } else { sample };
        self.first = if self.rows == 0 { value } else { smaller(self.first, value) };
        self.last = if self.rows == 0 { value } else { larger(self.last, value) };
        self.rows += 1;
        self.sampled += usize::from(!sample.is_nan());
        self.sum += value;
        self.weighted += weight * value;
        self.weights += weight;
    }

    /// The value; a single row's own value to the bit.
    pub(super) fn value(&self) -> f64 {
        let value = match self.mode {
            _ if self.rows == 1 => self.first,
            Duplicates::Min => self.first,
            // What binary fractions lose never makes equal rows differ from their mean.
            Duplicates::Mean => clamp(self.weighted / self.weights, self.first, self.last),
            Duplicates::Max => self.last,
            Duplicates::Sum | Duplicates::Error | Duplicates::Last => self.sum,
        };
        unsigned(value)
    }

    /// The sample; not a number for none.
    pub(super) fn sample(&self) -> f64 {
        let known = match self.mode {
            Duplicates::Mean => self.sampled > 0,
            _ => self.sampled == self.rows,
        };
        if known { self.weights } else { f64::NAN }
    }
}
