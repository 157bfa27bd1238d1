#![doc = include_str!("../guide/spreadsheet.md")]

mod address;
mod cell;
mod column;
mod date;
#[cfg(feature = "csv")]
mod delimited;
mod encoding;
mod export;
mod field;
mod file_kind;
mod file_size;
mod goals;
mod header;
mod id;
mod imported;
mod known;
mod known_values;
mod kpis;
mod limit;
mod mapping;
mod names;
mod note;
mod note_code;
mod number;
mod number_format;
mod options;
mod people;
mod period;
mod quantity;
mod readings;
mod sheet;
mod table;
mod words;
mod workbook;

pub use cell::{Cell, CellValue};
pub use export::{ColumnFormat, NamedSheet, SheetColumn, from_sheets, to_sheets};
pub use field::Field;
pub use file_kind::{no_workbook, wrong_file};
pub use file_size::{check_sheet_size, check_size, check_unpacked_size};
pub use imported::Imported;
pub use known_values::Known;
pub use limit::{HEADER_ROWS, MAX_BYTES, MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES};
pub use mapping::{ColumnMapping, Layout, Mapping};
pub use note::{ImportError, Note, NoteCode, Treatment};
pub use options::{
    ColumnChoices, ConfidenceScale, CycleChoice, DateOrder, Decimal, Encoding, Holds, Options, PerName, PercentScale,
    ReadingField, ReadingsOptions, Separator, WithoutNumbers, Zone,
};
pub use readings::readings;
pub use sheet::{Row, Sheet};
pub use workbook::Workbook;

use known_values::Newest;
use note::NoteList;
use table::{Table, within};

/// Reads a sheet of goals or KPIs: a part of a plan, readings and check-ins, with notes about all that was not taken over.
///
/// The same sheet always gives the same result; with what is [`Known`] already, only what is new.
///
/// # Errors
///
/// [`ImportError::Refused`] where the sheet can be read in several ways, or in none: the note says which option decides it.
///
/// ```
/// use okr_core::import::{Holds, Known, Options, Sheet, import};
///
/// let sheet = Sheet::from_csv(
///     "Objective;Key Result;Start Value;Target;Current\nHire faster;Days to hire;42;25;33,5",
///     None,
///     None,
/// )?;
/// let options = Options::from_json(r#"{ "holds": "goals", "cycle": "Q3 2026", "as_of": "2026-08-31" }"#)?;
/// let imported = import(&sheet, &options, Known::new())?;
/// assert_eq!(imported.plan.objectives[0].key_results[0].id, "hire-faster-days-to-hire");
/// assert_eq!(imported.readings[0].value, Some(33.5));
/// assert!(imported.notes.is_empty());
/// # Ok::<(), okr_core::import::ImportError>(())
/// ```
pub fn import(sheet: &Sheet, options: &Options, known: Known<'_>) -> Result<Imported, ImportError> {
    import_noting(sheet, options, known, NoteList::default())
}

/// Imports a sheet, with notes about the file that it stands in.
fn import_noting(
    sheet: &Sheet,
    options: &Options,
    known: Known<'_>,
    mut notes: NoteList,
) -> Result<Imported, ImportError> {
    options.check()?;
    // A sheet of an export of this library is read as what it is.
    if export::own_kind(sheet).is_some() {
        return from_sheets([sheet], options.decimal);
    }
    let sheet = within(sheet, options)?;
    notes.extend(sheet.notes.iter().cloned());
    let mut table = Table::new(&sheet, options, &mut notes)?;
    table.check()?;
    let newest = Newest::new(known);
    match options.holds {
        Holds::Goals => goals::import(&table, &newest, notes),
        Holds::Kpis => kpis::import(&mut table, &newest, notes),
    }
}

/// Says how a sheet would be read, to look at and to change: it can be handed back as the option `mapping`.
///
/// # Errors
///
/// [`ImportError::Refused`] where no header is found, or two columns have one vital meaning.
///
/// ```
/// use okr_core::import::{Field, Holds, Options, Sheet, inspect};
///
/// let sheet = Sheet::from_csv("Objective,Metric,Target\nHire faster,Days to hire,25", None, None)?;
/// let mapping = inspect(&sheet, &Options::new(Holds::Goals))?;
/// assert_eq!(mapping.columns[1].field, Some(Field::MeasureName));
/// # Ok::<(), okr_core::import::ImportError>(())
/// ```
pub fn inspect(sheet: &Sheet, options: &Options) -> Result<Mapping, ImportError> {
    options.check()?;
    let sheet = within(sheet, options)?;
    let mut notes = NoteList::default();
    let mut table = Table::new(&sheet, options, &mut notes)?;
    let layout = match options.holds {
        Holds::Goals => goals::layout_of(&table),
        Holds::Kpis => kpis::layout_of(&mut table),
    };
    Ok(table.mapping(layout))
}
