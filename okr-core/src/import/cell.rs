//! A cell of a sheet.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::number_format::NumberFormat;
use crate::calendar::parse_date;
use crate::document::{At, Fields, Node, Notes, Read, wrong_type};
use crate::error::ErrorKind;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Text, also that of a number or date in a file that knows only text.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A civil day.
    Date(NaiveDate),
    /// A formula whose value the file does not hold.
    Formula,
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
}

/// A cell: its value, and what its format says about it.
///
/// As JSON: `null`, text, a number, `true` or `false`; or an object with one of `text`, `number`, `date` (a day or a point in time),
/// `bool`, `formula: true` (a formula without a stored value) and `error`, and with `percent`, `unit`, `indent` where they apply.
/// Instead of `percent` and `unit` it may have the `format` of the workbook, such as `0.0%` or `"$"#,##0`.
///
/// ```
/// use okr_core::import::Cell;
///
/// let cell: Cell = serde_json::from_str(r#"{ "number": 0.68, "percent": true }"#)?;
/// assert_eq!(cell, Cell::number(0.68).percent());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Cell {
    /// What it holds.
    pub value: CellValue,
    /// Whether its number format is a percentage, so that 0.68 is shown as 68 %.
    pub percent: bool,
    /// The unit that its number format shows, such as `$`.
    pub unit: Option<String>,
    /// How far its text is indented.
    pub indent: u32,
    /// Whether it is part of a merged cell and repeats the value of its first row.
    pub filled: bool,
}

impl Cell {
    /// An empty cell.
    #[must_use]
    pub fn empty() -> Self {
        Cell::default()
    }

    /// A cell with text.
    ///
    /// ```
    /// use okr_core::import::{Cell, CellValue};
    ///
    /// assert_eq!(Cell::text("68 %").value, CellValue::Text("68 %".to_owned()));
    /// ```
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Cell { value: CellValue::Text(text.into()), ..Cell::default() }
    }

    /// A cell with a number.
    ///
    /// ```
    /// use okr_core::import::{Cell, CellValue};
    ///
    /// assert_eq!(Cell::number(0.68).value, CellValue::Number(0.68));
    /// ```
    #[must_use]
    pub fn number(number: f64) -> Self {
        Cell { value: CellValue::Number(number), ..Cell::default() }
    }

    /// A cell with a day.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::import::{Cell, CellValue};
    ///
    /// let day = parse_date("2026-08-31")?;
    /// assert_eq!(Cell::date(day).value, CellValue::Date(day));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn date(date: NaiveDate) -> Self {
        Cell { value: CellValue::Date(date), ..Cell::default() }
    }

    /// Says that its number format is a percentage.
    ///
    /// ```
    /// use okr_core::import::Cell;
    ///
    /// assert!(Cell::number(0.68).percent().percent);
    /// ```
    #[must_use]
    pub fn percent(mut self) -> Self {
        self.percent = true;
        self
    }

    /// Says how far its text is indented.
    ///
    /// ```
    /// use okr_core::import::Cell;
    ///
    /// // A key result below its objective.
    /// assert_eq!(Cell::text("Days to hire").indent(1).indent, 1);
    /// ```
    #[must_use]
    pub fn indent(mut self, indent: u32) -> Self {
        self.indent = indent;
        self
    }

    /// Whether it holds nothing, or only spaces.
    ///
    /// ```
    /// use okr_core::import::Cell;
    ///
    /// assert!(Cell::text("  ").is_empty());
    /// assert!(!Cell::number(0.0).is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            CellValue::Empty => true,
            CellValue::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What it shows, as text: what escapes a formula is taken off, spaces around it are kept.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match &self.value {
            CellValue::Empty => Cow::Borrowed(""),
            CellValue::Text(text) => Cow::Borrowed(unescaped(text)),
            CellValue::Number(number) => Cow::Owned(number.to_string()),
            CellValue::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            CellValue::Date(date) => Cow::Owned(date.to_string()),
            CellValue::Formula => Cow::Borrowed("a formula without a value"),
            CellValue::Error(error) => Cow::Borrowed(error),
        }
    }

    /// What it shows, without spaces around it.
    pub(super) fn trimmed(&self) -> String {
        self.shown().trim().to_owned()
    }
}

/// Characters with which a spreadsheet takes text for a formula.
const STARTS_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Text that a spreadsheet does not take for a formula: an apostrophe is put before what would be one.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    match text.trim_start_matches('\'').starts_with(STARTS_FORMULA) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// Text without the apostrophe of [`escaped`].
pub(super) fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(STARTS_FORMULA) => rest,
        _ => text,
    }
}

