//! Scans of readings that come in batches.

use std::sync::{Mutex, TryLockError};

use okr_core::evaluate::Request;
use okr_core::{Errors, ScanRow};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::door::detached;
use crate::errors::Raised;
use crate::readings::Readings;
use crate::table::{Rows, SCAN, Table};
use crate::tracker::Tracker;

/// A scan of readings that come in batches.
#[pyclass(frozen, module = "okr._core")]
pub struct BatchScan(Mutex<okr_core::BatchScan>);

impl BatchScan {
    /// Works on the scan with Python's lock released.
    fn with<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&mut okr_core::BatchScan) -> T + Send) -> PyResult<T> {
        // Threads do not take turns: what a batch may hold depends on those before it.
        let mut scan = match self.0.try_lock() {
            Ok(scan) => scan,
            // A batch that fails leaves the scan as it was.
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                return Err(PyRuntimeError::new_err("a scan of batches must be used by one thread at a time"));
            }
        };
        let scan = &mut *scan;
        detached(py, || work(scan))
    }
}

#[pymethods]
impl BatchScan {
    #[new]
    fn new(py: Python<'_>, tracker: &Tracker, request: &str) -> PyResult<Self> {
        let scan = detached(py, || tracker.0.batch_scan(Request::from_json(request)?))?;
        scan.map(|scan| BatchScan(Mutex::new(scan))).map_err(|errors| Raised::Evaluation.with(py, &errors))
    }

    /// The rows of the series of a batch.
    fn scan(&self, py: Python<'_>, readings: &Readings) -> PyResult<Table> {
        table(py, self.with(py, |scan| scan.scan(&readings.readings))?, Raised::Readings)
    }

    /// The rows of the series that no batch had.
    fn rest(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, self.with(py, |scan| scan.rest())?, Raised::Evaluation)
    }

    /// The number of readings so far that no KPI in scope reads.
    #[getter]
    fn unread(&self, py: Python<'_>) -> PyResult<usize> {
        self.with(py, |scan| scan.unread())
    }
}

fn table(py: Python<'_>, rows: Result<Vec<ScanRow>, Errors>, raised: Raised) -> PyResult<Table> {
    rows.map(|rows| Table::new(SCAN, Rows::Scan(rows))).map_err(|errors| raised.with(py, &errors))
}
