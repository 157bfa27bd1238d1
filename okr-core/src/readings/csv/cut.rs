//! Where records end.

/// Where a text can be cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cuts {
    /// Ends of records; the last is that of the last record that ends in the text.
    pub(super) ends: Vec<usize>,
    /// Whether the text ends within a quoted field.
    pub(super) open: bool,
}

/// Cuts a text, which starts with a record, into pieces of at least `length` bytes.
pub(super) fn cut(text: &[u8], length: usize) -> Cuts {
    if has_quotes(text) { cut_quoted(text, length) } else { Cuts { ends: cut_lines(text, length), open: false } }
}

/// Whether there is a quotation mark.
pub(super) fn has_quotes(text: &[u8]) -> bool {
    /// So many bytes at a time, without a way out of them: the processor then compares several together.
    const SOME: usize = 256;
    text.chunks(SOME).any(|bytes| bytes.iter().fold(false, |found, &byte| found | (byte == b'"')))
}

/// Without quotation marks every line is a record.
fn cut_lines(text: &[u8], length: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start + length.max(1) - 1..) {
        let Some(line) = rest.iter().position(|&byte| byte == b'\n') else { break };
        start += length.max(1) + line;
        ends.push(start);
    }
    let rest = text.get(start..).unwrap_or_default();
    ends.extend(rest.iter().rposition(|&byte| byte == b'\n').map(|line| start + line + 1));
    ends
}

/// What a byte is read as: the states of the `csv` crate's parser, as far as they matter to line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Field,
    Quoted,
    /// Behind a quotation mark in a quoted field: its end, unless another one follows.
    Quote,
}

fn cut_quoted(text: &[u8], length: usize) -> Cuts {
    let mut ends = Vec::new();
    let (mut start, mut end) = (0, 0);
    let mut state = State::FieldStart;
    for (place, &byte) in text.iter().enumerate() {
        state = match (state, byte) {
            (State::FieldStart | State::Quote, b'"') => State::Quoted,
            (State::Quoted, b'"') => State::Quote,
            (State::Quoted, _) => State::Quoted,
            (_, b',' | b'\r') => State::FieldStart,
            (_, b'\n') => {
                end = place + 1;
                if end - start >= length {
                    ends.push(end);
                    start = end;
                }
                State::FieldStart
            }
            _ => State::Field,
        };
    }
    if end > start {
        ends.push(end);
    }
    Cuts { ends, open: state == State::Quoted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_with_records() {
        assert_eq!(cut(b"a\nbc\nd", 1), Cuts { ends: vec![2, 5], open: false });
        assert_eq!(cut(b"a\nbc\nd", 3), Cuts { ends: vec![5], open: false });
        assert_eq!(cut(b"a\nbc\nd", 9), Cuts { ends: vec![5], open: false });
        assert_eq!(cut(b"a\r\n\"b\nc\"\r\nd\n", 1), Cuts { ends: vec![3, 10, 12], open: false });
        assert_eq!(cut(b"a\n\"b\n", 1), Cuts { ends: vec![2], open: true });
        assert_eq!(cut(b"a\"b\nc\n", 1), Cuts { ends: vec![4, 6], open: false });
        assert_eq!(cut(b"", 1), Cuts { ends: vec![], open: false });
    }
}
