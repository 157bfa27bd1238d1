//! Merges drafts, graduates and carry-overs into a plan. Ids are made unique, and nothing is overwritten.

use hashbrown::{HashMap, HashSet};

use crate::document::{At, document};
use crate::plan::reference::of_objective;
use crate::plan::{ItemKind, Kpi, Objective, Plan};

document! {
    /// A new name: for readings that also go on under it, such as those of a key result that became a KPI; or, with `kind`, the new id
    /// of an item, which is then known by it alone.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// let rename = &review.graduates[0].rename;
    /// assert_eq!((rename.from.as_str(), rename.to.as_str()), ("days", "days-kpi"));
    /// ```
    #[derive(Eq, Hash)]
    pub struct Rename {
        required {
            /// Metric under which the readings were recorded, or id of the item.
            from: String,
            /// Metric under which they continue, or the new id.
            to: String,
        }
        optional {
            /// What the item is. If omitted, it is a metric whose readings are copied.
            kind: ItemKind,
        }
    }
}

document! {
    /// A part to merge into a plan: a draft objective, a graduate or a carry-over.
    ///
    /// ```
    /// use okr_core::merge::Fragment;
    /// use okr_core::plan::{Better, Cadence, Kpi, Plan};
    ///
    /// let enps = || Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
    /// let merged = Plan::new().kpis([enps()]).merge(Fragment::new().kpis([enps()]));
    /// assert_eq!(merged.plan.kpis[1].id, "enps-2");
    /// ```
    pub struct Fragment {
        lists {
            /// Objectives to add.
            objectives: Objective,
            /// KPIs to add.
            kpis: Kpi,
            /// New names for readings.
            renames: Rename,
        }
    }
}

impl Fragment {
    /// Parses a fragment from JSON text.
    ///
    /// # Errors
    ///
    /// Returns everything that does not fit the format, in one list.
    ///
    /// ```
    /// use okr_core::merge::Fragment;
    ///
    /// let errors = Fragment::from_json(r#"{ "kpis": [{ "id": "enps" }], "rename": [] }"#).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().to_string(), "/rename: unknown field `rename`: did you mean `renames`?");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, crate::Errors> {
        crate::document::read_text(text, "")
    }
}

impl From<Objective> for Fragment {
    fn from(objective: Objective) -> Self {
        Fragment::new().objectives([objective])
    }
}

/// The result of merging a fragment into a plan.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let merged = plan.merge(&review.graduates[0]);
/// assert_eq!((merged.plan.kpis.len(), merged.renames.len()), (3, 1));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Merged {
    /// The merged plan.
    pub plan: Plan,
    /// The renames of the fragment, with the ids that the plan now uses.
    pub renames: Vec<Rename>,
}

/// Longest part of an id to keep when a number is appended.
const ROOM: usize = 120;

/// The ids taken in one namespace, and the new ids of the fragment.
struct Names {
    taken: HashSet<String>,
    became: HashMap<String, String>,
    /// The number to try next behind each start of an id.
    next: HashMap<String, u32>,
}

impl Names {
    fn new(taken: impl Iterator<Item = String>) -> Self {
        Names { taken: taken.collect(), became: HashMap::new(), next: HashMap::new() }
    }

    /// Takes `id` or, if it is taken, the first free one of `id-2`, `id-3`, ….
    fn claim(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        if self.taken.contains(id) {
            let start: String = id.chars().take(ROOM).collect();
            // All numbers before are taken, since ids are never given back.
            let next = self.next.entry(start.clone()).or_insert(2);
            while self.taken.contains(&free) {
                free = format!("{start}-{next}");
                *next = next.saturating_add(1);
            }
        }
        self.taken.insert(free.clone());
        self.became.insert(id.to_owned(), free.clone());
        free
    }

    /// Replaces the id of something in the fragment by its new id; keeps any other id.
    fn now(&self, id: &mut String) {
        if let Some(new) = self.became.get(id.as_str()) {
            id.clone_from(new);
        }
    }
}

