//! The way from Python into the core.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;

/// Works with Python's lock released. Whatever asks the core for more than a field goes through here, so that a bug of the library is
/// an ordinary exception, and not a `PanicException`, which `except Exception` does not catch.
///
/// # Errors
/// `InternalError` if the work panics.
pub fn detached<T: Send>(py: Python<'_>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    py.detach(|| catch_unwind(AssertUnwindSafe(work))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text");
        let exception = || py.import("okr._errors")?.getattr("InternalError")?.call1((text,));
        exception().map_or_else(|error| error, PyErr::from_value)
    })
}
