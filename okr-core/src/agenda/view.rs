//! What all parts of an agenda read.

use std::sync::Arc;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::entry::Subject;
use crate::changes::{ChangedTable, Item};
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{KeyResultIndex, ListIndex, ObjectiveIndex, SeriesIndex};
use crate::report::{
    CheckInRow, CheckInSubject, KeyResultRow, KpiRow, ObjectiveRow, Rating, Report, Status, TriggerRow,
};
use crate::resolve::{Metric, ResolvedPlan, Tracker};
use crate::series::EvaluationContext;

/// What all parts of an agenda read.
pub(super) struct View<'a> {
    pub(super) tracker: &'a Tracker,
    pub(super) owner: &'a str,
    /// Limited to the owner.
    pub(super) evaluation: &'a Evaluation<'a>,
    pub(super) since: NaiveDate,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) context: &'a EvaluationContext<'a>,
    /// The report on the day, limited to the owner.
    pub(super) report: &'a Report,
    /// All triggers of the report, whoever owns their KPIs.
    pub(super) triggers: &'a [TriggerRow],
    /// The check-ins that say something, by what they are about, newest first.
    pub(super) check_ins: HashMap<(&'a str, &'a str), Vec<&'a CheckInRow>>,
    /// How each goal and KPI of the owner stands. Looked up only.
    levels: HashMap<Item, Rating>,
}

/// The check-ins that say something, by what they are about, newest first.
fn that_say_something(report: &Report) -> HashMap<(&str, &str), Vec<&CheckInRow>> {
    let mut of: HashMap<(&str, &str), Vec<&CheckInRow>> = HashMap::new();
    for row in &report.check_ins {
        if row.said.is_some() || row.confidence.is_some() || row.note.is_some() {
            let CheckInSubject { table, id, .. } = &row.of;
            of.entry((table, id)).or_default().push(row);
        }
    }
    of
}

/// The name of a series of a KPI: `kpi`, or `kpi@team` of a KPI with teams.
fn series_name(plan: &ResolvedPlan, kpi: &str, team: Option<&str>) -> String {
    let split = plan.kpi_ids.get(kpi).is_some_and(|index| !plan.written_kpi(*index).teams.is_empty());
    match team.filter(|_| split) {
        Some(team) => format!("{kpi}@{team}"),
        None => kpi.to_owned(),
    }
}

/// Whether a goal is under way.
pub(super) fn is_open(status: Status) -> bool {
    match status {
        Status::NoData | Status::OnTrack | Status::AtRisk | Status::OffTrack | Status::Stale => true,
        Status::Draft | Status::Dropped | Status::NotStarted | Status::Achieved | Status::Missed => false,
    }
}

impl<'a> View<'a> {
    #[allow(clippy::too_many_arguments, reason = "it holds as many things")]
    pub(super) fn new(
        tracker: &'a Tracker,
        owner: &'a str,
        evaluation: &'a Evaluation<'a>,
        since: NaiveDate,
        prepared: &'a Prepared<'a>,
        context: &'a EvaluationContext<'a>,
        report: &'a Report,
        triggers: &'a [TriggerRow],
    ) -> Self {
        let check_ins = that_say_something(report);
        let levels = HashMap::new();
        let mut view =
            View { tracker, owner, evaluation, since, prepared, context, report, triggers, check_ins, levels };
        let objectives = report.objectives.iter().filter_map(|row| Some((view.objective(row)?.1.item, row.level)));
        let key_results = report.key_results.iter().filter_map(|row| Some((view.key_result(row)?.1.item, row.level)));
        let kpis = report.kpis.iter().filter_map(|row| Some((view.kpi(row)?.1.item, row.level)));
        view.levels = objectives.chain(key_results).chain(kpis).collect();
        view
    }

    /// How an item stands.
    pub(super) fn level(&self, item: Item) -> Rating {
        self.levels.get(&item).copied().unwrap_or(Rating::None)
    }

    pub(super) fn plan(&self) -> &'a ResolvedPlan {
        &self.prepared.plan
    }

    pub(super) fn objective(&self, row: &ObjectiveRow) -> Option<(ObjectiveIndex, Subject)> {
        let index = *self.plan().objective_ids.get(&*row.objective)?;
        let subject = Subject {
            item: (ChangedTable::Objectives, index.get()),
            table: ChangedTable::Objectives,
            id: Arc::clone(&row.objective),
            title: Arc::clone(&row.title),
            team: row.team.clone(),
            owner: row.owner.clone(),
            unit: None,
        };
        Some((index, subject))
    }

    pub(super) fn key_result(&self, row: &KeyResultRow) -> Option<(KeyResultIndex, Subject)> {
        let Some(Metric::KeyResult(index)) = self.plan().metrics.get(&*row.key_result).copied() else { return None };
        let subject = Subject {
            item: (ChangedTable::KeyResults, index.get()),
            table: ChangedTable::KeyResults,
            id: Arc::clone(&row.key_result),
            title: Arc::clone(&row.title),
            team: row.team.clone(),
            owner: row.owner.clone(),
            unit: row.unit.clone(),
        };
        Some((index, subject))
    }

    pub(super) fn kpi(&self, row: &KpiRow) -> Option<(SeriesIndex, Subject)> {
        self.series(&row.kpi, row.team.as_deref())
    }

    /// A series of a KPI; of a KPI with teams its title names the team.
    pub(super) fn series(&self, kpi: &str, team: Option<&str>) -> Option<(SeriesIndex, Subject)> {
        let plan = self.plan();
        let name = series_name(plan, kpi, team);
        let Some(Metric::Series(index)) = plan.metrics.get(&*name).copied() else { return None };
        let (node, names) = (&plan.series[index], &plan.kpis[plan.series[index].kpi]);
        let title = match plan.part_name(index) {
            Some(team) => Arc::from(format!("{} ({team})", names.name)),
            None => Arc::clone(&names.name),
        };
        let subject = Subject {
            item: (ChangedTable::Kpis, index.get()),
            table: ChangedTable::Kpis,
            id: Arc::from(name),
            title,
            team: node.name.clone().or_else(|| names.team.clone()),
            owner: names.owner.clone(),
            unit: names.unit.clone(),
        };
        Some((index, subject))
    }

    /// The newest check-in on something that the owner wrote, or nobody in particular; on a cycle, which is not theirs, only their own.
    pub(super) fn own_check_in(&self, table: &str, id: &str) -> Option<&'a CheckInRow> {
        let own = |row: &&CheckInRow| row.by.as_deref().map_or(table != "cycles", |by| by == self.owner);
        self.check_ins.get(&(table, id))?.iter().copied().find(own)
    }
}
