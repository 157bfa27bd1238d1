//! The Python package `okr`: conversions around `okr-core`, and nothing else.

use pyo3::pymodule;

/// The compiled half of the package `okr`.
#[pymodule(name = "_core", gil_used = false)]
mod core {
    use okr_core::calendar::parse_date;
    use okr_core::policy::PolicyChoice;
    use okr_core::readings::CheckIns;
    use okr_core::{Errors, Evaluation, Plan, Readings};
    use pyo3::exceptions::PyValueError;
    use pyo3::{PyErr, PyResult, Python, pyfunction};

    /// The version of the library.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// The report as JSON text, from documents as JSON text.
    #[pyfunction]
    #[pyo3(signature = (plan, readings, *, as_of, check_ins = None, policy = None, kpi_periods = false))]
    fn report_json(
        python: Python<'_>,
        plan: &str,
        readings: &str,
        as_of: &str,
        check_ins: Option<&str>,
        policy: Option<&str>,
        kpi_periods: bool,
    ) -> PyResult<String> {
        let as_of = parse_date(as_of).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let report = || -> Result<String, Errors> {
            let tracker = Plan::from_json(plan)?.resolve()?;
            let readings = Readings::from_json(readings)?;
            let check_ins = CheckIns::from_json(check_ins.unwrap_or("[]"))?;
            let mut evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins).kpi_periods(kpi_periods);
            if let Some(policy) = policy {
                evaluation = evaluation.policy(PolicyChoice::from_json(policy)?);
            }
            Ok(tracker.evaluate(&evaluation)?.to_json())
        };
        python.detach(report).map_err(raised)
    }

    /// All that is wrong, as JSON text.
    fn raised(errors: Errors) -> PyErr {
        PyValueError::new_err(errors.to_json())
    }
}
