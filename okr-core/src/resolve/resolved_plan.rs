//! A sound plan with its references as indices.

use std::sync::Arc;

use super::ids::Ids;
use super::kpi_source::{KpiSource, kpi_sources};
use super::lists::Lists;
use super::roll_ups;
use crate::calendar::{Schedule, day_number};
use crate::parallel;
use crate::plan::policy::PolicyInForce;
use crate::plan::{KeyResult, Kpi, Objective, Parent, Plan};

/// What a metric's name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Metric {
    /// The own readings of a key result.
    KeyResult(usize),
    /// A series of a KPI.
    Series(usize),
}

#[derive(Debug)]
pub(crate) struct TeamNode {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) parent: Option<usize>,
}

#[derive(Debug)]
pub(crate) struct CycleNode {
    pub(crate) id: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) parent: Option<usize>,
    pub(crate) start: i32,
    pub(crate) end: i32,
}

/// What an objective supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParentIndex {
    Objective(usize),
    KeyResult(usize),
}

#[derive(Debug)]
pub(crate) struct ObjectiveNode {
    pub(crate) id: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) owner: Option<Arc<str>>,
    pub(crate) cycle: usize,
    pub(crate) team: Option<usize>,
    pub(crate) parent: Option<ParentIndex>,
    /// Its first key result, among all.
    pub(crate) first: usize,
}

#[derive(Debug)]
pub(crate) struct KeyResultNode {
    pub(crate) id: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) owner: Option<Arc<str>>,
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) metric: Option<Arc<str>>,
    pub(crate) objective: usize,
    /// Its index among those of its objective.
    pub(crate) index_in_objective: usize,
    pub(crate) start: i32,
    pub(crate) end: i32,
    /// The series of a KPI that it reads.
    pub(crate) series: Option<usize>,
}

/// The words of a KPI, to be shared by rows.
#[derive(Debug)]
pub(crate) struct KpiNode {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) team: Option<Arc<str>>,
    pub(crate) owner: Option<Arc<str>>,
    pub(crate) unit: Option<Arc<str>>,
}

/// A series of readings of a KPI: its only one, or that of one team.
#[derive(Debug)]
pub(crate) struct SeriesNode {
    pub(crate) kpi: usize,
    /// The team of the series; none where the KPI has one series.
    pub(crate) team: Option<usize>,
    /// The name that readings use.
    pub(crate) metric: Arc<str>,
}

/// The plan by indices.
#[derive(Debug)]
pub(crate) struct ResolvedPlan {
    pub(crate) written: Plan,
    /// The policy that the plan puts in force.
    pub(crate) policy: PolicyInForce,
    pub(crate) teams: Vec<TeamNode>,
    pub(crate) cycles: Vec<CycleNode>,
    pub(crate) objectives: Vec<ObjectiveNode>,
    pub(crate) key_results: Vec<KeyResultNode>,
    pub(crate) kpis: Vec<KpiNode>,
    pub(crate) series: Vec<SeriesNode>,
    /// What each KPI's series are made from.
    pub(crate) kpi_sources: Vec<KpiSource>,
    /// Objectives whose parent is an objective, by parent.
    pub(crate) below_objective: Lists,
    /// Objectives whose parent is a key result, by parent.
    pub(crate) below_key_result: Lists,
    /// Every objective after all that are below it.
    pub(crate) order: Vec<usize>,
    /// Where in `order` the objectives of each height above the lowest end.
    height_ends: Vec<usize>,
    /// For each height the key results of its objectives that roll up.
    roll_ups: Vec<Vec<usize>>,
    pub(crate) metrics: Ids<Arc<str>, Metric>,
    pub(crate) team_ids: Ids<Arc<str>, usize>,
    pub(crate) cycle_ids: Ids<Arc<str>, usize>,
    pub(crate) objective_ids: Ids<Arc<str>, usize>,
    pub(crate) kpi_ids: Ids<Arc<str>, usize>,
    pub(crate) input_ids: Ids<Arc<str>, usize>,
}

type IdIndices = Ids<Arc<str>, usize>;

