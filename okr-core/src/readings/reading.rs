//! A reading as a row.

use chrono::NaiveDate;

use crate::calendar::{date_of_day, parse_reading_day};
use crate::document::{At, Node, Notes, Read, document, shorten, wrong_type};
use crate::error::ErrorKind;

document! {
    /// One reading: the value of a metric on a day.
    ///
    /// If the value is absent or null, the reading retracts what stood for its metric and date, from the day `recorded` on.
    ///
    /// ```
    /// use okr_core::readings::Reading;
    ///
    /// let reading: Reading = serde_json::from_str(r#"{ "metric": "enps", "date": "2026-Q3", "value": -4 }"#)?;
    /// assert_eq!(reading.date.to_string(), "2026-09-30");
    /// assert_eq!(reading, Reading::new("enps", reading.date, -4.0));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct Reading: row {
        required {
            /// Id of the KPI or key result; for a KPI with teams `kpi@team`.
            metric: String,
            /// The day that it is about, `YYYY-MM-DD`, or a period whose last day is meant: `2026-07`, `2026-Q3`, `2026-W33`, `2026`.
            date: NaiveDate as DateOrPeriod,
            /// The value, within ±1e15; null retracts what stood there.
            value: Option<f64>,
        }
        optional {
            /// The day on which it became known; absent: its date. A period stands for its last day.
            recorded: NaiveDate as DateOrPeriod,
            /// The number of answers, heads or cases that it rests on: above 0.
            sample: f64 as Option<f64>,
            /// A remark.
            note: String,
        }
    }
}

impl Reading {
    /// The reading that retracts, from the day `recorded` on, what stood for a metric and date.
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
        Reading::new(metric, date, None).recorded(recorded)
    }
}

/// A day, written as a date or as the period that it ends.
struct DateOrPeriod(NaiveDate);

impl From<DateOrPeriod> for NaiveDate {
    fn from(date: DateOrPeriod) -> Self {
        date.0
    }
}

impl From<DateOrPeriod> for Option<NaiveDate> {
    fn from(date: DateOrPeriod) -> Self {
        Some(date.0)
    }
}

impl Read for DateOrPeriod {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => match parse_reading_day(&text) {
                Ok(day) => DateOrPeriod(date_of_day(day)),
                Err(error) => {
                    notes.error(at, ErrorKind::BadDate { value: shorten(&text), reason: error.reason.to_string() });
                    Self::placeholder()
                }
            },
            other => wrong_type(&other, "a date such as `2026-09-30`", at, notes),
        }
    }

    fn placeholder() -> Self {
        DateOrPeriod(NaiveDate::MIN)
    }
}

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
