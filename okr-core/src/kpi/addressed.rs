//! Which objectives answer a KPI.

use crate::index::{KpiIndex, ListIndex, ObjectiveIndex, TeamIndex};
use crate::parallel;
use crate::plan::KeyResult;
use crate::resolve::ResolvedPlan;
use crate::series::Lifecycle;

/// The KPIs that an objective answers; some may come twice.
fn answered(plan: &ResolvedPlan, objective: ObjectiveIndex, as_of: i32) -> impl Iterator<Item = KpiIndex> {
    let lifecycle = move |written| Lifecycle::of_objective(written, as_of);
    let active = Some(plan.objective(objective))
        .filter(|(written, node)| plan.cycles[node.cycle].end >= as_of && lifecycle(written) == Lifecycle::Active);
    active.into_iter().flat_map(move |(written, _)| {
        let is_active =
            move |key_result: &KeyResult| lifecycle(written).of_key_result(key_result, as_of) == Lifecycle::Active;
        let read = plan.key_results_of(objective).filter(move |(_, key_result)| is_active(key_result));
        let read = read.filter_map(|(index, _)| plan.key_results[index].series).map(|series| plan.series[series].kpi);
        let named = written.kpis.iter().filter_map(|kpi| plan.kpi_ids.get(kpi.as_str()).copied());
        named.chain(read)
    })
}

/// The active objectives, of cycles that have not ended, that name a KPI in `kpis` or measure it.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// KPI and objective, sorted.
    pairs: Vec<(KpiIndex, ObjectiveIndex)>,
}

impl Addressed {
    pub(crate) fn on(plan: &ResolvedPlan, as_of: i32) -> Self {
        let mut pairs = parallel::flat_map(
            plan.objectives.len(),
            || (),
            |(), position, pairs| {
                let objective = ObjectiveIndex::new(position);
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
        kpi: KpiIndex,
        team: Option<TeamIndex>,
    ) -> impl Iterator<Item = ObjectiveIndex> + 'a {
        let first = self.pairs.partition_point(|pair| pair.0 < kpi);
        let of_kpi = self.pairs.iter().skip(first).take_while(move |pair| pair.0 == kpi).map(|pair| pair.1);
        of_kpi.filter(move |&objective| {
            let Some(team) = team else { return true };
            let own = plan.objectives[objective].team;
            own.is_some_and(|own| plan.team_and_above(team).any(|above| above == own))
        })
    }
}
