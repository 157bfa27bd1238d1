//! Errors: what is wrong in the input, where, and what would be right.
//!
//! [`Errors`] holds the problems of a document, not only the first: 100 in full, further ones as numbers by code. Each [`Error`] has the JSON Pointer of the field at
//! fault and an [`ErrorKind`] that carries the numbers and ids; the message is made from them. A message says what must
//! hold, then what was found.

mod problems;

use std::fmt;

use indexmap::IndexMap;
pub(crate) use problems::Problems;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::number::text;

/// Defines [`ErrorKind`]: each kind with its code, its message and the values that it carries, from one list.
macro_rules! kinds {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$kind_meta:meta])* $kind:ident = $code:literal {
                $( $(#[$field_meta:meta])* $field:ident: $ty:ty, )*
            }, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(serde::Deserialize)]
        #[serde(tag = "code", content = "data")]
        pub enum $name {
            $( $(#[$kind_meta])* #[serde(rename = $code)] $kind { $( $(#[$field_meta])* $field: $ty, )* }, )*
        }

        impl $name {
            /// The codes of all kinds.
            pub const CODES: &'static [&'static str] = &[$( $code ),*];

            /// The code, as documents and conformance vectors spell it.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self {
                    $( Self::$kind { .. } => $code, )*
                }
            }

            /// The values by their names.
            pub(crate) fn data(&self) -> Map<String, Value> {
                #[allow(unused_mut)]
                let mut data = Map::new();
                match self {
                    $( Self::$kind { $( $field, )* } => { $( put(&mut data, stringify!($field), $field); )* } )*
                }
                data
            }
        }
    };
}

/// Adds a value.
fn put<T: Serialize>(data: &mut Map<String, Value>, name: &str, value: &T) {
    // INVARIANT: strings and numbers under string keys always serialize.
    data.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
}

