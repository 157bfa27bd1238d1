//! Measures: how a key result turns readings into a score.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::document::{At, Fields, Node, Notes, Read, document, tagged, vocabulary, wrong_type};
use crate::error::ErrorKind;

vocabulary! {
    /// The direction in which a value should move.
    pub enum Direction {
        /// Higher values are progress.
        Up = "up",
        /// Lower values are progress.
        Down = "down",
    }
}

impl Direction {
    /// The direction of a change that is not 0.
    pub(crate) fn of(change: f64) -> Self {
        if change < 0.0 { Direction::Down } else { Direction::Up }
    }
}

vocabulary! {
    /// How a `hold` is scored.
    pub enum Judge {
        /// By the share of readings within the bounds.
        Share = "share",
        /// By the last reading; 1 if it is within the bounds, otherwise 0.
        Latest = "latest",
    }
}

/// The target of a `reach`: a value, or a change relative to the baseline.
///
/// ```
/// use okr_core::plan::{Reach, Target};
///
/// // Five less than at the start.
/// let less = Reach::new(Target::By(-5.0));
/// assert_eq!(serde_json::to_string(&less).unwrap(), r#"{"to":{"by":-5.0}}"#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Target {
    /// An absolute value.
    To(f64),
    /// The baseline plus this.
    By(f64),
    /// The baseline plus this percentage of its absolute value.
    ByPercent(f64),
}

impl Target {
    /// The value to reach from a baseline: itself, `baseline + by`, or `baseline + |baseline| · percent/100`, so that +50 % of -200 is -100.
    ///
    /// ```
    /// use okr_core::plan::Target;
    /// assert_eq!(Target::By(-5.0).value(42.0), 37.0);
    /// assert_eq!(Target::ByPercent(-50.0).value(42.0), 21.0);
    /// assert_eq!(Target::ByPercent(50.0).value(-200.0), -100.0);
    /// ```
    #[must_use]
    pub fn value(self, baseline: f64) -> f64 {
        let value = match self {
            Target::To(value) => value,
            Target::By(by) => baseline + by,
            Target::ByPercent(percent) => baseline + baseline.abs() * percent / 100.0,
        };
        crate::number::unsigned(value)
    }
}

impl From<f64> for Target {
    fn from(value: f64) -> Self {
        Target::To(value)
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let (name, value) = match self {
            Target::To(value) => return serializer.serialize_f64(*value),
            Target::By(value) => ("by", value),
            Target::ByPercent(value) => ("by_percent", value),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(name, value)?;
        map.end()
    }
}

impl Read for Target {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        const EXPECTED: &str = "a number, `{\"by\": number}` or `{\"by_percent\": number}`";
        match node {
            Node::Number(_) => Target::To(f64::read(node, at, notes)),
            Node::Object(_) => {
                let Some(mut fields) = Fields::new(node, at, &["by", "by_percent"], notes) else {
                    return Self::placeholder();
                };
                match (fields.optional("by"), fields.optional("by_percent")) {
                    (Some(by), None) => Target::By(by),
                    (None, Some(percent)) => Target::ByPercent(percent),
                    (both, _) => {
                        let found = if both.is_some() { "both" } else { "neither" };
                        notes.error(at, ErrorKind::WrongType { expected: EXPECTED.into(), found: found.into() });
                        Self::placeholder()
                    }
                }
            }
            other => wrong_type(&other, EXPECTED, at, notes),
        }
    }

    fn placeholder() -> Self {
        Target::To(0.0)
    }

    fn stored(self) -> Self {
        match self {
            Target::To(value) => Target::To(value.stored()),
            Target::By(by) => Target::By(by.stored()),
            Target::ByPercent(percent) => Target::ByPercent(percent.stored()),
        }
    }
}

