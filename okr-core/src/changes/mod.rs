//! Changes: what is new since a day, for a message to the team.

mod check_ins;
mod compare;
mod edits;
mod entry;
mod goals;
mod item_causes;
mod kpis;
mod possible_causes;
mod removed;
mod row;
mod side;
mod text;
mod time;
mod values;
mod wording;

use chrono::NaiveDate;

use compare::Comparison;
use edits::Edits;
pub(crate) use entry::Item;
use entry::{Entry, Note};
pub(crate) use goals::SCORE_STEP;
use item_causes::{Days, ItemCauses};
pub use row::{Cause, ChangeCode, ChangeRow, ChangedTable};
use side::Side;
pub(crate) use text::{EDITS_NOT_SEEN, told_by_members};
pub use text::{GroupBy, MAX_LINES};

use crate::calendar::day_number;
use crate::document::At;
use crate::error::{ErrorKind, Errors};
use crate::evaluate::check::{check_day, known};
use crate::evaluate::{Evaluation, Prepared, Scope, scope, tables};
use crate::index::ListIndex;
use crate::readings::CheckIns;
use crate::report::Report;
use crate::resolve::Tracker;

/// What is new since a day.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let changes = tracker.changes(&evaluation, parse_date("2026-10-03").unwrap()).unwrap();
/// assert_eq!(changes.since.to_string(), "2026-10-03");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Changes {
    /// The day since which something is new.
    pub since: NaiveDate,
    /// The day as of which it is.
    pub as_of: NaiveDate,
    /// Whether the plan as it was is known, so that its edits are among the changes.
    pub plan_edits_seen: bool,
    rows: Vec<ChangeRow>,
    /// What the text needs of each row.
    notes: Vec<Note>,
    /// The objective above each objective, by index.
    above: Vec<Option<usize>>,
}

impl Changes {
    /// The rows, by severity, table, the order of the plan, and code.
    #[must_use]
    pub fn rows(&self) -> &[ChangeRow] {
        &self.rows
    }

    /// The rows as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let changes = tracker.changes(&evaluation, parse_date("2026-09-30").unwrap()).unwrap();
    /// assert!(changes.to_json().starts_with('['));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(&self.rows)
    }
}

impl Tracker {
    /// Lists what is new since the end of the day `since`, as of the evaluation's day. The states before and after are those that
    /// [`evaluate`](Self::evaluate) returns on the two days.
    ///
    /// ItemCauses of a plan are not dated, so that its edits are not seen; [`changes_from`](Self::changes_from) takes the plan as it was.
    ///
    /// # Errors
    ///
    /// Those of `evaluate`, and a `since` after the day of the evaluation.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::changes::ChangeCode;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0)).unit("%");
    /// let tracker = Plan::new().kpis([turnover]).resolve()?;
    /// let readings = Readings::from_json(r#"[
    ///     { "metric": "turnover", "date": "2026-06", "value": 11 },
    ///     { "metric": "turnover", "date": "2026-07", "value": 13 }
    /// ]"#)?;
    /// let evaluation = Evaluation::new(&readings, parse_date("2026-08-07")?);
    /// let changes = tracker.changes(&evaluation, parse_date("2026-07-24")?)?;
    /// assert_eq!(changes.rows()[0].code, ChangeCode::Health);
    /// assert!(changes.to_text(10).contains("Turnover: healthy → unhealthy, 13%"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn changes(&self, evaluation: &Evaluation<'_>, since: NaiveDate) -> Result<Changes, Errors> {
        self.compared(None, evaluation, since)
    }

    /// Lists what is new, as [`changes`](Self::changes) does, with what was added, removed and edited since the plan was `before`.
    /// The states before are those of that plan.
    ///
    /// # Errors
    ///
    /// Those of `changes`.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::changes::ChangeCode;
    ///
    /// let mut later = plan.clone();
    /// later.kpis.retain(|kpi| kpi.id != "enps");
    /// let changes = later.resolve().unwrap().changes_from(&tracker, &evaluation, parse_date("2026-10-09").unwrap()).unwrap();
    /// assert!(changes.rows().iter().any(|row| row.code == ChangeCode::Removed));
    /// ```
    pub fn changes_from(
        &self,
        before: &Tracker,
        evaluation: &Evaluation<'_>,
        since: NaiveDate,
    ) -> Result<Changes, Errors> {
        self.compared(Some(before), evaluation, since)
    }

    fn compared(
        &self,
        before: Option<&Tracker>,
        evaluation: &Evaluation<'_>,
        since: NaiveDate,
    ) -> Result<Changes, Errors> {
        check_since(since, evaluation.as_of)?;
        let prepared = Prepared::new(self, evaluation)?;
        let days = Days { since: day_number(since), as_of: day_number(evaluation.as_of) };
        let mut after = tables(&prepared, evaluation);
        scope::limit(&mut after, &prepared.plan, &evaluation.scope);
        let old = before.unwrap_or(self);
        let was = look(old, evaluation, since)?;
        let by_time = what_was_known(self, evaluation, days)?;
        let edits = before.map(|before| Edits::new(before.plan(), self.plan())).unwrap_or_default();
        let metrics = possible_causes::metric_causes(evaluation.readings, days.since, days.as_of);
        let causes = ItemCauses::new(&prepared, &metrics, &edits, days);
        let comparison = Comparison {
            before: Side::new(old.plan(), &was),
            by_time: Side::new(self.plan(), &by_time),
            after: Side::new(self.plan(), &after),
            prepared: &prepared,
            causes,
            metrics,
            edits,
            days,
            plan_edits_seen: before.is_some(),
        };
        let mut entries = Vec::new();
        time::cycles(&comparison, &mut entries);
        goals::objectives(&comparison, &mut entries);
        goals::key_results(&comparison, &mut entries);
        kpis::kpis(&comparison, &mut entries);
        check_ins::check_ins(&comparison, &mut entries);
        if before.is_some() {
            let mut listed = was.clone();
            scope::limit(&mut listed, &old.0, &evaluation.scope);
            removed::removed(&comparison, &listed, &mut entries);
        }
        crate::order::by_key(&mut entries, Entry::order);
        let above = prepared.plan.objectives.indices();
        let above = above.map(|objective| prepared.plan.objective_above(objective).map(ListIndex::get)).collect();
        let (rows, notes) = entries.into_iter().map(|entry| (entry.row, entry.note)).unzip();
        Ok(Changes { since, as_of: evaluation.as_of, plan_edits_seen: before.is_some(), rows, notes, above })
    }
}

