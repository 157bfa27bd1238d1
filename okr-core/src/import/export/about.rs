//! The sheet that explains the columns of the others.

use super::super::cell::Cell;
use super::super::sheet::{Row, Sheet};
use super::columns::{ColumnFormat, SheetColumn};
use super::named_sheet::NamedSheet;

const fn column(name: &'static str, width: u32, about: &'static str) -> SheetColumn {
    SheetColumn { name, about, format: ColumnFormat::Text, width, path: "" }
}

const COLUMNS: &[SheetColumn] = &[
    column("sheet", 12, "the name of a sheet"),
    column("column", 14, "the name of a column of that sheet"),
    column("meaning", 80, "what the column means"),
];

/// The name of the sheet that explains the columns.
const NAME: &str = "about";

/// A row for each column of these sheets, with what it means.
pub(super) fn about(sheets: &[NamedSheet]) -> NamedSheet {
    let header = COLUMNS.iter().map(|column| Cell::text(column.name)).collect();
    let of_sheet = |sheet: &NamedSheet| {
        let name = sheet.name;
        sheet.columns.iter().map(move |column| [name, column.name, column.about].map(Cell::text).to_vec())
    };
    let cells = std::iter::once(header).chain(sheets.iter().flat_map(of_sheet));
    let rows = (1..).zip(cells).map(|(number, cells)| Row { cells, hidden: false, number }).collect();
    NamedSheet { name: NAME, columns: COLUMNS, sheet: Sheet { rows, ..Sheet::default() } }
}

/// Whether a sheet is that which explains the others.
pub(crate) fn is_about(sheet: &Sheet) -> bool {
    let header = sheet.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    header.len() == COLUMNS.len() && header.iter().zip(COLUMNS).all(|(cell, column)| cell.trimmed() == column.name)
}