/// The indices of nodes, whose ids are unique.
fn indices<'a, N: Sync>(nodes: &'a [N], id: impl Fn(&'a N) -> &'a Arc<str> + Sync + Send + Copy) -> IdIndices {
    Ids::of_unique(nodes, |node| id(node), |index, node| (Arc::clone(id(node)), index))
        .unwrap_or_else(|| Ids::with_capacity(0))
}

/// What the names of metrics mean.
fn metrics(key_results: &[KeyResultNode], series: &[SeriesNode]) -> Ids<Arc<str>, Metric> {
    let entry = |index: usize, node: &KeyResultNode| (Arc::clone(&node.id), Metric::KeyResult(index));
    let mut metrics =
        Ids::of_unique(key_results, |node| &node.id, entry).unwrap_or_else(|| Ids::with_capacity(series.len()));
    for (index, node) in series.iter().enumerate() {
        metrics.add(Arc::clone(&node.metric), Metric::Series(index));
    }
    metrics
}

impl ResolvedPlan {
    /// INVARIANT: `plan` is sound, so that every reference is found and no parents form a circle.
    pub(super) fn new(plan: Plan) -> Self {
        let policy = PolicyInForce::of(plan.policy.as_ref());
        let size = plan.objectives.len();
        let (teams, team_ids) = teams(&plan);
        let (cycles, cycle_ids) = cycles(&plan);
        let kpis = kpis(&plan);
        let kpi_ids = indices(&kpis, |node| &node.id);
        let (series, first_series) = series(&plan, &team_ids);
        let names = Names { teams: &team_ids, cycles: &cycle_ids, kpis: &kpi_ids };
        let (key_results, mut objectives) =
            parallel::join(size, || key_results(&plan, &names, &cycles, &first_series), || objectives(&plan, &names));
        let (metrics, objective_ids) =
            parallel::join(size, || metrics(&key_results, &series), || indices(&objectives, |node| &node.id));
        let parents = parallel::each(&plan.objectives, |objective| parent(objective, &objective_ids, &metrics));
        objectives.iter_mut().zip(parents).for_each(|(node, parent)| node.parent = parent);
        let below_objective = Lists::new(
            objectives.len(),
            objectives.iter().map(|objective| match objective.parent {
                Some(ParentIndex::Objective(parent)) => Some(parent),
                _ => None,
            }),
        );
        let below_key_result = Lists::new(
            key_results.len(),
            objectives.iter().map(|objective| match objective.parent {
                Some(ParentIndex::KeyResult(parent)) => Some(parent),
                _ => None,
            }),
        );
        let (order, height_ends) = order(&objectives, &key_results);
        let roll_ups = roll_ups::by_height(&plan, &objectives, &order, &height_ends);
        ResolvedPlan {
            policy,
            teams,
            cycles,
            objectives,
            key_results,
            kpis,
            series,
            kpi_sources: kpi_sources(&plan),
            below_objective,
            below_key_result,
            order,
            height_ends,
            roll_ups,
            metrics,
            team_ids,
            cycle_ids,
            objective_ids,
            kpi_ids,
            input_ids: input_ids(&plan),
            written: plan,
        }
    }

    /// An objective as it was written.
    pub(crate) fn objective(&self, index: usize) -> Option<(&Objective, &ObjectiveNode)> {
        self.written.objectives.get(index).zip(self.objectives.get(index))
    }

    /// The objectives by height (those that nothing lies below, then those above them, and so on), each with those of their key
    /// results that roll up.
    pub(crate) fn heights(&self) -> impl Iterator<Item = (&[usize], &[usize])> {
        let starts = std::iter::once(0).chain(self.height_ends.iter().copied());
        let heights = starts.zip(&self.height_ends).map(|(start, &end)| self.order.get(start..end).unwrap_or_default());
        heights.zip(self.roll_ups.iter().map(Vec::as_slice))
    }

    /// Whether the measure of a key result, at some time, is `roll_up`.
    pub(crate) fn rolls_up(&self, key_result: usize) -> bool {
        let written = |node: &KeyResultNode| {
            self.written.objectives.get(node.objective)?.key_results.get(node.index_in_objective)
        };
        self.key_results.get(key_result).and_then(written).is_some_and(roll_ups::rolls_up)
    }

