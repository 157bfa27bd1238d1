//! Objectives and key results from a sheet.

mod build;
mod cycles;
mod ids;
mod item;
mod layout;
mod measure;
mod rows;
mod said;

pub(super) use build::import;

use super::mapping::Layout;
use super::table::Table;

/// How a table of goals is laid out; none where that is not clear.
pub(super) fn layout_of(table: &Table<'_>) -> Option<Layout> {
    layout::titles(table).ok().map(|titles| titles.layout)
}
