//! A plan with its readings and check-ins as sheets that a person can edit, and those sheets as a plan again.

mod columns;
mod csv_text;
mod document_row;
mod from_sheets;
mod to_sheets;

pub use columns::{ColumnFormat, SheetColumn};
pub use from_sheets::from_sheets;
pub(super) use from_sheets::own_kind;
pub use to_sheets::{NamedSheet, to_sheets};
