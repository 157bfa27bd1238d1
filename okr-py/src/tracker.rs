//! Plans, and trackers that evaluate them.
//!
//! A request is the JSON text of an `okr_core::evaluate::Request`. Results cross as JSON text, except for tables.

use okr_core::advise::Answers;
use okr_core::bindings::{
    agenda, changes, dates_from_json, diff as diff_plans, diff_from_json, find as find_in_plan, next_plan,
    renames_from_json,
};
use okr_core::edit::Edit;
use okr_core::evaluate::{Evaluation, Request};
use okr_core::merge::Fragment;
use okr_core::plan::Curve;
use okr_core::readings::{CheckIns, Reading};
use okr_core::report::FindingRow;
use okr_core::{Errors, Plan};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::agenda::Agenda;
use crate::changes::Changes;
use crate::door::detached;
use crate::errors::Raised;
use crate::live::Live;
use crate::readings::Readings;
use crate::report::Report;
use crate::table::{DIFF, HISTORY, Rows, SCAN, Table};

/// Reads a plan from JSON text and returns it as the core writes it.
#[pyfunction]
pub fn plan_json(py: Python<'_>, text: &str) -> PyResult<String> {
    detached(py, || Ok(Plan::from_json(text)?.to_json()))?.map_err(|errors: Errors| Raised::Plan.with(py, &errors))
}

/// Every problem of the plan in JSON text, as a JSON list.
#[pyfunction]
pub fn plan_problems(py: Python<'_>, text: &str) -> PyResult<String> {
    detached(py, || match Plan::from_json(text).and_then(Plan::resolve) {
        Ok(_) => "[]".to_owned(),
        Err(errors) => errors.to_json(),
    })
}

/// Makes a new plan by one edit, both JSON text.
#[pyfunction]
pub fn edit_json(py: Python<'_>, plan: &str, edit: &str) -> PyResult<String> {
    detached(py, || Ok(Plan::from_json(plan)?.edit(Edit::from_json(edit)?)?.to_json()))?
        .map_err(|errors: Errors| Raised::Plan.with(py, &errors))
}

/// Finds an item of a plan by its id: its path, its kind and the item, as JSON text; `None` where nothing has the id.
#[pyfunction]
#[pyo3(signature = (plan, id, kind))]
pub fn find_json(py: Python<'_>, plan: &str, id: &str, kind: Option<&str>) -> PyResult<Option<String>> {
    let found = detached(py, || find_in_plan(&Plan::from_json(plan)?, id, kind))?;
    found.map_err(|errors: Errors| Raised::Plan.with(py, &errors))
}

/// The difference of two plans where some items have other ids, all as JSON text.
#[pyfunction]
pub fn diff(py: Python<'_>, old: &str, new: &str, renames: &str) -> PyResult<Table> {
    let rows = detached(py, || diff_plans(&Plan::from_json(old)?, new, renames))?;
    let rows = rows.map_err(|errors: Errors| Raised::Plan.with(py, &errors))?;
    Ok(Table::new(DIFF, Rows::Diff(rows.rows().to_vec())))
}

/// Applies a difference to a plan, both as JSON text.
#[pyfunction]
pub fn apply_json(py: Python<'_>, plan: &str, rows: &str) -> PyResult<String> {
    let new = detached(py, || Ok(Plan::from_json(plan)?.apply(&diff_from_json(rows)?)?.to_json()))?;
    new.map_err(|errors: Errors| Raised::Plan.with(py, &errors))
}

/// Check-ins after items got other ids, all as JSON text.
#[pyfunction]
pub fn renamed_check_ins(py: Python<'_>, check_ins: &str, renames: &str) -> PyResult<String> {
    let renamed = detached(py, || Ok(CheckIns::from_json(check_ins)?.renamed(&renames_from_json(renames)?).to_json()))?;
    renamed.map_err(|errors: Errors| Raised::Evaluation.with(py, &errors))
}

/// Merges a fragment into a plan, both JSON text; returns the plan and the renames as the core writes them.
#[pyfunction]
pub fn merge_json(py: Python<'_>, plan: &str, fragment: &str) -> PyResult<(String, String)> {
    let merged = detached(py, || {
        let merged = Plan::from_json(plan)?.merge(Fragment::from_json(fragment)?);
        Ok((merged.plan.to_json(), merged.renames))
    })?;
    let (plan, renames) = merged.map_err(|errors: Errors| Raised::Plan.with(py, &errors))?;
    Ok((plan, json(&renames)?))
}

/// The advice for answers, both as JSON text.
#[pyfunction]
pub fn advise_json(py: Python<'_>, answers: &str) -> PyResult<String> {
    let advice = detached(py, || Ok(Answers::from_json(answers)?.recommendations()))?;
    json(&advice.map_err(|errors: Errors| Raised::Any.with(py, &errors))?)
}

/// The plan for the next cycle from a review; all as JSON text, `keep` and `drop` lists of ids.
#[pyfunction]
pub fn next_plan_json(py: Python<'_>, review: &str, keep: &str, drop: &str) -> PyResult<String> {
    detached(py, || next_plan(review, keep, drop))?.map_err(|errors| Raised::Any.with(py, &errors))
}

/// Findings, a JSON list of rows, as plain text.
#[pyfunction]
pub fn findings_text(py: Python<'_>, findings: &str) -> PyResult<String> {
    let text =
        detached(py, || serde_json::from_str(findings).map(|rows: Vec<FindingRow>| okr_core::lint::render(&rows)))?;
    text.map_err(|error| PyValueError::new_err(error.to_string()))
}