kinds! {
    /// What is wrong, with the values that explain it.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::error::ErrorKind;
    ///
    /// let errors = Plan::from_json(r#"{ "version": 2 }"#).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().kind, ErrorKind::BadVersion { version: 2.0 });
    /// ```
    #[derive(Debug, Clone, PartialEq, thiserror::Error)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[non_exhaustive]
    pub enum ErrorKind {
        /// The text is not valid JSON.
        #[error("invalid JSON at line {line}, column {column}: {reason}")]
        BadJson = "bad_json" {
            /// Line, from 1.
            line: usize,
            /// Column, from 1.
            column: usize,
            /// What the parser found.
            reason: String,
        },
        /// The document has a version that this library does not read.
        #[error("`version` must be 1, found `{version}`")]
        BadVersion = "bad_version" {
            /// The version found.
            version: f64,
        },
        /// A field that the type does not have.
        #[error("unknown field `{field}`{}", did_you_mean(.nearest))]
        UnknownField = "unknown_field" {
            /// The field's name.
            field: String,
            /// The known field with the most similar name.
            nearest: Option<String>,
            /// All fields known here.
            known: Vec<String>,
        },
        /// A field that appears more than once in one object.
        #[error("field `{field}` must appear only once")]
        RepeatedField = "repeated_field" {
            /// The field's name.
            field: String,
        },
        /// A word that is not one of those known.
        #[error("{}", unknown(.value, .nearest, .known))]
        UnknownValue = "unknown_value" {
            /// The word found.
            value: String,
            /// The known word most similar to it.
            nearest: Option<String>,
            /// All words known here.
            known: Vec<String>,
        },
        /// A required field is absent.
        #[error("missing field `{field}`")]
        MissingField = "missing_field" {
            /// The field's name.
            field: String,
        },
        /// A value of the wrong type.
        #[error("expected {expected}, found {found}")]
        WrongType = "wrong_type" {
            /// The type that fits here.
            expected: String,
            /// The type and, where short, the value found.
            found: String,
        },
        /// A text that is not a civil date.
        #[error("`{value}` is not a date: {reason}")]
        BadDate = "bad_date" {
            /// The text found.
            value: String,
            /// Why it is not a date.
            reason: String,
        },
        /// An id that two items of one kind share.
        #[error("the id `{id}` must be unique, but the {kind} at `{first}` has it too")]
        DuplicateId = "duplicate_id" {
            /// The id.
            id: String,
            /// What the first one is: `team`, `cycle`, `objective`, `key result` or `kpi`.
            kind: String,
            /// The JSON Pointer of the first one.
            first: String,
        },
        /// An id that is empty, too long, or contains characters that an id must not contain.
        #[error("invalid id `{id}`: {reason}")]
        BadId = "bad_id" {
            /// The id.
            id: String,
            /// Why it is not a valid id.
            reason: String,
        },
        /// An id that stands for items of several kinds.
        #[error("the id `{id}` must stand for one item, found {}", list(.kinds))]
        AmbiguousId = "ambiguous_id" {
            /// The id.
            id: String,
            /// The kinds of the items.
            kinds: Vec<String>,
        },
        /// A reference to an item that is to be removed.
        #[error("the {kind} `{id}`, which is to be removed, must not be referred to, found a reference here")]
        DanglingReference = "dangling_reference" {
            /// What is to be removed: `team`, `cycle`, `objective`, `key result`, `kpi`, …
            kind: String,
            /// Its id.
            id: String,
        },
        /// A reference to something that the plan does not contain.
        #[error("unknown {kind} `{id}`{}", did_you_mean(.nearest))]
        UnknownReference = "unknown_reference" {
            /// What was looked for: `team`, `cycle`, `objective`, `key result`, `kpi`, …
            kind: String,
            /// The id looked for.
            id: String,
            /// The known id most similar to it.
            nearest: Option<String>,
        },
        /// A person who answers for nothing in the plan.
        #[error("unknown owner `{owner}`{}", did_you_mean(.nearest))]
        UnknownOwner = "unknown_owner" {
            /// The name looked for.
            owner: String,
            /// The known name most similar to it.
            nearest: Option<String>,
            /// Everybody who answers for something, in the order of the text; at most 20.
            known: Vec<String>,
            /// How many people there are beyond these.
            more: usize,
        },
        /// Parents that form a cycle.
        #[error("parents must not form a cycle, found {}", cycle(.ids))]
        ReferenceCycle = "reference_cycle" {
            /// The members, from the one that comes first in the plan.
            ids: Vec<String>,
        },
        /// Parents above parents, more of them than any organization has.
        #[error("parents must have at most {most} levels, found {found}")]
        TooDeep = "too_deep" {
            /// The most levels allowed.
            most: usize,
            /// The level of the first item that lies deeper.
            found: usize,
        },
        /// An end before its start.
        #[error("the end must not be before the start (`{start}`), found `{end}`")]
        BadInterval = "bad_interval" {
            /// The start, `YYYY-MM-DD`.
            start: String,
            /// The end, `YYYY-MM-DD`.
            end: String,
        },
        /// A weight below 0.
        #[error("the weight must be at least 0, found `{}`", short(.weight))]
        BadWeight = "bad_weight" {
            /// The weight.
            weight: f64,
        },
        /// Weights that are all 0, or no items at all, so that there is nothing to divide.
        #[error("{}", zero_weight(*.items))]
        ZeroWeight = "zero_weight" {
            /// The number of items.
            items: usize,
        },
        /// A number outside its range.
        #[error("must be {}, found `{}`", bounds(.min, .max), short(.value))]
        OutOfBounds = "out_of_bounds" {
            /// The number.
            value: f64,
            /// The smallest number allowed.
            min: f64,
            /// The largest number allowed.
            max: f64,
        },
        /// A number that is NaN or infinite.
        #[error("must be a finite number")]
        NonFinite = "non_finite" {},
        /// A target that equals its baseline.
        #[error("the target must differ from the baseline, found `{}` for both", short(.baseline))]
        FlatTarget = "flat_target" {
            /// The baseline, which is also the target.
            baseline: f64,
        },
        /// A written direction that the numbers of a `reach` contradict.
        #[error("`direction` must be the way from the baseline to the target: `{direction}` is written, but the change is {}", short(.change))]
        AgainstDirection = "against_direction" {
            /// The direction written.
            direction: String,
            /// The baseline, where written.
            from: Option<f64>,
            /// Target minus baseline, or the percentage of a relative target.
            change: f64,
        },
        /// A KPI whose fields do not go together.
        #[error("{reason}")]
        BadKpi = "bad_kpi" {
            /// Which condition fails.
            reason: String,
        },
        /// A text that is not a formula of the plan's inputs.
        #[error("not a formula at character {character}: {reason}")]
        BadFormula = "bad_formula" {
            /// The character at fault, from 1.
            character: u32,
            /// What would be right.
            reason: String,
        },
        /// A calendar that cannot cut time into periods.
        #[error("{reason}")]
        BadCalendar = "bad_calendar" {
            /// Which condition fails.
            reason: String,
        },
        /// A range or a target that contradicts the direction or each other.
        #[error("{reason}")]
        BadBounds = "bad_bounds" {
            /// Which bounds contradict each other.
            reason: String,
            /// Lower bound, where written.
            min: Option<f64>,
            /// Upper bound, where written.
            max: Option<f64>,
            /// Target, where written.
            target: Option<f64>,
        },
        /// Points of a curve, or dates of a pace, that do not increase.
        #[error("{reason}")]
        BadPoints = "bad_points" {
            /// Which condition fails.
            reason: String,
            /// The index of the first point at fault, from 0.
            point: usize,
        },
        /// A trigger rule with parameters that cannot hold together.
        #[error("{reason}")]
        BadRule = "bad_rule" {
            /// The kind of the rule.
            rule: String,
            /// Which condition fails.
            reason: String,
        },
        /// A policy value outside its range.
        #[error("{reason}")]
        BadPolicy = "bad_policy" {
            /// The policy's field.
            field: String,
            /// Which condition fails.
            reason: String,
        },
        /// Revisions that are not in order of their dates, or change nothing.
        #[error("{reason}")]
        BadRevision = "bad_revision" {
            /// Which condition fails.
            reason: String,
        },
        /// A row of readings that cannot be used.
        #[error("row {row}{}: {reason}", in_column(.column))]
        BadRow = "bad_row" {
            /// The row, from 0.
            row: usize,
            /// The column; empty where the whole row is at fault.
            column: String,
            /// Why the row cannot be used.
            reason: String,
        },
        /// A row of readings that others of the same load contradict: same metric, date and day on which it became known.
        #[error("row {row}, column `date`: {}", ErrorKind::duplicate_reading(.metric, .date, *.rows, .others))]
        DuplicateReading = "duplicate_reading" {
            /// The row, from 0.
            row: usize,
            /// The metric.
            metric: String,
            /// The date.
            date: String,
            /// How many rows there are, this one included.
            rows: usize,
            /// The first of the other rows, at most 5.
            others: Vec<usize>,
        },
        /// Rows of a metric come together that were loaded with different `duplicates`.
        #[error("the rows of `{metric}` must all combine by `{first}` or all by `{other}`, found both")]
        MixedDuplicates = "mixed_duplicates" {
            /// The metric.
            metric: String,
            /// What several rows mean in the one table.
            first: String,
            /// What several rows mean in the other table.
            other: String,
        },
        /// A KPI that is computed from several series, which batches of readings may hold apart.
        #[error("a scan of batches must not include `{kpi}`, which is made of all readings of {}", list(.inputs))]
        NeedsAllSeries = "needs_all_series" {
            /// The KPI.
            kpi: String,
            /// The inputs of its formula.
            inputs: Vec<String>,
        },
        /// A batch with readings of a series that an earlier batch had.
        #[error("one batch must hold all readings of a series, found `{metric}` here and its series in an earlier batch")]
        RepeatedSeries = "repeated_series" {
            /// The metric, as readings name it.
            metric: String,
        },
        /// A batch with readings of an input that belong to no team, and so to the series of all batches.
        #[error("readings of `{input}` must name a team (`{input}@team`) in a scan of batches, found some without")]
        SharedInput = "shared_input" {
            /// The input.
            input: String,
        },
        /// There are more problems than the 100 that are listed before this.
        #[error("{problems} more problems: {}", counted(.counts))]
        MoreProblems = "more_problems" {
            /// How many.
            problems: usize,
            /// How many of each code.
            counts: IndexMap<String, usize>,
        },
    }
}

