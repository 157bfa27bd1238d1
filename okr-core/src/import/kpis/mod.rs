//! KPIs and their values from a sheet.

mod build;
mod cadence;
mod definition;
mod layout;
mod plain;
mod values;

pub(super) use build::import;
pub(super) use plain::plain_readings;

use super::mapping::Layout;
use super::note::NoteList;
use super::table::Table;

/// How a table of KPIs is laid out; none where that is not clear.
pub(super) fn layout_of(table: &mut Table<'_>) -> Option<Layout> {
    layout::shape(table, &mut NoteList::default()).ok().map(|shape| shape.layout)
}
