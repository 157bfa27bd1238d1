//! The columns of rows without their metric: owned, borrowed, and borrowed for writing.

use std::borrow::Cow;

use super::store::{NO_DAY, NO_NOTE};

/// Columns of rows. An optional column is empty where no row uses it.
#[derive(Debug, Clone, Default)]
pub(super) struct Table<'a> {
    pub(super) dates: Cow<'a, [i32]>,
    pub(super) values: Cow<'a, [f64]>,
    /// [`NO_DAY`] for none.
    pub(super) recorded: Cow<'a, [i32]>,
    /// Not a number for none.
    pub(super) samples: Cow<'a, [f64]>,
    /// [`NO_NOTE`] for none.
    pub(super) notes: Cow<'a, [u32]>,
}

/// Which optional columns there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Uses {
    pub(super) recorded: bool,
    pub(super) samples: bool,
    pub(super) notes: bool,
}

/// Rows of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) dates: &'a [i32],
    pub(super) values: &'a [f64],
    pub(super) recorded: &'a [i32],
    pub(super) samples: &'a [f64],
    pub(super) notes: &'a [u32],
}

/// Rows of a table that is being written.
#[derive(Debug)]
pub(super) struct RowsMut<'a> {
    pub(super) dates: &'a mut [i32],
    pub(super) values: &'a mut [f64],
    pub(super) recorded: &'a mut [i32],
    pub(super) samples: &'a mut [f64],
    pub(super) notes: &'a mut [u32],
}

impl Uses {
    /// Whether there is any.
    pub(super) fn any(self) -> bool {
        self.recorded || self.samples || self.notes
    }

    /// What either uses.
    pub(super) fn or(self, other: Uses) -> Uses {
        Uses {
            recorded: self.recorded || other.recorded,
            samples: self.samples || other.samples,
            notes: self.notes || other.notes,
        }
    }
}

impl Table<'_> {
    /// A table of empty rows.
    pub(super) fn empty(rows: usize, uses: Uses) -> Table<'static> {
        Table { dates: vec![0; rows].into(), values: vec![0.0; rows].into(), ..Table::others(rows, uses) }
    }

    /// The optional columns of empty rows.
    pub(super) fn others(rows: usize, uses: Uses) -> Table<'static> {
        fn column<T: Copy>(rows: usize, used: bool, none: T) -> Cow<'static, [T]> {
            Cow::Owned(vec![none; if used { rows } else { 0 }])
        }
        Table {
            recorded: column(rows, uses.recorded, NO_DAY),
            samples: column(rows, uses.samples, f64::NAN),
            notes: column(rows, uses.notes, NO_NOTE),
            ..Table::default()
        }
    }

    /// Whether no column would have to be copied to be written to.
    pub(super) fn is_owned(&self) -> bool {
        let borrowed = [
            matches!(self.dates, Cow::Borrowed([_, ..])),
            matches!(self.values, Cow::Borrowed([_, ..])),
            matches!(self.recorded, Cow::Borrowed([_, ..])),
            matches!(self.samples, Cow::Borrowed([_, ..])),
            matches!(self.notes, Cow::Borrowed([_, ..])),
        ];
        !borrowed.contains(&true)
    }

    pub(super) fn uses(&self) -> Uses {
        Uses { recorded: !self.recorded.is_empty(), samples: !self.samples.is_empty(), notes: !self.notes.is_empty() }
    }

    pub(super) fn rows(&self) -> Rows<'_> {
        Rows {
            dates: &self.dates,
            values: &self.values,
            recorded: &self.recorded,
            samples: &self.samples,
            notes: &self.notes,
        }
    }

    pub(super) fn rows_mut(&mut self) -> RowsMut<'_> {
        RowsMut {
            dates: self.dates.to_mut(),
            values: self.values.to_mut(),
            recorded: self.recorded.to_mut(),
            samples: self.samples.to_mut(),
            notes: self.notes.to_mut(),
        }
    }
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

impl<'a> RowsMut<'a> {
    /// Takes the next rows off the beginning.
    pub(super) fn take(&mut self, rows: usize) -> RowsMut<'a> {
        RowsMut {
            dates: take(&mut self.dates, rows),
            values: take(&mut self.values, rows),
            recorded: take(&mut self.recorded, rows),
            samples: take(&mut self.samples, rows),
            notes: take(&mut self.notes, rows),
        }
    }

    /// Applies a change of columns, with the column that it comes from, to each of them; an empty one stays as it is.
    pub(super) fn fill(&mut self, from: Rows<'_>, change: &impl Fill) {
        change.fill(from.dates, self.dates);
        change.fill(from.values, self.values);
        self.fill_others(from, change);
    }

    /// Applies a change to the optional columns.
    pub(super) fn fill_others(&mut self, from: Rows<'_>, change: &impl Fill) {
        change.fill(from.recorded, self.recorded);
        change.fill(from.samples, self.samples);
        change.fill(from.notes, self.notes);
    }
}

/// A way to fill a column from another one; where that one is empty, nothing is to be filled.
pub(super) trait Fill {
    fn fill<T: Copy>(&self, from: &[T], to: &mut [T]);
}

/// Each element goes to its place.
pub(super) struct Scatter<'a, P>(pub(super) &'a [P]);

impl Fill for Scatter<'_, u32> {
    fn fill<T: Copy>(&self, from: &[T], to: &mut [T]) {
        for (&element, &place) in from.iter().zip(self.0) {
            if let Some(to) = to.get_mut(place as usize) {
                *to = element;
            }
        }
    }
}

impl Fill for Scatter<'_, usize> {
    fn fill<T: Copy>(&self, from: &[T], to: &mut [T]) {
        for (&element, &place) in from.iter().zip(self.0) {
            if let Some(to) = to.get_mut(place) {
                *to = element;
            }
        }
    }
}

/// All elements in their order.
pub(super) struct Copied;

impl Fill for Copied {
    fn fill<T: Copy>(&self, from: &[T], to: &mut [T]) {
        if from.len() == to.len() {
            to.copy_from_slice(from);
        }
    }
}

/// Takes the next elements off the beginning of a slice.
pub(super) fn take<'a, T>(slice: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    let all = std::mem::take(slice);
    let length = if length < all.len() { length } else { all.len() };
    let (first, rest) = all.split_at_mut(length);
    *slice = rest;
    first
}
