//! Live reports. Changed rows cross as JSON text.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};

use okr_core::Errors;
use okr_core::bindings::date_from_text;
use okr_core::evaluate::Request;
use okr_core::live::Changed;
use okr_core::readings::{CheckIn, Reading};
use pyo3::exceptions::{PyKeyError, PyRuntimeError};
use pyo3::prelude::*;

use crate::door::detached;
use crate::errors::Raised;
use crate::readings::Readings;
use crate::report::Report;
use crate::table::Table;

/// A live report, behind a lock: threads take turns.
#[pyclass(frozen, weakref, module = "okr._core")]
pub struct Live {
    report: Mutex<okr_core::Live>,
    /// Whether the lock is held by a thread that this process does not have.
    left_locked: AtomicBool,
}

impl From<okr_core::Live> for Live {
    fn from(live: okr_core::Live) -> Self {
        Live { report: Mutex::new(live), left_locked: AtomicBool::new(false) }
    }
}

impl Live {
    fn held(&self) -> Result<MutexGuard<'_, okr_core::Live>, &'static str> {
        if self.left_locked.load(Ordering::Relaxed) {
            return Err("another thread was using this live report when the process was forked: make a new one with \
                        `Tracker.live`, or start processes by `spawn` or `forkserver`");
        }
        self.report.lock().map_err(|_| {
            "a bug in the library ended an earlier change of this live report halfway: make a new one with `Tracker.live`"
        })
    }

    /// Works on the report with Python's lock released.
    fn with<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&mut okr_core::Live) -> T + Send) -> PyResult<T> {
        let answer = detached(py, || self.held().map(|mut live| work(&mut live)))?;
        answer.map_err(PyRuntimeError::new_err)
    }

    /// Makes a change, and returns the rows that changed.
    fn change(
        &self,
        py: Python<'_>,
        raised: Raised,
        work: impl FnOnce(&mut okr_core::Live) -> Result<Changed<'_>, Errors> + Send,
    ) -> PyResult<String> {
        let changed = self.with(py, |live| work(live).map(|changed| changed.to_json()))?;
        changed.map_err(|errors| raised.with(py, &errors))
    }
}

#[pymethods]
impl Live {
    /// Sets a reading.
    fn set(&self, py: Python<'_>, metric: &str, date: &str, value: f64) -> PyResult<String> {
        self.change(py, Raised::Readings, |live| live.set(metric, date_from_text(date)?, value))
    }

    /// Sets several readings.
    fn set_all(&self, py: Python<'_>, readings: &Readings) -> PyResult<String> {
        self.change(py, Raised::Readings, |live| {
            let rows: Vec<Reading> = readings.readings.rows().collect();
            live.set_all(&rows)
        })
    }

    /// Appends readings.
    fn append(&self, py: Python<'_>, readings: &Readings) -> PyResult<String> {
        self.change(py, Raised::Readings, |live| {
            let rows: Vec<Reading> = readings.readings.rows().collect();
            live.append(&rows)
        })
    }

    /// Clears what was set for a metric and date.
    fn clear(&self, py: Python<'_>, metric: &str, date: &str) -> PyResult<String> {
        self.change(py, Raised::Readings, |live| Ok(live.clear(metric, date_from_text(date)?)))
    }

    /// Clears everything that was set.
    fn clear_all(&self, py: Python<'_>) -> PyResult<String> {
        self.change(py, Raised::Readings, |live| Ok(live.clear_all()))
    }

    /// Adds a check-in, given as JSON text.
    fn check_in(&self, py: Python<'_>, check_in: &str) -> PyResult<String> {
        self.change(py, Raised::Evaluation, |live| live.check_in(CheckIn::from_json(check_in)?))
    }

    /// Moves the report to the day of a request.
    fn set_as_of(&self, py: Python<'_>, request: &str) -> PyResult<String> {
        self.change(py, Raised::Evaluation, |live| live.set_as_of(Request::from_json(request)?.as_of))
    }

    /// The day, at its end, as text.
    fn as_of(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |live| live.as_of().to_string())
    }

    /// The report.
    fn report(&self, py: Python<'_>) -> PyResult<Report> {
        self.with(py, |live| live.report().clone()).map(Report::from)
    }

    /// A table of the report.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let part = self.with(py, |live| live.part(name))?;
        Report::from(part.ok_or_else(|| PyKeyError::new_err("no such table"))?).table(name)
    }

    /// The current readings.
    fn readings(&self, py: Python<'_>) -> PyResult<Readings> {
        self.with(py, |live| live.readings()).map(Readings::from)
    }

    /// Finds, in a process that was just forked, whether a thread of its parent holds the lock.
    fn after_fork(&self) {
        if let Err(TryLockError::WouldBlock) = self.report.try_lock() {
            self.left_locked.store(true, Ordering::Relaxed);
        }
    }
}
