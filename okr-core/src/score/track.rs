//! The track of a key result: the dated values that it reads.

use crate::plan::Aggregate;
use crate::readings::series::Visible;

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
        // Most often all of them do.
        if self.dates.first().is_some_and(|first| *first >= from) && self.dates.last().is_some_and(|last| *last <= to) {
            return self;
        }
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
        let readings = Visible { dates: self.dates, values: self.values, samples: self.samples };
        crate::series::aggregate(aggregate, readings).map(|aggregated| aggregated.value)
    }
}
