//! What a review proposes for each objective, and the plan that follows from it.

use std::sync::Arc;

use hashbrown::HashSet;

use super::rows::{Movement, NextStep, ObjectiveReview, Review};
use crate::document::{At, nearest};
use crate::error::{ErrorKind, Errors};
use crate::figure::with_unit_in_message;
use crate::merge::Fragment;
use crate::number::text;
use crate::plan::{Ambition, Parent};

/// The step for an objective, and why; `over`: whether its cycle has ended; `graduates`: whether key results of it go on as KPIs.
pub(super) fn next_step(objective: &ObjectiveReview, over: bool, graduates: bool) -> (NextStep, String) {
    let improved = objective.kpis.iter().filter(|kpi| kpi.moved == Movement::Improved);
    let improved: Vec<&str> = improved.map(|kpi| &*kpi.name).collect();
    let effect = match improved.as_slice() {
        [] if objective.kpis.is_empty() => "attained; it names no KPI that would show an effect".to_owned(),
        [] => "attained; whether its KPIs moved cannot be told".to_owned(),
        names => format!("attained, and improved: {}", names.join(", ")),
    };
    match (objective.attained, over) {
        (Some(true), _) if objective.revisit_key_results => {
            (NextStep::RevisitKeyResults, "attained, and none of its KPIs improved".to_owned())
        }
        (Some(true), _) if graduates => (NextStep::Graduate, effect),
        (Some(true), _) => (NextStep::Stop, effect),
        (None, true) => (NextStep::Wait, "it has no score".to_owned()),
        (_, false) => (NextStep::Wait, "its cycle has not ended".to_owned()),
        (Some(false), true) => (NextStep::CarryOver, missed(objective)),
    }
}

fn missed(objective: &ObjectiveReview) -> String {
    if objective.ambition == Ambition::Aspirational {
        return "aspirational and not attained: it goes on from where it stands".to_owned();
    }
    let paces = objective.key_results.iter().filter_map(|one| {
        let pace = one.per_week_required.map(|pace| with_unit_in_message(text(pace, 2), one.unit.as_deref()));
        pace.map(|pace| format!("{} {pace} per week", one.title))
    });
    let paces: Vec<String> = paces.collect();
    match paces.as_slice() {
        [] => "committed and missed".to_owned(),
        _ => format!("committed and missed: it takes {}", paces.join("; ")),
    }
}

impl Review {
    /// Makes the plan for the next cycle: the successors of what is carried over, and the KPIs of what graduates.
    ///
    /// Merge it into the plan, and rename the readings with what the merge returns.
    ///
    /// * `keep`: ids of objectives and key results whose next steps are taken; all where it is empty.
    /// * `drop`: ids whose next steps are left out.
    ///
    /// # Errors
    ///
    /// `unknown_reference` for each id that the review does not have.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// let next = review.next_plan(&[], &["days"]).unwrap();
    /// assert_eq!((next.objectives[0].id.as_str(), next.kpis.len()), ("learn-2026-Q4", 0));
    /// ```
    pub fn next_plan(&self, keep: &[&str], drop: &[&str]) -> Result<Fragment, Errors> {
        self.check_ids("keep", keep).and_then(|()| self.check_ids("drop", drop))?;
        let taken = |objective: &ObjectiveReview, key_result: Option<&str>| {
            let named = |ids: &[&str]| ids.iter().any(|id| *id == &*objective.objective || Some(*id) == key_result);
            (keep.is_empty() || named(keep)) && !named(drop)
        };
        let mut next = Fragment::new();
        for objective in &self.objectives {
            let successor = objective.next_objective.iter().filter(|_| taken(objective, None));
            next.objectives.extend(successor.cloned());
            let own = |id: &Arc<str>| objective.key_results.iter().any(|one| one.key_result == *id);
            for graduate in self.graduates.iter().filter(|graduate| own(&graduate.key_result)) {
                if taken(objective, Some(&graduate.key_result)) {
                    next.kpis.push(graduate.kpi.clone());
                    next.renames.push(graduate.rename.clone());
                }
            }
        }
        self.release(&mut next);
        Ok(next)
    }

    /// What supported a successor that is left out supports nothing.
    fn release(&self, next: &mut Fragment) {
        let left_out: HashSet<&str> = {
            let taken: HashSet<&str> = next.objectives.iter().map(|one| one.id.as_str()).collect();
            let all = self.objectives.iter().filter_map(|one| one.next_objective.as_ref());
            all.map(|one| one.id.as_str()).filter(|id| !taken.contains(id)).collect()
        };
        for objective in &mut next.objectives {
            if let Some(Parent::Objective(parent)) = &objective.parent
                && left_out.contains(parent.as_str())
            {
                objective.parent = None;
            }
        }
    }

    fn check_ids(&self, field: &'static str, ids: &[&str]) -> Result<(), Errors> {
        let known = || {
            let objectives = self.objectives.iter();
            objectives.flat_map(|one| {
                std::iter::once(&one.objective).chain(one.key_results.iter().map(|one| &one.key_result))
            })
        };
        let root = At::root("");
        let list = root.field(field);
        let unknown = ids.iter().enumerate().filter(|(_, id)| !known().any(|known| **known == ***id));
        let errors: Vec<_> = unknown
            .map(|(index, id)| {
                let nearest = nearest(id, known().map(|known| &**known));
                let id = crate::document::shorten(id);
                list.index(index).error(ErrorKind::UnknownReference { kind: "goal".into(), id, nearest })
            })
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
    }
}
