//! The agenda of a talk.

use pyo3::prelude::*;

use crate::table::{AGENDA, Rows, Table};

/// What to talk about with one person.
#[pyclass(frozen, module = "okr._core")]
pub struct Agenda(okr_core::agenda::Agenda);

impl From<okr_core::agenda::Agenda> for Agenda {
    fn from(agenda: okr_core::agenda::Agenda) -> Self {
        Agenda(agenda)
    }
}

#[pymethods]
impl Agenda {
    /// The rows.
    fn table(&self) -> Table {
        Table::new(AGENDA, Rows::Agenda(self.0.rows().to_vec()))
    }

    /// The agenda as plain text.
    fn to_text(&self, max_lines: usize) -> String {
        self.0.to_text(max_lines)
    }

    /// The agenda as Markdown.
    fn to_markdown(&self, max_lines: usize) -> String {
        self.0.to_markdown(max_lines)
    }
}
