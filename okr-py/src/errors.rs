//! Errors of the core as exceptions of the package.

use okr_core::Errors;
use okr_core::import::ImportError;
use pyo3::prelude::*;

/// The exception to raise: a class in `okr._errors`.
#[derive(Clone, Copy)]
pub enum Raised {
    /// A plan is wrong.
    Plan,
    /// Readings are wrong.
    Readings,
    /// A text is not a document.
    Any,
    /// The arguments of an evaluation are wrong.
    Evaluation,
}

impl Raised {
    fn class(self) -> &'static str {
        match self {
            Raised::Any => "OkrError",
            Raised::Plan => "PlanError",
            Raised::Readings => "ReadingsError",
            Raised::Evaluation => "EvaluationError",
        }
    }

    /// Makes the exception that carries all of `errors`.
    pub fn with(self, py: Python<'_>, errors: &Errors) -> PyErr {
        let exception = || {
            let class = py.import("okr._errors")?.getattr(self.class())?;
            class.call_method1("of", (errors.to_string(), errors.to_json()))
        };
        exception().map_or_else(|error| error, PyErr::from_value)
    }
}

/// Makes the exception of a sheet that is refused.
pub fn refused(py: Python<'_>, error: &ImportError) -> PyErr {
    let exception = || {
        let class = py.import("okr._errors")?.getattr("SheetError")?;
        class.call_method1("of", (error.to_string(), error.to_json()))
    };
    exception().map_or_else(|error| error, PyErr::from_value)
}
