//! Trackers.
//!
//! A request is the JSON text of an `okr_core::evaluate::Request`. If it has no check-ins, those of the handle are used.

use okr_core::bindings::{agenda, changes, dates_from_json, group_by, pack_history, pack_report, pack_scan};
use okr_core::evaluate::Request;
use okr_core::readings::Reading;
use okr_core::{Errors, Evaluation};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::check_ins::CheckIns;
use crate::live::Live;
use crate::packed::Packed;
use crate::pictures::Drawing;
use crate::readings::Readings;
use crate::thrown::{Caught, json, thrown};

/// A resolved plan.
#[wasm_bindgen]
pub struct Tracker(pub(crate) okr_core::Tracker);

#[wasm_bindgen]
impl Tracker {
    /// The report as JSON text.
    pub fn evaluate(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(self.0.evaluate(evaluation)?.to_json()))
    }

    /// The report, packed.
    pub fn evaluate_packed(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<Packed> {
        ask(readings, check_ins, request, |evaluation| Ok(Packed(pack_report(&self.0.evaluate(evaluation)?))))
    }

    /// The report as if some readings, a JSON list of rows, were set; packed.
    pub fn what_if(&self, readings: &Readings, check_ins: &CheckIns, request: &str, rows: &str) -> Caught<Packed> {
        let rows = okr_core::Readings::from_json(rows).map_err(thrown)?;
        let rows: Vec<Reading> = rows.rows().collect();
        ask(readings, check_ins, request, |evaluation| Ok(Packed(pack_report(&self.0.what_if(evaluation, &rows)?))))
    }

    /// Draws the report, or what it would be if some readings, a JSON list of rows, were set.
    pub fn draw(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        rows: Option<String>,
        drawing: &Drawing,
    ) -> Caught<String> {
        let rows: Option<Vec<Reading>> = match rows {
            Some(rows) => Some(okr_core::Readings::from_json(&rows).map_err(thrown)?.rows().collect()),
            None => None,
        };
        let report = ask(readings, check_ins, request, |evaluation| match &rows {
            Some(rows) => self.0.what_if(evaluation, rows),
            None => self.0.evaluate(evaluation),
        })?;
        drawing.of(&report)
    }

    /// Makes a live report.
    pub fn live(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<Live> {
        ask(readings, check_ins, request, |evaluation| self.0.live(evaluation).map(Live))
    }

    /// The scores on the days of a JSON list, packed.
    pub fn history(&self, readings: &Readings, check_ins: &CheckIns, request: &str, dates: &str) -> Caught<Packed> {
        let dates = dates_from_json(dates).map_err(thrown)?;
        ask(readings, check_ins, request, |evaluation| {
            let rows: Vec<_> = self.0.history(evaluation, dates)?.iter().collect();
            Ok(Packed(pack_history(&rows)))
        })
    }

    /// The state of the rules of all KPIs, packed.
    pub fn scan(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<Packed> {
        ask(readings, check_ins, request, |evaluation| Ok(Packed(pack_scan(&self.0.scan_rows(evaluation)?))))
    }

    /// The value that a key result needs, as JSON text.
    pub fn solve(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        key_result: &str,
        objective_score: f64,
    ) -> Caught<String> {
        let solve = |evaluation: &Evaluation<'_>| Ok(json(&self.0.solve(evaluation, key_result, objective_score)?));
        ask(readings, check_ins, request, solve)
    }

    /// Explains a score step by step, as JSON text.
    pub fn explain(&self, readings: &Readings, check_ins: &CheckIns, request: &str, id: &str) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(self.0.explain(evaluation, id)?.to_json()))
    }

    /// Reviews a cycle, as JSON text.
    pub fn review(&self, readings: &Readings, check_ins: &CheckIns, request: &str, cycle: &str) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(self.0.review(evaluation, cycle)?.to_json()))
    }

    /// Reviews a cycle, as Markdown.
    pub fn review_markdown(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        cycle: &str,
    ) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(self.0.review(evaluation, cycle)?.to_markdown()))
    }

    /// Reviews a cycle, as an HTML page.
    pub fn review_html(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        cycle: &str,
        fragment: bool,
    ) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| {
            let review = self.0.review(evaluation, cycle)?;
            Ok(if fragment { review.to_html_fragment() } else { review.to_html() })
        })
    }

    /// The plan that follows from the review of a cycle, as JSON text; `keep` and `drop` are JSON lists of ids.
    pub fn next_plan(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        cycle: &str,
        keep: Vec<String>,
        drop: Vec<String>,
    ) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| {
            let keep: Vec<&str> = keep.iter().map(String::as_str).collect();
            let drop: Vec<&str> = drop.iter().map(String::as_str).collect();
            Ok(json(&self.0.review(evaluation, cycle)?.next_plan(&keep, &drop)?))
        })
    }

    /// What is new since a day, as JSON text; with what was edited, where the plan as it was is given as JSON text.
    pub fn changes(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        since: &str,
        before: Option<String>,
    ) -> Caught<String> {
        let found = |evaluation: &Evaluation<'_>| changes(&self.0, evaluation, since, before.as_deref());
        ask(readings, check_ins, request, |evaluation| Ok(found(evaluation)?.to_json()))
    }

    /// What is new since a day, as a message: plain text.
    pub fn changes_text(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        since: &str,
        before: Option<String>,
        max_lines: usize,
    ) -> Caught<String> {
        let found = |evaluation: &Evaluation<'_>| changes(&self.0, evaluation, since, before.as_deref());
        ask(readings, check_ins, request, |evaluation| Ok(found(evaluation)?.to_text(max_lines)))
    }

    /// What is new since a day, as a message: Markdown.
    #[allow(clippy::too_many_arguments, reason = "what a call from JavaScript passes")]
    pub fn changes_markdown(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        since: &str,
        before: Option<String>,
        max_lines: usize,
        by: Option<String>,
    ) -> Caught<String> {
        let found = |evaluation: &Evaluation<'_>| changes(&self.0, evaluation, since, before.as_deref());
        ask(readings, check_ins, request, |evaluation| {
            Ok(found(evaluation)?.to_markdown(group_by(by.as_deref())?, max_lines))
        })
    }

    /// What to talk about with one person, as JSON text; with what was edited, where the plan as it was is given as JSON text.
    pub fn agenda(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        owner: &str,
        since: &str,
        before: Option<String>,
    ) -> Caught<String> {
        let found = |evaluation: &Evaluation<'_>| agenda(&self.0, owner, evaluation, since, before.as_deref());
        ask(readings, check_ins, request, |evaluation| Ok(found(evaluation)?.to_json()))
    }

    /// The same as text: Markdown, or plain.
    #[allow(clippy::too_many_arguments, reason = "what a call from JavaScript passes")]
    pub fn agenda_text(
        &self,
        readings: &Readings,
        check_ins: &CheckIns,
        request: &str,
        owner: &str,
        since: &str,
        before: Option<String>,
        max_lines: usize,
        markdown: bool,
    ) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| {
            let agenda = agenda(&self.0, owner, evaluation, since, before.as_deref())?;
            Ok(if markdown { agenda.to_markdown(max_lines) } else { agenda.to_text(max_lines) })
        })
    }

    /// What supports what: a tree for each cycle, as JSON text.
    pub fn alignment(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(json(&self.0.alignment(&self.0.evaluate(evaluation)?))))
    }

    /// Compares teams, as JSON text.
    pub fn compare(&self, readings: &Readings, check_ins: &CheckIns, request: &str) -> Caught<String> {
        ask(readings, check_ins, request, |evaluation| Ok(self.0.compare(evaluation)?.to_json()))
    }
}

fn ask<T>(
    readings: &Readings,
    check_ins: &CheckIns,
    request: &str,
    work: impl FnOnce(&Evaluation<'_>) -> Result<T, Errors>,
) -> Caught<T> {
    let mut request = Request::from_json(request).map_err(thrown)?;
    request.check_ins.get_or_insert_with(|| check_ins.0.clone());
    work(&Evaluation::of(&readings.0, &request)).map_err(thrown)
}