impl Serialize for ErrorKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("data", &self.data())?;
        map.end()
    }
}

impl ErrorKind {
    /// What to do about it, unless the message already says so.
    ///
    /// ```
    /// use okr_core::error::ErrorKind;
    ///
    /// let flat = ErrorKind::FlatTarget { baseline: 25.0 };
    /// assert!(flat.help().unwrap().contains("use a `hold` measure"));
    /// assert_eq!(ErrorKind::NonFinite {}.help(), None);
    /// ```
    #[must_use]
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::UnknownField { known, .. } => {
                return Some(format!("known fields: {}; a caller's own data belongs in `meta`", list(known)));
            }
            Self::UnknownOwner { known, more, .. } => return Some(owners(known, *more)),
            Self::DuplicateId { .. } => {
                "ids are unique within teams, within cycles, within objectives, and within key results and kpis together"
            }
            Self::BadId { .. } => {
                "ids are trimmed, not empty, at most 128 characters, without control characters; metric and cycle ids have no `@`"
            }
            Self::AmbiguousId { .. } => "say which with `kind`",
            Self::DanglingReference { .. } => {
                "take the references away first, or remove with `cascade`: it takes them away, and removes what cannot be without them"
            }
            Self::BadDate { .. } => "write a civil date as `YYYY-MM-DD`, such as `2026-09-30`",
            Self::FlatTarget { .. } => {
                "write a target that differs from the baseline, or use a `hold` measure to keep a value where it is"
            }
            Self::DuplicateReading { .. } => {
                "if they are events or parts, set `duplicates` to `sum`, `mean`, `min` or `max`; if the last row is right, to `last`; a correction has a later `recorded`"
            }
            Self::NeedsAllSeries { .. } => {
                "limit the scan of batches to other KPIs with `scope`, and scan this one over all readings of its inputs"
            }
            Self::RepeatedSeries { .. } => {
                "cut the readings by team, so that all rows of a team are in one batch; where no KPI has a formula, by metric is enough"
            }
            Self::SharedInput { .. } => {
                "limit the scan of batches to KPIs that do not use it with `scope`, and scan the others over all readings of their inputs"
            }
            Self::MixedDuplicates { .. } => "load both with the same `duplicates`",
            Self::ReferenceCycle { .. } => "remove the parent of one of them",
            _ => return None,
        };
        Some(help.to_owned())
    }
}

