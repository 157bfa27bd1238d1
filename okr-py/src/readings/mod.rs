//! Readings: loaded from columns and text, returned as columns.

mod load;
mod part;
mod stored;

use okr_core::Errors;
use okr_core::bindings::renames_from_json;
use okr_core::readings::{Loaded, Rejected};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

pub use load::{
    Options, check_columns, foreign_content, load_columns, load_csv, load_csv_file, load_json, load_sheet, load_stream,
    split_table,
};
pub use part::ArrowColumn;
use stored::Kept;
pub use stored::load_bytes;

use crate::door::detached;
use crate::errors::Raised;

/// A table of readings, and the rows of its input that were left out.
#[pyclass(frozen, module = "okr._core")]
pub struct Readings {
    pub readings: okr_core::Readings,
    rejected: Rejected,
    skipped: usize,
}

impl From<okr_core::Readings> for Readings {
    fn from(readings: okr_core::Readings) -> Self {
        Readings { readings, rejected: Rejected::default(), skipped: 0 }
    }
}

impl Readings {
    /// The loaded readings, if the options accept them.
    fn of(py: Python<'_>, loaded: Loaded, options: Options) -> PyResult<Self> {
        let Loaded { readings, rejected, skipped, .. } = loaded;
        match rejected.errors() {
            Some(errors) if !options.skip_bad => Err(Raised::Readings.with(py, &errors)),
            _ => Ok(Readings { readings, rejected, skipped }),
        }
    }
}

/// Readings made from others.
fn answer(py: Python<'_>, readings: Result<okr_core::Readings, Errors>) -> PyResult<Readings> {
    readings.map(Readings::from).map_err(|errors| Raised::Readings.with(py, &errors))
}

#[pymethods]
impl Readings {
    /// The rows that could not be used, as JSON text.
    fn rejected(&self) -> PyResult<String> {
        serde_json::to_string(&self.rejected).map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The rows as JSON text.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        detached(py, || serde_json::to_string(&self.readings))?
            .map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The number of rows skipped because their value is empty.
    #[getter]
    fn skipped(&self) -> usize {
        self.skipped
    }

    /// The names of the metrics.
    fn metrics(&self) -> Vec<String> {
        self.readings.metrics().map(str::to_owned).collect()
    }

    /// These readings and those of another table, whose rows count as later ones.
    fn merge(&self, py: Python<'_>, later: &Readings) -> PyResult<Readings> {
        answer(py, detached(py, || self.readings.merge(&later.readings))?)
    }

    /// These readings and the rows of others, each a correction or an event beside those that stand there.
    fn append(&self, py: Python<'_>, later: &Readings) -> PyResult<Readings> {
        answer(py, detached(py, || self.readings.append_readings(&later.readings))?)
    }

    /// The readings as bytes.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let kept = detached(py, || self.readings.to_bytes())?;
        Ok(PyBytes::new(py, &kept))
    }

    /// A capsule with an Arrow stream of the rows.
    #[pyo3(signature = () -> "object")]
    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        stored::stream(py, &self.readings)
    }

    /// The rows: names, metrics (int32), dates (int32), values (float64), recorded (int32), samples (float64), notes;
    /// what several rows of each metric mean for one date.
    fn columns<'py>(&self, py: Python<'py>) -> Kept<'py> {
        stored::kept(py, &self.readings)
    }

    /// These readings with others set.
    fn with_others(&self, py: Python<'_>, others: &Readings) -> PyResult<Readings> {
        answer(py, detached(py, || self.readings.with_readings(&others.readings))?)
    }

    /// These readings with other names for some, a JSON list.
    fn renamed(&self, py: Python<'_>, renames: &str) -> PyResult<Readings> {
        answer(py, detached(py, || self.readings.renamed(&renames_from_json(renames)?))?)
    }

    fn __len__(&self) -> usize {
        self.readings.len()
    }

    fn __eq__(&self, py: Python<'_>, other: &Readings) -> PyResult<bool> {
        detached(py, || self.readings == other.readings)
    }
}
