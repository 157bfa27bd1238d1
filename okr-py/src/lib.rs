//! The Python package `okr`: conversions around `okr-core`, and nothing else.

use pyo3::pymodule;

/// The compiled half of the package `okr`.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    use pyo3::pyfunction;

    /// The version of the library.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
