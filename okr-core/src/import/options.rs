//! What the caller says about a sheet.

use chrono::NaiveDate;
use indexmap::IndexMap;

use super::field::Field;
use super::mapping::Mapping;
use crate::calendar::Cadence;
use crate::document::{At, Node, Notes, Read, document, read_text, vocabulary, wrong_type};
use crate::error::{ErrorKind, Errors};
use crate::plan::{Better, Cycle, Team};

vocabulary! {
    /// What a sheet holds.
    pub enum Holds {
        /// Objectives and key results.
        Goals = "goals",
        /// KPIs and their values.
        Kpis = "kpis",
    }
}

vocabulary! {
    /// The decimal separator of the numbers that are written as text.
    pub enum Decimal {
        /// `1,234.5`
        Dot = ".",
        /// `1.234,5`
        Comma = ",",
    }
}

vocabulary! {
    /// The order of day, month and year.
    pub enum DateOrder {
        /// `31.12.2026`
        Dmy = "dmy",
        /// `12/31/2026`
        Mdy = "mdy",
        /// `26/12/31`
        Ymd = "ymd",
    }
}

vocabulary! {
    /// What plain numbers between 0 and 1 beside a percent sign are.
    pub enum PercentScale {
        /// 0.25 is 25 %.
        Fraction = "fraction",
        /// 0.25 is a quarter of a percent.
        Points = "points",
    }
}

vocabulary! {
    /// What becomes of a key result without numbers.
    pub enum WithoutNumbers {
        /// A single milestone.
        Milestone = "milestone",
        /// It is left out.
        Skip = "skip",
        /// The sheet is refused.
        Error = "error",
    }
}

vocabulary! {
    /// The encoding of a text file.
    pub enum Encoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// Windows-1252, what older spreadsheets write in western Europe and America.
        Windows1252 = "windows-1252",
        /// UTF-16, low byte first.
        Utf16Le = "utf-16le",
        /// UTF-16, high byte first.
        Utf16Be = "utf-16be",
    }
}

vocabulary! {
    /// What separates the columns of a text file.
    pub enum Separator {
        /// A comma.
        Comma = ",",
        /// A semicolon.
        Semicolon = ";",
        /// A tab.
        Tab = "\t",
        /// A vertical bar.
        Bar = "|",
    }
}

/// A word for each name, or one for all.
#[derive(Debug, Clone, PartialEq)]
pub enum PerName<T> {
    /// One for all names.
    All(T),
    /// By the name (or the id) of the KPI.
    Each(IndexMap<String, T>),
}

impl<T: Copy> PerName<T> {
    /// What is said of the first of these names that is known.
    pub(super) fn of(&self, names: [&str; 2]) -> Option<T> {
        match self {
            PerName::All(word) => Some(*word),
            PerName::Each(words) => names.iter().find_map(|name| words.get(*name)).copied(),
        }
    }
}

impl<T> From<T> for PerName<T> {
    fn from(word: T) -> Self {
        PerName::All(word)
    }
}

impl<T: Read> Read for PerName<T> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(_) => PerName::Each(read_map(node, at, notes)),
            other => PerName::All(T::read(other, at, notes)),
        }
    }

    fn placeholder() -> Self {
        PerName::Each(IndexMap::new())
    }
}

impl<T: serde::Serialize> serde::Serialize for PerName<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            PerName::All(word) => word.serialize(serializer),
            PerName::Each(words) => words.serialize(serializer),
        }
    }
}

fn read_map<T: Read>(node: Node, at: &At<'_>, notes: &mut Notes) -> IndexMap<String, T> {
    match node {
        Node::Object(fields) => fields
            .into_iter()
            .map(|(name, node)| {
                let value = T::read(node, &at.field(&name), notes);
                (name, value)
            })
            .collect(),
        other => {
            let _: crate::document::Meta = wrong_type(&other, "an object", at, notes);
            IndexMap::new()
        }
    }
}

/// The meaning of columns: by name or letter, a field or none (not used).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnChoices(pub IndexMap<String, Option<Field>>);

