//! Arrow data in and out, by the PyCapsule interface: no copy, and no library of Python's in between.

mod capsule;
mod dates;
mod numbers;
mod runs;
mod texts;

use arrow_schema::ArrowError;
pub use capsule::{Chunks, schema_capsule, stream_capsule};
pub use dates::{Zone, days};
pub use numbers::numbers;
use pyo3::PyErr;
use pyo3::exceptions::PyValueError;
pub use texts::{codes, indices, texts};

/// What Arrow data can't be read for.
fn unreadable(error: ArrowError) -> PyErr {
    PyValueError::new_err(format!("the Arrow data can't be read: {error}"))
}
