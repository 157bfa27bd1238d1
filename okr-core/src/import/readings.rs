//! Readings of a table in the form in which people have it.

use super::kpis::plain_readings;
use super::note::{ImportError, Note, NoteCode, NoteList};
use super::options::ReadingsOptions;
use super::table::{Table, within};
use super::workbook::Workbook;
use crate::readings::{Loaded, Loader};

/// Loads readings from a table that is long (`metric, date, value`), wide (a column for each period), or has periods as rows.
///
/// Numbers, dates and periods may be written as people write them. Metrics are named as they are written. For KPIs with names,
/// units and targets use [`import`](super::import).
///
/// What can't be used is rejected, and so is what [`import`](super::import) would leave out with a note: a column that is not used, a
/// column of totals.
///
/// # Errors
///
/// [`ImportError::Refused`] where the table can be read in several ways, or in none.
///
/// ```
/// use okr_core::import::{ReadingsOptions, Sheet, readings};
/// use okr_core::readings::Loader;
///
/// let sheet = Sheet::from_csv("Kennzahl;Juli 2026;August 2026\nfluktuation;12,5;11,8", None, None)?;
/// let options = ReadingsOptions::from_json(r#"{ "columns": { "Kennzahl": "metric" } }"#)?;
/// let rows: Vec<_> = readings(&sheet.into(), &options, &Loader::new())?.complete()?.rows().collect();
/// assert_eq!((rows[0].metric.as_str(), rows[0].date.to_string().as_str(), rows[0].value), ("fluktuation", "2026-07-31", Some(12.5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn readings(workbook: &Workbook, options: &ReadingsOptions, loader: &Loader) -> Result<Loaded, ImportError> {
    let options = options.of_sheet();
    let mut notes = NoteList::default();
    let sheet = within(workbook.only(&options, &mut notes)?, &options)?;
    let mut table = Table::new(&sheet, &options, &mut notes)?;
    table.check()?;
    let rows = plain_readings(&mut table, &mut notes)?;
    let mut loaded = loader.rows(rows);
    let declined = |note: &&Note| note.code == NoteCode::ColumnNotUsed && options.declines(note.column.as_deref());
    for note in notes.finish().iter().filter(|note| !is_harmless(note.code) && !declined(note)) {
        let row = note.row.map_or(0, |number| table.rows.iter().take_while(|row| row.number < number).count());
        loaded.rejected.add_noted(row, note.column.as_deref().unwrap_or_default(), reason(note));
    }
    Ok(loaded)
}

/// Whether a note leaves nothing out.
fn is_harmless(code: NoteCode) -> bool {
    matches!(
        code,
        NoteCode::AboveHeader
            | NoteCode::Encoding
            | NoteCode::FirstDaysAreMonths
            | NoteCode::TitleGuessed
            | NoteCode::SheetNotUsed
    )
}

fn reason(note: &Note) -> String {
    match &note.at {
        Some(at) => format!("{at}: {}", note.message),
        None => note.message.clone(),
    }
}
