//! Where records end, so that a text can be cut between them and read by several threads.

/// Finds the ends of the records of a text that starts with a record: behind the line feeds that stand outside quoted fields.
///
/// The `csv` crate says where a record ends only once it has read it, and not whether the last quoted field was ever closed.
#[derive(Debug, Clone)]
pub(super) struct RecordEnds<'a> {
    text: &'a [u8],
    /// Whether there are quotation marks. Without them every line feed ends a record, and most need no look: going through all bytes
    /// would be a quarter of the work of reading.
    quoted: bool,
    position: usize,
    state: State,
    /// The end of the last record that was passed.
    last: usize,
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
        let quoted = text.contains(&b'"');
        RecordEnds { text, quoted, position: 0, state: State::FieldStart, last: 0 }
    }

    /// The first end that is not before the position `from`, which rises from call to call.
    pub(super) fn next_from(&mut self, from: usize) -> Option<usize> {
        if self.quoted { self.next_quoted(from) } else { self.next_line(from) }
    }

    fn next_line(&mut self, from: usize) -> Option<usize> {
        let skipped = from.saturating_sub(1);
        let rest = self.text.get(skipped..).unwrap_or_default();
        let found = rest.iter().position(|&byte| byte == b'\n').map(|line| skipped + line + 1);
        self.last =
            found.unwrap_or_else(|| self.text.iter().rposition(|&byte| byte == b'\n').map_or(0, |line| line + 1));
        found
    }

    fn next_quoted(&mut self, from: usize) -> Option<usize> {
        for &byte in self.text.get(self.position..).unwrap_or_default() {
            self.position += 1;
            self.state = match (self.state, byte) {
                (State::FieldStart | State::Quote, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Quote,
                (State::Quoted, _) => State::Quoted,
                (_, b',' | b'\r' | b'\n') => State::FieldStart,
                _ => State::Field,
            };
            if byte == b'\n' && self.state == State::FieldStart {
                self.last = self.position;
                if self.position >= from {
                    return Some(self.position);
                }
            }
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
    let mut texts = Vec::new();
    let mut start = 0;
    while let Some(end) = ends.next_from(start + length.max(1)) {
        texts.extend(text.get(start..end));
        start = end;
    }
    if ends.last > start {
        texts.extend(text.get(start..ends.last));
    }
    Pieces { texts, rest: text.get(ends.last..).unwrap_or_default(), open: ends.state == State::Quoted }
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
