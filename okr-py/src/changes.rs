//! Changes since a day.

use okr_core::bindings::group_by;
use pyo3::prelude::*;

use crate::door::detached;
use crate::errors::Raised;
use crate::table::{CHANGES, Rows, Table};

/// What is new since a day.
#[pyclass(frozen, module = "okr._core")]
pub struct Changes(okr_core::changes::Changes);

impl From<okr_core::changes::Changes> for Changes {
    fn from(changes: okr_core::changes::Changes) -> Self {
        Changes(changes)
    }
}

#[pymethods]
impl Changes {
    /// The rows.
    fn table(&self) -> Table {
        Table::new(CHANGES, Rows::Changes(self.0.rows().to_vec()))
    }

    /// A message as plain text.
    fn to_text(&self, py: Python<'_>, max_lines: usize) -> PyResult<String> {
        detached(py, || self.0.to_text(max_lines))
    }

    /// A message as Markdown.
    #[pyo3(signature = (by, max_lines))]
    fn to_markdown(&self, py: Python<'_>, by: Option<&str>, max_lines: usize) -> PyResult<String> {
        let by = group_by(by).map_err(|errors| Raised::Any.with(py, &errors))?;
        detached(py, || self.0.to_markdown(by, max_lines))
    }
}
