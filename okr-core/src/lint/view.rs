//! What the checks read: the items that count, each with its document, its index and its row.

use std::sync::Arc;

use super::collector::{Location, Pointer};
use super::key_result_summary::{KeyResultSummary, counts, summaries};
use super::newest_first::newest_first;
use crate::calendar::day_number;
use crate::index::{CycleIndex, KeyResultIndex, ListIndex, ObjectiveIndex, SeriesIndex, TeamIndex};
use crate::plan::policy::PolicyInForce;
use crate::plan::{self, KeyResult, Kpi, Level, Measure, Objective};
use crate::readings::CheckIns;
use crate::report::{Health, KeyResultRow, KpiRow, ObjectiveRow, Report, TriggerRow};
use crate::resolve::{Metric, ObjectiveNode, ResolvedPlan, SeriesNode};
use crate::series::EvaluationContext;

/// The inputs of a lint.
pub(crate) struct Context<'a> {
    /// What was evaluated.
    pub(crate) evaluation: &'a EvaluationContext<'a>,
    pub(crate) check_ins: &'a CheckIns,
    /// The report, whole but for the findings: rows of objectives, key results and series by their indices.
    pub(crate) report: &'a Report,
}

/// An objective that is neither a draft nor dropped.
#[derive(Clone, Copy)]
pub(super) struct ObjectiveView<'a> {
    pub(super) index: usize,
    pub(super) written: &'a Objective,
    pub(super) node: &'a ObjectiveNode,
    pub(super) row: &'a ObjectiveRow,
}

/// A key result that is not dropped, of an objective that counts.
#[derive(Clone, Copy)]
pub(super) struct KeyResultView<'a> {
    pub(super) index: usize,
    /// Its index in its objective.
    pub(super) index_in_objective: usize,
    pub(super) written: &'a KeyResult,
    pub(super) row: &'a KeyResultRow,
    pub(super) summary: KeyResultSummary,
    pub(super) objective: ObjectiveView<'a>,
}

/// A KPI that has not ended.
#[derive(Clone, Copy)]
pub(super) struct KpiView<'a> {
    pub(super) index: usize,
    pub(super) written: &'a Kpi,
}

/// A series of a KPI that has not ended.
#[derive(Clone, Copy)]
pub(super) struct SeriesView<'a> {
    pub(super) index: usize,
    pub(super) node: &'a SeriesNode,
    pub(super) kpi: KpiView<'a>,
    pub(super) row: &'a KpiRow,
}

/// The most levels of teams or cycles to climb: no organization has more.
const HIGHEST: usize = 100;

/// What the checks share about all items, worked out once.
pub(super) struct ItemStates {
    summaries: Vec<KeyResultSummary>,
    /// Which objectives are neither drafts nor dropped.
    counts: Vec<bool>,
}

impl ItemStates {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let counts = context.report.objectives.iter().map(|row| counts(row.status)).collect();
        ItemStates { summaries: summaries(context.evaluation.plan, context.report), counts }
    }
}

/// What a check reads: the plan, its report, and the items that count.
pub(super) struct LintView<'a> {
    pub(super) context: &'a Context<'a>,
    items: &'a ItemStates,
}

impl<'a> LintView<'a> {
    pub(super) fn new(context: &'a Context<'a>, items: &'a ItemStates) -> Self {
        LintView { context, items }
    }

