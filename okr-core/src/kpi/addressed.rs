//! Which objectives answer a KPI.

use crate::parallel;
use crate::plan::KeyResult;
use crate::resolve::{ObjectiveNode, ResolvedPlan};
use crate::series::Lifecycle;

/// The KPIs that an objective answers; some may come twice.
fn answered(plan: &ResolvedPlan, objective: usize, as_of: i32) -> impl Iterator<Item = usize> {
    let lifecycle = move |written| Lifecycle::of_objective(written, as_of);
    let runs = |node: &ObjectiveNode| plan.cycles.get(node.cycle).is_none_or(|cycle| cycle.end >= as_of);
    let active =
        plan.objective(objective).filter(|(written, node)| runs(node) && lifecycle(written) == Lifecycle::Active);
    active.into_iter().flat_map(move |(written, node)| {
        let is_active =
            move |key_result: &KeyResult| lifecycle(written).of_key_result(key_result, as_of) == Lifecycle::Active;
        let read = plan.key_results.iter().skip(node.first).zip(&written.key_results);
        let read = read.filter(move |(node, key_result)| node.series.is_some() && is_active(key_result));
        let read = read.filter_map(|(node, _)| plan.series.get(node.series?)).map(|series| series.kpi);
        let named = written.kpis.iter().filter_map(|kpi| plan.kpi_ids.get(kpi.as_str()).copied());
        named.chain(read)
    })
}

/// The active objectives, of cycles that have not ended, that name a KPI in `kpis` or measure it.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// KPI and objective, sorted.
    pairs: Vec<(usize, usize)>,
}

impl Addressed {
    pub(crate) fn on(plan: &ResolvedPlan, as_of: i32) -> Self {
        let mut pairs = parallel::flat_map(
            plan.objectives.len(),
            || (),
            |(), objective, pairs| {
                pairs.extend(answered(plan, objective, as_of).map(|kpi| (kpi, objective)));
            },
        );
        crate::order::sort(&mut pairs);
        pairs.dedup();
        Addressed { pairs }
    }

    /// Those that answer one series, in the order of the plan. That of a team is answered by the team's objectives and those of
    /// teams above it.
    pub(crate) fn of<'a>(
        &'a self,
        plan: &'a ResolvedPlan,
        kpi: usize,
        team: Option<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let first = self.pairs.partition_point(|pair| pair.0 < kpi);
        let of_kpi = self.pairs.iter().skip(first).take_while(move |pair| pair.0 == kpi).map(|pair| pair.1);
        of_kpi.filter(move |&objective| {
            let Some(team) = team else { return true };
            let own = plan.objectives.get(objective).and_then(|node| node.team);
            own.is_some_and(|own| plan.team_and_above(team).any(|above| above == own))
        })
    }
}
