//! Live reports. Changed rows cross as JSON text.

use std::sync::{Mutex, MutexGuard, PoisonError};

use okr_core::Errors;
use okr_core::bindings::date_from_text;
use okr_core::evaluate::Request;
use okr_core::live::Changed;
use okr_core::readings::{CheckIn, Reading};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

use crate::errors::Raised;
use crate::readings::Readings;
use crate::report::Report;
use crate::table::Table;

/// A live report, behind a lock: threads take turns.
#[pyclass(frozen, module = "okr._core")]
pub struct Live(Mutex<okr_core::Live>);

impl From<okr_core::Live> for Live {
    fn from(live: okr_core::Live) -> Self {
        Live(Mutex::new(live))
    }
}

impl Live {
    fn held(&self) -> MutexGuard<'_, okr_core::Live> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a change with Python's lock released, and returns the rows that changed.
    fn change(
        &self,
        py: Python<'_>,
        raised: Raised,
        work: impl FnOnce(&mut okr_core::Live) -> Result<Changed<'_>, Errors> + Send,
    ) -> PyResult<String> {
        let changed = py.detach(|| work(&mut self.held()).map(|changed| changed.to_json()));
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
    fn as_of(&self, py: Python<'_>) -> String {
        py.detach(|| self.held().as_of().to_string())
    }

    /// The report.
    fn report(&self, py: Python<'_>) -> Report {
        py.detach(|| self.held().report().clone()).into()
    }

    /// A table of the report.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        let part = py.detach(|| self.held().part(name));
        Report::from(part.ok_or_else(|| PyKeyError::new_err("no such table"))?).table(name)
    }

    /// The current readings.
    fn readings(&self, py: Python<'_>) -> Readings {
        py.detach(|| self.held().readings()).into()
    }
}