    pub(super) fn policy(&self) -> &'a PolicyInForce {
        self.context.evaluation.policy
    }

    pub(super) fn index(&self) -> &'a ResolvedPlan {
        self.context.evaluation.plan
    }

    pub(super) fn as_of(&self) -> i32 {
        self.context.evaluation.as_of
    }

    /// The objective at `index`, where it counts.
    pub(super) fn objective(&self, index: usize) -> Option<ObjectiveView<'a>> {
        if !*self.items.counts.get(index)? {
            return None;
        }
        let (written, node) = self.index().objective(ObjectiveIndex::new(index));
        let row = self.context.report.objectives.get(index)?;
        Some(ObjectiveView { index, written, node, row })
    }

    /// The objectives that count, in document order.
    pub(super) fn objectives(&self) -> impl Iterator<Item = ObjectiveView<'a>> {
        (0..self.index().objectives.len()).filter_map(|index| self.objective(index))
    }

    /// The key results of an objective that count, in document order.
    pub(super) fn key_results_of(
        &self,
        objective: ObjectiveView<'a>,
    ) -> impl Iterator<Item = KeyResultView<'a>> + Clone {
        (0..objective.written.key_results.len()).filter_map(move |index| self.key_result(objective, index))
    }

    /// The key result at an index within an objective, where it counts.
    pub(super) fn key_result(
        &self,
        objective: ObjectiveView<'a>,
        index_in_objective: usize,
    ) -> Option<KeyResultView<'a>> {
        let index = objective.node.first + index_in_objective;
        let summary = *self.items.summaries.get(index).filter(|summary| summary.counts())?;
        let written = objective.written.key_results.get(index_in_objective)?;
        let row = self.context.report.key_results.get(index)?;
        Some(KeyResultView { index, index_in_objective, written, row, summary, objective })
    }

    /// The key results that count, in document order.
    pub(super) fn key_results(&self) -> impl Iterator<Item = KeyResultView<'a>> {
        self.objectives().flat_map(|objective| self.key_results_of(objective))
    }

    /// The KPIs that have not ended, in document order.
    pub(super) fn kpis(&self) -> impl Iterator<Item = KpiView<'a>> {
        let (plan, as_of) = (self.index(), self.as_of());
        let lives = move |kpi: &Kpi| kpi.end.is_none_or(|end| day_number(end) >= as_of);
        let written = move |index| Some((index, plan.written.kpis.get(index)?));
        let seen = move |(index, written): (usize, &'a Kpi)| lives(written).then_some(KpiView { index, written });
        (0..plan.written.kpis.len()).filter_map(written).filter_map(seen)
    }

    /// The series at `index`, where its KPI has not ended.
    pub(super) fn one_series(&self, index: usize) -> Option<SeriesView<'a>> {
        let series = SeriesIndex::new(index);
        let (node, written) = (&self.index().series[series], self.index().kpi_of(series));
        let row = self.context.report.kpis.get(index)?;
        let kpi = KpiView { index: node.kpi.get(), written };
        (row.health != Health::Retired).then_some(SeriesView { index, node, kpi, row })
    }

    /// The series of the KPIs that have not ended, in document order.
    pub(super) fn series(&self) -> impl Iterator<Item = SeriesView<'a>> {
        (0..self.index().series.len()).filter_map(|index| self.one_series(index))
    }

    /// The series without rows of KPIs that have not ended: those that only key results name.
    pub(super) fn unlisted_series(&self) -> impl Iterator<Item = (usize, &'a SeriesNode, KpiView<'a>)> {
        let ResolvedPlan { series, listed_series, .. } = self.index();
        let unlisted = series.iter_enumerated().skip(*listed_series);
        let all = unlisted.map(|(index, node)| {
            let kpi = KpiView { index: node.kpi.get(), written: self.index().kpi_of(index) };
            (index.get(), node, kpi)
        });
        all.filter(|(_, _, kpi)| kpi.written.end.is_none_or(|end| day_number(end) >= self.as_of()))
    }

    /// The KPI of a series.
    pub(super) fn kpi_of(&self, series: usize) -> &'a Kpi {
        self.index().kpi_of(SeriesIndex::new(series))
    }

    /// The id of a team.
    pub(super) fn team_id(&self, team: TeamIndex) -> &'a str {
        &self.index().teams[team].id
    }

    /// The id of a cycle.
    pub(super) fn cycle_id(&self, cycle: CycleIndex) -> &'a str {
        &self.index().cycles[cycle].id
    }

    /// The level of a team.
    pub(super) fn level(&self, team: TeamIndex) -> Option<Level> {
        Some(self.index().written_team(team).level)
    }

    /// Whether a team is one person.
    pub(super) fn is_person(&self, team: Option<TeamIndex>) -> bool {
        team.and_then(|team| self.level(team)) == Some(Level::Individual)
    }

    /// The teams above one, nearest first.
    pub(super) fn teams_above(&self, team: TeamIndex) -> impl Iterator<Item = TeamIndex> + 'a {
        self.index().team_and_above(team).skip(1).take(HIGHEST)
    }

    /// Whether a cycle is another one or part of it.
    pub(super) fn is_within(&self, cycle: CycleIndex, outer: CycleIndex) -> bool {
        self.index().cycle_and_above(cycle).take(HIGHEST).any(|above| above == outer)
    }

    /// The objectives that count, as pairs of team and cycle, sorted.
    pub(super) fn teams_and_cycles(&self) -> Vec<(TeamIndex, CycleIndex)> {
        let pair = |objective: ObjectiveView<'_>| objective.node.team.map(|team| (team, objective.node.cycle));
        let mut pairs: Vec<_> = self.objectives().filter_map(pair).collect();
        crate::order::sort(&mut pairs);
        pairs
    }

    /// What is known of a series: date and value, newest first.
    pub(super) fn series_readings(&self, series: usize) -> impl Iterator<Item = (i32, f64)> + 'a {
        let metric = self.context.evaluation.metrics.of_series(SeriesIndex::new(series));
        newest_first(self.context.evaluation.readings, metric, self.as_of(), self.as_of())
    }

    /// What a key result reads (its own readings, or those of a KPI) up to a day: date and value, newest first.
    pub(super) fn readings_up_to(
        &self,
        key_result: KeyResultView<'a>,
        day: i32,
    ) -> impl Iterator<Item = (i32, f64)> + 'a {
        let metric = match key_result.summary.series {
            Some(series) => self.context.evaluation.metrics.of_series(SeriesIndex::new(series)),
            None => self.context.evaluation.metrics.of_key_result(KeyResultIndex::new(key_result.index)),
        };
        newest_first(self.context.evaluation.readings, metric, day, self.as_of())
    }

    /// The series of a trigger.
    pub(super) fn series_of(&self, trigger: &TriggerRow) -> Option<usize> {
        let index = self.index();
        let kpi = index.written_kpi(*index.kpi_ids.get(&trigger.kpi)?);
        let found = match &trigger.team {
            Some(team) if !kpi.teams.is_empty() => index.metrics.get(format!("{}@{team}", trigger.kpi).as_str()),
            _ => index.metrics.get(&trigger.kpi),
        };
        match found? {
            Metric::Series(series) => Some(series.get()),
            _ => None,
        }
    }

    /// For each objective the one at the top of its tree: up over parents that count.
    pub(super) fn roots(&self) -> Vec<usize> {
        let index = self.index();
        let mut roots: Vec<usize> = (0..index.objectives.len()).collect();
        for objective in index.bottom_up().rev().filter_map(|objective| self.objective(objective.get())) {
            let root = self.parent(objective).and_then(|parent| roots.get(parent.index).copied());
            if let (Some(root), Some(entry)) = (root, roots.get_mut(objective.index)) {
                *entry = root;
            }
        }
        roots
    }

    /// The objective that one supports, itself or by a key result of it, where it counts.
    pub(super) fn parent(&self, objective: ObjectiveView<'a>) -> Option<ObjectiveView<'a>> {
        self.objective(self.index().objective_above(ObjectiveIndex::new(objective.index))?.get())
    }

    /// A team, in a cycle where the finding is about one.
    pub(super) fn team_location(&self, team: TeamIndex, cycle: Option<CycleIndex>) -> Location<'a> {
        let id = Some(Arc::clone(&self.index().teams[team].id));
        let cycle = cycle.map(|cycle| Arc::clone(&self.index().cycles[cycle].id));
        Location { path: Some(Pointer::Team(team.get())), field: "", id, cycle, allow: &[] }
    }

    pub(super) fn cycle_location(&self, cycle: CycleIndex) -> Location<'a> {
        let id = Some(Arc::clone(&self.index().cycles[cycle].id));
        Location { path: Some(Pointer::Cycle(cycle.get())), field: "", id: id.clone(), cycle: id, allow: &[] }
    }
}

