//! From the items of a sound plan to nodes whose references are indices.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::HashMap;

use super::nodes::{CycleNode, KeyResultNode, KpiNode, Metric, ObjectiveNode, ParentIndex, SeriesNode, TeamNode};
use crate::calendar::day_number;
use crate::index::{
    CycleIndex, IndexVec, InputIndex, KeyResultIndex, KpiIndex, ListIndex, ObjectiveIndex, SeriesIndex, TeamIndex,
    present,
};
use crate::parallel;
use crate::plan::{Cycle, KeyResult, Kpi, KpiTeams, Objective, Parent, Plan, Team};

/// What each id stands for. Looked up only, never iterated.
pub(crate) type Ids<V> = HashMap<Arc<str>, V>;

/// What the references of goals are looked up in.
pub(super) struct References<'a> {
    pub(super) teams: &'a Ids<TeamIndex>,
    pub(super) cycles: &'a Ids<CycleIndex>,
    pub(super) kpis: &'a Ids<KpiIndex>,
    /// The series by their names, so far without key results.
    pub(super) metrics: &'a Ids<Metric>,
}

fn shared(text: Option<&String>) -> Option<Arc<str>> {
    text.map(|text| Arc::from(text.as_str()))
}

/// The index that a reference of a sound plan means.
fn refer<I: Copy>(ids: &Ids<I>, id: &str) -> I {
    *present(ids.get(id))
}

pub(super) fn ids<'a, I: ListIndex, N>(nodes: &'a IndexVec<I, N>, id: impl Fn(&'a N) -> &'a Arc<str>) -> Ids<I> {
    nodes.iter_enumerated().map(|(index, node)| (Arc::clone(id(node)), index)).collect()
}

pub(super) fn teams(plan: &Plan) -> (IndexVec<TeamIndex, TeamNode>, Ids<TeamIndex>) {
    let node =
        |team: &Team| TeamNode { id: Arc::from(team.id.as_str()), name: Arc::from(team.name.as_str()), parent: None };
    let mut teams = IndexVec::from(parallel::each(&plan.teams, node));
    let ids = ids(&teams, |node| &node.id);
    for (node, team) in teams.iter_mut().zip(&plan.teams) {
        node.parent = team.parent.as_ref().map(|parent| refer(&ids, parent));
    }
    (teams, ids)
}

pub(super) fn cycles(plan: &Plan) -> (IndexVec<CycleIndex, CycleNode>, Ids<CycleIndex>) {
    let node = |cycle: &Cycle| CycleNode {
        id: Arc::from(cycle.id.as_str()),
        name: shared(cycle.name.as_ref()),
        parent: None,
        start: day_number(cycle.start),
        end: day_number(cycle.end),
    };
    let mut cycles: IndexVec<CycleIndex, CycleNode> = plan.cycles.iter().map(node).collect();
    let ids = ids(&cycles, |node| &node.id);
    for (node, cycle) in cycles.iter_mut().zip(&plan.cycles) {
        node.parent = cycle.parent.as_ref().map(|parent| refer(&ids, parent));
    }
    (cycles, ids)
}

pub(super) fn kpis(plan: &Plan) -> IndexVec<KpiIndex, KpiNode> {
    let node = |kpi: &Kpi| KpiNode {
        id: Arc::from(kpi.id.as_str()),
        name: Arc::from(kpi.name.as_str()),
        team: shared(kpi.team.as_ref()),
        owner: shared(kpi.owner.as_ref()),
        unit: shared(kpi.unit.as_ref()),
    };
    parallel::each(&plan.kpis, node).into()
}

/// The names by which each KPI with open teams has a series, in code point order.
pub(crate) type OpenNames = HashMap<KpiIndex, BTreeSet<Arc<str>>>;

/// The names of open teams that key results read.
fn names_read(plan: &Plan, kpis: &Ids<KpiIndex>) -> OpenNames {
    let mut names = OpenNames::new();
    for objective in &plan.objectives {
        for metric in objective.key_results.iter().filter_map(|key_result| key_result.metric.as_deref()) {
            let (id, name) = split(metric, objective);
            let (Some(kpi), Some(name)) = (kpis.get(id), name) else { continue };
            if is_open(plan, *kpi) {
                names.entry(*kpi).or_default().insert(Arc::from(name));
            }
        }
    }
    names
}

/// Whether readings alone know the teams of a KPI.
fn is_open(plan: &Plan, kpi: KpiIndex) -> bool {
    present(plan.kpis.get(kpi.get())).teams == KpiTeams::Any
}

/// The KPI that a key result reads, and the name of its series: what is written behind `@`, else the objective's team.
fn split<'a>(metric: &'a str, objective: &'a Objective) -> (&'a str, Option<&'a str>) {
    match metric.split_once('@') {
        Some((id, name)) => (id, Some(name)),
        None => (metric, objective.team.as_deref()),
    }
}

/// Every series of a plan.
pub(super) struct AllSeries {
    /// Those with rows in document order, then those that only key results name, of KPIs with open teams.
    pub(super) nodes: IndexVec<SeriesIndex, SeriesNode>,
    /// How many have rows.
    pub(super) listed: usize,
    /// The position of the first one of each KPI.
    pub(super) first: IndexVec<KpiIndex, usize>,
}

