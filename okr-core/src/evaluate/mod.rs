//! Evaluation: a tracker, readings and a day in; a report out.

pub(crate) mod check;
mod check_in_rows;
mod evaluation;
mod prepared;
pub(crate) mod readings_row;
mod request;
pub(crate) mod rows;
pub(crate) mod scope;
mod values;

pub(crate) use check_in_rows::check_in_rows;
pub use evaluation::Evaluation;
pub(crate) use prepared::{Prepared, opened};
pub use request::Request;
pub use scope::Scope;
pub(crate) use values::value_rows;

use crate::calendar::day_number;
use crate::error::Errors;
use crate::lint::{Context, lint};
use crate::report::Report;
use crate::resolve::Tracker;

impl Tracker {
    /// Everything that is to be said of the plan on a day: a pure function of what is given.
    ///
    /// # Errors
    ///
    /// A policy that is unsound, check-ins or a scope that name what the plan does not have, all at once. A
    /// sound evaluation of a resolved plan always gives a report.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// // From 42 to 25, now 25.
    /// assert_eq!(report.key_results[0].score, Some(1.0));
    /// ```
    pub fn evaluate(&self, evaluation: &Evaluation<'_>) -> Result<Report, Errors> {
        let _threads = evaluation.threads(true);
        let prepared = Prepared::new(self, evaluation)?;
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, true);
        let mut report = rows::report(&context, evaluation);
        report.findings = lint(&Context { evaluation: &context, check_ins: &prepared.check_ins, report: &report });
        report.check_ins = check_in_rows(&prepared.plan, &prepared.check_ins, as_of);
        if evaluation.values {
            report.values = value_rows(&prepared.plan, &evaluation.readings, as_of);
        }
        scope::limit(&mut report, &prepared.plan, &evaluation.scope);
        Ok(report)
    }
}

/// The report without its findings, with everything listed.
pub(crate) fn tables(prepared: &Prepared<'_>, evaluation: &Evaluation<'_>) -> Report {
    let as_of = day_number(evaluation.as_of);
    let check_ins = prepared.check_in_summaries(as_of);
    rows::report(&prepared.context(&check_ins, as_of, true), evaluation)
}
