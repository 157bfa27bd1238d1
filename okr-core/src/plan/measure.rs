//! Measures: how a key result turns readings into progress.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::document::{At, Fields, Node, Notes, Read, document, tagged, vocabulary, wrong_type};
use crate::error::ErrorKind;

vocabulary! {
    /// Which way a value is meant to go.
    ///
    /// ```
    /// use okr_core::plan::{Direction, Reach};
    ///
    /// assert_eq!(Reach::new(25.0).direction(Direction::Down).direction, Some(Direction::Down));
    /// ```
    pub enum Direction {
        /// Rising is progress.
        Up = "up",
        /// Falling is progress.
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
    /// What a `hold` is judged by.
    ///
    /// ```
    /// use okr_core::plan::{Hold, Judge};
    ///
    /// assert_eq!(Hold::new().min(40.0).judge(Judge::Latest).judge, Some(Judge::Latest));
    /// ```
    pub enum Judge {
        /// The share of readings inside the bounds.
        Share = "share",
        /// Whether the last reading is inside.
        Latest = "latest",
    }
}

/// Where a `reach` is to arrive: a value, or a change of the baseline.
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
    /// A value.
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
            "description": "A value, or a change of the baseline: absolute (`by`) or in percent of it (`by_percent`).",
        })
    }
}

document! {
    /// From a baseline to a target: `(value - baseline) / (target - baseline)`.
    ///
    /// ```
    /// use okr_core::plan::{Reach, Target};
    /// let falling = Reach::new(25.0).from(42.0);
    /// let relative = Reach::new(Target::ByPercent(-20.0));
    /// assert_eq!((falling.from, relative.from), (Some(42.0), None));
    /// ```
    pub struct Reach {
        required {
            /// The target.
            to: Target,
        }
        optional {
            /// The baseline; read from the readings where not written.
            from: f64,
            /// Which way is progress, where neither a written baseline nor the KPI tells.
            direction: Direction,
        }
    }
}

document! {
    /// Staying within bounds, which belong to the range; at least one is needed.
    ///
    /// ```
    /// use okr_core::plan::Hold;
    ///
    /// let enps = Hold::new().min(40.0);
    /// assert_eq!((enps.min, enps.max), (Some(40.0), None));
    /// ```
    pub struct Hold {
        optional {
            /// Lower bound.
            min: f64,
            /// Upper bound.
            max: f64,
            /// What it is judged by: `share` where not written; `latest` where the key result has an `aggregate` other than `latest`, so that
            /// `max` with `sum` is a cap on the total so far.
            judge: Judge,
        }
    }
}

/// A value and the score that it gives.
///
/// ```
/// use okr_core::plan::Curve;
///
/// let zones = Curve::zones(10.0, 20.0, 30.0, 40.0);
/// assert_eq!((zones.points[1].value, zones.points[1].score), (20.0, 0.3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The value.
    pub value: f64,
    /// 0 to 1.
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
        match super::pair(node, "a value and a score, such as `[42, 0.5]`", at, notes) {
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
            "description": "A value and the score that it gives, 0 to 1.",
        })
    }
}

document! {
    /// Straight lines between points of value and score, flat beyond the ends.
    ///
    /// ```
    /// use okr_core::plan::Curve;
    ///
    /// assert_eq!(Curve::zones(10.0, 20.0, 30.0, 40.0).points.len(), 4);
    /// ```
    pub struct Curve {
        lists {
            /// At least 2; values strictly rising or falling, scores not falling and within 0–1.
            points: CurvePoint,
        }
    }
}

impl Curve {
    /// A curve through the scores 0, 0.3, 0.7 and 1: `baseline` scores nothing, `commit` is what is promised,
    /// `target` is a success, `stretch` is all that could be hoped for.
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

/// Whether, or when, a milestone was reached.
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
    /// Reached (or not), on whatever day it is looked at.
    Always(bool),
    /// Reached on this day.
    On(NaiveDate),
}

impl Done {
    /// Whether it is reached at the end of `day`.
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
            other => wrong_type(&other, "true, false or the date on which it was done", at, notes),
        }
    }

    fn placeholder() -> Self {
        Done::Always(false)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Done {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Done".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "oneOf": [{ "type": "boolean" }, { "type": "string", "format": "date" }],
            "description": "Whether it is reached, or the day on which it was.",
        })
    }
}

document! {
    /// A step that is reached or not.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Milestone;
    ///
    /// let agent = Milestone::new("first agent at work").weight(2.0).due(parse_date("2026-07-24").unwrap());
    /// assert_eq!((agent.weight, agent.done), (2.0, None));
    /// ```
    pub struct Milestone {
        required {
            /// The step, in words.
            title: String,
        }
        optional {
            /// The day by which it is due.
            due: NaiveDate,
            /// Whether, or when, it was reached.
            done: Done,
        }
        defaulted {
            /// Its share; 0 or more.
            weight: f64 = 1.0,
        }
    }
}

document! {
    /// Steps that are reached one by one: `weight done / weight`.
    ///
    /// ```
    /// use okr_core::plan::{Milestone, Milestones};
    ///
    /// let agents = Milestones::new().items([Milestone::new("first agent"), Milestone::new("second agent")]);
    /// assert_eq!(agents.items.len(), 2);
    /// ```
    pub struct Milestones {
        lists {
            /// The steps; at least one.
            items: Milestone,
        }
    }
}

document! {
    /// Finding out where one stands: done once a reading exists.
    ///
    /// ```
    /// use okr_core::plan::{Establish, KeyResult};
    ///
    /// let survey = KeyResult::new("survey", "A survey is made", Establish::new());
    /// assert_eq!(survey.measure, Establish::new().into());
    /// ```
    pub struct Establish {}
}

document! {
    /// The weighted mean of the objectives whose parent is this key result.
    ///
    /// ```
    /// use okr_core::plan::{KeyResult, RollUp};
    ///
    /// let hiring = KeyResult::new("hiring", "Hiring works", RollUp::new());
    /// assert_eq!(hiring.measure, RollUp::new().into());
    /// ```
    pub struct RollUp {}
}

tagged! {
    /// How a key result turns readings into progress.
    ///
    /// ```
    /// use okr_core::plan::{Hold, Measure};
    ///
    /// let measure: Measure = Hold::new().min(40.0).into();
    /// assert_eq!(measure.kind(), "hold");
    /// ```
    pub enum Measure (kind or "kind") {
        /// From a baseline to a target.
        Reach(Reach) = "reach",
        /// Staying within bounds.
        Hold(Hold) = "hold",
        /// Straight lines between points of value and score.
        Curve(Curve) = "curve",
        /// Steps that are reached one by one.
        Milestones(Milestones) = "milestones",
        /// Finding out where one stands.
        Establish(Establish) = "establish",
        /// The mean of the objectives below.
        RollUp(RollUp) = "roll_up",
    }
}
