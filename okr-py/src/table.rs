//! Tables: rows as JSON text, as columns, and as Arrow data.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::StringBuilder;
use arrow_array::types::UInt8Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, RecordBatch, RecordBatchOptions,
    StringArray, UInt8Array, UInt32Array,
};
use arrow_schema::{ArrowError, Field, Schema};
use okr_core::ScanRow;
use okr_core::agenda::AgendaRow;
use okr_core::bindings::{in_parallel, report_part_to_json, table_to_html};
use okr_core::calendar::day_number;
use okr_core::changes::ChangeRow;
use okr_core::diff::Difference;
use okr_core::history::History;
use okr_core::import::Note;
use okr_core::report::{Cells, Column, Row};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::arrow::{schema_capsule, stream_capsule};
use crate::cells::plain;
use crate::door::detached;

/// The table of `Tracker.history`.
pub const HISTORY: &str = "history";
/// The table of `Tracker.scan`.
pub const SCAN: &str = "scan";
/// The table of `Tracker.changes`.
pub const CHANGES: &str = "changes";
/// The table of `diff`.
pub const DIFF: &str = "diff";
/// The table of `Tracker.agenda`.
pub const AGENDA: &str = "agenda";

/// The table of `Imported.notes`.
pub const NOTES: &str = "notes";

/// Where the rows of a table are.
pub enum Rows {
    /// In a report.
    Report(Arc<okr_core::Report>),
    /// In a history.
    History(History),
    /// In a scan.
    Scan(Vec<ScanRow>),
    /// Notes of an import.
    Notes(Vec<Note>),
    /// Of changes.
    Changes(Vec<ChangeRow>),
    /// Of the difference of two plans.
    Diff(Vec<Difference>),
    /// Of an agenda.
    Agenda(Vec<AgendaRow>),
}

/// A table.
#[pyclass(frozen, module = "okr._core")]
pub struct Table {
    name: &'static str,
    rows: Rows,
}

impl Table {
    /// The table of a name.
    pub fn new(name: &'static str, rows: Rows) -> Self {
        Table { name, rows }
    }

    fn column_list(&self, py: Python<'_>) -> PyResult<Vec<Column<'_>>> {
        detached(py, || match &self.rows {
            Rows::Report(report) => report.columns(self.name).unwrap_or_default(),
            Rows::History(history) => history.columns(),
            Rows::Scan(rows) => ScanRow::columns(rows),
            Rows::Notes(rows) => Note::columns(rows),
            Rows::Changes(rows) => ChangeRow::columns(rows),
            Rows::Diff(rows) => Difference::columns(rows),
            Rows::Agenda(rows) => AgendaRow::columns(rows),
        })
    }

    fn batch(&self, py: Python<'_>) -> PyResult<RecordBatch> {
        let columns = self.column_list(py)?;
        detached(py, || batch(columns))?.map_err(|error| PyValueError::new_err(error.to_string()))
    }
}

#[pymethods]
impl Table {
    /// The table that `kept()` describes.
    #[new]
    fn kept_as(py: Python<'_>, name: &str, text: &str) -> PyResult<Self> {
        let (name, rows) = match name {
            HISTORY => (HISTORY, Rows::History(read(py, text)?)),
            SCAN => (SCAN, Rows::Scan(read(py, text)?)),
            NOTES => (NOTES, Rows::Notes(read(py, text)?)),
            CHANGES => (CHANGES, Rows::Changes(read(py, text)?)),
            AGENDA => (AGENDA, Rows::Agenda(read(py, text)?)),
            DIFF => (DIFF, Rows::Diff(read(py, text)?)),
            name => return crate::report::Report::new(py, text)?.table(name),
        };
        Ok(Table { name, rows })
    }

    /// The name of the table.
    #[getter]
    fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the table, and JSON text from which to restore it.
    fn kept(&self, py: Python<'_>) -> PyResult<(&'static str, String)> {
        match &self.rows {
            Rows::Report(report) => Ok((self.name, detached(py, || report.to_json())?)),
            _ => Ok((self.name, self.to_json(py)?)),
        }
    }

    /// The table for a notebook; `None` for one that has no form of its own.
    fn html(&self, py: Python<'_>) -> PyResult<Option<String>> {
        match &self.rows {
            Rows::Report(report) => detached(py, || table_to_html(report, self.name)),
            _ => Ok(None),
        }
    }

