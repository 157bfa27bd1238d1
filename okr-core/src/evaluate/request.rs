//! An evaluation as a document: what a caller that is not written in Rust sends.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::evaluation::Evaluation;
use super::scope::Scope;
use crate::document::document;
use crate::error::Errors;
use crate::plan::policy::PolicyChoice;
use crate::readings::{CheckIns, Readings};

document! {
    /// What is asked of a plan and its readings: the day, and what people said or want otherwise.
    ///
    /// ```
    /// use okr_core::evaluate::Request;
    ///
    /// let request = Request::from_json(r#"{ "as_of": "2026-08-31", "policy": "focused", "kpi_periods": true }"#)?;
    /// assert_eq!(request.as_of.to_string(), "2026-08-31");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub struct Request {
        required {
            /// The day, at its end.
            as_of: NaiveDate,
        }
        optional {
            /// What people said.
            check_ins: CheckIns,
            /// A policy over the plan's, field by field.
            policy: PolicyChoice,
            /// What is listed.
            scope: Scope,
        }
        defaulted {
            /// Whether the table `kpi_periods` is filled.
            kpi_periods: bool = false,
            /// Whether the table `values` is filled.
            values: bool = false,
        }
    }
}

impl Request {
    /// The request that JSON text holds.
    ///
    /// # Errors
    ///
    /// All that does not fit, in any of its parts, at once.
    ///
    /// ```
    /// use okr_core::evaluate::Request;
    ///
    /// let text = r#"{ "as_of": "2026-08-32", "check_ins": [{ "kpi": "enps", "date": "2026-08-01", "confidence": 60 }] }"#;
    /// let paths = Request::from_json(text).unwrap_err().into_iter().map(|error| error.path);
    /// assert_eq!(paths.collect::<Vec<_>>(), ["/as_of", "/check_ins/0/confidence"]);
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "")
    }
}

impl<'a> Evaluation<'a> {
    /// Readings, looked at as a request asks.
    ///
    /// ```
    /// use okr_core::evaluate::{Evaluation, Request};
    /// use okr_core::{Plan, Readings};
    ///
    /// let request = Request::from_json(r#"{ "as_of": "2026-08-31" }"#)?;
    /// let report = Plan::new().resolve()?.evaluate(&Evaluation::of(Readings::new(), &request))?;
    /// assert_eq!(report.as_of, request.as_of);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn of(readings: impl Into<Cow<'a, Readings>>, request: &'a Request) -> Self {
        let mut evaluation =
            Evaluation::new(readings, request.as_of).kpi_periods(request.kpi_periods).values(request.values);
        evaluation.check_ins = request.check_ins.as_ref().map(Cow::from);
        evaluation.policy.clone_from(&request.policy);
        evaluation.scope = request.scope.clone().unwrap_or_default();
        evaluation
    }
}
