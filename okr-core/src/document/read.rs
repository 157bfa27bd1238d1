//! Reads typed values from nodes, with the path of everything that does not fit.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{Node, mark, nesting, shorten, unmark, vocabulary};
use crate::calendar::{Cadence, parse_date};
use crate::error::{Error, ErrorKind, Errors, Problems};
use crate::number::unsigned;
use crate::stats::SpecialCause;

/// The location of a value in its document; becomes a JSON Pointer only if something is wrong there.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    key: Key<'a>,
}

#[derive(Clone, Copy)]
enum Key<'a> {
    Root(&'a str),
    Name(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The root of a document, or `prefix`, the pointer of what holds it.
    pub(crate) fn root(prefix: &'a str) -> At<'a> {
        At { parent: None, key: Key::Root(prefix) }
    }

    pub(crate) fn field(&'a self, name: &'a str) -> At<'a> {
        At { parent: Some(self), key: Key::Name(name) }
    }

    pub(crate) fn index(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), key: Key::Index(index) }
    }

    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        Error::new(self.to_string(), kind)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.key {
            Key::Root(prefix) => f.write_str(prefix),
            Key::Name(name) if name.contains(['~', '/']) => {
                write!(f, "/{}", name.replace('~', "~0").replace('/', "~1"))
            }
            Key::Name(name) => write!(f, "/{name}"),
            Key::Index(index) => write!(f, "/{index}"),
        }
    }
}

/// The problems noted while reading, and which items have problems of their own.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) errors: Problems,
    /// Pointers of the items (teams, cycles, objectives, key results, KPIs) with problems. They declare their ids and are
    /// not checked further.
    pub(crate) broken: Vec<String>,
    flawed: bool,
}

impl Notes {
    pub(crate) fn error(&mut self, at: &At<'_>, kind: ErrorKind) {
        self.errors.push(at.error(kind));
        self.flawed = true;
    }

    /// Marks an item as broken if it has problems; `outer` tells whether the enclosing item has.
    fn end_item(&mut self, at: &At<'_>, outer: bool) {
        if self.flawed {
            self.broken.push(at.to_string());
        }
        self.flawed = outer;
    }
}

/// A type that reads itself from a node. It notes what does not fit and continues with a placeholder; use a value only if
/// nothing was noted.
pub(crate) trait Read: Sized {
    /// Whether this is an item with an id of its own.
    const ITEM: bool = false;
    /// Whether a field that is not a number is absent: data frames write missing values so.
    const NAN_IS_NULL: bool = false;

    /// Reads a node and notes what does not fit.
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self;

    /// Stands in for a value that could not be read.
    fn placeholder() -> Self;

    /// The value of a required field that is absent or null, for a type that has one.
    fn absent() -> Option<Self> {
        None
    }

    /// Returns the value as it is stored: zeros without a sign.
    fn stored(self) -> Self {
        self
    }
}

/// Notes that a value is not of the expected type.
pub(crate) fn wrong_type<T: Read>(node: &Node, expected: &'static str, at: &At<'_>, notes: &mut Notes) -> T {
    note_wrong_type(node, expected, at, notes);
    T::placeholder()
}

#[cold]
fn note_wrong_type(node: &Node, expected: &'static str, at: &At<'_>, notes: &mut Notes) {
    let found = match node {
        Node::String(text) => format!("the text `{}`", shorten(text)),
        Node::Number(number) => format!("the number `{number}`"),
        Node::Bool(value) => format!("`{value}`"),
        other => other.describe().to_owned(),
    };
    notes.error(at, ErrorKind::WrongType { expected: expected.into(), found });
}

/// The known name nearest to `name`, if one is near enough to be a typing error.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest_of(name, &mut known.into_iter())
}

fn nearest_of(name: &str, known: &mut dyn Iterator<Item = &str>) -> Option<String> {
    /// The bytes of the longest id, of 128 characters: what is longer is no name mistyped, and would take long to compare.
    const LONGEST: usize = 512;
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    known
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 8)
        .map(|candidate| (strsim::jaro_winkler(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(found) if found.0 >= next.0 => Some(found),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate.to_owned())
}

impl Read for String {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => text,
            other => wrong_type(&other, "text", at, notes),
        }
    }

    fn placeholder() -> Self {
        String::new()
    }
}

impl Read for Arc<str> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        String::read(node, at, notes).into()
    }

    fn placeholder() -> Self {
        Arc::default()
    }
}

impl Read for bool {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Bool(value) => value,
            other => wrong_type(&other, "true or false", at, notes),
        }
    }

    fn placeholder() -> Self {
        false
    }
}

impl Read for f64 {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Number(number) => number.as_f64().map_or(0.0, unsigned),
            Node::NonFinite(_) => {
                notes.error(at, ErrorKind::NonFinite {});
                Self::placeholder()
            }
            other => wrong_type(&other, "a number", at, notes),
        }
    }

    fn placeholder() -> Self {
        0.0
    }

    fn stored(self) -> Self {
        unsigned(self)
    }
}

