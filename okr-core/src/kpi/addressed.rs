//! Which objectives answer a KPI.

use chrono::NaiveDate;

use crate::calendar::{date_of_day, day_number};
use crate::plan::{KeyResult, KeyResultState, Objective, ObjectiveState};
use crate::resolve::Index;

/// The active objectives, of cycles that have not ended, that name a KPI in `kpis` or measure it.
#[derive(Debug)]
pub(crate) struct Addressed {
    /// KPI and objective, sorted.
    pairs: Vec<(usize, usize)>,
}

impl Addressed {
    pub(crate) fn on(index: &Index, as_of: i32) -> Self {
        let day = date_of_day(as_of);
        let mut pairs = Vec::new();
        for (place, objective) in index.plan.objectives.iter().enumerate() {
            let ended = index.objectives.get(place).and_then(|node| index.cycles.get(node.cycle));
            if ended.is_none_or(|cycle| cycle.end < as_of) || !is_active(objective, day) {
                continue;
            }
            let measured = objective.key_results.iter().filter(|key_result| counts(key_result, day));
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

fn is_active(objective: &Objective, day: NaiveDate) -> bool {
    holds(objective.state == ObjectiveState::Active, objective.state_since, day)
}

fn counts(key_result: &KeyResult, day: NaiveDate) -> bool {
    holds(key_result.state == KeyResultState::Active, key_result.state_since, day)
}

/// Whether something is active on a day: before `since` it is, unless it is an active one, which then only began.
fn holds(active: bool, since: Option<NaiveDate>, day: NaiveDate) -> bool {
    match since {
        Some(since) => active == (day_number(since) <= day_number(day)),
        None => active,
    }
}
