//! The readings of one metric, and those of them that are visible as of a day.

use super::duplicates::{Combination, Duplicates};

/// The readings of one metric by date, then by the day on which they became known, then by row; where they combine, by value and sample
/// before that. Days are day numbers.
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
    /// What several rows for one date mean. Where they combine, they are ordered by value within their date.
    pub(super) mode: Duplicates,
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

impl Scratch {
    fn visible(&self, samples: bool) -> Visible<'_> {
        Visible { dates: &self.dates, values: &self.values, samples: samples.then_some(&self.samples) }
    }
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
    /// Rows beyond the first of their date that combine with it.
    pub(crate) combined: usize,
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
        let samples = self.samples.is_some();
        if self.mode.combines() {
            self.combinations(as_of, |date, combination| {
                scratch.dates.push(date);
                scratch.values.push(combination.value());
                scratch.samples.extend(samples.then(|| combination.sample()));
            });
            return scratch.visible(samples);
        }
        self.winners(as_of, |row| {
            if let (Some(&date), Some(&value)) = (self.dates.get(row), self.values.get(row))
                && !value.is_nan()
            {
                scratch.dates.push(date);
                scratch.values.push(value);
                scratch.samples.extend(self.samples.and_then(|samples| samples.get(row)));
            }
        });
        scratch.visible(samples)
    }

    /// Counts what became of the rows that are known at the end of the day `as_of`.
    pub(crate) fn counts(&self, as_of: i32) -> Counts {
        let rows = self.known(as_of);
        if self.plain {
            return Counts { rows, used: rows, ..Counts::default() };
        }
        let mut counts = Counts { rows, ..Counts::default() };
        if self.mode.combines() {
            self.combinations(as_of, |_, _| counts.used += 1);
            counts.combined = rows - counts.used;
            return counts;
        }
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

    /// Whether all known rows of a date combine into one value.
    pub(crate) fn combines(&self) -> bool {
        self.mode.combines()
    }

    /// How many rows of a date combine into its value, known at the end of the day `as_of`, and how; none where one row is the value.
    pub(crate) fn combined_rows(&self, date: i32, as_of: i32) -> Option<(Duplicates, usize)> {
        if !self.mode.combines() {
            return None;
        }
        let first = self.dates.partition_point(|earlier| *earlier < date);
        let last = self.dates.partition_point(|earlier| *earlier <= date);
        let known = (first..last).filter(|row| self.is_known(*row, as_of)).count();
        (known > 1).then_some((self.mode, known))
    }

    /// The value of rows of one date that combine, as known at the end of the day `as_of`; none if none of them is.
    pub(crate) fn combined(&self, rows: std::ops::Range<usize>, as_of: i32) -> Option<f64> {
        let mut combination = Combination::new(self.mode);
        rows.filter(|row| self.is_known(*row, as_of)).for_each(|row| self.add(&mut combination, row));
        (combination.rows > 0).then(|| combination.value())
    }

    /// Whether a row dated up to `as_of` is known at the end of that day.
    fn is_known(&self, row: usize, as_of: i32) -> bool {
        self.recorded.and_then(|recorded| recorded.get(row)).is_none_or(|&day| day <= as_of)
    }

    fn add(&self, combination: &mut Combination, row: usize) {
        if let Some(&value) = self.values.get(row) {
            combination.add(value, self.samples.and_then(|samples| samples.get(row)).copied().unwrap_or(f64::NAN));
        }
    }

    /// What the known rows of each date combine into.
    fn combinations(&self, as_of: i32, mut each: impl FnMut(i32, &Combination)) {
        let dated = up_to(self.dates, as_of);
        let mut held: Option<(i32, Combination)> = None;
        for (row, &date) in self.dates.iter().enumerate().take(dated) {
            if !self.is_known(row, as_of) {
                continue;
            }
            let (_, combination) = match &mut held {
                Some(held) if held.0 == date => held,
                held => {
                    if let Some((before, combination)) = held.replace((date, Combination::new(self.mode))) {
                        each(before, &combination);
                    }
                    let Some(held) = held else { continue };
                    held
                }
            };
            self.add(combination, row);
        }
        if let Some((date, combination)) = held {
            each(date, &combination);
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