impl Read for u32 {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let number = match &node {
            Node::Number(number) => number.as_f64(),
            _ => None,
        };
        match number.filter(|x| *x >= 0.0 && *x <= f64::from(u32::MAX) && x.trunc() == *x) {
            // INVARIANT: whole and within 0..=u32::MAX by the filter above, so the cast is exact.
            Some(x) => x as u32,
            None if number.is_some_and(|x| x > f64::from(u32::MAX)) => {
                let value = number.unwrap_or_default();
                notes.error(at, ErrorKind::OutOfBounds { value, min: 0.0, max: f64::from(u32::MAX) });
                0
            }
            None => wrong_type(&node, "a whole number of 0 or more", at, notes),
        }
    }

    fn placeholder() -> Self {
        0
    }
}

impl Read for NaiveDate {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => parse_date(&text).unwrap_or_else(|error| {
                notes.error(at, ErrorKind::BadDate { value: shorten(&text), reason: error.reason.to_string() });
                Self::placeholder()
            }),
            other => wrong_type(&other, "a date such as `2026-09-30`", at, notes),
        }
    }

    fn placeholder() -> Self {
        NaiveDate::MIN
    }
}

vocabulary!(read Cadence);
vocabulary!(read SpecialCause);

/// A caller's own data: any JSON object. The library carries it unchanged and never reads it.
pub type Meta = Map<String, Value>;

impl Read for Meta {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(fields) => {
                fields.iter().for_each(|(name, value)| note_unfit(value, &at.field(name), notes));
                fields.into_iter().map(|(name, value)| (name, value.into())).collect()
            }
            other => wrong_type(&other, "an object", at, notes),
        }
    }

    fn placeholder() -> Self {
        Map::new()
    }
}

/// Notes every number in a caller's own data that JSON can't represent, and every text with half a character.
fn note_unfit(node: &Node, at: &At<'_>, notes: &mut Notes) {
    match node {
        Node::HalfText => note_wrong_type(node, "text", at, notes),
        Node::NonFinite(_) => notes.error(at, ErrorKind::NonFinite {}),
        Node::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| note_unfit(item, &at.index(index), notes));
        }
        Node::Object(fields) => {
            fields.iter().for_each(|(name, value)| note_unfit(value, &at.field(name), notes));
        }
        _ => {}
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        Some(T::read(node, at, notes))
    }

    fn placeholder() -> Self {
        None
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn stored(self) -> Self {
        self.map(T::stored)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let items = match node {
            Node::Array(items) => items,
            other => return wrong_type(&other, "a list", at, notes),
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            list.push(read_element(item, &at.index(index), notes));
        }
        list
    }

    fn placeholder() -> Self {
        Vec::new()
    }
}

/// Reads an element of a list. A problem inside an item breaks that item, not the one that encloses it.
fn read_element<T: Read>(node: Node, at: &At<'_>, notes: &mut Notes) -> T {
    if !T::ITEM {
        return T::read(node, at, notes);
    }
    let outer = std::mem::take(&mut notes.flawed);
    let value = T::read(node, at, notes);
    notes.end_item(at, outer);
    value
}

/// The index of a node's word among `known`; their number, after noting it, where it is not among them.
pub(crate) fn read_word(node: Node, known: &[&'static str], at: &At<'_>, notes: &mut Notes) -> usize {
    let Node::String(text) = node else {
        let _: String = wrong_type(&node, "text", at, notes);
        return known.len();
    };
    index_of_word(&text, known).unwrap_or_else(|kind| {
        notes.error(at, kind);
        known.len()
    })
}

/// The index of a word among `known`, or the error that it is not one of them.
pub(crate) fn index_of_word(text: &str, known: &[&str]) -> Result<usize, ErrorKind> {
    known.iter().position(|word| *word == text).ok_or_else(|| unknown_value(text.to_owned(), known))
}

/// The error for a word that is not among `known`.
pub(crate) fn unknown_value(value: String, known: &[&str]) -> ErrorKind {
    let nearest = nearest(&value, known.iter().copied());
    let known = known.iter().map(|word| (*word).to_owned()).collect();
    ErrorKind::UnknownValue { value: shorten(&value), nearest, known }
}

/// Takes the word in field `kind` (or `alias`) out of an object.
pub(crate) fn take_kind(node: Node, alias: &str, at: &At<'_>, notes: &mut Notes) -> Option<(String, Node)> {
    let Node::Object(mut fields) = node else {
        let _: Meta = wrong_type(&node, "an object", at, notes);
        return None;
    };
    let Some(index) = fields.iter().position(|(name, _)| name == "kind" || name == alias) else {
        notes.error(&at.field("kind"), ErrorKind::MissingField { field: "kind".into() });
        return None;
    };
    match fields.remove(index) {
        (_, Node::String(text)) => Some((text, Node::Object(fields))),
        (name, other) => {
            let _: String = wrong_type(&other, "text", &at.field(&name), notes);
            None
        }
    }
}

/// The fields of one object while it is being read.
pub(crate) struct Fields<'a> {
    at: &'a At<'a>,
    fields: Vec<(String, Node)>,
    notes: &'a mut Notes,
}

