//! A reading as a row.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::calendar::{date_of_day, parse_reading_day};
use crate::document::{At, Fields, Node, Notes, Read, document, shorten, wrong_type};
use crate::error::ErrorKind;

/// One reading: what a metric was on a day.
///
/// In JSON the date may also name a period (`2026-07`, `2026-Q3`, `2026-W33`, `2026`), whose last day it then is. Where the value
/// is absent, `null` or not a number, the reading takes back what stood for its metric and date, from the day `recorded` on.
///
/// ```
/// use okr_core::readings::Reading;
///
/// let reading: Reading = serde_json::from_str(r#"{ "metric": "enps", "date": "2026-Q3", "value": -4 }"#)?;
/// assert_eq!(reading.date.to_string(), "2026-09-30");
/// assert_eq!(reading, Reading::new("enps", reading.date, -4.0));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// Id of the KPI or key result; for a KPI with teams `kpi@team`.
    pub metric: String,
    /// The day that it is about.
    pub date: NaiveDate,
    /// The value, within ±1e15; none takes back what stood there.
    pub value: Option<f64>,
    /// The day on which it became known; none: its date.
    pub recorded: Option<NaiveDate>,
    /// How many answers, heads or cases it rests on: above 0.
    pub sample: Option<f64>,
    /// What is to be said about it.
    pub note: Option<String>,
}

impl Reading {
    /// A reading that became known on its own day.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let reading = Reading::new("enps", parse_date("2026-07-31")?, 31.0).sample(120.0).note("summer survey");
    /// assert_eq!(reading.value, Some(31.0));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn new(metric: impl Into<String>, date: NaiveDate, value: f64) -> Self {
        Reading { metric: metric.into(), date, value: Some(value), recorded: None, sample: None, note: None }
    }

    /// The reading that takes back, from the day `recorded` on, what stood for a metric and date.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let retraction = Reading::retraction("enps", parse_date("2026-07-31")?, parse_date("2026-08-14")?);
    /// assert_eq!(retraction.value, None);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn retraction(metric: impl Into<String>, date: NaiveDate, recorded: NaiveDate) -> Self {
        Reading { metric: metric.into(), date, value: None, recorded: Some(recorded), sample: None, note: None }
    }

    /// Sets [`recorded`](Self::recorded), the day on which it became known.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let corrected = Reading::new("enps", parse_date("2026-07-31")?, 29.0).recorded(parse_date("2026-08-14")?);
    /// assert_eq!(corrected.recorded, Some(parse_date("2026-08-14")?));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, recorded: NaiveDate) -> Self {
        self.recorded = Some(recorded);
        self
    }

    /// Sets [`sample`](Self::sample), above 0.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// assert_eq!(Reading::new("enps", parse_date("2026-07-31")?, 31.0).sample(120.0).sample, Some(120.0));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn sample(mut self, sample: f64) -> Self {
        self.sample = Some(sample);
        self
    }

    /// Sets [`note`](Self::note).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let reading = Reading::new("enps", parse_date("2026-07-31")?, 31.0).note("summer survey");
    /// assert_eq!(reading.note.as_deref(), Some("summer survey"));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub(super) const FIELDS: &'static [&'static str] = &["metric", "date", "value", "recorded", "sample", "note"];
}

/// A date that may also be named by its period.
struct ReadingDate(NaiveDate);

impl Read for ReadingDate {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => match parse_reading_day(&text) {
                Ok(day) => ReadingDate(date_of_day(day)),
                Err(error) => {
                    notes.error(at, ErrorKind::BadDate { value: shorten(&text), reason: error.reason.to_string() });
                    Self::placeholder()
                }
            },
            other => wrong_type(&other, "a date such as `2026-09-30`", at, notes),
        }
    }

    fn placeholder() -> Self {
        ReadingDate(NaiveDate::MIN)
    }
}

impl Read for Reading {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let Some(mut fields) = Fields::new(missing_as_null(node), at, Self::FIELDS, notes) else {
            return Self::placeholder();
        };
        Reading {
            metric: fields.required("metric"),
            date: fields.required::<ReadingDate>("date").0,
            value: fields.optional("value"),
            recorded: fields.optional::<ReadingDate>("recorded").map(|date| date.0),
            sample: fields.optional("sample"),
            note: fields.optional("note"),
        }
    }

    fn placeholder() -> Self {
        Reading::new("", NaiveDate::MIN, 0.0)
    }
}

/// The row with null where it holds what is not a number: in a table, that is how a missing value is written.
fn missing_as_null(node: Node) -> Node {
    let null = |node| match node {
        Node::NonFinite(x) if x.is_nan() => Node::Null,
        other => other,
    };
    match node {
        Node::Object(fields) => Node::Object(fields.into_iter().map(|(name, node)| (name, null(node))).collect()),
        other => other,
    }
}

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metric", &self.metric)?;
        map.serialize_entry("date", &self.date)?;
        map.serialize_entry("value", &self.value)?;
        if let Some(recorded) = &self.recorded {
            map.serialize_entry("recorded", recorded)?;
        }
        if let Some(sample) = &self.sample {
            map.serialize_entry("sample", sample)?;
        }
        if let Some(note) = &self.note {
            map.serialize_entry("note", note)?;
        }
        map.end()
    }
}

document!(@deserialize Reading);

/// Text that is a day or a period.
#[cfg(feature = "schema")]
struct DateOrPeriod;

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DateOrPeriod {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DateOrPeriod".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date-or-period" })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Reading {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Reading".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = crate::document::schema::ObjectSchema::new(&[
            "One reading: what a metric was on a day.",
            "",
            "Where the value is absent or null, it takes back what stood for its metric and date, from the day `recorded` on.",
        ]);
        let mut property = |name, required, docs: &str| match name {
            "value" | "sample" => schema.property::<Option<f64>>(generator, name, required, None, &[docs]),
            "date" => schema.property::<DateOrPeriod>(generator, name, required, None, &[docs]),
            "recorded" => schema.property::<NaiveDate>(generator, name, required, None, &[docs]),
            _ => schema.property::<String>(generator, name, required, None, &[docs]),
        };
        property("metric", true, "Id of the KPI or key result; for a KPI with teams `kpi@team`.");
        property(
            "date",
            true,
            "The day that it is about, `YYYY-MM-DD`, or a period whose last day is meant: `2026-07`, `2026-Q3`, `2026-W33`, `2026`.",
        );
        property("value", false, "The value, within ±1e15; null takes back what stood there.");
        property("recorded", false, "The day on which it became known; absent: its date.");
        property("sample", false, "How many answers, heads or cases it rests on: above 0.");
        property("note", false, "What is to be said about it.");
        schema.finish()
    }
}