document!(@deserialize Target);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Target {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Target".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = |field: &str| {
            serde_json::json!({
                "type": "object",
                "properties": { field: { "type": "number" } },
                "required": [field],
                "additionalProperties": false,
            })
        };
        schemars::json_schema!({
            "oneOf": [{ "type": "number" }, one("by"), one("by_percent")],
            "description": "A value, or a change relative to the baseline: absolute (`by`) or in percent of the baseline (`by_percent`).",
        })
    }
}

document! {
    /// Progress from a baseline to a target: `(value - baseline) / (target - baseline)`.
    ///
    /// ```
    /// use okr_core::plan::{Reach, Target};
    /// let falling = Reach::new(25.0).from(42.0);
    /// let relative = Reach::new(Target::ByPercent(-20.0));
    /// assert_eq!((falling.from, relative.from), (Some(42.0), None));
    /// ```
    pub struct Reach {
        required {
            /// Target: a value, or a change relative to the baseline.
            to: Target,
        }
        optional {
            /// Baseline. If omitted, it is taken from the readings.
            from: f64,
            /// Direction of progress. Needed only if neither `from` nor the KPI determines it.
            direction: Direction,
        }
    }
}

document! {
    /// Staying within bounds. At least one bound is required; values on a bound are within it.
    pub struct Hold {
        optional {
            /// Lower bound.
            min: f64,
            /// Upper bound.
            max: f64,
            /// How it is scored. If omitted, `share`; `latest` if the key result has an `aggregate` other than `latest`, so that `max` with
            /// `sum` is a cap on the total so far.
            judge: Judge,
        }
    }
}

/// A value, and the score for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The value.
    pub value: f64,
    /// The score for it, 0 to 1.
    pub score: f64,
}

impl Serialize for CurvePoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.value, self.score).serialize(serializer)
    }
}

impl From<(f64, f64)> for CurvePoint {
    fn from((value, score): (f64, f64)) -> Self {
        CurvePoint { value, score }
    }
}

impl Read for CurvePoint {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match super::pair::pair(node, "a value and a score, such as `[42, 0.5]`", at, notes) {
            Some((value, score)) => CurvePoint { value, score },
            None => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        CurvePoint { value: 0.0, score: 0.0 }
    }

    fn stored(self) -> Self {
        CurvePoint { value: self.value.stored(), score: self.score.stored() }
    }
}

document!(@deserialize CurvePoint);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for CurvePoint {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CurvePoint".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array",
            "prefixItems": [{ "type": "number" }, { "type": "number" }],
            "minItems": 2,
            "maxItems": 2,
            "description": "A value, and the score for it, 0 to 1.",
        })
    }
}

document! {
    /// Linear interpolation between points of value and score. Beyond the first and last point the score stays
    /// constant.
    ///
    /// ```
    /// use okr_core::plan::{Curve, KeyResult};
    ///
    /// // Half of the offers accepted scores 0, four in five scores 1.
    /// let curve = Curve::new().points([(50.0, 0.0), (80.0, 1.0)]);
    /// let offers = KeyResult::new("offers", "Offers accepted", curve).unit("%");
    /// assert_eq!(offers.measure.kind(), "curve");
    /// ```
    pub struct Curve {
        lists {
            /// At least two points. Values strictly increase or strictly decrease; scores never decrease and are
            /// between 0 and 1.
            points: CurvePoint,
        }
    }
}

impl Curve {
    /// Creates a curve from four values: `baseline` scores 0, `commit` (what is promised) 0.3, `target` (a success)
    /// 0.7, and `stretch` (the best that could be hoped for) 1.
    ///
    /// ```
    /// use okr_core::plan::Curve;
    /// let curve = Curve::zones(58.0, 70.0, 90.0, 98.0);
    /// assert_eq!(curve.points.iter().map(|p| p.score).collect::<Vec<_>>(), [0.0, 0.3, 0.7, 1.0]);
    /// ```
    #[must_use]
    pub fn zones(baseline: f64, commit: f64, target: f64, stretch: f64) -> Self {
        Curve::new().points([(baseline, 0.0), (commit, 0.3), (target, 0.7), (stretch, 1.0)])
    }
}

