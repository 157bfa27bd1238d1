//! Objectives and key results from a sheet.

mod accountable;
mod build;
mod builder;
mod cycles;
mod ids;
mod item;
mod layout;
mod measure;
mod parents;
mod progress;
mod rows;
mod said;
mod saying;
mod tree;
mod wanted;

pub(super) use build::import;

use super::mapping::Layout;
use super::table::Table;

/// How a table of goals is laid out; none where that is not clear.
pub(super) fn layout_of(table: &Table<'_>) -> Option<Layout> {
    layout::titles(table).ok().map(|titles| titles.layout)
}