impl Plan {
    /// Appends a fragment to the plan. What the plan contains stays unchanged. If an id of the fragment is taken, a
    /// number is appended to it, and references within the fragment are updated.
    ///
    /// If a plan resolves, it still resolves with any draft, graduate or carry-over that was made from it.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// let draft = tracker.evaluate(&evaluation).unwrap().triggers.into_iter().find_map(|trigger| trigger.draft).unwrap();
    /// let merged = plan.merge(*draft).plan;
    /// assert_eq!(merged.objectives.len(), 6);
    /// assert!(merged.resolve().is_ok());
    /// ```
    #[must_use]
    pub fn merge(mut self, fragment: impl Into<Fragment>) -> Merged {
        let mut fragment = fragment.into();
        let mut objectives = Names::new(self.objectives.iter().map(|objective| objective.id.clone()));
        let key_results = self.objectives.iter().flat_map(|objective| &objective.key_results);
        let kpis = self.kpis.iter().map(|kpi| kpi.id.clone());
        let mut metrics = Names::new(key_results.map(|key_result| key_result.id.clone()).chain(kpis));
        for objective in &mut fragment.objectives {
            objective.id = objectives.claim(&objective.id);
            for key_result in &mut objective.key_results {
                key_result.id = metrics.claim(&key_result.id);
            }
        }
        for kpi in &mut fragment.kpis {
            kpi.id = metrics.claim(&kpi.id);
        }
        for objective in &mut fragment.objectives {
            follow(objective, &objectives, &metrics);
        }
        for rename in &mut fragment.renames {
            metrics.now(&mut rename.to);
        }
        self.objectives.append(&mut fragment.objectives);
        self.kpis.append(&mut fragment.kpis);
        Merged { plan: self, renames: fragment.renames }
    }
}

/// Updates the references of an objective to the ids that changed.
fn follow(objective: &mut Objective, objectives: &Names, metrics: &Names) {
    of_objective(objective, &At::root(""), &mut |_, kind, id| {
        match kind {
            ItemKind::Objective => objectives.now(id),
            ItemKind::KeyResult | ItemKind::Kpi => metrics.now(id),
            _ => {}
        }
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Better, Cadence, KeyResult, Parent, Reach};

    #[test]
    fn taken_ids_get_a_number_and_references_follow() {
        let kpi = || Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
        let objective = || {
            let key_result = KeyResult::new("k", "Reach the number", Reach::new(40.0).from(10.0)).metric("enps");
            Objective::new("o", "Be liked", "q").key_results([key_result]).kpis(["enps", "other"])
        };
        let plan = Plan::new().objectives([objective()]).kpis([kpi()]);
        let child = Objective::new("p", "Be liked more", "q").parent(Parent::KeyResult("k".into()));
        let fragment =
            Fragment::new().objectives([objective(), child]).kpis([kpi()]).renames([Rename::new("k", "enps")]);
        let merged = plan.clone().merge(fragment);
        assert_eq!(merged.plan.objectives[0], plan.objectives[0]);
        let added = &merged.plan.objectives[1];
        assert_eq!((added.id.as_str(), added.key_results[0].id.as_str()), ("o-2", "k-2"));
        assert_eq!(added.key_results[0].metric.as_deref(), Some("enps-2"));
        assert_eq!(added.kpis, ["enps-2", "other"]);
        assert_eq!(merged.plan.objectives[2].parent, Some(Parent::KeyResult("k-2".into())));
        assert_eq!(merged.renames, [Rename::new("k", "enps-2")]);
    }

    #[test]
    fn key_results_follow_the_kpis_that_prove_them_and_the_series_that_they_read() {
        let kpi = || Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
        let key_result = KeyResult::new("k", "Reach the number", Reach::new(40.0).from(10.0)).metric("enps@north");
        let key_result = key_result.kpis(["enps", "other"]).guards(["other", "enps"]);
        let fragment =
            Fragment::new().objectives([Objective::new("o", "Be liked", "q").key_results([key_result])]).kpis([kpi()]);
        let added = Plan::new().kpis([kpi()]).merge(fragment).plan.objectives.remove(0).key_results.remove(0);
        assert_eq!(added.metric.as_deref(), Some("enps-2@north"));
        assert_eq!(
            (added.kpis, added.guards),
            (vec!["enps-2".to_owned(), "other".to_owned()], vec!["other".to_owned(), "enps-2".to_owned()])
        );
    }

    #[test]
    fn numbers_that_are_taken_are_passed_over() {
        let objective = |id: &str| Objective::new(id, "Be liked", "q");
        let plan = Plan::new().objectives(["o", "o-3"].map(objective));
        let fragment = Fragment::new().objectives(["o", "o", "o-2", "o-2", "o"].map(objective));
        let ids: Vec<String> = plan.merge(fragment).plan.objectives.into_iter().map(|objective| objective.id).collect();
        assert_eq!(ids, ["o", "o-3", "o-2", "o-4", "o-2-2", "o-2-3", "o-5"]);
    }
}
