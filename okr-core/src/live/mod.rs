//! Live use: a report that follows its readings, at a cost that follows what changed.

mod changed;
mod counts;
mod inputs;
mod links;
mod rows;
mod scores;
mod state;
mod summaries;
#[cfg(test)]
mod tests;
mod triggers;

use std::borrow::Borrow;
use std::sync::Arc;

use chrono::NaiveDate;

pub use changed::{Changed, OwnedChanged};
use inputs::Inputs;
use rows::ChangedRows;
use state::{ChangedInputs, State, Wanted};

use crate::calendar::{date_of_day, day_number};
use crate::error::{Errors, Problems};
use crate::evaluate::check::{check_day, check_subjects};
use crate::evaluate::scope::{Limits, limit};
use crate::evaluate::{Evaluation, Prepared, Scope};
use crate::index::ListIndex;
use crate::parallel::Alone;
use crate::readings::{CheckIn, CheckIns, Reading, Readings, Subject, check_rows};
use crate::report::{KeyResultRow, KpiRow, ObjectiveRow, Report};
use crate::resolve::{Metric, Tracker};

/// A report that follows its readings: these are set and cleared one by one, and each time the rows that differ are answered.
///
/// At any time it is, to the bit, what [`Tracker::evaluate`] gives of [`readings`](Self::readings). What a change costs follows the
/// rows that it changes: see the [guide](crate::guide::live). It works on the calling thread, so that it may stand behind a lock; where
/// [`Evaluation::parallel`] was set, it shares its work. Findings and the ranks of triggers depend on the whole plan, and are computed when
/// they are asked for.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
/// use okr_core::{Evaluation, Plan, Readings};
///
/// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
/// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
/// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
/// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
/// let readings = Readings::from_json(r#"[{ "metric": "days", "date": "2026-08-14", "value": 42 }]"#)?;
/// let day = parse_date("2026-08-14")?;
///
/// let mut live = tracker.live(&Evaluation::new(&readings, day))?;
/// let changed = live.set("days", day, 33.0)?;
/// assert_eq!(changed.objectives[0].score, Some(9.0 / 17.0));
/// live.clear("days", day);
/// assert_eq!(live.objective("hire").unwrap().score, Some(0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Live {
    inputs: Inputs,
    state: State,
    scope: Scope,
    wanted: Wanted,
    /// Whether the work is shared with other threads.
    parallel: bool,
    /// The report within the scope, where there is one, made when it is asked for.
    listed: Option<Report>,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live").field("as_of", &self.as_of()).finish_non_exhaustive()
    }
}

impl Tracker {
    /// A report that follows its readings, which are set and cleared on a [`Live`].
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// assert_eq!(live.set("enps", july, 44.0)?.kpis[0].target_met, Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn live(&self, evaluation: &Evaluation<'_>) -> Result<Live, Errors> {
        let _threads = evaluation.threads(false);
        let prepared = Prepared::new(self, evaluation)?;
        let as_of = day_number(evaluation.as_of);
        let inputs = Inputs::new(
            Tracker(Arc::clone(&prepared.plan)),
            prepared.into(),
            Readings::clone(&evaluation.readings),
            as_of,
        );
        let wanted = Wanted { kpi_periods: evaluation.kpi_periods, values: evaluation.values };
        let state = State::new(&inputs, wanted);
        let parallel = evaluation.parallel.unwrap_or(false);
        Ok(Live { inputs, state, scope: evaluation.scope.clone(), wanted, parallel, listed: None })
    }
}