impl Read for Cell {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        const EXPECTED: &str = "null, text, a number, true, false, or an object with `text`, `number`, `date`, `bool`, `formula` or `error`";
        let value = match node {
            Node::Null => CellValue::Empty,
            // In data frames a missing value is not a number.
            Node::NonFinite(number) if number.is_nan() => CellValue::Empty,
            Node::String(text) => CellValue::Text(text),
            Node::Number(_) => CellValue::Number(f64::read(node, at, notes)),
            Node::Bool(value) => CellValue::Bool(value),
            Node::Object(_) => return read_object(node, at, notes),
            other => return wrong_type(&other, EXPECTED, at, notes),
        };
        Cell { value, ..Cell::default() }
    }

    fn placeholder() -> Self {
        Cell::default()
    }
}

/// A day; midnight without a zone is how workbooks and data frames write one. Another point in time stays text: the options say
/// which civil day it is.
fn day_or_moment(text: String) -> CellValue {
    let day = text.strip_suffix("T00:00:00").unwrap_or(&text);
    parse_date(day).map_or_else(|_| CellValue::Text(text.clone()), CellValue::Date)
}

fn read_object(node: Node, at: &At<'_>, notes: &mut Notes) -> Cell {
    const KNOWN: [&str; 10] =
        ["text", "number", "date", "bool", "formula", "error", "percent", "unit", "indent", "format"];
    let Some(mut fields) = Fields::new(node, at, &KNOWN, notes) else { return Cell::default() };
    let mut values = Vec::new();
    values.extend(fields.optional("text").map(CellValue::Text));
    values.extend(fields.optional("number").map(CellValue::Number));
    values.extend(fields.optional::<String>("date").map(day_or_moment));
    values.extend(fields.optional("bool").map(CellValue::Bool));
    values.extend(fields.optional::<bool>("formula").filter(|formula| *formula).map(|_| CellValue::Formula));
    values.extend(fields.optional("error").map(CellValue::Error));
    let format = fields.optional::<String>("format").map(|format| NumberFormat::read(&format)).unwrap_or_default();
    let cell = Cell {
        percent: fields.optional("percent").unwrap_or(format.percent),
        unit: fields.optional("unit").or(format.unit),
        indent: fields.optional("indent").unwrap_or_default(),
        value: CellValue::Empty,
        filled: false,
    };
    if values.len() > 1 {
        let expected = "one of `text`, `number`, `date`, `bool`, `formula` and `error`".to_owned();
        notes.error(at, ErrorKind::WrongType { expected, found: "several".into() });
    }
    Cell { value: values.into_iter().next().unwrap_or_default(), ..cell }
}

crate::document::document!(@deserialize Cell);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_plain = !self.percent && self.unit.is_none() && self.indent == 0;
        match &self.value {
            CellValue::Empty if is_plain => return serializer.serialize_none(),
            CellValue::Text(text) if is_plain => return serializer.serialize_str(text),
            CellValue::Number(number) if is_plain => return serializer.serialize_f64(*number),
            CellValue::Bool(value) if is_plain => return serializer.serialize_bool(*value),
            _ => {}
        }
        let mut map = serializer.serialize_map(None)?;
        match &self.value {
            CellValue::Empty => {}
            CellValue::Text(text) => map.serialize_entry("text", text)?,
            CellValue::Number(number) => map.serialize_entry("number", number)?,
            CellValue::Bool(value) => map.serialize_entry("bool", value)?,
            CellValue::Date(date) => map.serialize_entry("date", date)?,
            CellValue::Formula => map.serialize_entry("formula", &true)?,
            CellValue::Error(error) => map.serialize_entry("error", error)?,
        }
        if self.percent {
            map.serialize_entry("percent", &true)?;
        }
        if let Some(unit) = &self.unit {
            map.serialize_entry("unit", unit)?;
        }
        if self.indent > 0 {
            map.serialize_entry("indent", &self.indent)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_a_formula_is_escaped_and_read_back() {
        for text in ["=1+1", "+49 30", "-", "@maya", "'=x", "''-", "plain", "'quoted", "", "\t=x"] {
            assert_eq!(unescaped(&escaped(text)), text);
            assert!(!escaped(text).starts_with(STARTS_FORMULA), "{text}");
        }
    }
}
