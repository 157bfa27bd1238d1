//! Calendars of a plan: periods that KPIs are counted in besides days, weeks, months, quarters and years.

use std::fmt;

use chrono::NaiveDate;

use crate::calendar::parse_date;
use crate::document::{At, Fields, Meta, Node, Notes, Read, document, shorten, wrong_type};
use crate::error::ErrorKind;

/// A month, written `YYYY-MM`.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::plan::Month;
///
/// let april = Month::new(2026, 4).unwrap();
/// assert_eq!(april.first_day(), parse_date("2026-04-01")?);
/// # Ok::<(), okr_core::calendar::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a year from 1 to 9999, 1 to 12; none outside.
    ///
    /// ```
    /// use okr_core::plan::Month;
    ///
    /// assert_eq!(Month::new(2026, 4).unwrap().to_string(), "2026-04");
    /// assert_eq!(Month::new(2026, 13), None);
    /// ```
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1..=9999).contains(&year)).map(Month)
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl serde::Serialize for Month {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Read for Month {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => parse_date(&format!("{text}-01")).map(Month).unwrap_or_else(|_| {
                let reason = "a month is written `YYYY-MM`, such as `2026-04`".to_owned();
                notes.error(at, ErrorKind::BadDate { value: shorten(&text), reason });
                Self::placeholder()
            }),
            other => wrong_type(&other, "a month such as `2026-04`", at, notes),
        }
    }

    fn placeholder() -> Self {
        Month(NaiveDate::MIN)
    }
}

document!(@deserialize Month);

/// Periods of one length, counted from a day or a month on in both directions.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::plan::{Calendar, Every, Month};
///
/// let sprints = Calendar::every_days("sprints", 14, parse_date("2026-07-05")?);
/// let halves = Calendar::every_months("halves", 6, Month::new(2026, 4).unwrap());
/// assert_eq!(halves.every, Some(Every::Months { months: 6, from: Month::new(2026, 4).unwrap() }));
/// # let _ = sprints;
/// # Ok::<(), okr_core::calendar::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Every {
    /// Spans of days.
    Days {
        /// How many days a period has, 1 to 366.
        days: u32,
        /// The first day of one of the periods.
        from: NaiveDate,
    },
    /// Spans of months.
    Months {
        /// How many months a period has, 1 to 60.
        months: u32,
        /// The first month of one of the periods.
        from: Month,
    },
}

impl Read for Every {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let by_months = match &node {
            Node::Object(fields) => fields.iter().any(|(name, _)| name == "months"),
            _ => false,
        };
        let known: &[&str] = if by_months { &["months", "from"] } else { &["days", "from"] };
        let Some(mut fields) = Fields::new(node, at, known, notes) else { return Self::placeholder() };
        if by_months {
            Every::Months { months: fields.required("months"), from: fields.required("from") }
        } else {
            Every::Days { days: fields.required("days"), from: fields.required("from") }
        }
    }

    fn placeholder() -> Self {
        Every::Days { days: 1, from: NaiveDate::MIN }
    }
}

document!(@deserialize Every);

document! {
    /// Periods of whole weeks, by a list of their lengths that is gone through again and again: `[4, 4, 5]` for a retail quarter.
    pub struct Pattern {
        required {
            /// The first day of a period that has the first length of the list.
            from: NaiveDate,
        }
        lists {
            /// How many weeks each period has, 1 to 53.
            weeks: u32,
        }
    }
}

document! {
    /// A period with a name of its own.
    pub struct NamedPeriod {
        required {
            /// Its name in reports.
            name: String,
            /// First day.
            start: NaiveDate,
            /// Last day.
            end: NaiveDate,
        }
    }
}

document! {
    /// How a KPI's time is cut into periods where days, ISO weeks, months, quarters and years do not fit: sprints, weeks from Sunday, half
    /// years, 4-4-5 months, terms. It has one of `every`, `pattern` and `periods`; a KPI names it as its `cadence`.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Calendar, Kpi};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let weeks = Calendar::every_days("sunday-weeks", 7, parse_date("2026-07-05")?);
    /// let tickets = Kpi::new("tickets", "Tickets", Better::Lower, "sunday-weeks").target(40.0);
    /// let tracker = Plan::new().calendars([weeks]).kpis([tickets]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "tickets", "date": "2026-07-11", "value": 37 }]"#)?;
    /// let report = tracker.evaluate(&Evaluation::new(&readings, parse_date("2026-07-11")?))?;
    /// assert_eq!(report.kpis[0].period.as_deref(), Some("2026-07-05/P7D"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Calendar: item {
        required {
            /// Unique among calendars; none of `daily`, `weekly`, `monthly`, `quarterly` and `yearly`.
            id: String,
        }
        optional {
            /// What people call it.
            name: String,
            /// Periods of one length.
            every: Every,
            /// Periods of whole weeks, by a list of their lengths.
            pattern: Pattern,
            /// The caller's own data.
            meta: Meta,
        }
        lists {
            /// Periods as listed: rising, not overlapping.
            periods: NamedPeriod,
        }
    }
}

impl Calendar {
    /// Periods of 1 to 366 days, counted from a day on in both directions.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Calendar;
    ///
    /// let sprints = Calendar::every_days("sprints", 14, parse_date("2026-07-06")?);
    /// assert!(sprints.every.is_some());
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn every_days(id: impl Into<String>, days: u32, from: NaiveDate) -> Self {
        Calendar::new(id).every(Every::Days { days, from })
    }

    /// Periods of 1 to 60 months, counted from a month on in both directions.
    ///
    /// ```
    /// use okr_core::plan::{Calendar, Month};
    ///
    /// let halves = Calendar::every_months("halves", 6, Month::new(2026, 4).unwrap());
    /// assert!(halves.every.is_some());
    /// ```
    pub fn every_months(id: impl Into<String>, months: u32, from: Month) -> Self {
        Calendar::new(id).every(Every::Months { months, from })
    }

    /// Periods of whole weeks, by a list of their lengths that is gone through again and again.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Calendar;
    ///
    /// let retail = Calendar::weeks("retail", [4, 4, 5], parse_date("2026-02-01")?);
    /// assert_eq!(retail.pattern.unwrap().weeks, [4, 4, 5]);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn weeks(id: impl Into<String>, weeks: impl IntoIterator<Item = u32>, from: NaiveDate) -> Self {
        Calendar::new(id).pattern(Pattern::new(from).weeks(weeks))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Month {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Month".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Every {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Every".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let object = |length: &str, most: u32, from: schemars::Schema| {
            schemars::json_schema!({
                "type": "object",
                "properties": { length: { "type": "integer", "minimum": 1, "maximum": most }, "from": from },
                "required": [length, "from"],
                "additionalProperties": false,
            })
        };
        schemars::json_schema!({
            "oneOf": [
                object("days", 366, schemars::json_schema!({ "type": "string", "format": "date" })),
                object("months", 60, schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })),
            ],
            "description": "Periods of one length, counted from a day (`days`) or a month (`months`) on in both directions.",
        })
    }
}
