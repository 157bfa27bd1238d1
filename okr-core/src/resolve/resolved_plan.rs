//! A sound plan with its references as indices.

use std::sync::Arc;

use hashbrown::HashMap;

use super::build::{self, AllSeries, Ids, OpenNames, References, ids};
use super::heights::{self, Height};
use super::kpi_source::{KpiSource, kpi_sources};
use super::nodes::{CycleNode, KeyResultNode, KpiNode, Metric, ObjectiveNode, ParentIndex, SeriesNode, TeamNode};
use crate::calendar::Schedule;
use crate::index::{
    CycleIndex, IndexVec, InputIndex, KeyResultIndex, KpiIndex, ListIndex, ObjectiveIndex, SeriesIndex, TeamIndex,
    present,
};
use crate::parallel;
use crate::plan::policy::PolicyInForce;
use crate::plan::{Input, KeyResult, Kpi, KpiTeams, Objective, Plan, Team};

/// The plan by indices.
#[derive(Debug)]
pub(crate) struct ResolvedPlan {
    pub(crate) written: Plan,
    /// The policy that the plan puts in force.
    pub(crate) policy: PolicyInForce,
    pub(crate) teams: IndexVec<TeamIndex, TeamNode>,
    pub(crate) cycles: IndexVec<CycleIndex, CycleNode>,
    pub(crate) objectives: IndexVec<ObjectiveIndex, ObjectiveNode>,
    pub(crate) key_results: IndexVec<KeyResultIndex, KeyResultNode>,
    pub(crate) kpis: IndexVec<KpiIndex, KpiNode>,
    /// The series with rows in document order, then those that only key results name, of KPIs with open teams.
    pub(crate) series: IndexVec<SeriesIndex, SeriesNode>,
    /// How many of them have rows.
    pub(crate) listed_series: usize,
    /// What the series of each KPI are made from.
    pub(crate) kpi_sources: IndexVec<KpiIndex, KpiSource>,
    /// Objectives whose parent is an objective, by parent.
    pub(crate) below_objective: IndexVec<ObjectiveIndex, Vec<ObjectiveIndex>>,
    /// Objectives whose parent is a key result, by parent.
    pub(crate) below_key_result: IndexVec<KeyResultIndex, Vec<ObjectiveIndex>>,
    /// The objectives by height, from the lowest.
    pub(crate) heights: Vec<Height>,
    pub(crate) metrics: Ids<Metric>,
    pub(crate) team_ids: Ids<TeamIndex>,
    pub(crate) cycle_ids: Ids<CycleIndex>,
    pub(crate) objective_ids: Ids<ObjectiveIndex>,
    pub(crate) kpi_ids: Ids<KpiIndex>,
    pub(crate) input_ids: Ids<InputIndex>,
}

impl ResolvedPlan {
    /// INVARIANT: `plan` is sound, so that every reference is found and no parents form a circle.
    pub(super) fn new(plan: Plan) -> Self {
        Self::with_names(plan, &OpenNames::new())
    }

    /// The same with series for the names that readings give to KPIs with open teams.
    ///
    /// INVARIANT: `plan` is sound.
    fn with_names(plan: Plan, open: &OpenNames) -> Self {
        let policy = PolicyInForce::of(plan.policy.as_ref());
        let size = plan.objectives.len();
        let (teams, team_ids) = build::teams(&plan);
        let (cycles, cycle_ids) = build::cycles(&plan);
        let kpis = build::kpis(&plan);
        let kpi_ids = ids(&kpis, |node| &node.id);
        let input_ids = build::inputs(&plan);
        let kpi_sources = kpi_sources(&plan, &input_ids);
        let AllSeries { nodes: series, listed, first } = build::series(&plan, &team_ids, &kpi_ids, open);
        let mut metrics = build::series_metrics(&series);
        let references = References { teams: &team_ids, cycles: &cycle_ids, kpis: &kpi_ids, metrics: &metrics };
        let (key_results, mut objectives) = parallel::join(
            size,
            || build::key_results(&plan, &references, &cycles, &first),
            || build::objectives(&plan, &references),
        );
        let add_key_results = || build::add_key_results(&mut metrics, &key_results);
        let ((), objective_ids) = parallel::join(size, add_key_results, || ids(&objectives, |node| &node.id));
        let parents = parallel::each(&plan.objectives, |written| build::parent(written, &objective_ids, &metrics));
        objectives.iter_mut().zip(parents).for_each(|(node, parent)| node.parent = parent);
        let below_objective = objectives.iter().map(|objective| match objective.parent {
            Some(ParentIndex::Objective(parent)) => Some(parent),
            _ => None,
        });
        let below_objective = IndexVec::grouped(objectives.len(), below_objective);
        let below_key_result = objectives.iter().map(|objective| match objective.parent {
            Some(ParentIndex::KeyResult(parent)) => Some(parent),
            _ => None,
        });
        let below_key_result = IndexVec::grouped(key_results.len(), below_key_result);
        let heights = heights::heights(&plan.objectives, &objectives, &key_results);
        ResolvedPlan {
            policy,
            teams,
            cycles,
            objectives,
            key_results,
            kpis,
            series,
            listed_series: listed,
            kpi_sources,
            below_objective,
            below_key_result,
            heights,
            metrics,
            team_ids,
            cycle_ids,
            objective_ids,
            kpi_ids,
            input_ids,
            written: plan,
        }
    }