/// Whether a milestone was reached, or on which day.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::plan::{Done, Milestone};
///
/// let day = parse_date("2026-08-14").unwrap();
/// assert_eq!(Milestone::new("first agent at work").done(day).done, Some(Done::On(day)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Done {
    /// Reached or not, on any day.
    Always(bool),
    /// Reached on this day.
    On(NaiveDate),
}

impl Done {
    /// Returns whether the milestone is reached by the end of `day`.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Done;
    ///
    /// let day = parse_date("2026-08-14").unwrap();
    /// assert!(Done::On(day).by(day));
    /// assert!(!Done::On(day).by(day.pred_opt().unwrap()));
    /// assert!(Done::Always(true).by(day));
    /// ```
    #[must_use]
    pub fn by(self, day: NaiveDate) -> bool {
        match self {
            Done::Always(done) => done,
            Done::On(date) => date <= day,
        }
    }
}

impl From<bool> for Done {
    fn from(done: bool) -> Self {
        Done::Always(done)
    }
}

impl From<NaiveDate> for Done {
    fn from(date: NaiveDate) -> Self {
        Done::On(date)
    }
}

impl Read for Done {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Bool(done) => Done::Always(done),
            Node::String(_) => Done::On(NaiveDate::read(node, at, notes)),
            other => wrong_type(&other, "true, false, or the day on which it was done", at, notes),
        }
    }

    fn placeholder() -> Self {
        Done::Always(false)
    }
}

document!(@deserialize Done);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Done {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Done".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "oneOf": [{ "type": "boolean" }, { "type": "string", "format": "date" }],
            "description": "Whether it was reached, or the day on which it was.",
        })
    }
}

document! {
    /// A step that is either reached or not.
    pub struct Milestone {
        required {
            /// What is to be reached, in words.
            title: String,
        }
        optional {
            /// Day by which it is due.
            due: NaiveDate,
            /// Whether it was reached, or the day on which it was.
            done: Done,
        }
        defaulted {
            /// Weight relative to the other milestones; 0 or more.
            weight: f64 = 1.0,
        }
    }
}

document! {
    /// Steps that are reached one by one. The score is the weight of the steps reached, divided by the weight of all.
    ///
    /// ```
    /// use okr_core::plan::{Milestone, Milestones};
    ///
    /// let agents = Milestones::new().items([Milestone::new("first agent"), Milestone::new("second agent")]);
    /// assert_eq!(agents.items.len(), 2);
    /// ```
    pub struct Milestones {
        lists {
            /// The steps; at least one is required.
            items: Milestone,
        }
    }
}

document! {
    /// Establishing a baseline: achieved as soon as a reading exists.
    pub struct Establish {}
}

document! {
    /// The weighted mean score of the objectives whose parent is this key result.
    pub struct RollUp {}
}

tagged! {
    /// How a key result turns readings into a score.
    ///
    /// ```
    /// use okr_core::plan::{Hold, Measure};
    ///
    /// let measure: Measure = Hold::new().min(40.0).into();
    /// assert_eq!(measure.kind(), "hold");
    /// ```
    pub enum Measure (kind or "kind") {
        /// Progress from a baseline to a target: `(value - baseline) / (target - baseline)`.
        Reach(Reach) = "reach",
        /// Staying within bounds. At least one bound is required; values on a bound are within it.
        Hold(Hold) = "hold",
        /// Linear interpolation between points of value and score. Beyond the first and last point the score stays
        /// constant.
        Curve(Curve) = "curve",
        /// Steps that are reached one by one. The score is the weight of the steps reached, divided by the weight of all.
        Milestones(Milestones) = "milestones",
        /// Establishing a baseline: achieved as soon as a reading exists.
        Establish(Establish) = "establish",
        /// The weighted mean score of the objectives whose parent is this key result.
        RollUp(RollUp) = "roll_up",
    }
}
