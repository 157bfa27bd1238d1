//! Readings as an Arrow table, and as bytes to pickle.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use okr_core::Errors;
use okr_core::readings::{Columns, Duplicates, Loaded, Loader, MetricColumn, StoredColumns};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

use super::Readings;
use crate::arrow::stream_capsule;
use crate::cells::bytes;
use crate::door::detached;
use crate::errors::Raised;

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
        days(columns.dates),
        numbers(columns.values),
        columns.recorded.as_deref().map(days),
        columns.samples.as_deref().map(numbers),
        columns.notes.map(|notes| notes.iter().map(|note| note.map(str::to_owned)).collect()),
        columns.duplicates.iter().map(ToString::to_string).collect(),
    )
}

/// Restores readings from their `columns()`.
#[pyfunction]
#[allow(clippy::too_many_arguments)]
#[pyo3(signature = (names, metrics, dates, values, recorded, samples, notes, duplicates))]
pub fn load_kept(
    py: Python<'_>,
    names: Vec<String>,
    metrics: &[u8],
    dates: &[u8],
    values: &[u8],
    recorded: Option<&[u8]>,
    samples: Option<&[u8]>,
    notes: Option<Vec<Option<String>>>,
    duplicates: Vec<String>,
) -> PyResult<Readings> {
    let metrics: Vec<u32> = metrics.as_chunks().0.iter().copied().map(u32::from_le_bytes).collect();
    let mut columns = Columns::new(MetricColumn::codes(metrics, names.as_slice()), days(dates), numbers_of(values));
    if let Some(recorded) = recorded {
        columns = columns.recorded(days(recorded));
    }
    if let Some(samples) = samples {
        columns = columns.sample(numbers_of(samples));
    }
    if let Some(notes) = notes {
        columns = columns.note(notes.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>());
    }
    let loaded = detached(py, || {
        let loaded = Loader::new().duplicates(Duplicates::Last).columns(columns).and_then(Loaded::complete)?;
        let modes = names.iter().zip(&duplicates).filter_map(|(name, mode)| Some((name.as_str(), mode.parse().ok()?)));
        loaded.with_duplicates(modes)
    })?;
    Ok(loaded.map_err(|errors: Errors| Raised::Readings.with(py, &errors))?.into())
}

fn days(bytes: &[u8]) -> Vec<i32> {
    bytes.as_chunks().0.iter().copied().map(i32::from_le_bytes).collect()
}

fn numbers_of(bytes: &[u8]) -> Vec<f64> {
    bytes.as_chunks().0.iter().copied().map(f64::from_le_bytes).collect()
}

fn table(columns: StoredColumns<'_>) -> Result<RecordBatch, ArrowError> {
    let metrics: Int32Array = columns.metrics.into_iter().map(|metric| metric as i32).collect::<Vec<_>>().into();
    let names = StringArray::from(columns.names);
    let dates = |days: &[i32]| -> ArrayRef { Arc::new(Date32Array::from(days.to_vec())) };
    let mut table: Vec<(&str, ArrayRef, bool)> = vec![
        ("metric", Arc::new(DictionaryArray::try_new(metrics, Arc::new(names))?), false),
        ("date", dates(columns.dates), false),
        ("value", numbers(columns.values), true),
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
