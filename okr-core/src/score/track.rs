//! The track of a key result: the dated values that it reads.

use crate::number::{larger, smaller, unsigned};
use crate::plan::Aggregate;

/// Dated values, sorted by date, a date each.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Track<'a> {
    pub(crate) dates: &'a [i32],
    pub(crate) values: &'a [f64],
    /// NaN where a value has none.
    pub(crate) samples: Option<&'a [f64]>,
}

impl<'a> Track<'a> {
    /// The part with `from <= date <= to`.
    pub(crate) fn between(self, from: i32, to: i32) -> Track<'a> {
        let first = self.dates.partition_point(|date| *date < from);
        let last = self.dates.partition_point(|date| *date <= to).max(first);
        Track {
            dates: self.dates.get(first..last).unwrap_or_default(),
            values: self.values.get(first..last).unwrap_or_default(),
            samples: self.samples.map(|samples| samples.get(first..last).unwrap_or_default()),
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.dates.is_empty()
    }

    /// The last date and value.
    pub(crate) fn last(self) -> Option<(i32, f64)> {
        self.dates.last().copied().zip(self.values.last().copied())
    }

    /// One value of all: none where there are none.
    pub(crate) fn aggregate(self, aggregate: Aggregate) -> Option<f64> {
        let (_, last) = self.last()?;
        let values = self.values.iter().copied();
        let value = match aggregate {
            Aggregate::Latest => last,
            Aggregate::Sum => values.fold(0.0, |sum, x| sum + x),
            Aggregate::Mean => self.mean(),
            Aggregate::Min => values.fold(last, smaller),
            Aggregate::Max => values.fold(last, larger),
        };
        Some(unsigned(value))
    }

    /// The mean, weighted by the samples where each value has one.
    fn mean(self) -> f64 {
        if let Some(samples) = self.samples.filter(|samples| samples.iter().all(|sample| !sample.is_nan())) {
            let (sum, weights) = samples
                .iter()
                .zip(self.values)
                .fold((0.0, 0.0), |(sum, weights), (sample, value)| (sum + sample * value, weights + sample));
            return sum / weights;
        }
        let sum = self.values.iter().fold(0.0, |sum, x| sum + x);
        // INVARIANT: a count of values in memory is far below 2^53.
        sum / self.values.len() as f64
    }
}
