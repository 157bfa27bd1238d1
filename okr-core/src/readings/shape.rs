//! What a metric's rows need: which optional columns, and whether corrections have to be resolved.

use super::store::{NO_DAY, NO_NOTE};

/// The rows of one metric, or of many. An optional column is empty where no row uses it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) dates: &'a [i32],
    pub(super) values: &'a [f64],
    pub(super) recorded: &'a [i32],
    pub(super) samples: &'a [f64],
    pub(super) notes: &'a [u32],
}

impl<'a> Rows<'a> {
    /// The rows of a range.
    pub(super) fn slice(self, rows: std::ops::Range<usize>) -> Rows<'a> {
        Rows {
            dates: self.dates.get(rows.clone()).unwrap_or_default(),
            values: self.values.get(rows.clone()).unwrap_or_default(),
            recorded: self.recorded.get(rows.clone()).unwrap_or_default(),
            samples: self.samples.get(rows.clone()).unwrap_or_default(),
            notes: self.notes.get(rows).unwrap_or_default(),
        }
    }
}

/// The optional columns that a metric's rows use, and whether they are plain.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// See [`Series::plain`](super::series::Series::plain).
    pub(super) plain: bool,
    pub(super) recorded: bool,
    pub(super) samples: bool,
    pub(super) notes: bool,
}

impl Shape {
    /// The shape of a metric's rows in order. `recorded` is empty, or holds a day for each row.
    pub(super) fn of(rows: Rows<'_>) -> Shape {
        let Rows { dates, values, recorded, samples, notes } = rows;
        let late = !recorded.is_empty() && recorded != dates;
        Shape {
            plain: is_rising(dates)
                && (!late || is_known_in_order(dates, recorded))
                && !values.iter().any(|value| value.is_nan()),
            recorded: late,
            samples: samples.iter().any(|sample| !sample.is_nan()),
            notes: notes.iter().any(|&note| note != NO_NOTE),
        }
    }
}

fn is_rising(dates: &[i32]) -> bool {
    dates.iter().zip(dates.iter().skip(1)).all(|(before, after)| before < after)
}

/// Whether readings of later days did not become known earlier.
fn is_known_in_order(dates: &[i32], recorded: &[i32]) -> bool {
    let mut newest = NO_DAY;
    dates.iter().zip(recorded).all(|(&date, &recorded)| {
        let known = recorded.max(date);
        let in_order = newest <= known;
        newest = known;
        in_order
    })
}