/// Whether a day can be the one since which something is new.
pub(crate) fn check_since(since: NaiveDate, as_of: NaiveDate) -> Result<(), Errors> {
    let mut errors = Vec::new();
    check_day(since, &mut errors);
    errors.iter_mut().for_each(|error| "/since".clone_into(&mut error.path));
    if since > as_of {
        let kind = ErrorKind::BadInterval { start: since.to_string(), end: as_of.to_string() };
        errors.push(At::root("/since").error(kind));
    }
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}

/// The report of a plan on an earlier day, with everything listed; check-ins on what it does not have are passed over.
fn look(tracker: &Tracker, evaluation: &Evaluation<'_>, as_of: NaiveDate) -> Result<Report, Errors> {
    let check_ins = evaluation.check_ins.map(|all| kept(tracker, all, |_| true)).transpose()?;
    let mut earlier = Evaluation { scope: Scope::new(), check_ins: check_ins.as_ref(), ..evaluation.clone() };
    earlier.as_of = as_of;
    Ok(tables(&Prepared::new(tracker, &earlier)?, &earlier))
}

/// The report on the day of the evaluation by what was known before.
fn what_was_known(tracker: &Tracker, evaluation: &Evaluation<'_>, days: Days) -> Result<Report, Errors> {
    let readings = evaluation.readings.known_on(days.since);
    let known = |check_in: &crate::readings::CheckIn| {
        let (date, recorded) = check_in.days();
        date <= days.since && recorded <= days.since
    };
    let check_ins = evaluation.check_ins.map(|all| kept(tracker, all, known)).transpose()?;
    let earlier = Evaluation {
        readings: &readings,
        check_ins: check_ins.as_ref(),
        policy: evaluation.policy.clone(),
        scope: Scope::new(),
        ..evaluation.clone()
    };
    Ok(tables(&Prepared::new(tracker, &earlier)?, &earlier))
}

/// The check-ins that are wanted, on what a plan has.
fn kept(
    tracker: &Tracker,
    check_ins: &CheckIns,
    wanted: impl Fn(&crate::readings::CheckIn) -> bool,
) -> Result<CheckIns, Errors> {
    let has =
        |check_in: &&crate::readings::CheckIn| check_in.subject().is_some_and(|subject| known(&tracker.0, subject));
    CheckIns::new(check_ins.iter().filter(has).filter(|check_in| wanted(check_in)).cloned())
}
