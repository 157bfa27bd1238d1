//! The items of a resolved plan, with their references as indices.

use std::sync::Arc;

use crate::index::{CycleIndex, InputIndex, KeyResultIndex, KpiIndex, ObjectiveIndex, SeriesIndex, TeamIndex};

/// What the name of a metric means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Metric {
    /// The own readings of a key result.
    KeyResult(KeyResultIndex),
    /// A series of a KPI.
    Series(SeriesIndex),
    /// An input of formulas, or a part of it.
    Input(InputIndex),
    /// A part of a KPI with open teams that has no series yet.
    OpenTeam(KpiIndex),
}

#[derive(Debug)]
pub(crate) struct TeamNode {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) parent: Option<TeamIndex>,
}

#[derive(Debug)]
pub(crate) struct CycleNode {
    pub(crate) id: Arc<str>,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) parent: Option<CycleIndex>,
    pub(crate) start: i32,
    pub(crate) end: i32,
}

/// What an objective supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParentIndex {
    Objective(ObjectiveIndex),
    KeyResult(KeyResultIndex),
}

#[derive(Debug)]
pub(crate) struct ObjectiveNode {
    pub(crate) id: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) owner: Option<Arc<str>>,
    pub(crate) cycle: CycleIndex,
    pub(crate) team: Option<TeamIndex>,
    pub(crate) parent: Option<ParentIndex>,
    /// The position of its first key result among those of all objectives.
    pub(crate) first: usize,
}

#[derive(Debug)]
pub(crate) struct KeyResultNode {
    pub(crate) id: Arc<str>,
    pub(crate) title: Arc<str>,
    pub(crate) owner: Option<Arc<str>>,
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) metric: Option<Arc<str>>,
    pub(crate) objective: ObjectiveIndex,
    /// Its position among the key results of its objective.
    pub(crate) index_in_objective: usize,
    pub(crate) start: i32,
    pub(crate) end: i32,
    /// The series of a KPI that it reads.
    pub(crate) series: Option<SeriesIndex>,
}

/// The words of a KPI, shared by rows.
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
    pub(crate) kpi: KpiIndex,
    /// What stands behind `@` in its name; none where the KPI has one series.
    pub(crate) name: Option<Arc<str>>,
    /// The team with that id, where the plan has it.
    pub(crate) team: Option<TeamIndex>,
    /// The name that readings use.
    pub(crate) metric: Arc<str>,
}
