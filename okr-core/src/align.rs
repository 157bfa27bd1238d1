//! Alignment: which objectives support which, as trees ready to draw.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::index::{CycleIndex, IndexVec, ObjectiveIndex};
use crate::plan::MeasureKind;
use crate::report::{CycleRow, Grade, KeyResultRow, ObjectiveRow, Report, Status};
use crate::resolve::{ResolvedPlan, Tracker};

/// The most levels of objectives in a tree. The limit exists because JSON parsers stop at some depth.
pub const DEEPEST: usize = 24;

/// The objectives of a cycle, each with the objectives that support it.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let trees = tracker.alignment(&tracker.evaluate(&evaluation).unwrap());
/// assert_eq!((&*trees[0].cycle, trees[0].objectives.len()), ("2026-Q3", 5));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct CycleTree {
    /// Id of the cycle.
    pub cycle: Arc<str>,
    /// Display name of the cycle.
    pub name: Option<Arc<str>>,
    /// First day of the cycle.
    pub start: NaiveDate,
    /// Last day of the cycle.
    pub end: NaiveDate,
    /// Score.
    pub score: Option<f64>,
    /// Objectives of the cycle that support no other objective of the same cycle, in the order of the plan.
    pub objectives: Vec<ObjectiveBranch>,
}

/// An objective and the objectives that support it.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let trees = tracker.alignment(&tracker.evaluate(&evaluation).unwrap());
/// let hire = &trees[0].objectives[0];
/// assert_eq!((&*hire.title, hire.score, hire.parent.as_deref()), ("Hire people who stay", Some(1.0), None));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct ObjectiveBranch {
    /// Id.
    pub objective: Arc<str>,
    /// Title: what should be achieved.
    pub title: Arc<str>,
    /// Id of its cycle, which can differ from the cycle of the tree.
    pub cycle: Arc<str>,
    /// Id of its team.
    pub team: Option<Arc<str>>,
    /// Who is accountable.
    pub owner: Option<Arc<str>>,
    /// Id of the objective or key result that it supports.
    pub parent: Option<Arc<str>>,
    /// Score.
    pub score: Option<f64>,
    /// Score expected by now.
    pub expected: Option<f64>,
    /// Status.
    pub status: Status,
    /// Traffic-light grade of the score.
    pub grade: Option<Grade>,
    /// Key results, each with the objectives that support it.
    pub key_results: Vec<KeyResultBranch>,
    /// Objectives that support it as a whole, in any cycle.
    pub objectives: Vec<ObjectiveBranch>,
    /// Number of objectives that support it or one of its key results but are omitted because the tree is too deep.
    pub left_out: u32,
}

/// A key result and the objectives that support it.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let trees = tracker.alignment(&tracker.evaluate(&evaluation).unwrap());
/// let days = &trees[0].objectives[0].key_results[0];
/// assert_eq!((&*days.key_result, days.weight, days.objectives.len()), ("days", 1.0, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct KeyResultBranch {
    /// Id.
    pub key_result: Arc<str>,
    /// Title: what is measured.
    pub title: Arc<str>,
    /// Who is accountable.
    pub owner: Option<Arc<str>>,
    /// Kind of its measure.
    pub kind: MeasureKind,
    /// Weight in the objective.
    pub weight: f64,
    /// Score.
    pub score: Option<f64>,
    /// Score expected by now.
    pub expected: Option<f64>,
    /// Status.
    pub status: Status,
    /// Traffic-light grade of the score.
    pub grade: Option<Grade>,
    /// Objectives that support it, in any cycle.
    pub objectives: Vec<ObjectiveBranch>,
}

impl Tracker {
    /// Builds the alignment tree of each cycle in the report, in the order of the plan.
    ///
    /// A tree starts with the objectives of the cycle that support no other objective of the same cycle. It descends to
    /// everything that supports them, in any cycle, up to [`DEEPEST`] levels. An objective of a quarter is therefore in
    /// the tree of the quarter and, if it supports an objective of the year, also in the tree of the year. Objectives
    /// that the report does not list are omitted.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Parent, RollUp};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let cycle = Cycle::new("q", parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let tracker = Plan::new()
    ///     .cycles([cycle])
    ///     .objectives([
    ///         Objective::new("work", "Do our best work", "q").key_results([KeyResult::new("hiring", "Hiring works", RollUp::new())]),
    ///         Objective::new("hire", "Hire people who stay", "q").parent(Parent::KeyResult("hiring".into())),
    ///     ])
    ///     .resolve()?;
    /// let readings = Readings::new();
    /// let report = tracker.evaluate(&Evaluation::new(&readings, parse_date("2026-08-31")?))?;
    /// let trees = tracker.alignment(&report);
    /// assert_eq!(&*trees[0].objectives[0].key_results[0].objectives[0].objective, "hire");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn alignment(&self, report: &Report) -> Vec<CycleTree> {
        let forest = Forest::new(&self.0, report);
        report.cycles.iter().map(|cycle| forest.tree(cycle)).collect()
    }
}

