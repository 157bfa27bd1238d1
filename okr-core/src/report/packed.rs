//! Tables as plain numbers, with their texts beside them: what another language makes rows of its own from, faster than
//! from JSON text.

use chrono::NaiveDate;

use super::column::{Cell, json};
use crate::calendar::day_number;

/// Tables as they cross into another language: a number for each field of each row.
///
/// The number of a field is the value itself; for a text its place among the texts; for a date its days since 1970-01-01; for yes and no 1
/// and 0; for lists and objects the place among the values. Not a number stands where there is none. The fields of a row in a field stand in its place.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let packed = report.packed();
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
}

/// What a field holds.
pub(crate) enum Content<'a> {
    Text(&'a str),
    Number(f64),
    Count(u32),
    Flag(bool),
    Date(NaiveDate),
    Json(String),
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

    /// Adds a table.
    pub(crate) fn table<T: Cell>(&mut self, rows: &'a [T]) {
        // INVARIANT: there are fewer rows than 2^32: each has an id of its own in memory.
        self.packed.rows.push(rows.len() as u32);
        self.packed.cells.reserve(rows.len() * T::WIDTH);
        rows.iter().for_each(|row| row.pack(self));
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
        };
        self.packed.cells.push(cell);
    }

    /// Adds fields that hold nothing.
    pub(crate) fn nothing(&mut self, fields: usize) {
        self.packed.cells.extend(std::iter::repeat_n(f64::NAN, fields));
    }

    /// The place of a text. The same text in memory is written once, while it is remembered.
    fn text(&mut self, text: &'a str) -> u32 {
        let address = text.as_ptr().addr();
        let slot = ((address >> 3) ^ (address >> 13)) % REMEMBERED;
        let Some(remembered) = self.remembered.get_mut(slot) else { return 0 };
        if std::ptr::eq(remembered.0, text) && remembered.1 != u32::MAX {
            return remembered.1;
        }
        // INVARIANT: texts in memory are shorter than 2^32 together, where rows are.
        let place = self.packed.text_ends.len() as u32;
        *remembered = (text, place);
        self.length += if text.is_ascii() { text.len() as u32 } else { text.encode_utf16().count() as u32 };
        self.packed.text_ends.push(self.length);
        self.packed.texts.push_str(text);
        place
    }
}

#[cfg(test)]
mod tests {
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
}
