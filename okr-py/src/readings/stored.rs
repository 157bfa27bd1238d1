//! Readings as an Arrow table, as columns and as bytes.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use okr_core::readings::StoredColumns;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

use super::{Readings, answer};
use crate::arrow::stream_capsule;
use crate::cells::bytes;
use crate::door::detached;

/// The rows of readings: names, metrics, dates and values, and if used recorded, samples and notes; what
/// several rows of each metric mean for one date. Numbers are little-endian bytes.
pub type Kept<'py> = (
    Vec<String>,
    Bound<'py, PyBytes>,
    Bound<'py, PyBytes>,
    Bound<'py, PyBytes>,
    Option<Bound<'py, PyBytes>>,
    Option<Bound<'py, PyBytes>>,
    Option<Vec<Option<String>>>,
    Vec<String>,
);

/// A capsule with an Arrow stream of the rows.
pub fn stream<'py>(py: Python<'py>, readings: &okr_core::Readings) -> PyResult<Bound<'py, PyCapsule>> {
    let table = detached(py, || table(readings.columns()))?;
    stream_capsule(py, table.map_err(|error| PyValueError::new_err(error.to_string()))?)
}

/// The rows by column.
pub fn kept<'py>(py: Python<'py>, readings: &okr_core::Readings) -> Kept<'py> {
    let columns = readings.columns();
    let days = |days: &[i32]| bytes(py, days.iter().map(|day| day.to_le_bytes()));
    let numbers = |numbers: &[f64]| bytes(py, numbers.iter().map(|number| number.to_le_bytes()));
    (
        columns.names.iter().map(|&name| name.to_owned()).collect(),
        bytes(py, columns.metrics.iter().map(|metric| metric.to_le_bytes())),
        days(&columns.dates),
        numbers(&columns.values),
        columns.recorded.as_deref().map(days),
        columns.samples.as_deref().map(numbers),
        columns.notes.map(|notes| notes.iter().map(|note| note.map(str::to_owned)).collect()),
        columns.duplicates.iter().map(ToString::to_string).collect(),
    )
}

/// Restores readings from the bytes that `to_bytes` returned.
#[pyfunction]
pub fn load_bytes(py: Python<'_>, data: &[u8]) -> PyResult<Readings> {
    answer(py, detached(py, || okr_core::Readings::from_bytes(data))?)
}

fn table(columns: StoredColumns<'_>) -> Result<RecordBatch, ArrowError> {
    let metrics: Int32Array = columns.metrics.into_iter().map(|metric| metric as i32).collect::<Vec<_>>().into();
    let names = StringArray::from(columns.names);
    let dates = |days: &[i32]| -> ArrayRef { Arc::new(Date32Array::from(days.to_vec())) };
    let mut table: Vec<(&str, ArrayRef, bool)> = vec![
        ("metric", Arc::new(DictionaryArray::try_new(metrics, Arc::new(names))?), false),
        ("date", dates(&columns.dates), false),
        ("value", numbers(&columns.values), true),
    ];
    if let Some(recorded) = columns.recorded.as_deref() {
        table.push(("recorded", dates(recorded), false));
    }
    if let Some(samples) = columns.samples.as_deref() {
        table.push(("sample", numbers(samples), true));
    }
    if let Some(notes) = columns.notes {
        table.push(("note", Arc::new(StringArray::from(notes)), true));
    }
    RecordBatch::try_from_iter_with_nullable(table)
}

/// Numbers, with null for NaN.
fn numbers(numbers: &[f64]) -> ArrayRef {
    if numbers.iter().any(|number| number.is_nan()) {
        return Arc::new(numbers.iter().map(|number| Some(*number).filter(|x| !x.is_nan())).collect::<Float64Array>());
    }
    Arc::new(Float64Array::from(numbers.to_vec()))
}
