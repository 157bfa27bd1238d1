/// The readings of one metric that are visible on a day, by rising date, one for each date.
///
/// ```
/// use okr_core::kpi::Visible;
///
/// let visible = Visible { dates: &[20_620, 20_651], values: &[12.0, 13.0], samples: None };
/// assert_eq!(visible.within(20_630, 20_660).values, [13.0]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Visible<'a> {
    /// Day numbers, rising.
    pub dates: &'a [i32],
    /// The value of each date, finite.
    pub values: &'a [f64],
    /// The size of each value's sample, more than 0, or NaN where there is none.
    pub samples: Option<&'a [f64]>,
}

impl<'a> Visible<'a> {
    /// Those from the day `from` to the day `to`, both included.
    #[must_use]
    pub fn within(self, from: i32, to: i32) -> Self {
        let end = self.dates.partition_point(|&date| date <= to);
        let start = self.dates.partition_point(|&date| date < from).min(end);
        self.split_at(end).0.split_at(start).1
    }

    /// The first `count` of them, and the others.
    pub(crate) fn split_at(self, count: usize) -> (Self, Self) {
        let dates = self.dates.split_at_checked(count).unwrap_or((self.dates, &[]));
        let values = self.values.split_at_checked(count).unwrap_or((self.values, &[]));
        let samples = self.samples.map(|samples| samples.split_at_checked(count).unwrap_or((samples, &[])));
        (
            Visible { dates: dates.0, values: values.0, samples: samples.map(|samples| samples.0) },
            Visible { dates: dates.1, values: values.1, samples: samples.map(|samples| samples.1) },
        )
    }
}
