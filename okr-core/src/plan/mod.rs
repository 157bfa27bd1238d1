//! The plan: what people write. These types are the wire contract; their field lists stand here and nowhere else.

mod cycle;
mod finding_code;
mod key_result;
mod kpi;
mod measure;
mod objective;
mod pace;
mod rule;
mod team;

pub use cycle::{Cycle, Retrospective};
pub use finding_code::FindingCode;
pub(crate) use finding_code::for_each_finding;
pub use key_result::{KeyResult, KeyResultRevision, KeyResultState};
pub use kpi::{Aggregate, Benchmark, Better, Cadence, Kpi, KpiRevision, Range};
pub use measure::{
    Curve, CurvePoint, Direction, Done, Establish, Hold, Judge, Measure, Milestone, Milestones, Reach, RollUp, Target,
};
pub use objective::{Ambition, Objective, ObjectiveState, Parent};
pub use pace::{Pace, PacePoint};
pub use rule::{Missing, OffTarget, OutOfRange, Rule, Shift, Spike, Stagnant, Stale, Trend, Worsening};
pub use team::{Level, Team};

pub use crate::document::Meta;
use crate::document::{At, Node, Notes, Read, document, parse, wrong_type};
use crate::error::{Error, Errors};
use crate::policy::PolicyChoice;
use crate::resolve::Tracker;

document! {
    /// Teams, cycles, objectives with their key results, and KPIs: all that people write.
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
            /// The version of this document's format: 1.
            version: Version,
        }
        optional {
            /// What people call it.
            name: String,
            /// Thresholds and limits that differ from the standard.
            policy: PolicyChoice,
            /// The caller's own data.
            meta: Meta,
        }
        lists {
            /// Those who set objectives and own KPIs.
            teams: Team,
            /// The spans of time for which objectives are set.
            cycles: Cycle,
            /// What is to be achieved.
            objectives: Objective,
            /// What tells whether all is well.
            kpis: Kpi,
        }
    }
}

/// The version of the format, always 1.
///
/// ```
/// let plan = okr_core::Plan::new();
/// assert_eq!(plan.to_json(), r#"{"version":1}"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

impl Plan {
    /// The plan that JSON text holds.
    ///
    /// # Errors
    ///
    /// All that does not fit the format, and then also all that is unsound ([`resolve`](Self::resolve)) in what
    /// does fit, in one list. A plan that is only unsound is returned, so that it can be shown and mended.
    ///
    /// ```
    /// use okr_core::Plan;
    ///
    /// let plan = Plan::from_json(r#"{ "version": 1, "name": "People" }"#)?;
    /// assert_eq!(plan.name.as_deref(), Some("People"));
    /// assert_eq!(Plan::from_json(r#"{ "nam": "People" }"#).unwrap_err().len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        let mut notes = Notes::default();
        let plan = Plan::read(parse(text)?, &At::root(""), &mut notes);
        if notes.errors.is_empty() {
            return Ok(plan);
        }
        let mut errors = notes.errors;
        crate::order::sort(&mut notes.broken);
        errors.extend(crate::resolve::check(&plan, &notes.broken));
        Err(Errors::new(errors))
    }

    /// The plan as JSON text: fields that equal their defaults are left out.
    ///
    /// ```
    /// use okr_core::Plan;
    ///
    /// assert_eq!(Plan::new().name("People").to_json(), r#"{"version":1,"name":"People"}"#);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // INVARIANT: every field serializes; a number that is not finite becomes null.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// All that makes this plan impossible to evaluate; empty for a sound one.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    ///
    /// let kpi = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().min(14.0).max(12.0));
    /// let problems = Plan::new().kpis([kpi]).check();
    /// assert_eq!((problems[0].code(), problems[0].path.as_str()), ("bad_bounds", "/kpis/0/healthy"));
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Error> {
        crate::resolve::check(self, &[])
    }

    /// The plan with its references resolved and its values sound, ready to be evaluated.
    ///
    /// # Errors
    ///
    /// Everything that makes it impossible to evaluate, at once.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::Objective;
    ///
    /// assert!(Plan::new().resolve().is_ok());
    /// let errors = Plan::new().objectives([Objective::new("hire", "Hire people who stay", "2026-Q3")]).resolve().unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().path, "/objectives/0/cycle");
    /// ```
    pub fn resolve(self) -> Result<Tracker, Errors> {
        Tracker::new(self)
    }
}

/// The two parts of a pair such as `[42, 0.5]`.
fn pair<A: Read, B: Read>(node: Node, expected: &'static str, at: &At<'_>, notes: &mut Notes) -> Option<(A, B)> {
    match node {
        Node::Array(items) => match <[Node; 2]>::try_from(items) {
            Ok([a, b]) => Some((A::read(a, &at.index(0), notes), B::read(b, &at.index(1), notes))),
            Err(items) => {
                let _: Meta = wrong_type(&Node::Array(items), expected, at, notes);
                None
            }
        },
        other => {
            let _: Meta = wrong_type(&other, expected, at, notes);
            None
        }
    }
}