    /// The KPI of a series as it was written.
    pub(crate) fn kpi_of(&self, series: usize) -> Option<&Kpi> {
        self.written.kpis.get(self.series.get(series)?.kpi)
    }

    /// The periods of a KPI; a policy moves quarters and years.
    pub(crate) fn schedule(&self, kpi: usize, policy: &PolicyInForce) -> Schedule {
        self.kpi_sources.get(kpi).map(|source| source.schedule(policy)).unwrap_or_default()
    }

    /// A team and all above it, nearest first.
    pub(crate) fn team_and_above(&self, team: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(team), |team| self.teams.get(*team).and_then(|node| node.parent))
    }

    /// A cycle and all above it, nearest first.
    pub(crate) fn cycle_and_above(&self, cycle: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(cycle), |cycle| self.cycles.get(*cycle).and_then(|node| node.parent))
    }
}

fn shared(text: Option<&String>) -> Option<Arc<str>> {
    text.map(|text| Arc::from(text.as_str()))
}

struct Names<'a> {
    teams: &'a IdIndices,
    cycles: &'a IdIndices,
    kpis: &'a IdIndices,
}

fn find(names: &IdIndices, id: Option<&String>) -> Option<usize> {
    id.and_then(|id| names.get(id).copied())
}

fn teams(plan: &Plan) -> (Vec<TeamNode>, IdIndices) {
    let node = |team: &crate::plan::Team| TeamNode {
        id: Arc::from(team.id.as_str()),
        name: Arc::from(team.name.as_str()),
        parent: None,
    };
    let mut teams = parallel::each(&plan.teams, node);
    let names = indices(&teams, |node| &node.id);
    teams.iter_mut().zip(&plan.teams).for_each(|(node, team)| node.parent = find(&names, team.parent.as_ref()));
    (teams, names)
}

fn cycles(plan: &Plan) -> (Vec<CycleNode>, IdIndices) {
    let node = |cycle: &crate::plan::Cycle| CycleNode {
        id: Arc::from(cycle.id.as_str()),
        name: shared(cycle.name.as_ref()),
        parent: None,
        start: day_number(cycle.start),
        end: day_number(cycle.end),
    };
    let mut cycles: Vec<CycleNode> = plan.cycles.iter().map(node).collect();
    let names = indices(&cycles, |node| &node.id);
    cycles.iter_mut().zip(&plan.cycles).for_each(|(node, cycle)| node.parent = find(&names, cycle.parent.as_ref()));
    (cycles, names)
}

fn kpis(plan: &Plan) -> Vec<KpiNode> {
    let node = |kpi: &Kpi| KpiNode {
        id: Arc::from(kpi.id.as_str()),
        name: Arc::from(kpi.name.as_str()),
        team: shared(kpi.team.as_ref()),
        owner: shared(kpi.owner.as_ref()),
        unit: shared(kpi.unit.as_ref()),
    };
    parallel::each(&plan.kpis, node)
}

/// Every series, and the first one of each KPI.
fn series(plan: &Plan, teams: &IdIndices) -> (Vec<SeriesNode>, Vec<usize>) {
    let mut series = Vec::with_capacity(plan.kpis.len());
    let mut first = Vec::with_capacity(plan.kpis.len());
    for (kpi, written) in plan.kpis.iter().enumerate() {
        first.push(series.len());
        if written.teams.is_empty() {
            series.push(SeriesNode { kpi, team: None, metric: Arc::from(written.id.as_str()) });
        }
        series.extend(written.teams.listed().iter().map(|team| SeriesNode {
            kpi,
            team: teams.get(team).copied(),
            metric: Arc::from(format!("{}@{team}", written.id)),
        }));
    }
    (series, first)
}

