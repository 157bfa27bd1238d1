//! Notes: what was not understood, left out, guessed or refused.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

pub use super::note_code::{NoteCode, Treatment};
use crate::document::{Meta, shorten};
use crate::error::Errors;
use crate::report::column::table;

table! {
    /// What was not understood, left out, guessed or refused, and where.
    #[derive(Eq, Hash)]
    pub struct Note: bare {
        /// What it is.
        code: NoteCode,
        /// What became of it.
        treatment: Treatment,
        /// In words.
        message: String,
        /// The number of the row, as the spreadsheet shows it: the first is 1. Of several, the first.
        row: Option<u32>,
        /// The name of the column in the header; its letter where it has none.
        column: Option<String>,
        /// The address of the cell, such as `D7`. Of several, the first.
        at: Option<String>,
        /// What the cell holds.
        cell: Option<String>,
        /// The option that decides it.
        option: Option<String>,
        /// How many cells or rows it holds for, where more than one.
        count: Option<u32>,
        /// The first 20 rows that it holds for, where more than one.
        rows: Vec<u32>,
        /// The values that the message is made from.
        data: Option<Meta>,
    }
}

impl Note {
    pub(super) fn of(code: NoteCode, message: impl Into<String>) -> Self {
        Note {
            code,
            treatment: code.treatment(),
            message: message.into(),
            row: None,
            column: None,
            at: None,
            cell: None,
            option: None,
            count: None,
            rows: Vec::new(),
            data: None,
        }
    }

    pub(super) fn row(mut self, number: u32) -> Self {
        self.row = Some(number);
        self
    }

    pub(super) fn column(mut self, name: impl Into<String>) -> Self {
        self.column = Some(name.into());
        self
    }

    pub(super) fn at(mut self, address: impl Into<String>) -> Self {
        self.at = Some(address.into());
        self
    }

    pub(super) fn option(mut self, name: impl Into<String>) -> Self {
        self.option = Some(name.into());
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.get_or_insert_with(Map::new).insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn of_cell(mut self, text: &str) -> Self {
        self.cell = Some(shorten(text));
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.at, self.row) {
            (Some(at), _) => write!(f, "{at}: ")?,
            (None, Some(row)) => write!(f, "row {row}: ")?,
            // A message about a column names it.
            (None, None) => {}
        }
        f.write_str(&self.message)?;
        match self.count {
            Some(count) => write!(f, " ({count} times)"),
            None => Ok(()),
        }
    }
}

/// How many rows a note lists.
const LISTED_ROWS: usize = 20;

/// The notes of an import while it runs. Notes of one code, column and option become one.
#[derive(Debug, Default)]
pub(super) struct NoteList(Vec<Note>);

impl NoteList {
    pub(super) fn add(&mut self, note: Note) {
        self.0.push(note);
    }

    pub(super) fn extend(&mut self, notes: impl IntoIterator<Item = Note>) {
        self.0.extend(notes);
    }

    /// The notes, equal ones of one column together, in the order in which they were first found.
    pub(super) fn finish(self) -> Vec<Note> {
        let mut merged: Vec<Note> = Vec::new();
        let mut seen: hashbrown::HashMap<(NoteCode, Option<String>, Option<String>, bool), usize> =
            hashbrown::HashMap::new();
        let mut told = hashbrown::HashSet::new();
        for note in self.0 {
            // A cell that is read twice is noted once.
            if note.row.is_some() && !told.insert((note.code, note.row, note.column.clone(), note.message.clone())) {
                continue;
            }
            let key = (note.code, note.column.clone(), note.option.clone(), note.row.is_some());
            let known = seen.get(&key).copied().and_then(|index| merged.get_mut(index));
            // What is refused in a row, and not in a column, stands for itself.
            let alone =
                note.column.is_none() && matches!(note.treatment, Treatment::Refused | Treatment::NotUnderstood);
            match known.filter(|_| note.row.is_some() && !alone) {
                Some(first) => {
                    if first.rows.is_empty() {
                        first.rows.extend(first.row);
                    }
                    if first.rows.len() < LISTED_ROWS {
                        first.rows.extend(note.row);
                    }
                    first.count = Some(first.count.unwrap_or(1).saturating_add(1));
                }
                None => {
                    seen.insert(key, merged.len());
                    merged.push(note);
                }
            }
        }
        merged
    }
}

/// Why a sheet can't be imported at all.
///
/// ```
/// use okr_core::import::{Known, Options, Sheet, import};
///
/// let sheet = Sheet::from_csv("Remarks\nThe survey is out", None, None)?;
/// let options = Options::from_json(r#"{ "holds": "kpis" }"#)?;
/// let error = import(&sheet, &options, Known::new()).unwrap_err();
/// assert_eq!(error.code(), "no_header");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum ImportError {
    /// The sheet can be read in several ways, or in none: the note says which, and which option decides it.
    Refused(Box<Note>),
    /// The options, or the sheet's JSON text, do not fit their form.
    #[serde(deserialize_with = "written_errors")]
    Invalid(Errors),
}

/// The errors of `{code, message, errors}`.
fn written_errors<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Errors, D::Error> {
    #[derive(serde::Deserialize)]
    struct Written {
        errors: Errors,
    }
    serde::Deserialize::deserialize(deserializer).map(|Written { errors }| errors)
}

impl ImportError {
    pub(super) fn of(note: Note) -> Self {
        ImportError::Refused(Box::new(note))
    }

    /// The error as JSON text: a note, or `{code, message, errors}`.
    ///
    /// ```
    /// use okr_core::import::{Known, Options, Sheet, import};
    ///
    /// let sheet = Sheet::from_csv("Remarks\nThe survey is out", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis" }"#)?;
    /// let error = import(&sheet, &options, Known::new()).unwrap_err();
    /// assert!(error.to_json().contains(r#""code":"no_header""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }

    /// The error's code: that of the note, or `invalid`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ImportError::Refused(note) => note.code.as_str(),
            ImportError::Invalid(_) => "invalid",
        }
    }
}

impl From<Note> for ImportError {
    fn from(note: Note) -> Self {
        ImportError::of(note)
    }
}

impl From<Errors> for ImportError {
    fn from(errors: Errors) -> Self {
        ImportError::Invalid(errors)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Refused(note) => note.fmt(f),
            ImportError::Invalid(errors) => errors.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

impl Serialize for ImportError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ImportError::Refused(note) => note.serialize(serializer),
            ImportError::Invalid(errors) => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("code", self.code())?;
                map.serialize_entry("message", &errors.to_string())?;
                map.serialize_entry("errors", errors)?;
                map.end()
            }
        }
    }
}
