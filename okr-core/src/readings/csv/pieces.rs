//! Where records end, so that a text can be cut between them and read by several threads.

/// Ends of the records of a text that starts with a record: behind the line feeds that stand outside quoted fields.
///
/// The `csv` crate tells where a record ends only once it has read it, and not whether the last quoted field was ever closed.
#[derive(Debug, Clone)]
pub(super) struct RecordEnds<'a> {
    text: &'a [u8],
    position: usize,
    state: State,
}

/// The states of the `csv` crate's parser, as far as they matter to record ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Field,
    Quoted,
    /// Behind a quotation mark in a quoted field: its end, unless another one follows.
    Quote,
}

impl<'a> RecordEnds<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        RecordEnds { text, position: 0, state: State::FieldStart }
    }

    /// Whether what was passed ends within a quoted field.
    pub(super) fn is_open(&self) -> bool {
        self.state == State::Quoted
    }
}

impl Iterator for RecordEnds<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        for &byte in self.text.get(self.position..).unwrap_or_default() {
            self.position += 1;
            self.state = match (self.state, byte) {
                (State::FieldStart | State::Quote, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Quote,
                (State::Quoted, _) => State::Quoted,
                (_, b',' | b'\r') => State::FieldStart,
                (_, b'\n') => {
                    self.state = State::FieldStart;
                    return Some(self.position);
                }
                _ => State::Field,
            };
        }
        None
    }
}

/// The whole records of a text, in pieces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pieces<'a> {
    pub(super) texts: Vec<&'a [u8]>,
    /// What follows the last record that ends in the text.
    pub(super) rest: &'a [u8],
    /// Whether the rest ends within a quoted field.
    pub(super) open: bool,
}

/// Cuts a text, which starts with a record, into pieces of at least `length` bytes; the last one may be shorter.
pub(super) fn pieces(text: &[u8], length: usize) -> Pieces<'_> {
    let mut ends = RecordEnds::new(text);
    let mut pieces = Pieces { texts: Vec::new(), rest: text, open: false };
    let (mut start, mut last) = (0, 0);
    for end in ends.by_ref() {
        last = end;
        if end - start >= length {
            pieces.texts.extend(pieces.rest.split_off(..end - start));
            start = end;
        }
    }
    if last > start {
        pieces.texts.extend(pieces.rest.split_off(..last - start));
    }
    Pieces { open: ends.is_open(), ..pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_with_records() {
        let found = |text: &'static str, length| {
            let Pieces { texts, rest, open } = pieces(text.as_bytes(), length);
            let text = |text| std::str::from_utf8(text).unwrap();
            (texts.into_iter().map(text).collect::<Vec<_>>(), text(rest), open)
        };
        assert_eq!(found("a\nbc\nd", 1), (vec!["a\n", "bc\n"], "d", false));
        assert_eq!(found("a\nbc\nd", 3), (vec!["a\nbc\n"], "d", false));
        assert_eq!(found("a\nbc\nd", 9), (vec!["a\nbc\n"], "d", false));
        assert_eq!(found("a\r\n\"b\nc\"\r\nd\n", 1), (vec!["a\r\n", "\"b\nc\"\r\n", "d\n"], "", false));
        assert_eq!(found("a\n\"b\n", 1), (vec!["a\n"], "\"b\n", true));
        assert_eq!(found("a\n\"b\"\"\n", 1), (vec!["a\n"], "\"b\"\"\n", true));
        assert_eq!(found("a\"b\nc\n", 1), (vec!["a\"b\n", "c\n"], "", false));
        assert_eq!(found("", 1), (vec![], "", false));
    }
}