impl ErrorKind {
    /// The message of a contradicted row, without the row.
    pub(crate) fn duplicate_reading(metric: &str, date: &str, rows: usize, others: &[usize]) -> String {
        let named: Vec<String> = others.iter().map(usize::to_string).collect();
        let more = match rows.saturating_sub(1 + others.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let also = if rows == 2 { "row" } else { "rows" };
        format!("`{metric}` must have one row for `{date}`, found {rows}: also {also} {}{more}", named.join(", "))
    }
}

fn counted(counts: &IndexMap<String, usize>) -> String {
    counts.iter().map(|(code, count)| format!("{count} `{code}`")).collect::<Vec<_>>().join(", ")
}

fn did_you_mean(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|name| format!(": did you mean `{name}`?")).unwrap_or_default()
}

fn in_column(column: &str) -> String {
    if column.is_empty() { String::new() } else { format!(", column `{column}`") }
}

/// Suggests the nearest known word; lists all of them where none is near.
fn unknown(value: &str, nearest: &Option<String>, known: &[String]) -> String {
    match nearest {
        Some(_) => format!("unknown value `{value}`{}", did_you_mean(nearest)),
        None => format!("expected one of {}, found `{value}`", list(known)),
    }
}

fn list(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Who answers for something in a plan.
fn owners(known: &[String], more: usize) -> String {
    match (known, more) {
        ([], _) => {
            "nobody answers for anything in this plan: write `owner` on objectives, key results or KPIs".to_owned()
        }
        (known, 0) => format!("the owners of this plan are {}", list(known)),
        (known, more) => format!("the owners of this plan are {} and {more} more", list(known)),
    }
}

fn cycle(ids: &[String]) -> String {
    const SHOWN: usize = 20;
    let more = (ids.len() > SHOWN).then(|| format!("{} more", ids.len() - SHOWN));
    let shown = ids.iter().take(SHOWN).map(|id| format!("`{id}`"));
    shown.chain(more).chain(ids.first().map(|id| format!("`{id}`"))).collect::<Vec<_>>().join(" → ")
}

fn short(x: &f64) -> String {
    match text(*x, 9) {
        // A number must not look like another one.
        rounded if rounded == "0" && *x != 0.0 => format!("{x:e}"),
        text => text,
    }
}

/// The bounds of a number; the smallest number above 0 is said as that.
fn bounds(min: &f64, max: &f64) -> String {
    match *min == f64::MIN_POSITIVE {
        true => format!("above 0 and at most {}", short(max)),
        false => format!("between {} and {}", short(min), short(max)),
    }
}

fn zero_weight(items: usize) -> &'static str {
    match items {
        0 => "milestones must have at least 1 item, found none",
        _ => "at least one weight must be above 0, found 0 for all",
    }
}