/// The rows of a report, by the indices of the plan.
struct Forest<'a> {
    plan: &'a ResolvedPlan,
    /// The row of each objective that is listed.
    objectives: IndexVec<ObjectiveIndex, Option<&'a ObjectiveRow>>,
    /// The key results of each objective.
    key_results: IndexVec<ObjectiveIndex, Vec<&'a KeyResultRow>>,
    /// The objectives at the top of each cycle.
    tops: IndexVec<CycleIndex, Vec<ObjectiveIndex>>,
}

impl<'a> Forest<'a> {
    fn new(plan: &'a ResolvedPlan, report: &'a Report) -> Self {
        let mut forest = Forest {
            plan,
            objectives: vec![None; plan.objectives.len()].into(),
            key_results: vec![Vec::new(); plan.objectives.len()].into(),
            tops: vec![Vec::new(); plan.cycles.len()].into(),
        };
        // The report may be one of another plan.
        for row in &report.objectives {
            if let Some(index) = plan.objective_ids.get(&row.objective) {
                forest.objectives[*index] = Some(row);
            }
        }
        for row in &report.key_results {
            if let Some(index) = plan.objective_ids.get(&row.objective) {
                forest.key_results[*index].push(row);
            }
        }
        for (index, node) in plan.objectives.iter_enumerated() {
            let within = plan
                .objective_above(index)
                .is_some_and(|above| forest.objectives[above].is_some() && plan.objectives[above].cycle == node.cycle);
            if !within && forest.objectives[index].is_some() {
                forest.tops[node.cycle].push(index);
            }
        }
        forest
    }

    fn tree(&self, row: &CycleRow) -> CycleTree {
        let tops = self.plan.cycle_ids.get(&row.cycle).map(|cycle| self.tops[*cycle].as_slice());
        CycleTree {
            cycle: Arc::clone(&row.cycle),
            name: row.name.clone(),
            start: row.start,
            end: row.end,
            score: row.score,
            objectives: self.branches(tops.unwrap_or_default(), 1),
        }
    }

    fn branches(&self, objectives: &[ObjectiveIndex], depth: usize) -> Vec<ObjectiveBranch> {
        objectives.iter().filter_map(|objective| self.branch(*objective, depth)).collect()
    }

    fn branch(&self, objective: ObjectiveIndex, depth: usize) -> Option<ObjectiveBranch> {
        let row = self.objectives[objective]?;
        let (written, _) = self.plan.objective(objective);
        let mut left_out = 0;
        let mut below = |objectives: &[ObjectiveIndex]| {
            if depth < DEEPEST {
                return self.branches(objectives, depth + 1);
            }
            let listed = objectives.iter().filter(|objective| self.objectives[**objective].is_some()).count();
            left_out += u32::try_from(listed).unwrap_or(u32::MAX);
            Vec::new()
        };
        let key_results = self.key_results[objective].iter().map(|row| self.key_result(row, &mut below)).collect();
        let objectives = below(&self.plan.below_objective[objective]);
        Some(ObjectiveBranch {
            objective: Arc::clone(&row.objective),
            title: Arc::clone(&row.title),
            cycle: Arc::clone(&row.cycle),
            team: row.team.clone(),
            owner: row.owner.clone(),
            parent: written.parent.as_ref().map(|parent| Arc::from(parent.id())),
            score: row.score,
            expected: row.expected,
            status: row.status,
            grade: row.grade,
            key_results,
            objectives,
            left_out,
        })
    }