impl<K: Into<String>, const N: usize> From<[(K, Option<Field>); N]> for ColumnChoices {
    fn from(choices: [(K, Option<Field>); N]) -> Self {
        ColumnChoices(choices.into_iter().map(|(name, field)| (name.into(), field)).collect())
    }
}

impl serde::Serialize for ColumnChoices {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Read for ColumnChoices {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let Node::Object(fields) = node else {
            return wrong_type(
                &node,
                "an object of names of columns and fields, such as `{\"Metric\": \"key_result\"}`",
                at,
                notes,
            );
        };
        let choice = |(name, node): (String, Node)| {
            let field = match node {
                Node::Null => None,
                node => Some(Field::read(node, &at.field(&name), notes)),
            };
            (name, field)
        };
        ColumnChoices(fields.into_iter().map(choice).collect())
    }

    fn placeholder() -> Self {
        ColumnChoices::default()
    }
}

/// The scale of confidences.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConfidenceScale {
    /// 0 to 1.
    Fraction,
    /// 0 to 10.
    Ten,
    /// 0 to 100.
    Percent,
    /// 1 to 5, where 1 is no confidence and 5 is certainty.
    Five,
    /// Words and what each stands for, 0 to 1.
    Words(IndexMap<String, f64>),
}

impl ConfidenceScale {
    pub(super) const WORDS: [(&'static str, ConfidenceScale); 4] = [
        ("0-1", ConfidenceScale::Fraction),
        ("0-10", ConfidenceScale::Ten),
        ("0-100", ConfidenceScale::Percent),
        ("1-5", ConfidenceScale::Five),
    ];
}

impl Read for ConfidenceScale {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        if let Node::Object(_) = node {
            return ConfidenceScale::Words(read_map(node, at, notes));
        }
        let words = Self::WORDS.map(|(word, _)| word);
        let index = crate::document::read_word(node, &words, at, notes);
        Self::WORDS.into_iter().nth(index).map_or(ConfidenceScale::Fraction, |(_, scale)| scale)
    }

    fn placeholder() -> Self {
        ConfidenceScale::Fraction
    }
}

impl serde::Serialize for ConfidenceScale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ConfidenceScale::Words(words) => words.serialize(serializer),
            scale => Self::WORDS.iter().find(|(_, known)| known == scale).map(|(word, _)| *word).serialize(serializer),
        }
    }
}

/// Which civil day a point in time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// The day as it is written.
    Written,
    /// The day at this many minutes east of UTC.
    Offset(i32),
}

impl Zone {
    /// Reads `written`, `UTC` or an offset such as `+02:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "written" => return Some(Zone::Written),
            "UTC" | "Z" => return Some(Zone::Offset(0)),
            _ => {}
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-" | "−", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let number = |text: &str, most: i32| -> Option<i32> {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|number| digits && *number <= most)
        };
        Some(Zone::Offset(sign * (60 * number(hours, 14)? + number(minutes, 59)?)))
    }
}

impl Read for Zone {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        const EXPECTED: &str = "`written`, `UTC` or an offset such as `+02:00`";
        match node {
            Node::String(text) => Zone::parse(&text).unwrap_or_else(|| {
                notes.error(at, ErrorKind::WrongType { expected: EXPECTED.into(), found: format!("`{text}`") });
                Zone::Written
            }),
            other => wrong_type(&other, EXPECTED, at, notes),
        }
    }

    fn placeholder() -> Self {
        Zone::Written
    }
}

impl serde::Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Zone::Written => serializer.serialize_str("written"),
            Zone::Offset(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                serializer.collect_str(&format_args!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
            }
        }
    }
}

/// The cycle of all goals of a sheet: a period such as `Q3 2026`, or a cycle of the plan.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum CycleChoice {
    /// A period, as a sheet would write it; or the id or name of one of the `cycles`.
    Named(String),
    /// A cycle with its days.
    Cycle(Cycle),
}

impl From<&str> for CycleChoice {
    fn from(text: &str) -> Self {
        CycleChoice::Named(text.to_owned())
    }
}

