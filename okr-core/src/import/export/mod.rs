//! A plan with its readings and check-ins as sheets that a person can edit, and those sheets as a plan again.

mod about;
mod columns;
mod csv_text;
mod document_row;
mod from_sheets;
mod named_sheet;
mod to_sheets;

pub(super) use about::is_about;
pub use columns::{ColumnFormat, SheetColumn};
pub use from_sheets::from_sheets;
pub(super) use from_sheets::own_kind;
pub use named_sheet::NamedSheet;
pub use to_sheets::to_sheets;
