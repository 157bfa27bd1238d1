//! The readings of one metric, and those of them that are visible as of a day.

/// The readings of one metric by date, then by the day on which they became known, then by row. Days are day numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    /// The days that the readings are about.
    pub(crate) dates: &'a [i32],
    /// The values; not a number for a retraction.
    pub(crate) values: &'a [f64],
    /// The days on which they became known; none: each on its date.
    pub(crate) recorded: Option<&'a [i32]>,
    /// Samples, not a number where a reading has none; none: no reading has one.
    pub(crate) samples: Option<&'a [f64]>,
    /// Whether what is visible is always a prefix, so that it needs no copy: dates rise, nothing is retracted, and readings of later days
    /// did not become known earlier.
    pub(super) plain: bool,
}

/// Memory for the visible readings of a metric with corrections, used again for the next metric.
///
/// Without it, an evaluation would allocate three columns for each corrected metric.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    dates: Vec<i32>,
    values: Vec<f64>,
    samples: Vec<f64>,
}

/// The readings of a metric that are visible as of a day: one value for each date, dates rising.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Visible<'a> {
    /// The days that the readings are about.
    pub(crate) dates: &'a [i32],
    /// The values.
    pub(crate) values: &'a [f64],
    /// Samples, not a number where a reading has none; none: no reading of the metric has one.
    pub(crate) samples: Option<&'a [f64]>,
}

impl<'a> Visible<'a> {
    /// Those from the day `from` to the day `to`, both included.
    pub(crate) fn within(self, from: i32, to: i32) -> Self {
        let start = match self.dates.first() {
            Some(&first) if first < from => self.dates.partition_point(|&date| date < from),
            _ => 0,
        };
        let end = up_to(self.dates, to).max(start);
        self.rows(start..end)
    }

    /// Those of some rows.
    pub(crate) fn rows(self, rows: std::ops::Range<usize>) -> Self {
        Visible {
            dates: self.dates.get(rows.clone()).unwrap_or_default(),
            values: self.values.get(rows.clone()).unwrap_or_default(),
            samples: self.samples.map(|samples| samples.get(rows).unwrap_or_default()),
        }
    }
}

/// What became of the rows that are known as of a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Rows whose date and `recorded` have come.
    pub(crate) rows: usize,
    /// Those whose value counts.
    pub(crate) used: usize,
    /// Those that a later one replaces.
    pub(crate) superseded: usize,
    /// Retractions.
    pub(crate) retracted: usize,
}

impl<'a> Series<'a> {
    /// The readings that are visible at the end of the day `as_of`; copied to `scratch` only if corrections make that necessary.
    pub(crate) fn visible<'b>(&self, as_of: i32, scratch: &'b mut Scratch) -> Visible<'b>
    where
        'a: 'b,
    {
        if self.plain {
            return self.prefix(self.known(as_of));
        }
        scratch.dates.clear();
        scratch.values.clear();
        scratch.samples.clear();
        self.winners(as_of, |row| {
            if let (Some(&date), Some(&value)) = (self.dates.get(row), self.values.get(row))
                && !value.is_nan()
            {
                scratch.dates.push(date);
                scratch.values.push(value);
                scratch.samples.extend(self.samples.and_then(|samples| samples.get(row)));
            }
        });
        Visible {
            dates: &scratch.dates,
            values: &scratch.values,
            samples: self.samples.map(|_| scratch.samples.as_slice()),
        }
    }

    /// Counts what became of the rows that are known at the end of the day `as_of`.
    pub(crate) fn counts(&self, as_of: i32) -> Counts {
        let rows = self.known(as_of);
        if self.plain {
            return Counts { rows, used: rows, ..Counts::default() };
        }
        let mut counts = Counts { rows, ..Counts::default() };
        self.winners(as_of, |row| match self.values.get(row) {
            Some(value) if value.is_nan() => counts.retracted += 1,
            _ => counts.used += 1,
        });
        counts.superseded = rows - counts.used - counts.retracted;
        counts
    }

    /// The number of rows known at the end of the day `as_of`; in a plain series these are the first ones.
    fn known(&self, as_of: i32) -> usize {
        let dated = up_to(self.dates, as_of);
        match self.recorded.and_then(|recorded| recorded.get(..dated)) {
            None => dated,
            Some(recorded) if self.plain => up_to(recorded, as_of),
            Some(recorded) => recorded.iter().filter(|&&day| day <= as_of).count(),
        }
    }

    fn prefix(&self, rows: usize) -> Visible<'a> {
        Visible {
            dates: self.dates.get(..rows).unwrap_or_default(),
            values: self.values.get(..rows).unwrap_or_default(),
            samples: self.samples.map(|samples| samples.get(..rows).unwrap_or_default()),
        }
    }

    /// The row that counts for each date, retractions included: the last of those that are known.
    fn winners(&self, as_of: i32, mut winner: impl FnMut(usize)) {
        let dated = up_to(self.dates, as_of);
        let mut held: Option<(i32, usize)> = None;
        for (row, &date) in self.dates.iter().enumerate().take(dated) {
            if self.recorded.and_then(|recorded| recorded.get(row)).is_some_and(|&day| day > as_of) {
                continue;
            }
            if let Some((before, found)) = held
                && before != date
            {
                winner(found);
            }
            held = Some((date, row));
        }
        if let Some((_, found)) = held {
            winner(found);
        }
    }
}

/// The number of days at the beginning that are not after `as_of`.
fn up_to(days: &[i32], as_of: i32) -> usize {
    match days.last() {
        // Most often everything has become known.
        Some(&last) if last <= as_of => days.len(),
        _ => days.partition_point(|&day| day <= as_of),
    }
}