    fn key_result(
        &self,
        row: &KeyResultRow,
        below: &mut impl FnMut(&[ObjectiveIndex]) -> Vec<ObjectiveBranch>,
    ) -> KeyResultBranch {
        let index = match self.plan.metrics.get(&row.key_result) {
            Some(crate::resolve::Metric::KeyResult(index)) => Some(*index),
            _ => None,
        };
        KeyResultBranch {
            key_result: Arc::clone(&row.key_result),
            title: Arc::clone(&row.title),
            owner: row.owner.clone(),
            kind: row.kind,
            weight: row.weight,
            score: row.score,
            expected: row.expected,
            status: row.status,
            grade: row.grade,
            objectives: index.map(|index| below(&self.plan.below_key_result[index])).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CycleTree, DEEPEST, ObjectiveBranch};
    use crate::calendar::parse_date;
    use crate::{Evaluation, Plan, Readings, Scope};

    fn trees(plan: &str, scope: &str) -> Vec<CycleTree> {
        let tracker = Plan::from_json(plan).unwrap().resolve().unwrap();
        let readings = Readings::new();
        let scope = Scope::from_json(scope).unwrap();
        let evaluation = Evaluation::new(&readings, parse_date("2026-08-14").unwrap()).scope(scope);
        tracker.alignment(&tracker.evaluate(&evaluation).unwrap())
    }

    /// `a(k: b, c(d))`: an objective, its key results with what supports them, then what supports it as a whole.
    fn drawn(branches: &[ObjectiveBranch]) -> String {
        let branch = |branch: &ObjectiveBranch| {
            let key_results =
                branch.key_results.iter().map(|one| format!("{}[{}]", one.key_result, drawn(&one.objectives)));
            let parts: Vec<String> =
                key_results.chain((!branch.objectives.is_empty()).then(|| drawn(&branch.objectives))).collect();
            if parts.is_empty() {
                branch.objective.to_string()
            } else {
                format!("{}({})", branch.objective, parts.join(" "))
            }
        };
        branches.iter().map(branch).collect::<Vec<_>>().join(" ")
    }

    const PLAN: &str = r#"{ "version": 1,
      "teams": [{ "id": "t", "name": "T", "level": "team" }],
      "cycles": [{ "id": "2026", "start": "2026-01-01", "end": "2026-12-31" },
                 { "id": "q3", "start": "2026-07-01", "end": "2026-09-30", "parent": "2026" }],
      "objectives": [
        { "id": "e", "title": "E", "cycle": "q3", "parent": { "objective": "c" } },
        { "id": "a", "title": "A", "cycle": "2026", "key_results": [
          { "id": "k", "title": "K", "measure": { "kind": "roll_up" } }, { "id": "l", "title": "L", "measure": { "kind": "roll_up" } }] },
        { "id": "b", "title": "B", "cycle": "q3", "team": "t", "parent": { "key_result": "l" } },
        { "id": "c", "title": "C", "cycle": "q3", "parent": { "objective": "a" } },
        { "id": "d", "title": "D", "cycle": "q3", "team": "t", "parent": { "objective": "c" } },
        { "id": "f", "title": "F", "cycle": "q3", "team": "t", "parent": { "key_result": "k" }, "state": "dropped" }] }"#;

    #[test]
    fn a_tree_goes_down_into_other_cycles() {
        let trees = trees(PLAN, "{}");
        assert_eq!(drawn(&trees[0].objectives), "a(k[f] l[b] c(e d))");
        assert_eq!(drawn(&trees[1].objectives), "b c(e d) f");
        assert_eq!(trees[1].objectives[0].parent.as_deref(), Some("l"));
    }

    #[test]
    fn what_is_not_listed_is_left_out() {
        let trees = trees(PLAN, r#"{ "teams": ["t"], "cycles": ["q3"] }"#);
        assert_eq!(trees.len(), 1);
        assert_eq!(drawn(&trees[0].objectives), "b d f");
    }

    #[test]
    fn a_tree_ends_somewhere() {
        let objectives: Vec<String> = (0..100)
            .map(|i| {
                let parent =
                    if i == 0 { String::new() } else { format!(r#", "parent": {{ "objective": "o{}" }}"#, i - 1) };
                format!(r#"{{ "id": "o{i}", "title": "O", "cycle": "q"{parent} }}"#)
            })
            .collect();
        let plan = format!(
            r#"{{ "version": 1, "cycles": [{{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }}], "objectives": [{}] }}"#,
            objectives.join(",")
        );
        let trees = trees(&plan, "{}");
        let mut branch = &trees[0].objectives[0];
        let mut depth = 1;
        while let Some(below) = branch.objectives.first() {
            branch = below;
            depth += 1;
        }
        assert_eq!((depth, branch.left_out), (DEEPEST, 1));
    }
}
