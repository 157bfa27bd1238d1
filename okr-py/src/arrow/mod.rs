//! Arrow data in and out through the PyCapsule interface: without a copy and without a Python library in between.

mod capsule;
mod dates;
mod foreign;
mod numbers;
mod runs;
mod stream;
mod texts;

use arrow_schema::ArrowError;
pub use capsule::{Chunks, schema_capsule, stream_capsule};
pub use dates::{Zone, days};
pub use numbers::numbers;
use pyo3::PyErr;
use pyo3::exceptions::PyValueError;
pub use texts::{codes, indices, texts};

/// The exception for Arrow data that can't be read.
fn unreadable(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the Arrow data can't be read: {error}"))
}