fn key_results(plan: &Plan, names: &Names<'_>, cycles: &[CycleNode], first_series: &[usize]) -> Vec<KeyResultNode> {
    let written: Vec<(usize, usize, &Objective, &KeyResult)> = plan
        .objectives
        .iter()
        .enumerate()
        .flat_map(|(index, objective)| {
            objective.key_results.iter().enumerate().map(move |(place, written)| (index, place, objective, written))
        })
        .collect();
    parallel::each(&written, |&(index, place, objective, key_result)| {
        let cycle = names.cycles.get(&objective.cycle).and_then(|cycle| cycles.get(*cycle));
        let (start, end) = cycle.map_or((0, 0), |cycle| (cycle.start, cycle.end));
        let (id, name) = match key_result.metric.as_deref() {
            Some(metric) => match metric.split_once('@') {
                Some((id, name)) => (Some(id), Some(name)),
                None => (Some(metric), objective.team.as_deref()),
            },
            None => (None, None),
        };
        let series = id.and_then(|id| names.kpis.get(id).copied()).and_then(|kpi| {
            let teams = plan.kpis.get(kpi)?.teams.listed();
            let place = teams.iter().position(|team| Some(team.as_str()) == name).unwrap_or(0);
            Some(first_series.get(kpi)? + place)
        });
        KeyResultNode {
            id: Arc::from(key_result.id.as_str()),
            title: Arc::from(key_result.title.as_str()),
            owner: shared(key_result.owner.as_ref()),
            unit: shared(key_result.unit.as_ref()),
            metric: shared(key_result.metric.as_ref()),
            objective: index,
            index_in_objective: place,
            start: key_result.start.map_or(start, day_number),
            end: key_result.end.map_or(end, day_number),
            series,
        }
    })
}

/// The objectives, without their parents.
fn objectives(plan: &Plan, names: &Names<'_>) -> Vec<ObjectiveNode> {
    let mut nodes = parallel::each(&plan.objectives, |objective| ObjectiveNode {
        id: Arc::from(objective.id.as_str()),
        title: Arc::from(objective.title.as_str()),
        owner: shared(objective.owner.as_ref()),
        cycle: names.cycles.get(&objective.cycle).copied().unwrap_or(0),
        team: find(names.teams, objective.team.as_ref()),
        parent: None,
        first: 0,
    });
    let mut first = 0;
    for (node, objective) in nodes.iter_mut().zip(&plan.objectives) {
        node.first = first;
        first += objective.key_results.len();
    }
    nodes
}

fn parent(objective: &Objective, objectives: &IdIndices, metrics: &Ids<Arc<str>, Metric>) -> Option<ParentIndex> {
    match objective.parent.as_ref()? {
        Parent::Objective(id) => objectives.get(id).copied().map(ParentIndex::Objective),
        Parent::KeyResult(id) => match metrics.get(id)? {
            Metric::KeyResult(index) => Some(ParentIndex::KeyResult(*index)),
            Metric::Series(_) => None,
        },
    }
}

/// Every objective after all that are below it: by height above the lowest, ties in document order; and where each height ends.
fn order(objectives: &[ObjectiveNode], key_results: &[KeyResultNode]) -> (Vec<usize>, Vec<usize>) {
    let above = |index: usize| match objectives.get(index)?.parent? {
        ParentIndex::Objective(parent) => Some(parent),
        ParentIndex::KeyResult(parent) => key_results.get(parent).map(|node| node.objective),
    };
    let mut waiting = vec![0usize; objectives.len()];
    for parent in (0..objectives.len()).filter_map(above) {
        if let Some(count) = waiting.get_mut(parent) {
            *count += 1;
        }
    }
    let mut order: Vec<usize> =
        waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(index, _)| index).collect();
    let mut height_ends = Vec::new();
    let mut done = 0;
    // All that waits for nothing else than what is lower.
    while done < order.len() {
        let end = order.len();
        for place in done..end {
            if let Some(parent) = order.get(place).copied().and_then(above)
                && let Some(count) = waiting.get_mut(parent)
            {
                *count -= 1;
                if *count == 0 {
                    order.push(parent);
                }
            }
        }
        if let Some(higher) = order.get_mut(end..) {
            crate::order::sort(higher);
        }
        height_ends.push(end);
        done = end;
    }
    (order, height_ends)
}

fn input_ids(plan: &Plan) -> Ids<Arc<str>, usize> {
    let mut ids = Ids::with_capacity(plan.inputs.len());
    for (index, input) in plan.inputs.iter().enumerate() {
        ids.add(Arc::from(input.id.as_str()), index);
    }
    ids
}
