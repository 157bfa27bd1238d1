//! Rows put in another order.

use super::table::RowsMut;

/// An order of rows, and room to move them: one serves for many tables.
#[derive(Default)]
pub(super) struct Permutation {
    /// The rows in their new order.
    pub(super) order: Vec<u32>,
    days: Vec<i32>,
    values: Vec<f64>,
    notes: Vec<u32>,
}

impl Permutation {
    /// Puts rows in the order.
    pub(super) fn apply(&mut self, rows: &mut RowsMut<'_>) {
        apply(&self.order, rows.dates, &mut self.days);
        apply(&self.order, rows.values, &mut self.values);
        apply(&self.order, rows.recorded, &mut self.days);
        apply(&self.order, rows.samples, &mut self.values);
        apply(&self.order, rows.notes, &mut self.notes);
    }
}

/// Puts a column in an order; an empty one stays empty.
fn apply<T: Copy>(order: &[u32], column: &mut [T], room: &mut Vec<T>) {
    if column.is_empty() {
        return;
    }
    room.clear();
    room.extend(order.iter().filter_map(|&row| column.get(row as usize)));
    if room.len() == column.len() {
        column.copy_from_slice(room);
    }
}
