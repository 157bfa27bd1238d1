//! The plan: the documents that people write.
//!
//! These types define the wire format for all languages. Each field list is defined here and nowhere else.

mod ambition;
mod calendar;
mod cycle;
mod finding_code;
mod formula;
mod input;
mod item;
mod key_result;
mod kpi;
mod measure;
mod objective;
mod pace;
mod pair;
pub mod policy;
pub(crate) mod reference;
mod rule;
mod rule_check;
mod team;

pub use ambition::Ambition;
pub use calendar::{Calendar, Every, Month, NamedPeriod, Pattern};
pub use cycle::{Cycle, Retrospective};
pub use finding_code::FindingCode;
pub(crate) use finding_code::for_each_finding;
pub(crate) use formula::{Formula, FormulaError};
pub use input::Input;
pub(crate) use item::Position;
pub use item::{Item, ItemKind};
pub use key_result::{KeyResult, KeyResultRevision, KeyResultState, Said};
pub use kpi::{
    Aggregate, Benchmark, Better, Cadence, Empty, Indicator, Kpi, KpiCadence, KpiRevision, KpiTeams, Phase, Range,
};
pub use measure::{
    Curve, CurvePoint, Direction, Done, Establish, Hold, Judge, Measure, MeasureKind, Milestone, Milestones, Reach,
    RollUp, Target,
};
pub use objective::{Objective, ObjectiveState, Parent};
pub use pace::{Pace, PacePoint};
pub use rule::{
    Against, Missing, OffTarget, OutOfRange, Rule, RuleKind, Shift, Spike, Stagnant, Stale, Trend, Worsening,
};
pub(crate) use rule_check::check_rules;
pub use team::{Level, Team};

pub use crate::document::Meta;
use crate::document::{At, Node, Notes, Read, document};
use policy::PolicyChoice;

document! {
    /// A plan: teams, cycles, objectives with their key results, and KPIs.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// let plan = Plan::new().kpis([Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly)]);
    /// let again = Plan::from_json(&plan.to_json()).unwrap();
    /// assert_eq!(plan, again);
    /// ```
    pub struct Plan {
        constants {
            /// Version of the document format: always 1.
            version: Version,
        }
        optional {
            /// Display name.
            name: String,
            /// Thresholds and limits that override the standard policy.
            policy: PolicyChoice,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
        lists {
            /// Teams that set objectives and own KPIs.
            teams: Team,
            /// Time spans for which objectives are set.
            cycles: Cycle,
            /// Goals, each with the key results that measure it.
            objectives: Objective,
            /// Numbers that show whether something is healthy.
            kpis: Kpi,
            /// What formulas of KPIs are made of.
            inputs: Input,
            /// Calendars that KPIs are counted in besides the civil one.
            calendars: Calendar,
        }
    }
}

/// The version of the document format: always 1.
///
/// ```
/// let plan = okr_core::Plan::new();
/// assert_eq!(plan.to_json(), r#"{"version":1}"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Version;

impl Read for Version {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let shape_errors = notes.errors.len();
        let version = f64::read(node, at, notes);
        if version != 1.0 && notes.errors.len() == shape_errors {
            notes.error(at, crate::error::ErrorKind::BadVersion { version });
        }
        Version
    }

    fn placeholder() -> Self {
        Version
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(1)
    }
}

document!(@deserialize Version);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": 1 })
    }
}

macro_rules! by_id {
    ($( $(#[doc = $doc:expr])* $name:ident: $list:ident -> $ty:ty, )*) => {
        /// Items by their ids. Each looks through its list.
        impl Plan {
            $(
                $(#[doc = $doc])*
                #[must_use]
                pub fn $name(&self, id: &str) -> Option<&$ty> {
                    self.$list.iter().find(|item| item.id == id)
                }
            )*
        }
    };
}

by_id! {
    /// The team with an id.
    team: teams -> Team,
    /// The cycle with an id.
    cycle: cycles -> Cycle,
    /// The objective with an id.
    objective: objectives -> Objective,
    /// The KPI with an id.
    kpi: kpis -> Kpi,
    /// The input with an id.
    input: inputs -> Input,
    /// The calendar with an id.
    calendar: calendars -> Calendar,
}

impl Plan {
    /// The key result with an id, with its objective.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{KeyResult, Objective, Reach};
    ///
    /// let days = KeyResult::new("days", "Time to hire falls to 25 days", Reach::new(25).from(42));
    /// let plan = Plan::new().objectives([Objective::new("hire", "Hire faster", "2026-Q3").key_results([days])]);
    /// let (objective, key_result) = plan.key_result("days").unwrap();
    /// assert_eq!((&*objective.id, &*key_result.title), ("hire", "Time to hire falls to 25 days"));
    /// assert!(plan.key_result("hire").is_none());
    /// ```
    #[must_use]
    pub fn key_result(&self, id: &str) -> Option<(&Objective, &KeyResult)> {
        let all = self.objectives.iter();
        all.flat_map(|objective| objective.key_results.iter().map(move |one| (objective, one)))
            .find(|(_, key_result)| key_result.id == id)
    }

    /// Writes the plan as JSON text, without fields that equal their default.
    ///
    /// ```
    /// use okr_core::Plan;
    ///
    /// assert_eq!(Plan::new().name("People").to_json(), r#"{"version":1,"name":"People"}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}
