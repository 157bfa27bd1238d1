//! Which objectives answer a KPI.

use crate::plan::KeyResult;
use crate::resolve::Index;
use crate::score::Standing;

/// The active objectives, of cycles that have not ended, that name a KPI in `kpis` or measure it.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// KPI and objective, sorted.
    pairs: Vec<(usize, usize)>,
}

impl Addressed {
    pub(crate) fn on(index: &Index, as_of: i32) -> Self {
        let mut pairs = Vec::new();
        for (place, objective) in index.plan.objectives.iter().enumerate() {
            let cycle = index.objectives.get(place).and_then(|node| index.cycles.get(node.cycle));
            let standing = Standing::of_objective(objective, as_of);
            if cycle.is_none_or(|cycle| cycle.end < as_of) || standing != Standing::Active {
                continue;
            }
            let is_active = |key_result: &&KeyResult| standing.of_key_result(key_result, as_of) == Standing::Active;
            let measured = objective.key_results.iter().filter(is_active);
            let names = objective.kpis.iter().chain(measured.filter_map(|key_result| key_result.metric.as_ref()));
            pairs.extend(names.filter_map(|kpi| index.kpi_ids.get(kpi.as_str())).map(|&kpi| (kpi, place)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        Addressed { pairs }
    }

    /// Those that answer one series, in the order of the plan. That of a team is answered by the team's objectives and those of
    /// teams above it.
    pub(crate) fn of<'a>(
        &'a self,
        index: &'a Index,
        kpi: usize,
        team: Option<usize>,
    ) -> impl Iterator<Item = usize> + 'a {
        let first = self.pairs.partition_point(|pair| pair.0 < kpi);
        let of_kpi = self.pairs.iter().skip(first).take_while(move |pair| pair.0 == kpi).map(|pair| pair.1);
        of_kpi.filter(move |&objective| {
            let Some(team) = team else { return true };
            let own = index.objectives.get(objective).and_then(|node| node.team);
            own.is_some_and(|own| index.team_and_above(team).any(|above| above == own))
        })
    }
}
