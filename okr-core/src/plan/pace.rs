//! Pace: the progress expected by each day in the window of a key result.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{At, Fields, Node, Notes, Read, document, unknown_value, wrong_type};

/// The share of progress expected by the end of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PacePoint {
    /// The day, as of its end.
    pub date: NaiveDate,
    /// The share expected by then, 0 to 1.
    pub share: f64,
}

/// The progress expected over the window of a key result.
///
/// ```
/// use okr_core::plan::Pace;
/// let pace: Pace = serde_json::from_str(r#"{ "phased": [["2026-08-15", 0.2], ["2026-09-30", 1.0]] }"#).unwrap();
/// assert!(matches!(pace, Pace::Phased(points) if points.len() == 2));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Pace {
    /// The same amount every day.
    Linear,
    /// Linear between points. It starts at 0 on the day before the window and stays constant after the last point.
    Phased(Vec<PacePoint>),
}

impl Pace {
    /// Creates a phased pace from dates and shares.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Pace;
    ///
    /// let slow = Pace::phased([(parse_date("2026-08-15").unwrap(), 0.2), (parse_date("2026-09-30").unwrap(), 1.0)]);
    /// assert_eq!(serde_json::to_string(&slow).unwrap(), r#"{"phased":[["2026-08-15",0.2],["2026-09-30",1.0]]}"#);
    /// ```
    pub fn phased(points: impl IntoIterator<Item = (NaiveDate, f64)>) -> Self {
        Pace::Phased(points.into_iter().map(|(date, share)| PacePoint { date, share }).collect())
    }
}

impl Serialize for PacePoint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.date, self.share).serialize(serializer)
    }
}

impl Read for PacePoint {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match super::pair::pair(node, "a date and a share, such as `[\"2026-08-15\", 0.5]`", at, notes) {
            Some((date, share)) => PacePoint { date, share },
            None => Self::placeholder(),
        }
    }

    fn placeholder() -> Self {
        PacePoint { date: NaiveDate::MIN, share: 0.0 }
    }
}

impl Read for Pace {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) if text == "linear" => Pace::Linear,
            Node::String(text) => {
                notes.error(at, unknown_value(text, &["linear"]));
                Self::placeholder()
            }
            Node::Object(_) => match Fields::new(node, at, &["phased"], notes) {
                Some(mut fields) => Pace::Phased(fields.required("phased")),
                None => Self::placeholder(),
            },
            other => wrong_type(&other, "`linear` or an object with `phased`", at, notes),
        }
    }

    fn placeholder() -> Self {
        Pace::Linear
    }
}

document!(@deserialize Pace);
document!(@deserialize PacePoint);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pace {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pace".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "oneOf": [
                { "const": "linear" },
                {
                    "type": "object",
                    "properties": { "phased": {
                        "type": "array",
                        "items": {
                            "type": "array",
                            "prefixItems": [{ "type": "string", "format": "date" }, { "type": "number" }],
                            "minItems": 2,
                            "maxItems": 2,
                        },
                    } },
                    "required": ["phased"],
                    "additionalProperties": false,
                },
            ],
            "description": "The progress expected over the window of a key result: the same amount every day, or linear between points of a date and a share.",
        })
    }
}
