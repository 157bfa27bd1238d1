//! Which objectives answer a KPI.

use crate::index::{KpiIndex, ListIndex, ObjectiveIndex, SeriesIndex};
use crate::parallel;
use crate::plan::KeyResult;
use crate::resolve::ResolvedPlan;
use crate::series::Lifecycle;

/// How an objective answers a KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    /// It names the KPI in `kpis`.
    Name,
    /// A key result of it measures the KPI: that of its team where the KPI has teams.
    Metric,
    /// A key result of it measures one series, written `kpi@name`.
    Series(SeriesIndex),
}

/// An objective that answers a KPI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Answer {
    kpi: KpiIndex,
    objective: ObjectiveIndex,
    by: By,
}

/// How an objective answers KPIs; some answers may come twice.
fn answers(plan: &ResolvedPlan, objective: ObjectiveIndex, as_of: i32) -> impl Iterator<Item = Answer> {
    let lifecycle = move |written| Lifecycle::of_objective(written, as_of);
    let active = Some(plan.objective(objective))
        .filter(|(written, node)| plan.cycles[node.cycle].end >= as_of && lifecycle(written) == Lifecycle::Active);
    active.into_iter().flat_map(move |(written, _)| {
        let is_active =
            move |key_result: &KeyResult| lifecycle(written).of_key_result(key_result, as_of) == Lifecycle::Active;
        let measuring = plan.key_results_of(objective).filter(move |(_, key_result)| is_active(key_result));
        let measured = measuring.filter_map(move |(index, key_result)| {
            let series = plan.key_results[index].series?;
            let is_written = key_result.metric.as_ref().is_some_and(|metric| metric.contains('@'));
            let by = if is_written { By::Series(series) } else { By::Metric };
            Some(Answer { kpi: plan.series[series].kpi, objective, by })
        });
        let named = written.kpis.iter().filter_map(|kpi| plan.kpi_ids.get(kpi.as_str()).copied());
        named.map(move |kpi| Answer { kpi, objective, by: By::Name }).chain(measured)
    })
}

/// The active objectives, of cycles that have not ended, that name a KPI in `kpis` or measure it.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// Sorted, each once.
    answers: Vec<Answer>,
}

impl Addressed {
    pub(crate) fn on(plan: &ResolvedPlan, as_of: i32) -> Self {
        let mut found = parallel::flat_map(
            plan.objectives.len(),
            || (),
            |(), position, found| found.extend(answers(plan, ObjectiveIndex::new(position), as_of)),
        );
        crate::order::sort(&mut found);
        found.dedup();
        Addressed { answers: found }
    }

    /// Those that answer one series, in the order of the plan.
    ///
    /// That of a team is answered by the team's objectives and those of teams above it; that of a name that is no team's only by objectives
    /// that name the KPI, or measure this series. Who measures one series answers no other.
    pub(crate) fn of(&self, plan: &ResolvedPlan, series: SeriesIndex) -> Vec<ObjectiveIndex> {
        let node = &plan.series[series];
        let first = self.answers.partition_point(|answer| answer.kpi < node.kpi);
        let of_kpi = self.answers.iter().skip(first).take_while(|answer| answer.kpi == node.kpi);
        let answers = of_kpi.filter(|answer| match answer.by {
            By::Name => true,
            By::Metric => node.name.is_none() || node.team.is_some(),
            By::Series(written) => written == series,
        });
        let answers = answers.filter(|answer| {
            let Some(team) = node.team else { return true };
            let own = plan.objectives[answer.objective].team;
            own.is_some_and(|own| plan.team_and_above(team).any(|above| above == own))
        });
        let mut objectives: Vec<ObjectiveIndex> = answers.map(|answer| answer.objective).collect();
        objectives.dedup();
        objectives
    }
}