    /// The rows as JSON text.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        let text = detached(py, || match &self.rows {
            Rows::Report(report) => Ok(report_part_to_json(report, self.name).unwrap_or_default()),
            Rows::History(history) => serde_json::to_string(history),
            Rows::Scan(rows) => serde_json::to_string(rows),
            Rows::Notes(rows) => serde_json::to_string(rows),
            Rows::Changes(rows) => serde_json::to_string(rows),
            Rows::Diff(rows) => serde_json::to_string(rows),
            Rows::Agenda(rows) => serde_json::to_string(rows),
        })?;
        text.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The columns by name, each with the kind of its values: `text`, `word`, `number`, `count`, `flag`, `date` (day numbers) or `json`.
    #[pyo3(signature = () -> "dict[str, tuple[str, list[object]]]")]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for Column { name, cells, .. } in self.column_list(py)? {
            let (kind, cells) = match cells {
                Cells::Text(texts) => ("text", PyList::new(py, texts)?),
                Cells::Word { cells, .. } => ("word", PyList::new(py, cells)?),
                Cells::Number(numbers) => ("number", PyList::new(py, numbers)?),
                Cells::Count(counts) => ("count", PyList::new(py, counts)?),
                Cells::Flag(flags) => ("flag", PyList::new(py, flags)?),
                Cells::Date(dates) => ("date", PyList::new(py, dates.into_iter().map(|date| date.map(day_number)))?),
                Cells::Json(texts) => ("json", PyList::new(py, texts)?),
                _ => continue,
            };
            columns.set_item(name, (kind, cells))?;
        }
        Ok(columns)
    }

    /// The columns by name, each with the kind of its values, the values as bytes, which are missing, and the texts that the values
    /// index: `number` (float64), `count` (uint32), `flag` (a byte), `date` (int32, day numbers), `text`,
    /// `word` (whose texts are all that it can have, in order) and `json` (int32).
    #[pyo3(signature = () -> "dict[str, tuple[str, bytes, bytes | None, list[str]]]")]
    fn plain_columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let columns = PyDict::new(py);
        for Column { name, cells, .. } in self.column_list(py)? {
            columns.set_item(name, plain(py, &cells))?;
        }
        Ok(columns)
    }

    /// A capsule with an Arrow stream of the rows.
    #[pyo3(signature = () -> "object")]
    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        stream_capsule(py, self.batch(py)?)
    }

    /// A capsule with the Arrow types of the columns.
    #[pyo3(signature = () -> "object")]
    fn schema<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        schema_capsule(py, &self.batch(py)?.schema())
    }
}

fn batch(columns: Vec<Column<'_>>) -> Result<RecordBatch, ArrowError> {
    let made = in_parallel(columns.len(), |index| {
        let column = columns.get(index)?;
        let array = array(&column.cells)?;
        Some((field(column.name.clone(), &column.cells, &array), array))
    });
    let made: Vec<_> = made.into_iter().flatten().collect();
    let rows = made.first().map_or(0, |(_, array)| array.len());
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = made.into_iter().unzip();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
}

/// Words are an ordered dictionary, which pandas reads as ordered categories; polars reads its enumerations from the metadata.
fn field(name: String, cells: &Cells<'_>, array: &ArrayRef) -> Field {
    let field = Field::new(name, array.data_type().clone(), true);
    let Cells::Word { words, .. } = cells else { return field };
    let lengths_and_words: String = words.iter().map(|word| format!("{};{word}", word.len())).collect();
    let metadata = HashMap::from([("_PL_ENUM_VALUES2".to_owned(), lengths_and_words)]);
    field.with_dict_is_ordered(true).with_metadata(metadata)
}

fn word_array(words: &[&str], cells: &[Option<&str>]) -> DictionaryArray<UInt8Type> {
    let index = |word: &str| words.iter().position(|known| *known == word).and_then(|index| u8::try_from(index).ok());
    let keys: UInt8Array = cells.iter().map(|cell| cell.and_then(index)).collect();
    DictionaryArray::new(keys, Arc::new(StringArray::from_iter_values(words)))
}

fn text_array(texts: &[Option<&str>]) -> StringArray {
    let bytes = texts.iter().map(|text| text.map_or(0, str::len)).sum();
    let mut array = StringBuilder::with_capacity(texts.len(), bytes);
    texts.iter().for_each(|text| array.append_option(*text));
    array.finish()
}

fn array(cells: &Cells<'_>) -> Option<ArrayRef> {
    Some(match cells {
        Cells::Text(texts) => Arc::new(text_array(texts)),
        Cells::Word { words, cells } => Arc::new(word_array(words, cells)),
        Cells::Number(numbers) => Arc::new(numbers.iter().copied().collect::<Float64Array>()),
        Cells::Count(counts) => Arc::new(counts.iter().copied().collect::<UInt32Array>()),
        Cells::Flag(flags) => Arc::new(flags.iter().copied().collect::<BooleanArray>()),
        Cells::Date(dates) => Arc::new(dates.iter().map(|date| date.map(day_number)).collect::<Date32Array>()),
        Cells::Json(texts) => Arc::new(texts.iter().map(Option::as_deref).collect::<StringArray>()),
        _ => return None,
    })
}

/// Rows from the JSON text that `kept()` returned.
fn read<T: serde::de::DeserializeOwned + Send>(py: Python<'_>, text: &str) -> PyResult<T> {
    detached(py, || serde_json::from_str(text))?
        .map_err(|error: serde_json::Error| PyValueError::new_err(error.to_string()))
}