/// Every series; `open`: the names that readings give to KPIs with open teams.
pub(super) fn series(plan: &Plan, teams: &Ids<TeamIndex>, kpis: &Ids<KpiIndex>, open: &OpenNames) -> AllSeries {
    let mut series = Vec::with_capacity(plan.kpis.len());
    let mut first = Vec::with_capacity(plan.kpis.len());
    let node = |kpi: KpiIndex, written: &Kpi, name: &str| SeriesNode {
        kpi,
        name: Some(Arc::from(name)),
        team: teams.get(name).copied(),
        metric: Arc::from(format!("{}@{name}", written.id)),
    };
    for (position, written) in plan.kpis.iter().enumerate() {
        let kpi = KpiIndex::new(position);
        first.push(series.len());
        match &written.teams {
            KpiTeams::Any => series.extend(open.get(&kpi).into_iter().flatten().map(|name| node(kpi, written, name))),
            KpiTeams::Listed(teams) if teams.is_empty() => {
                series.push(SeriesNode { kpi, name: None, team: None, metric: Arc::from(written.id.as_str()) });
            }
            KpiTeams::Listed(teams) => series.extend(teams.iter().map(|team| node(kpi, written, team))),
        }
    }
    let listed = series.len();
    let read = names_read(plan, kpis);
    for (position, written) in plan.kpis.iter().enumerate() {
        let kpi = KpiIndex::new(position);
        let is_listed = |name: &str| open.get(&kpi).is_some_and(|names| names.contains(name));
        let names = read.get(&kpi).into_iter().flatten().filter(|name| !is_listed(name));
        series.extend(names.map(|name| node(kpi, written, name)));
    }
    AllSeries { nodes: series.into(), listed, first: first.into() }
}

pub(super) fn key_results(
    plan: &Plan,
    references: &References<'_>,
    cycles: &IndexVec<CycleIndex, CycleNode>,
    first_series: &IndexVec<KpiIndex, usize>,
) -> IndexVec<KeyResultIndex, KeyResultNode> {
    let objectives = plan.objectives.iter().enumerate();
    let written: Vec<(ObjectiveIndex, usize, &Objective, &KeyResult)> = objectives
        .flat_map(|(position, objective)| {
            let index = ObjectiveIndex::new(position);
            objective.key_results.iter().enumerate().map(move |(own, written)| (index, own, objective, written))
        })
        .collect();
    let node = |&(index, own, objective, key_result): &(ObjectiveIndex, usize, &Objective, &KeyResult)| {
        let cycle = &cycles[refer(references.cycles, &objective.cycle)];
        let series = key_result.metric.as_ref().map(|metric| {
            let (id, name) = split(metric, objective);
            let kpi = refer(references.kpis, id);
            let own = match &present(plan.kpis.get(kpi.get())).teams {
                // INVARIANT: there is a series for each name that key results read.
                KpiTeams::Any => {
                    return present(match references.metrics.get(&*format!("{id}@{}", name.unwrap_or_default())) {
                        Some(Metric::Series(series)) => Some(*series),
                        _ => None,
                    });
                }
                // The only series of a KPI without teams.
                KpiTeams::Listed(teams) => teams.iter().position(|team| Some(team.as_str()) == name).unwrap_or(0),
            };
            SeriesIndex::new(first_series[kpi] + own)
        });
        KeyResultNode {
            id: Arc::from(key_result.id.as_str()),
            title: Arc::from(key_result.title.as_str()),
            owner: shared(key_result.owner.as_ref()),
            unit: shared(key_result.unit.as_ref()),
            metric: shared(key_result.metric.as_ref()),
            objective: index,
            index_in_objective: own,
            start: key_result.start.map_or(cycle.start, day_number),
            end: key_result.end.map_or(cycle.end, day_number),
            series,
        }
    };
    parallel::each(&written, node).into()
}

/// The objectives, still without their parents.
pub(super) fn objectives(plan: &Plan, references: &References<'_>) -> IndexVec<ObjectiveIndex, ObjectiveNode> {
    let mut nodes = parallel::each(&plan.objectives, |objective| ObjectiveNode {
        id: Arc::from(objective.id.as_str()),
        title: Arc::from(objective.title.as_str()),
        owner: shared(objective.owner.as_ref()),
        cycle: refer(references.cycles, &objective.cycle),
        team: objective.team.as_ref().map(|team| refer(references.teams, team)),
        parent: None,
        first: 0,
    });
    let mut first = 0;
    for (node, objective) in nodes.iter_mut().zip(&plan.objectives) {
        node.first = first;
        first += objective.key_results.len();
    }
    nodes.into()
}

/// What the names of series mean.
pub(super) fn series_metrics(series: &IndexVec<SeriesIndex, SeriesNode>) -> Ids<Metric> {
    series.iter_enumerated().map(|(index, node)| (Arc::clone(&node.metric), Metric::Series(index))).collect()
}

/// Adds what the names of key results mean.
pub(super) fn add_key_results(metrics: &mut Ids<Metric>, key_results: &IndexVec<KeyResultIndex, KeyResultNode>) {
    metrics.extend(key_results.iter_enumerated().map(|(index, node)| (Arc::clone(&node.id), Metric::KeyResult(index))));
}

/// What an objective supports.
pub(super) fn parent(
    objective: &Objective,
    objectives: &Ids<ObjectiveIndex>,
    metrics: &Ids<Metric>,
) -> Option<ParentIndex> {
    match objective.parent.as_ref()? {
        Parent::Objective(id) => Some(ParentIndex::Objective(refer(objectives, id))),
        Parent::KeyResult(id) => match refer(metrics, id) {
            Metric::KeyResult(index) => Some(ParentIndex::KeyResult(index)),
            Metric::Series(_) | Metric::Input(_) | Metric::OpenTeam(_) => None,
        },
    }
}

/// What each id of an input stands for.
pub(super) fn inputs(plan: &Plan) -> Ids<InputIndex> {
    let inputs = plan.inputs.iter().enumerate();
    inputs.map(|(position, input)| (Arc::from(input.id.as_str()), InputIndex::new(position))).collect()
}
