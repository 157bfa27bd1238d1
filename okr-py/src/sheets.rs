//! Sheets: imported as plans, readings and check-ins, and exported.

use okr_core::Plan;
use okr_core::import::{
    self, Encoding, ImportError, Known, Note, Options, Separator, Sheet, Workbook, check_size, no_workbook, to_sheets,
    wrong_file,
};
use okr_core::readings::CheckIns;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::door::detached;
use crate::errors::{Raised, refused};
use crate::readings::Readings;
use crate::table::{NOTES, Rows, Table};

/// The content of a sheet: JSON text, or a text file.
#[derive(FromPyObject)]
pub enum Content {
    Json(String),
    File(Vec<u8>),
}

/// A sheet with its name.
pub type Named = (Option<String>, Content);

/// What comes out of a sheet: the plan, check-ins and mapping as JSON text.
type Parts = (String, Readings, String, String, Table);

/// Imports the sheets of a workbook, or a single one.
#[pyfunction]
#[pyo3(signature = (sheets, options, readings = None, check_ins = None))]
pub fn import_sheets(
    py: Python<'_>,
    sheets: Vec<Named>,
    options: &str,
    readings: Option<&Readings>,
    check_ins: Option<&str>,
) -> PyResult<Parts> {
    let check_ins = known_check_ins(py, check_ins)?;
    let imported = detached(py, || {
        let options = Options::from_json(options)?;
        let mut known = Known::new();
        known.readings = readings.map(|readings| &readings.readings);
        known.check_ins = check_ins.as_ref();
        workbook(sheets, options.encoding, options.separator)?.import(&options, known)
    })?;
    let imported = imported.map_err(|error| refused(py, &error))?;
    let loaded = detached(py, || imported.loaded())?.map_err(|errors| Raised::Readings.with(py, &errors))?;
    let (check_ins, mapping) = (json(&imported.check_ins)?, json(&imported.mapping)?);
    Ok((imported.plan.to_json(), loaded.into(), check_ins, mapping, Table::new(NOTES, Rows::Notes(imported.notes))))
}

fn known_check_ins(py: Python<'_>, text: Option<&str>) -> PyResult<Option<CheckIns>> {
    let check_ins = detached(py, || text.map(CheckIns::from_json).transpose())?;
    check_ins.map_err(|errors| Raised::Evaluation.with(py, &errors))
}

/// Says how a sheet would be read, as JSON text.
#[pyfunction]
pub fn inspect_sheets(py: Python<'_>, sheets: Vec<Named>, options: &str) -> PyResult<String> {
    let mapping = detached(py, || {
        let options = Options::from_json(options)?;
        workbook(sheets, options.encoding, options.separator)?.inspect(&options)
    })?;
    json(&mapping.map_err(|error| refused(py, &error))?)
}

/// The sheets of a plan, readings and check-ins, as JSON text and as CSV text by name.
#[pyfunction]
#[pyo3(signature = (plan, readings = None, check_ins = None))]
pub fn export_sheets(
    py: Python<'_>,
    plan: &str,
    readings: Option<&Readings>,
    check_ins: Option<&str>,
) -> PyResult<(String, Vec<(String, String)>)> {
    let plan = detached(py, || Plan::from_json(plan))?.map_err(|errors| Raised::Plan.with(py, &errors))?;
    let check_ins = known_check_ins(py, check_ins)?;
    let (sheets, texts) = detached(py, || {
        let sheets = to_sheets(&plan, readings.map(|readings| &readings.readings), check_ins.as_ref());
        let texts = sheets.iter().map(|named| (named.name.to_owned(), named.sheet.to_csv())).collect();
        (sheets, texts)
    })?;
    Ok((json(&sheets)?, texts))
}

/// A note, a row of `Imported.notes` as JSON text, in words with its place.
#[pyfunction]
pub fn note_text(note: &str) -> PyResult<String> {
    let note: Note = serde_json::from_str(note).map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(note.to_string())
}

/// Refuses a file that is too large, before it is read.
#[pyfunction]
pub fn check_file_size(py: Python<'_>, bytes: u64) -> PyResult<()> {
    check_size(bytes).map_err(|error| refused(py, &error))
}

/// Refuses a workbook that is too large, before it is unpacked.
#[pyfunction]
pub fn check_unpacked_size(py: Python<'_>, bytes: u64) -> PyResult<()> {
    import::check_unpacked_size(bytes).map_err(|error| refused(py, &error))
}

/// Refuses a sheet that is too large, before it is built.
#[pyfunction]
pub fn check_sheet_size(py: Python<'_>, rows: usize, columns: usize, cells: usize) -> PyResult<()> {
    import::check_sheet_size(rows, columns, cells).map_err(|error| refused(py, &error))
}

/// Refuses the content of a file that is no table.
#[pyfunction]
pub fn check_file_kind(py: Python<'_>, content: &[u8]) -> PyResult<()> {
    wrong_file(content).map_or(Ok(()), |error| Err(refused(py, &error)))
}

/// Refuses an archive that is no workbook: what it is, and what to do with it.
#[pyfunction]
pub fn refuse_archive(py: Python<'_>, what: &str, instead: &str) -> PyResult<()> {
    Err(refused(py, &no_workbook(what, instead)))
}

/// The workbook of these sheets.
///
/// # Errors
/// What is no sheet.
pub fn workbook(
    sheets: Vec<Named>,
    encoding: Option<Encoding>,
    separator: Option<Separator>,
) -> Result<Workbook, ImportError> {
    let mut all = Workbook::default();
    for (name, content) in sheets {
        let read = match content {
            Content::Json(text) => Workbook::from_json(&text)?,
            Content::File(bytes) => Sheet::from_csv(bytes, encoding, separator)?.into(),
        };
        all.sheets.extend(read.sheets.into_iter().map(|mut sheet| {
            sheet.name = sheet.name.or_else(|| name.clone());
            sheet
        }));
    }
    Ok(all)
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}