impl From<Cycle> for CycleChoice {
    fn from(cycle: Cycle) -> Self {
        CycleChoice::Cycle(cycle)
    }
}

impl Read for CycleChoice {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => CycleChoice::Named(text),
            node @ Node::Object(_) => CycleChoice::Cycle(Cycle::read(node, at, notes)),
            other => {
                wrong_type(&other, "a period such as `Q3 2026`, or a cycle with `id`, `start` and `end`", at, notes)
            }
        }
    }

    fn placeholder() -> Self {
        CycleChoice::Named(String::new())
    }
}

impl serde::Serialize for CycleChoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            CycleChoice::Named(text) => text.serialize(serializer),
            CycleChoice::Cycle(cycle) => cycle.serialize(serializer),
        }
    }
}

document! {
    /// What the caller says about a sheet. Nothing but `holds` is needed where the sheet says the rest.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::import::{Holds, Options};
    ///
    /// let options = Options::new(Holds::Goals).as_of(parse_date("2026-08-31")?).cycle("Q3 2026");
    /// assert_eq!(options, Options::from_json(r#"{ "holds": "goals", "as_of": "2026-08-31", "cycle": "Q3 2026" }"#).unwrap());
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub struct Options {
        required {
            /// What the sheet holds.
            holds: Holds,
        }
        optional {
            /// The day on which the sheet was exported: that of values and statuses without a date of their own.
            as_of: NaiveDate,
            /// The cycle of all goals.
            cycle: CycleChoice,
            /// What columns mean, by their names or letters; none: not used.
            columns: ColumnChoices,
            /// A mapping from `inspect`, perhaps changed: it takes the place of the header's names.
            mapping: Mapping,
            /// The number of the row that holds the header, as the spreadsheet shows it.
            header: u32,
            /// The cells to read, such as `A3:H40`.
            range: String,
            /// The decimal separator.
            decimal: Decimal,
            /// The order of day, month and year.
            dates: DateOrder,
            /// What plain numbers between 0 and 1 beside a percent sign are.
            percent: PercentScale,
            /// The scale of confidences: `0-1`, `0-10`, `0-100`, `1-5`, or what each word stands for.
            confidence: ConfidenceScale,
            /// Which civil day a point in time is: `written`, `UTC` or an offset such as `+02:00`.
            zone: Zone,
            /// Which values are better: for all KPIs, or by the name or id of each.
            better: PerName<Better>,
            /// How often KPIs have a value: for all, or by the name or id of each.
            cadence: PerName<Cadence>,
            /// The name of the KPI whose values the sheet holds, where no column has it.
            kpi: String,
            /// The year of periods that are written without one.
            year: u32,
            /// The first month of the fiscal year, 1 to 12.
            fiscal_year_start: u32,
            /// The encoding of a text file.
            encoding: Encoding,
            /// What separates the columns of a text file.
            separator: Separator,
            /// The name of the file, for `meta.source`.
            file: String,
            /// The name of the sheet, for `meta.source`.
            sheet: String,
        }
        defaulted {
            /// What becomes of a key result without numbers.
            without_numbers: WithoutNumbers = WithoutNumbers::Milestone,
        }
        lists {
            /// Cycles that the sheet names by id or name and that are not periods.
            cycles: Cycle,
            /// Teams that the sheet names by id or name.
            teams: Team,
        }
    }
}

impl Options {
    /// The options of a JSON object.
    ///
    /// # Errors
    ///
    /// All that does not fit, with the nearest known name of an option.
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        let options: Options = read_text(text, "")?;
        let bounds = |name: &str, value: Option<u32>, most: f64| {
            let value = value.map(f64::from).filter(|value| !(1.0..=most).contains(value))?;
            Some(crate::error::Error::new(format!("/{name}"), ErrorKind::OutOfBounds { value, min: 1.0, max: most }))
        };
        let errors: Vec<_> =
            [bounds("fiscal_year_start", options.fiscal_year_start, 12.0), bounds("year", options.year, 9999.0)]
                .into_iter()
                .flatten()
                .collect();
        if errors.is_empty() { Ok(options) } else { Err(Errors::new(errors)) }
    }
}