impl Live {
    /// The day, at its end.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let live = tracker.live(&Evaluation::new(&readings, july))?;
    /// assert_eq!(live.as_of(), july);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        date_of_day(self.inputs.as_of)
    }

    /// Sets a reading: it replaces all that stands for its metric and date. Gives what differs by that.
    ///
    /// The value became known on its date, as [`Readings::with`] has it, so that it is there on every day that is looked at from its date on.
    /// Set what would be; [append](Self::append) what was measured.
    ///
    /// A metric that the plan does not have is kept like any other reading, and changes no row.
    ///
    /// # Errors
    ///
    /// A `bad_row` where the value is outside ±1e15 or the date outside the years 1 to 9999; then nothing changed.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// let changed = live.set("enps", july, 44.0)?;
    /// assert_eq!((&*changed.kpis[0].kpi, changed.kpis[0].value), ("enps", Some(44.0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set(&mut self, metric: &str, date: NaiveDate, value: f64) -> Result<Changed<'_>, Errors> {
        self.set_rows(&[&Reading::new(metric, date, value)])
    }

    /// Sets several readings at once, with all that a row can say, as [`Readings::with`] does: one without `recorded` replaces
    /// all that stands for its metric and date; one with `recorded` is a correction like any other, or a retraction.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems, with the path `/readings/<row>/<column>`; then nothing changed.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let day = parse_date("2026-08-14")?;
    /// let mut live = Plan::new().resolve()?.live(&Evaluation::new(Readings::new(), day))?;
    /// live.set_all([Reading::new("enps", day, 31.0).sample(120.0), Reading::new("turnover", day, 12.0)])?;
    /// assert_eq!(live.readings().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_all<I>(&mut self, readings: I) -> Result<Changed<'_>, Errors>
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let rows: Vec<I::Item> = readings.into_iter().collect();
        self.set_rows(&rows.iter().map(Borrow::borrow).collect::<Vec<_>>())
    }

    /// Appends readings, as [`Readings::append`] does: what was measured, and not what would be. Gives what differs by that.
    ///
    /// Append what the service writes to its log. After a restart, a report made from the log equals this one, which is not so for
    /// [`set`](Self::set): a set value also replaces corrections, as if nothing else had been said of its day. What is appended stays when
    /// what was set is cleared; where both are there for a date, the row that came later counts as such.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems, with the path `/readings/<row>/<column>`; then nothing changed.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::readings::Reading;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let (july, august) = (parse_date("2026-07-31")?, parse_date("2026-08-05")?);
    /// let log = [Reading::new("enps", july, 31.0), Reading::new("enps", july, 44.0).recorded(august)];
    /// let mut live = tracker.live(&Evaluation::new(Readings::new(), august))?;
    /// live.append(&log)?;
    /// assert_eq!(live.kpi("enps").unwrap().value, Some(44.0));
    /// assert_eq!(live.readings(), Readings::from_rows(&log)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append<I>(&mut self, readings: I) -> Result<Changed<'_>, Errors>
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let rows: Vec<I::Item> = readings.into_iter().collect();
        let rows: Vec<&Reading> = rows.iter().map(Borrow::borrow).collect();
        let _threads = self.threads();
        check_rows(&rows, |metric| self.inputs.mode(metric))?;
        let metrics = self.inputs.append(&rows);
        Ok(self.metrics_changed(&metrics))
    }

    /// Clears what was set for a metric and date: the readings that this was made with show again. Gives what differs by that.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// live.set("enps", july, 44.0)?;
    /// assert_eq!(live.clear("enps", july).kpis[0].value, Some(31.0));
    /// // Nothing is set any more.
    /// assert!(live.clear("enps", july).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clear(&mut self, metric: &str, date: NaiveDate) -> Changed<'_> {
        let _threads = self.threads();
        let metric = self.inputs.clear(metric, date);
        self.metrics_changed(metric.as_slice())
    }

    /// Clears all that was set.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// live.set("enps", july, 44.0)?;
    /// live.clear_all();
    /// assert_eq!(live.readings(), readings);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clear_all(&mut self) -> Changed<'_> {
        let _threads = self.threads();
        let metrics = self.inputs.clear_all();
        self.metrics_changed(&metrics)
    }

    /// Adds a check-in behind those before. Gives what differs by that.
    ///
    /// # Errors
    ///
    /// What does not fit, with a path below `/check_ins/0`: it names none or several of objective, key result, KPI and cycle, or one that the plan
    /// does not have, or its confidence lies outside 0 to 1.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::readings::CheckIn;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
    /// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
    /// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
    /// let mut live = tracker.live(&Evaluation::new(Readings::new(), end))?;
    /// let changed = live.check_in(CheckIn::new(end).key_result("days").confidence(0.6))?;
    /// assert_eq!(changed.key_results[0].confidence, Some(0.6));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_in(&mut self, check_in: CheckIn) -> Result<Changed<'_>, Errors> {
        let _threads = self.threads();
        let subject = check_in.clone();
        let one = CheckIns::new([check_in])?;
        let mut errors = Problems::new();
        check_subjects(self.inputs.plan(), &one, &mut errors);
        if !errors.is_empty() {
            return Err(Errors::new(errors));
        }
        let Inputs { tracker, summaries, check_ins, as_of, .. } = &mut self.inputs;
        summaries.add(&tracker.0, &subject, *as_of);
        check_ins.add(&one);
        let plan = &tracker.0;
        let mut changed = ChangedInputs::default();
        match subject.subject() {
            Some(Subject::Objective(id)) => {
                changed.objectives.extend(plan.objective_ids.get(id));
                let own = changed.objectives.iter().flat_map(|objective| links::key_results(plan, *objective));
                changed.key_results = own.collect();
            }
            Some(Subject::KeyResult(id)) => {
                if let Some(Metric::KeyResult(key_result)) = plan.metrics.get(id) {
                    changed.key_results.push(*key_result);
                }
            }
            _ => {}
        }
        Ok(self.changed(&changed))
    }

    /// Looks at the end of another day, earlier or later: computes everything again. Gives what differs by that.
    ///
    /// # Errors
    ///
    /// `bad_date` outside the years 1 to 9999; then nothing changed.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// let june = parse_date("2026-06-30")?;
    /// assert_eq!(live.set_as_of(june)?.kpis[0].value, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_as_of(&mut self, as_of: NaiveDate) -> Result<Changed<'_>, Errors> {
        let mut errors = Problems::new();
        check_day(as_of, &mut errors);
        if !errors.is_empty() {
            return Err(Errors::new(errors));
        }
        let _threads = self.threads();
        Ok(self.recompute(|inputs| inputs.move_to(as_of)))
    }

    /// The readings as they are now: those that this was made with, and what was set on top. Costs what copying them costs.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// live.set("enps", july, 44.0)?;
    /// assert_eq!(live.readings().rows().next().unwrap().value, Some(44.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn readings(&self) -> Readings {
        let _threads = self.threads();
        self.inputs.rows()
    }

    /// The whole report, findings included: costs what linting the plan costs, if anything changed since the last time.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// assert_eq!(live.report(), &tracker.evaluate(&Evaluation::new(&readings, july))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn report(&mut self) -> &Report {
        let _threads = self.threads();
        self.state.catch_up(&self.inputs, "findings");
        let Live { inputs, state, scope, listed, .. } = self;
        let report = &state.report;
        if scope.is_whole() {
            return report;
        }
        listed.get_or_insert_with(|| {
            let mut listed = report.clone();
            limit(&mut listed, inputs.plan(), scope);
            listed
        })
    }

    /// One table of the report, as a report whose other tables are empty; none for a name that is no table's. Computes no more than
    /// the table needs: for `findings` the whole report, for `triggers` their ranks.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let mut live = tracker.live(&Evaluation::new(&readings, july))?;
    /// assert_eq!(live.part("kpis").unwrap().kpis.len(), 1);
    /// assert!(live.part("kpi").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn part(&mut self, table: &str) -> Option<Report> {
        let _threads = self.threads();
        let table = Report::TABLES.iter().find(|known| **known == table)?;
        self.state.catch_up(&self.inputs, table);
        let mut part = self.state.report.only(table);
        limit(&mut part, self.inputs.plan(), &self.scope);
        Some(part)
    }

    /// A field of the report as JSON text: a table, `as_of`, `policy` or `readings`; none for another name. Computes no more than the
    /// field needs.
    pub(crate) fn part_to_json(&mut self, field: &str) -> Option<String> {
        let _threads = self.threads();
        if !self.scope.is_whole() && Report::TABLES.contains(&field) {
            return self.part(field)?.part_to_json(field);
        }
        self.state.catch_up(&self.inputs, field);
        self.state.report.part_to_json(field)
    }

    /// The row of a key result, whatever the scope.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
    /// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
    /// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
    /// let live = tracker.live(&Evaluation::new(Readings::new(), end))?;
    /// assert_eq!(live.key_result("days").unwrap().target, Some(25.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn key_result(&self, id: &str) -> Option<&KeyResultRow> {
        match self.inputs.plan().metrics.get(id)? {
            Metric::KeyResult(index) => self.state.report.key_results.get(index.get()),
            _ => None,
        }
    }

    /// The row of an objective, whatever the scope.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
    /// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
    /// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
    /// let live = tracker.live(&Evaluation::new(Readings::new(), end))?;
    /// assert_eq!(live.objective("hire").unwrap().score, Some(0.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn objective(&self, id: &str) -> Option<&ObjectiveRow> {
        self.state.report.objectives.get(self.inputs.plan().objective_ids.get(id)?.get())
    }

    /// The row of a KPI, or of a series `kpi@team`, whatever the scope.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly).target(40.0);
    /// let tracker = Plan::new().kpis([enps]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// let july = parse_date("2026-07-31")?;
    /// let live = tracker.live(&Evaluation::new(&readings, july))?;
    /// assert_eq!(live.kpi("enps").unwrap().value, Some(31.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kpi(&self, id: &str) -> Option<&KpiRow> {
        match self.inputs.plan().metrics.get(id)? {
            Metric::Series(index) => self.state.report.kpis.get(index.get()),
            _ => None,
        }
    }

    /// Keeps the work on this thread unless told otherwise.
    fn threads(&self) -> Alone {
        Alone::when(!self.parallel)
    }

    fn set_rows(&mut self, rows: &[&Reading]) -> Result<Changed<'_>, Errors> {
        let _threads = self.threads();
        check_rows(rows, |metric| self.inputs.mode(metric))?;
        let metrics = self.inputs.set(rows);
        Ok(self.metrics_changed(&metrics))
    }

    /// What differs after readings of some metrics changed.
    fn metrics_changed(&mut self, metrics: &[Metric]) -> Changed<'_> {
        if !metrics.is_empty() && self.inputs.plan().has_open_teams() {
            // A name may have come or gone, and with it a row.
            return self.recompute(Inputs::reopen);
        }
        let mut changed = ChangedInputs::default();
        for metric in metrics {
            match *metric {
                // One that reads a KPI does not look at readings of its own.
                Metric::KeyResult(index) => {
                    let reads_own = self.inputs.plan().key_results[index].series.is_none();
                    changed.key_results.extend(reads_own.then_some(index));
                }
                Metric::Series(series) => {
                    changed.series.push(series);
                    changed.key_results.extend(self.state.readers(series));
                }
                Metric::Input(input) => {
                    let first = changed.series.len();
                    changed.series.extend(self.inputs.plan().series_of_input(input));
                    let made = changed.series.get(first..).unwrap_or_default();
                    changed.key_results.extend(made.iter().flat_map(|series| self.state.readers(*series)));
                }
                Metric::OpenTeam(_) => {}
            }
        }
        self.changed(&changed)
    }

    /// Changes the inputs, computes everything again, and returns what differs by that.
    fn recompute(&mut self, change: impl FnOnce(&mut Inputs)) -> Changed<'_> {
        self.state.catch_up(&self.inputs, "triggers");
        self.state.catch_up(&self.inputs, "kpi_periods");
        change(&mut self.inputs);
        let before = std::mem::replace(&mut self.state, State::new(&self.inputs, self.wanted));
        self.state.catch_up(&self.inputs, "triggers");
        self.state.catch_up(&self.inputs, "kpi_periods");
        self.answer(&ChangedRows::between(&before.report, &self.state.report))
    }

    fn changed(&mut self, changed: &ChangedInputs) -> Changed<'_> {
        let indices = self.state.change(&self.inputs, changed);
        self.answer(&indices)
    }

    fn answer(&mut self, indices: &ChangedRows) -> Changed<'_> {
        self.listed = None;
        indices.rows(&self.state.report, Limits::of(&self.scope, self.inputs.plan()).as_ref())
    }
}
