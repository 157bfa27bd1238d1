//! Reports.

use std::sync::Arc;

use okr_core::bindings::{funnel_from_json, picture, report_part_to_json};
use okr_core::render::PageOptions;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;

use crate::door::detached;
use crate::errors::Raised;
use crate::table::{Rows, Table};

/// The evaluation of a plan as of a day.
#[pyclass(frozen, module = "okr._core")]
pub struct Report(Arc<okr_core::Report>);

impl From<okr_core::Report> for Report {
    fn from(report: okr_core::Report) -> Self {
        Report(Arc::new(report))
    }
}

#[pymethods]
impl Report {
    #[new]
    pub fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        let report = detached(py, || okr_core::Report::from_json(text))?;
        report.map(Report::from).map_err(|errors| Raised::Any.with(py, &errors))
    }

    /// The report as JSON text.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        detached(py, || self.0.to_json())
    }

    /// A field of the report as JSON text.
    fn part(&self, py: Python<'_>, field: &str) -> PyResult<String> {
        detached(py, || report_part_to_json(&self.0, field))?.ok_or_else(|| PyKeyError::new_err(field.to_owned()))
    }

    /// A table of the report.
    pub fn table(&self, name: &str) -> PyResult<Table> {
        let name = okr_core::Report::TABLES.iter().find(|known| **known == name);
        let name = name.ok_or_else(|| PyKeyError::new_err("no such table"))?;
        Ok(Table::new(name, Rows::Report(Arc::clone(&self.0))))
    }

    /// A picture of an item, as SVG text.
    #[pyo3(signature = (kind, id, width=None))]
    fn picture(&self, py: Python<'_>, kind: &str, id: &str, width: Option<f64>) -> PyResult<String> {
        let drawn = detached(py, || picture(&self.0, kind, id, width))?;
        drawn.map_err(|errors| Raised::Any.with(py, &errors))
    }

    /// The report as an HTML page; the options are JSON text.
    fn to_html(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        let page = detached(py, || PageOptions::from_json(options).map(|options| self.0.to_html(&options)))?;
        page.map_err(|errors| Raised::Any.with(py, &errors))
    }

    /// The report as a page of Markdown; the options are JSON text.
    fn to_markdown(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        let page = detached(py, || PageOptions::from_json(options).map(|options| self.0.to_markdown(&options)))?;
        page.map_err(|errors| Raised::Any.with(py, &errors))
    }

    /// A digest of the report for a chat; the options are JSON text.
    fn digest(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        let text = detached(py, || PageOptions::from_json(options).map(|options| self.0.digest(&options)))?;
        text.map_err(|errors| Raised::Any.with(py, &errors))
    }

    fn __eq__(&self, other: &Report) -> bool {
        self.0 == other.0
    }
}

/// The funnel of a KPI of a comparison, given as JSON text, as SVG text.
#[pyfunction]
#[pyo3(signature = (comparison, kpi, width=None))]
pub fn draw_funnel(py: Python<'_>, comparison: &str, kpi: &str, width: Option<f64>) -> PyResult<String> {
    detached(py, || funnel_from_json(comparison, kpi, width))?.map_err(|errors| Raised::Any.with(py, &errors))
}
