//! From a spreadsheet to a plan, and back.

mod address;
mod cell;
mod column;
mod date;
#[cfg(feature = "csv")]
mod delimited;
mod encoding;
mod field;
mod file_kind;
mod goals;
mod header;
mod id;
mod imported;
mod known;
mod known_values;
mod limit;
mod mapping;
mod names;
mod note;
mod number;
mod options;
mod people;
mod period;
mod quantity;
mod sheet;
mod table;
mod words;

pub use cell::{Cell, CellValue};
pub use field::Field;
pub use imported::Imported;
pub use known_values::Known;
pub use limit::{HEADER_ROWS, MAX_BYTES, MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
pub use mapping::{ColumnMapping, Layout, Mapping};
pub use note::{ImportError, Note, NoteCode, Treatment};
pub use options::{
    ColumnChoices, ConfidenceScale, CycleChoice, DateOrder, Decimal, Encoding, Holds, Options, PerName, PercentScale,
    Separator, WithoutNumbers, Zone,
};
pub use sheet::{Row, Sheet};

use known_values::Newest;
use note::NoteList;
use table::{Table, within};

/// Imports.
pub fn import(sheet: &Sheet, options: &Options, known: Known<'_>) -> Result<Imported, ImportError> {
    let sheet = within(sheet, options)?;
    let mut notes = NoteList::default();
    notes.extend(sheet.notes.iter().cloned());
    let table = Table::new(&sheet, options, &mut notes)?;
    let newest = Newest::new(known);
    goals::import(&table, &newest, notes)
}
