//! Tables as plain numbers, with their texts beside them: what another language makes rows of its own from, faster than
//! from JSON text.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::calendar::day_number;
use crate::document::json;

/// Tables as they cross into another language: a number for each field of each row.
///
/// The number of a field is the value itself; for a text its index among the texts; for a date its days since 1970-01-01; for yes and no 1
/// and 0; for lists and objects the index among the values, for the data of a finding that among the parts. Not a number stands where there is
/// none. The fields of a row in a field stand in its index. A text may stand more than once among the texts, and how often is not fixed: this is
/// for crossing, not for keeping.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let packed = okr_core::bindings::pack_report(&report);
/// // The day, the policy, what became of the readings; then the first field of the first cycle: its id, the first text.
/// assert_eq!(packed.cells[..4], [0.0, 1.0, 2.0, 0.0]);
/// assert!(packed.texts.starts_with("2026-Q3"));
/// assert_eq!((packed.rows[0] as usize, packed.text_ends[0]), (report.cycles.len(), 7));
/// assert!(packed.values.starts_with(r#"["2026-10-10",{"preset":"standard","#));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Packed {
    /// How many rows each table has.
    pub rows: Vec<u32>,
    /// All fields of all rows, one behind the other.
    pub cells: Vec<f64>,
    /// All texts, one behind the other.
    pub texts: String,
    /// Where each text ends, in units of UTF-16.
    pub text_ends: Vec<u32>,
    /// Lists and objects, as one JSON list.
    pub values: String,
    /// The parts of data: a number for the kind of each, and what it holds. 0 is null, 1 and 2 are false and true, 3 is a number, 4 the index of a
    /// text; 5 a list: how many parts it has, and these; 6 fields: how many, and of each the index of its name, and its part.
    pub parts: Vec<f64>,
}