    /// Whether readings alone know the teams of a KPI.
    pub(crate) fn has_open_teams(&self) -> bool {
        self.written.kpis.iter().any(|kpi| kpi.teams == KpiTeams::Any)
    }

    /// The plan with a series for each name that a visible metric gives to a KPI with open teams, or to an input of its formula.
    pub(crate) fn opened<'a>(&self, visible: impl Iterator<Item = &'a str>) -> Self {
        let open_kpis: Vec<KpiIndex> =
            self.kpis.indices().filter(|kpi| self.written_kpi(*kpi).teams == KpiTeams::Any).collect();
        let mut by_input: HashMap<InputIndex, Vec<KpiIndex>> = HashMap::new();
        for kpi in &open_kpis {
            for input in self.kpi_sources[*kpi].formula.iter().flat_map(|formula| &formula.inputs) {
                by_input.entry(*input).or_default().push(*kpi);
            }
        }
        let mut open = OpenNames::new();
        for metric in visible {
            let Some((id, name)) = metric.split_once('@').filter(|(_, name)| !name.is_empty()) else { continue };
            let own = self
                .kpi_ids
                .get(id)
                .copied()
                .filter(|kpi| open_kpis.binary_search(kpi).is_ok() && self.kpi_sources[*kpi].formula.is_none());
            let by_formula =
                self.input_ids.get(id).and_then(|input| by_input.get(input)).into_iter().flatten().copied();
            for kpi in own.into_iter().chain(by_formula) {
                open.entry(kpi).or_default().insert(Arc::from(name));
            }
        }
        Self::with_names(self.written.clone(), &open)
    }

    /// What a metric's name means; nothing that the plan knows for others.
    pub(crate) fn metric(&self, name: &str) -> Option<Metric> {
        match self.metrics.get(name) {
            // Nothing reads what has the name of a KPI with a formula.
            Some(Metric::Series(series)) if self.kpi_sources[self.series[*series].kpi].formula.is_some() => {
                return None;
            }
            Some(metric) => return Some(*metric),
            None => {}
        }
        let (id, part) = name.split_once('@').map_or((name, None), |(id, part)| (id, Some(part)));
        if part == Some("") {
            return None;
        }
        if let Some(input) = self.input_ids.get(id) {
            return Some(Metric::Input(*input));
        }
        let kpi = self.kpi_ids.get(id).copied()?;
        let is_open = self.written_kpi(kpi).teams == KpiTeams::Any && self.kpi_sources[kpi].formula.is_none();
        (is_open && part.is_some()).then_some(Metric::OpenTeam(kpi))
    }

    /// The series that are made from an input.
    pub(crate) fn series_of_input(&self, input: InputIndex) -> impl Iterator<Item = SeriesIndex> {
        let uses = move |kpi: KpiIndex| {
            self.kpi_sources[kpi].formula.as_ref().is_some_and(|formula| formula.inputs.contains(&input))
        };
        self.series.iter_enumerated().filter(move |(_, node)| uses(node.kpi)).map(|(series, _)| series)
    }

    /// An objective, as written and by indices.
    pub(crate) fn objective(&self, index: ObjectiveIndex) -> (&Objective, &ObjectiveNode) {
        (present(self.written.objectives.get(index.get())), &self.objectives[index])
    }

    /// A key result, as written and by indices.
    pub(crate) fn key_result(&self, index: KeyResultIndex) -> (&KeyResult, &KeyResultNode) {
        let node = &self.key_results[index];
        let (objective, _) = self.objective(node.objective);
        (present(objective.key_results.get(node.index_in_objective)), node)
    }

    /// The key results of an objective, as written.
    pub(crate) fn key_results_of(
        &self,
        objective: ObjectiveIndex,
    ) -> impl Iterator<Item = (KeyResultIndex, &KeyResult)> + Clone {
        let (written, node) = self.objective(objective);
        (node.first..).map(KeyResultIndex::new).zip(&written.key_results)
    }

    /// A KPI as written.
    pub(crate) fn written_kpi(&self, index: KpiIndex) -> &Kpi {
        present(self.written.kpis.get(index.get()))
    }

    /// A team as written.
    pub(crate) fn written_team(&self, index: TeamIndex) -> &Team {
        present(self.written.teams.get(index.get()))
    }

    /// An input as written.
    pub(crate) fn input(&self, index: InputIndex) -> &Input {
        present(self.written.inputs.get(index.get()))
    }

    /// The KPI of a series as written.
    pub(crate) fn kpi_of(&self, series: SeriesIndex) -> &Kpi {
        self.written_kpi(self.series[series].kpi)
    }

    /// The series of a KPI that concern a team: its own where there is one, else all.
    pub(crate) fn series_for(&self, kpi: KpiIndex, team: Option<TeamIndex>) -> Vec<SeriesIndex> {
        let all = || self.series_of(kpi);
        let own = all().filter(|(_, node)| node.team.is_some() && node.team == team);
        let own: Vec<SeriesIndex> = own.map(|(index, _)| index).collect();
        if own.is_empty() { all().map(|(index, _)| index).collect() } else { own }
    }

    /// The series of a KPI that have rows.
    pub(crate) fn series_of(&self, kpi: KpiIndex) -> impl Iterator<Item = (SeriesIndex, &SeriesNode)> {
        // They stand in the order of their KPIs.
        let listed = self.series.as_slice().get(..self.listed_series).unwrap_or_default();
        let first = listed.partition_point(|node| node.kpi < kpi);
        self.series.iter_enumerated().take(self.listed_series).skip(first).take_while(move |(_, node)| node.kpi == kpi)
    }

    /// The objective that one supports, itself or by a key result.
    pub(crate) fn objective_above(&self, objective: ObjectiveIndex) -> Option<ObjectiveIndex> {
        Some(match self.objectives[objective].parent? {
            ParentIndex::Objective(parent) => parent,
            ParentIndex::KeyResult(parent) => self.key_results[parent].objective,
        })
    }

    /// What people call the team or other part of a series; none where its KPI has one series.
    pub(crate) fn part_name(&self, series: SeriesIndex) -> Option<Arc<str>> {
        let node = &self.series[series];
        node.team.map_or_else(|| node.name.clone(), |team| Some(Arc::clone(&self.teams[team].name)))
    }

    /// Every objective after all that are below it.
    pub(crate) fn bottom_up(&self) -> impl DoubleEndedIterator<Item = ObjectiveIndex> {
        self.heights.iter().flat_map(|height| height.objectives.iter().copied())
    }

    /// Whether the measure of a key result, at some time, is `roll_up`.
    pub(crate) fn rolls_up(&self, key_result: KeyResultIndex) -> bool {
        heights::rolls_up(self.key_result(key_result).0)
    }

    /// The periods of a KPI; a policy moves quarters and years.
    pub(crate) fn schedule(&self, kpi: KpiIndex, policy: &PolicyInForce) -> Schedule {
        self.kpi_sources[kpi].schedule(policy)
    }

    /// A team and all above it, nearest first.
    pub(crate) fn team_and_above(&self, team: TeamIndex) -> impl Iterator<Item = TeamIndex> {
        std::iter::successors(Some(team), |team| self.teams[*team].parent)
    }

    /// A cycle and all above it, nearest first.
    pub(crate) fn cycle_and_above(&self, cycle: CycleIndex) -> impl Iterator<Item = CycleIndex> {
        std::iter::successors(Some(cycle), |cycle| self.cycles[*cycle].parent)
    }
}
