//! Readings as a JSON list of rows, taken in row by row.

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};

use super::intake::Intake;
use super::options::Options;
use super::reading::Reading;
use super::table::Readings;
use crate::calendar::{date_of_day, parse_fiscal_day};
use crate::document::{At, Node, Notes, Read, bad_json, mark, unmark, wrong_type};
use crate::error::Errors;

/// Takes in the rows of a JSON list.
pub(super) fn read(text: &str, intake: &mut Intake) -> Result<(), Errors> {
    // A byte-order mark is not JSON, but editors write it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('[') {
        let mut notes = Notes::default();
        let node = serde_json::from_str(text).map_err(|error| bad_json(&error, text, "/readings"))?;
        let _: Vec<Reading> = wrong_type(&node, "a list of readings", &At::root("/readings"), &mut notes);
        return Err(Errors::new(notes.errors));
    }
    let read = read_rows(text, intake, |node| node).or_else(|error| match mark(text) {
        Some(marked) => {
            *intake = intake.empty();
            read_rows(&marked, intake, unmark)
        }
        None => Err(error),
    });
    read.map_err(|error| bad_json(&error, text, "/readings"))
}

fn read_rows(text: &str, intake: &mut Intake, convert: fn(Node) -> Node) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.deserialize_seq(Rows { intake, convert }).and_then(|()| deserializer.end())
}

/// Reads a list of rows as [`Readings::from_json`] does: rows that contradict each other are refused. What several rows for one date mean
/// is not written with the rows; a [`Loader`](super::Loader) with the same `duplicates` restores a table that was loaded with them.
impl<'de> Deserialize<'de> for Readings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut intake = Intake::new(Options::default());
        deserializer.deserialize_seq(Rows { intake: &mut intake, convert: |node| node })?;
        intake.finish().complete().map_err(D::Error::custom)
    }
}

struct Rows<'a> {
    intake: &'a mut Intake,
    convert: fn(Node) -> Node,
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of readings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(node) = rows.next_element::<Node>()? {
            let mut notes = Notes::default();
            let node = with_days((self.convert)(node), self.intake.options());
            let reading = Reading::read(node, &At::root(""), &mut notes);
            if notes.errors.is_empty() {
                self.intake.push(&reading);
            } else {
                self.intake.reject(notes.errors.into_iter().map(|error| (column(&error.path), error.kind)));
            }
        }
        Ok(())
    }
}

/// A row whose fiscal periods are written as days, where the options know them.
fn with_days(mut row: Node, options: &Options) -> Node {
    if let (Some(calendar), Node::Object(fields)) = (options.fiscal, &mut row) {
        for (name, value) in fields {
            if let Node::String(text) = value
                && matches!(&**name, "date" | "recorded")
                && let Some(Ok(day)) = parse_fiscal_day(text, calendar)
            {
                *text = date_of_day(day).to_string();
            }
        }
    }
    row
}

/// The column that a JSON Pointer within a row names; empty for the row itself.
fn column(path: &str) -> String {
    let name = path.strip_prefix('/').unwrap_or(path);
    name.replace("~1", "/").replace("~0", "~")
}
