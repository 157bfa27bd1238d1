//! The Python package `okr`: conversions around `okr-core`, and nothing else.
//!
//! The classes here are handles that the Python half wraps. Documents cross as JSON text, readings and tables as columns.

mod agenda;
mod arrow;
mod batch_scan;
mod cells;
mod changes;
mod door;
mod errors;
mod live;
mod readings;
mod report;
mod sheets;
mod table;
mod tracker;

use pyo3::pymodule;

/// The compiled half of the package `okr`.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::agenda::Agenda;
    #[pymodule_export]
    use super::batch_scan::BatchScan;
    #[pymodule_export]
    use super::changes::Changes;
    #[pymodule_export]
    use super::live::Live;
    #[pymodule_export]
    use super::readings::{
        ArrowColumn, Readings, check_columns, foreign_content, load_bytes, load_columns, load_csv, load_csv_file,
        load_json, load_sheet, load_stream, split_table,
    };
    #[pymodule_export]
    use super::report::{Report, draw_funnel};
    #[pymodule_export]
    use super::sheets::{
        check_file_kind, check_file_size, check_sheet_size, check_unpacked_size, export_sheets, import_sheets,
        inspect_sheets, note_text, refuse_archive,
    };
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::tracker::{
        Tracker, advise_json, apply_json, diff, edit_json, find_json, findings_text, merge_json, next_plan_json,
        plan_json, plan_problems, renamed_check_ins, zones,
    };

    /// Works on one thread from now on: a forked process has none of the others.
    #[pyfunction]
    fn work_on_one_thread() {
        okr_core::bindings::work_on_one_thread();
    }

    /// Panics, so that a test can see what becomes of a bug.
    #[pyfunction]
    fn panic(py: Python<'_>, text: &str) -> PyResult<()> {
        super::door::detached(py, || panic!("{text}"))
    }

    /// The version of the library.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