impl<'a> Fields<'a> {
    /// Takes the fields of `node` and notes those that are not among `known` or appear twice.
    pub(crate) fn new(node: Node, at: &'a At<'a>, known: &[&str], notes: &'a mut Notes) -> Option<Fields<'a>> {
        let Node::Object(fields) = node else {
            let _: Meta = wrong_type(&node, "an object", at, notes);
            return None;
        };
        let mut seen: Vec<&str> = Vec::with_capacity(fields.len());
        for (name, _) in &fields {
            if !known.contains(&name.as_str()) {
                let kind = ErrorKind::UnknownField {
                    field: shorten(name),
                    nearest: nearest(name, known.iter().copied()),
                    known: known.iter().map(|k| (*k).to_owned()).collect(),
                };
                notes.error(&at.field(name), kind);
            } else if seen.contains(&name.as_str()) {
                notes.error(&at.field(name), ErrorKind::RepeatedField { field: name.clone() });
            }
            seen.push(name);
        }
        Some(Fields { at, fields, notes })
    }

    fn take(&mut self, name: &str) -> Option<Node> {
        let index = self.fields.iter().position(|(field, _)| field == name)?;
        match self.fields.swap_remove(index).1 {
            Node::Null => None,
            node => Some(node),
        }
    }

    /// Takes a field that must be present.
    pub(crate) fn required<T: Read>(&mut self, name: &'static str) -> T {
        self.optional(name).or_else(T::absent).unwrap_or_else(|| {
            self.missing(name);
            T::placeholder()
        })
    }

    #[cold]
    fn missing(&mut self, name: &'static str) {
        self.notes.error(&self.at.field(name), ErrorKind::MissingField { field: name.into() });
    }

    /// Takes a field that may be absent or null.
    pub(crate) fn optional<T: Read>(&mut self, name: &'static str) -> Option<T> {
        let node = self.take(name)?;
        Some(T::read(node, &self.at.field(name), self.notes))
    }

    /// Fills a field that must be present.
    pub(crate) fn fill_required<R: Read + Into<T>, T>(&mut self, name: &'static str, field: &mut T) {
        *field = self.required::<R>(name).into();
    }

    /// Fills a field that may be absent or null.
    pub(crate) fn fill_optional<R: Read + Into<Option<T>>, T>(&mut self, name: &'static str, field: &mut Option<T>) {
        *field = self.optional::<R>(name).and_then(Into::into);
    }

    /// Fills a field, unless it is absent or null.
    pub(crate) fn fill<T: Read>(&mut self, name: &'static str, field: &mut T) {
        if let Some(value) = self.optional(name) {
            *field = value;
        }
    }
}

/// Parses JSON text. Numbers that JSON can't represent and half characters become nodes, so that their fields can be reported.
pub(crate) fn parse(text: &str) -> Result<Node, Errors> {
    // A byte-order mark is not JSON, but editors write it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed = serde_json::from_str(text).or_else(|error| match mark(text) {
        Some(marked) => serde_json::from_str(&marked).map(unmark),
        None => Err(error),
    });
    parsed.map_err(|error| bad_json(&error, text, ""))
}

/// The error for text that is not valid JSON, or nested too deep. `path` is the pointer of what the text should hold.
pub(crate) fn bad_json(error: &serde_json::Error, text: &str, path: &str) -> Errors {
    let (line, column) = (error.line(), error.column());
    let reason = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
    let deep = nesting::too_deep(text).filter(|_| reason.contains("recursion"));
    let (within, reason) = match deep {
        Some(within) => (within, format!("values must be nested at most {} deep", nesting::DEEPEST)),
        None => (String::new(), reason),
    };
    Errors::new([Error::new(format!("{path}{within}"), ErrorKind::BadJson { line, column, reason })])
}

/// Reads `T` from JSON text, or returns every problem. `prefix` is the pointer of what encloses the document.
pub(crate) fn read_text<T: Read>(text: &str, prefix: &str) -> Result<T, Errors> {
    read_node(parse(text)?, prefix).map_err(Errors::new)
}

/// Reads `T` from a node, or returns every problem.
pub(crate) fn read_node<T: Read>(node: Node, prefix: &str) -> Result<T, Problems> {
    let mut notes = Notes::default();
    let value = T::read(node, &At::root(prefix), &mut notes);
    if notes.errors.is_empty() { Ok(value) } else { Err(notes.errors) }
}