/// The value of a field before it is packed.
pub(crate) enum Content<'a> {
    Text(&'a str),
    Number(f64),
    Count(u32),
    Flag(bool),
    Date(NaiveDate),
    Json(String),
    Fields(&'a Map<String, Value>),
}

/// How many texts are remembered, so as to be written once only: most often the ids of what lies above, and words.
const REMEMBERED: usize = 1024;

/// Packs tables one after the other.
pub(crate) struct Packer<'a> {
    packed: Packed,
    values: u32,
    remembered: Vec<(&'a str, u32)>,
    /// The length of all texts, in units of UTF-16.
    length: u32,
}

impl<'a> Packer<'a> {
    pub(crate) fn new() -> Self {
        let packed = Packed { values: "[".to_owned(), ..Packed::default() };
        Packer { packed, values: 0, remembered: vec![("", u32::MAX); REMEMBERED], length: 0 }
    }

    pub(crate) fn finish(mut self) -> Packed {
        self.packed.values.push(']');
        self.packed
    }

    /// Adds a field of its own.
    pub(crate) fn value<T: serde::Serialize>(&mut self, value: &T) {
        self.content(Content::Json(json(value)));
    }

    /// Starts a table of rows that each have `width` fields.
    pub(crate) fn start_table(&mut self, rows: usize, width: usize) {
        // INVARIANT: there are fewer rows than 2^32: each has an id of its own in memory.
        self.packed.rows.push(rows as u32);
        self.packed.cells.reserve(rows * width);
    }

    /// Adds what a field holds.
    pub(crate) fn content(&mut self, content: Content<'a>) {
        let cell = match content {
            Content::Text(text) => f64::from(self.text(text)),
            Content::Number(number) => number,
            Content::Count(count) => f64::from(count),
            Content::Flag(flag) => f64::from(u8::from(flag)),
            Content::Date(date) => f64::from(day_number(date)),
            Content::Json(text) => {
                if self.values > 0 {
                    self.packed.values.push(',');
                }
                self.packed.values.push_str(&text);
                self.values += 1;
                f64::from(self.values - 1)
            }
            Content::Fields(fields) => {
                // INVARIANT: parts in memory are fewer than 2^53.
                let start = self.packed.parts.len() as f64;
                self.fields(fields);
                start
            }
        };
        self.packed.cells.push(cell);
    }

    fn part(&mut self, part: &'a Value) {
        let (kind, content) = match part {
            Value::Null => (0.0, None),
            Value::Bool(flag) => (if *flag { 2.0 } else { 1.0 }, None),
            Value::Number(number) => (3.0, number.as_f64()),
            Value::String(text) => (4.0, Some(f64::from(self.text(text)))),
            // INVARIANT: parts in memory are fewer than 2^53.
            Value::Array(items) => (5.0, Some(items.len() as f64)),
            Value::Object(fields) => return self.fields(fields),
        };
        self.packed.parts.extend([kind].into_iter().chain(content));
        if let Value::Array(items) = part {
            items.iter().for_each(|item| self.part(item));
        }
    }

    fn fields(&mut self, fields: &'a Map<String, Value>) {
        // INVARIANT: fields in memory are fewer than 2^53.
        self.packed.parts.extend([6.0, fields.len() as f64]);
        for (name, part) in fields {
            let name = f64::from(self.name(name));
            self.packed.parts.push(name);
            self.part(part);
        }
    }

    /// Adds fields that hold nothing.
    pub(crate) fn nothing(&mut self, fields: usize) {
        self.packed.cells.extend(std::iter::repeat_n(f64::NAN, fields));
    }

    /// The index of a text. The same text in memory is written once, while it is remembered.
    fn text(&mut self, text: &'a str) -> u32 {
        let address = text.as_ptr().addr();
        self.index(text, (address >> 3) ^ (address >> 13), |known| std::ptr::eq(known, text))
    }

    /// The index of the name of a field: names are few, and each is written anew in memory.
    fn name(&mut self, name: &'a str) -> u32 {
        let ends = name.bytes().take(1).chain(name.bytes().next_back());
        let slot = ends.fold(name.len(), |slot, byte| 31 * slot + usize::from(byte));
        self.index(name, slot, |known| known == name)
    }

    /// The index of a text: that of the one remembered in a slot, where it is the same.
    fn index(&mut self, text: &'a str, slot: usize, same: impl Fn(&str) -> bool) -> u32 {
        let Some(remembered) = self.remembered.get_mut(slot % REMEMBERED) else { return 0 };
        if remembered.1 != u32::MAX && same(remembered.0) {
            return remembered.1;
        }
        // INVARIANT: texts in memory are shorter than 2^32 together, where rows are.
        let index = self.packed.text_ends.len() as u32;
        *remembered = (text, index);
        self.length += if text.is_ascii() { text.len() as u32 } else { text.encode_utf16().count() as u32 };
        self.packed.text_ends.push(self.length);
        self.packed.texts.push_str(text);
        index
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Content, Packer};

    #[test]
    fn a_text_is_written_once_and_measured_in_units_of_javascript() {
        let (title, other) = ("Größe 😀".to_owned(), "Größe 😀".to_owned());
        let mut packer = Packer::new();
        for text in ["", &title, &other, &title, ""] {
            packer.content(Content::Text(text));
        }
        packer.nothing(1);
        let packed = packer.finish();
        assert_eq!(packed.cells[..5], [0.0, 1.0, 2.0, 1.0, 0.0]);
        assert!(packed.cells[5].is_nan());
        // Five letters, a space, and a pair of surrogates.
        assert_eq!(packed.text_ends, [0, 8, 16]);
        assert_eq!(packed.texts, "Größe 😀Größe 😀");
    }

    #[test]
    fn data_is_taken_apart() {
        let data = json!({ "id": "k", "on": [true, null, 2.5], "of": { "id": {} } });
        let mut packer = Packer::new();
        packer.content(Content::Fields(data.as_object().unwrap()));
        let packed = packer.finish();
        assert_eq!(packed.texts, "idkonof");
        let list = [5.0, 3.0, 2.0, 0.0, 3.0, 2.5];
        let expected = [&[6.0, 3.0, 0.0, 4.0, 1.0, 2.0][..], &list, &[3.0, 6.0, 1.0, 0.0, 6.0, 0.0]].concat();
        assert_eq!((packed.cells, packed.parts), (vec![0.0], expected));
    }
}
