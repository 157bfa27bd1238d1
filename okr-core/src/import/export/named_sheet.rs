//! A sheet of an export.

use serde::Serialize;

use super::super::sheet::Sheet;
use super::columns::SheetColumn;

/// A sheet of an export: its name, its rows with the header first, and what each column means.
///
/// As JSON: `{name, columns: [{name, about, format, width}], rows: [[cell, …], …]}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NamedSheet {
    /// `goals`, `kpis`, `readings`, `check_ins`, `teams`, `cycles` or `plan`; and `about`, which explains the columns of the others.
    pub name: &'static str,
    /// Its columns, from the left; behind them the last goes on where its JSON needs more than one cell.
    pub columns: &'static [SheetColumn],
    /// Its cells.
    #[serde(rename = "rows", serialize_with = "rows")]
    pub sheet: Sheet,
}

fn rows<S: serde::Serializer>(sheet: &Sheet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sheet.rows.iter().map(|row| &row.cells))
}