impl<'a> ObjectiveView<'a> {
    pub(super) fn location(&self) -> Location<'a> {
        Location {
            path: Some(Pointer::Objective(self.index)),
            field: "",
            id: Some(Arc::clone(&self.row.objective)),
            cycle: Some(Arc::clone(&self.row.cycle)),
            allow: &self.written.allow,
        }
    }
}

impl<'a> KeyResultView<'a> {
    pub(super) fn location(&self) -> Location<'a> {
        Location {
            path: Some(Pointer::KeyResult(self.objective.index, self.index_in_objective)),
            field: "",
            id: Some(Arc::clone(&self.row.key_result)),
            cycle: Some(Arc::clone(&self.row.cycle)),
            allow: &self.written.allow,
        }
    }

    /// The measure in force on a day, or at its end where that has passed.
    pub(super) fn measure(&self, as_of: i32) -> &'a Measure {
        let day = if as_of < self.summary.end { as_of } else { self.summary.end };
        let revised = self.written.revisions.iter().rev().filter(|revision| day_number(revision.from) <= day);
        revised.filter_map(|revision| revision.measure.as_ref()).next().unwrap_or(&self.written.measure)
    }
}

impl<'a> KpiView<'a> {
    pub(super) fn location(&self) -> Location<'a> {
        Location {
            path: Some(Pointer::Kpi(self.index)),
            field: "",
            id: Some(Arc::from(self.written.id.as_str())),
            cycle: None,
            allow: &self.written.allow,
        }
    }

    /// The KPI, under the name of one of its series.
    pub(super) fn location_of(&self, series: &SeriesNode) -> Location<'a> {
        Location { id: Some(Arc::clone(&series.metric)), ..self.location() }
    }

    /// The team that answers for it.
    pub(super) fn team(&self, view: &LintView<'_>) -> Option<TeamIndex> {
        let id = self.written.team.as_deref()?;
        view.index().team_ids.get(id).copied()
    }

    /// The healthy range in force on a day.
    pub(super) fn range(&self, day: i32) -> Option<&'a plan::Range> {
        let revised = self.written.revisions.iter().rev().filter(|revision| day_number(revision.from) <= day);
        revised.filter_map(|revision| revision.healthy.as_ref()).next().or(self.written.healthy.as_ref())
    }

    /// The target in force on a day.
    pub(super) fn target(&self, day: i32) -> Option<f64> {
        let revised = self.written.revisions.iter().rev().filter(|revision| day_number(revision.from) <= day);
        revised.filter_map(|revision| revision.target).next().or(self.written.target)
    }
}

impl<'a> SeriesView<'a> {
    /// The team of the series, or the one that answers for the KPI.
    pub(super) fn team(&self, view: &LintView<'_>) -> Option<TeamIndex> {
        self.node.team.or_else(|| self.kpi.team(view))
    }

    /// The KPI, under the name of the series.
    pub(super) fn location(&self) -> Location<'a> {
        self.kpi.location_of(self.node)
    }
}