/// The points of a curve with the scores 0, 0.3, 0.7 and 1.
#[pyfunction]
pub fn zones(baseline: f64, commit: f64, target: f64, stretch: f64) -> Vec<(f64, f64)> {
    let curve = Curve::zones(baseline, commit, target, stretch);
    curve.points.iter().map(|point| (point.value, point.score)).collect()
}

/// A resolved plan.
#[pyclass(frozen, module = "okr._core")]
pub struct Tracker(pub okr_core::Tracker);

#[pymethods]
impl Tracker {
    #[new]
    fn new(py: Python<'_>, plan: &str) -> PyResult<Self> {
        let tracker = detached(py, || Plan::from_json(plan)?.resolve())?;
        tracker.map(Tracker).map_err(|errors| Raised::Plan.with(py, &errors))
    }

    /// The plan as JSON text.
    fn plan_json(&self, py: Python<'_>) -> PyResult<String> {
        detached(py, || self.0.plan().to_json())
    }

    /// The policy in force, as JSON text.
    fn policy_json(&self) -> PyResult<String> {
        json(self.0.policy())
    }

    /// Evaluates the plan.
    fn evaluate(&self, py: Python<'_>, readings: &Readings, request: &str) -> PyResult<Report> {
        ask(py, readings, request, |evaluation| self.0.evaluate(evaluation)).map(Report::from)
    }

    /// Evaluates the plan as if other readings were set.
    fn what_if(&self, py: Python<'_>, readings: &Readings, request: &str, others: &Readings) -> PyResult<Report> {
        let report = ask(py, readings, request, |evaluation| {
            let others: Vec<Reading> = others.readings.rows().collect();
            self.0.what_if(evaluation, &others)
        });
        report.map(Report::from)
    }

    /// Makes a live report.
    fn live(&self, py: Python<'_>, readings: &Readings, request: &str) -> PyResult<Live> {
        ask(py, readings, request, |evaluation| self.0.live(evaluation)).map(Live::from)
    }

    /// The scores on the days of a JSON list.
    fn history(&self, py: Python<'_>, readings: &Readings, request: &str, dates: &str) -> PyResult<Table> {
        let rows = ask(py, readings, request, |evaluation| self.0.history(evaluation, dates_from_json(dates)?));
        Ok(Table::new(HISTORY, Rows::History(rows?)))
    }

    /// The state of the rules of all KPIs.
    fn scan(&self, py: Python<'_>, readings: &Readings, request: &str) -> PyResult<Table> {
        let rows = ask(py, readings, request, |evaluation| self.0.scan_rows(evaluation));
        Ok(Table::new(SCAN, Rows::Scan(rows?)))
    }

    /// The value that a key result needs for its objective to have a score.
    fn solve(
        &self,
        py: Python<'_>,
        readings: &Readings,
        request: &str,
        key_result: &str,
        objective_score: f64,
    ) -> PyResult<String> {
        json(&ask(py, readings, request, |evaluation| self.0.solve(evaluation, key_result, objective_score))?)
    }

    /// Explains a score step by step.
    fn explain(&self, py: Python<'_>, readings: &Readings, request: &str, id: &str) -> PyResult<String> {
        ask(py, readings, request, |evaluation| Ok(self.0.explain(evaluation, id)?.to_json()))
    }

    /// Reviews a cycle: as JSON text, as Markdown, as an HTML page, and as one without the document around it.
    fn review(
        &self,
        py: Python<'_>,
        readings: &Readings,
        request: &str,
        cycle: &str,
    ) -> PyResult<(String, String, String, String)> {
        ask(py, readings, request, |evaluation| {
            let review = self.0.review(evaluation, cycle)?;
            Ok((review.to_json(), review.to_markdown(), review.to_html(), review.to_html_fragment()))
        })
    }

    /// What is new since a day; with what was edited, where the plan as it was is given as JSON text.
    #[pyo3(signature = (readings, request, since, before))]
    fn changes(
        &self,
        py: Python<'_>,
        readings: &Readings,
        request: &str,
        since: &str,
        before: Option<&str>,
    ) -> PyResult<Changes> {
        let found = ask(py, readings, request, |evaluation| changes(&self.0, evaluation, since, before));
        found.map(Changes::from)
    }

    /// What to talk about with one person; with what was edited, where the plan as it was is given as JSON text.
    #[pyo3(signature = (owner, readings, request, since, before))]
    fn agenda(
        &self,
        py: Python<'_>,
        owner: &str,
        readings: &Readings,
        request: &str,
        since: &str,
        before: Option<&str>,
    ) -> PyResult<Agenda> {
        let found = ask(py, readings, request, |evaluation| agenda(&self.0, owner, evaluation, since, before));
        found.map(Agenda::from)
    }

    /// What supports what: a tree for each cycle, as JSON text.
    fn alignment(&self, py: Python<'_>, readings: &Readings, request: &str) -> PyResult<String> {
        json(&ask(py, readings, request, |evaluation| Ok(self.0.alignment(&self.0.evaluate(evaluation)?)))?)
    }

    /// Compares teams.
    fn compare(&self, py: Python<'_>, readings: &Readings, request: &str) -> PyResult<String> {
        ask(py, readings, request, |evaluation| Ok(self.0.compare(evaluation)?.to_json()))
    }
}

/// Asks the core with Python's lock released, and turns its errors into an exception.
fn ask<T: Send>(
    py: Python<'_>,
    readings: &Readings,
    request: &str,
    work: impl FnOnce(&Evaluation<'_>) -> Result<T, Errors> + Send,
) -> PyResult<T> {
    let answer = detached(py, || work(&Evaluation::of(&readings.readings, &Request::from_json(request)?)))?;
    answer.map_err(|errors| Raised::Evaluation.with(py, &errors))
}

fn json<T: serde::Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyValueError::new_err(error.to_string()))
}