/// One problem: where it is, what is wrong, and what would be right.
///
/// ```
/// let errors = okr_core::Plan::from_json(r#"{ "goals": [] }"#).unwrap_err();
/// let error = errors.iter().next().unwrap();
/// assert_eq!((error.path.as_str(), error.code()), ("/goals", "unknown_field"));
/// ```
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[non_exhaustive]
pub struct Error {
    /// JSON Pointer of what is at fault; empty for the whole document. For a measure it is the measure, for a healthy range the range.
    pub path: String,
    /// Id of the item of the plan that it is about.
    #[serde(default)]
    pub id: Option<String>,
    /// JSON Pointer of the value at fault, such as `/objectives/0/key_results/1/measure/items/2/weight`. The same as `path` where that is
    /// exact, or where several values contradict each other.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ErrorKind,
}

impl Error {
    /// Creates the problem `kind` at the JSON Pointer `path`, which is empty for the whole document.
    ///
    /// ```
    /// use okr_core::error::{Error, ErrorKind};
    ///
    /// assert_eq!(Error::new("/kpis/0/target", ErrorKind::NonFinite {}).to_string(), "/kpis/0/target: must be a finite number");
    /// ```
    #[must_use]
    pub fn new(path: impl Into<String>, kind: ErrorKind) -> Self {
        let path = path.into();
        Error { field: path.clone(), path, id: None, kind }
    }

    /// The problem with the value at fault that it has at `field`.
    pub(crate) fn at_field(mut self, field: &impl ToString) -> Self {
        self.field = field.to_string();
        self
    }

    /// The problem as one of the item with an id.
    pub(crate) fn of(self, id: &str) -> Self {
        Error { id: Some(id.to_owned()), ..self }
    }

    /// The code, as documents and conformance vectors spell it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// The message in English: lowercase, without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        self.kind.to_string()
    }

    /// What to do about it, unless the message already says so.
    ///
    /// ```
    /// use okr_core::Plan;
    ///
    /// let errors = Plan::from_json(r#"{ "goals": [] }"#).unwrap_err();
    /// assert!(errors.iter().next().unwrap().help().unwrap().starts_with("known fields: `version`"));
    /// ```
    #[must_use]
    pub fn help(&self) -> Option<String> {
        self.kind.help()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&*self.path, &self.id) {
            ("", _) => {}
            (path, Some(id)) => write!(f, "{path} ({id}): ")?,
            (path, None) => write!(f, "{path}: ")?,
        }
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {}

impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("path", &self.path)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("field", &self.field)?;
        map.serialize_entry("data", &self.kind.data())?;
        map.serialize_entry("message", &self.message())?;
        map.serialize_entry("help", &self.help())?;
        map.end()
    }
}

/// The problems of one document, in document order; never empty. Behind the first 100 stands a `more_problems` that counts the others.
///
/// ```
/// let text = r#"{ "version": 1, "teams": [{ "id": "people", "name": "People", "level": "squad" }] }"#;
/// let errors = okr_core::Plan::from_json(text).unwrap_err();
/// assert_eq!(errors.to_string(), "1 problem\n  /teams/0/level (people): expected one of `company`, `department`, `team`, `individual`, found `squad`");
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct Errors(Vec<Error>);

impl<'de> Deserialize<'de> for Errors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Errors::from_vec(Vec::deserialize(deserializer)?)
            .ok_or_else(|| D::Error::custom("expected at least one problem, found none"))
    }
}

impl Errors {
    /// INVARIANT: callers pass at least one error.
    pub(crate) fn new(errors: impl IntoIterator<Item = Error>) -> Self {
        let errors: Problems = errors.into_iter().collect();
        debug_assert!(!errors.is_empty());
        Errors(errors.into_list())
    }

    /// Collects problems, such as those that [`Plan::check`](crate::Plan::check) returns; `None` if there are none.
    ///
    /// ```
    /// use okr_core::{Errors, Plan};
    ///
    /// assert_eq!(Errors::from_vec(Plan::new().check()), None);
    /// ```
    #[must_use]
    pub fn from_vec(errors: Vec<Error>) -> Option<Self> {
        if errors.is_empty() { None } else { Some(Errors::new(errors)) }
    }

    /// Iterates over the problems.
    ///
    /// ```
    /// let errors = okr_core::Plan::from_json(r#"{ "teams": 1, "cycles": 2 }"#).unwrap_err();
    /// let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
    /// assert_eq!(paths, ["/teams", "/cycles"]);
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, Error> {
        self.0.iter()
    }

    /// The number of problems listed, with a `more_problems` if there is one.
    #[must_use]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems as JSON text: a list of `{code, path, id, field, data, message, help}`.
    ///
    /// ```
    /// let errors = okr_core::Plan::from_json(r#"{ "teams": 1 }"#).unwrap_err();
    /// assert!(errors.to_json().starts_with(r#"[{"code":"wrong_type","path":"/teams","id":null,"field":"/teams","data":{"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // INVARIANT: strings and finite numbers under string keys always serialize.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 20;
        let problems = self.iter().map(|error| match error.kind {
            ErrorKind::MoreProblems { problems, .. } => problems,
            _ => 1,
        });
        let problems: usize = problems.sum();
        write!(f, "{problems} problem{}", if problems == 1 { "" } else { "s" })?;
        for error in self.iter().take(SHOWN) {
            write!(f, "\n  {error}")?;
            if let Some(help) = error.help() {
                write!(f, "\n    help: {help}")?;
            }
        }
        if problems > SHOWN {
            write!(f, "\n  … and {} more", problems - SHOWN)?;
        }
        Ok(())
    }
}

impl std::error::Error for Errors {}

impl From<Error> for Errors {
    fn from(error: Error) -> Self {
        Errors(vec![error])
    }
}

/// The problem with an index; panics beyond the last one. There always is a first.
impl std::ops::Index<usize> for Errors {
    type Output = Error;

    #[allow(clippy::indexing_slicing)] // the caller chose to index
    fn index(&self, index: usize) -> &Error {
        &self.0[index]
    }
}

impl IntoIterator for Errors {
    type Item = Error;
    type IntoIter = std::vec::IntoIter<Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Errors {
    type Item = &'a Error;
    type IntoIter = std::slice::Iter<'a, Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
