//! Readings as CSV text.
//!
//! The text is cut where records end, and each piece is read by a thread of its own. Pieces are joined in their order, so that the
//! result does not depend on where the text was cut.

mod header;
mod pieces;
mod record;

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::intake::Intake;
use super::options::Options;
use super::parallel;
use super::rejected::Loaded;
use crate::error::{ErrorKind, Errors};
use header::Header;
use pieces::{Pieces, pieces};

/// How much text is read at a time. The result does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Bytes of a piece, which one thread reads.
    pub(super) piece: usize,
    /// Pieces that are read at a time.
    pub(super) pieces: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { piece: 4 << 20, pieces: parallel::threads() }
    }
}

/// How often reading goes on behind a row whose quotation mark is never closed.
const RECOVERIES: usize = 100;

/// Loads text that is in memory.
pub(super) fn load(text: &[u8], options: Options, sizes: Sizes) -> Result<Loaded, Errors> {
    // Reading from memory does not fail.
    load_from(text, options, sizes).unwrap_or_else(|_| Ok(Loaded::default()))
}

/// Loads text as it comes in.
pub(super) fn load_from(mut from: impl Read, options: Options, sizes: Sizes) -> io::Result<Result<Loaded, Errors>> {
    let mut text = Vec::new();
    let mut window = sizes.piece * sizes.pieces;
    let mut table: Option<Table> = None;
    loop {
        let wanted = window.saturating_sub(text.len());
        let read = (&mut from).take(wanted as u64).read_to_end(&mut text)?;
        let last = read < wanted;
        let mut used = 0;
        if table.is_none() {
            match Header::read(&text, last) {
                Some(Ok((header, length))) => {
                    used = length;
                    table = Some(Table { header, sizes, intake: Intake::new(options), recoveries: 0 });
                }
                Some(Err(errors)) => return Ok(Err(errors)),
                None => {}
            }
        }
        if let Some(table) = &mut table {
            used += table.feed(text.get(used..).unwrap_or_default(), last);
        }
        if last {
            return Ok(Ok(table.map(|table| table.intake.finish()).unwrap_or_default()));
        }
        text.drain(..used);
        if text.len() >= window / 2 {
            window *= 2;
        }
    }
}

/// A table while its text comes in.
struct Table {
    header: Header,
    sizes: Sizes,
    intake: Intake,
    recoveries: usize,
}

impl Table {
    /// Reads the whole records at the beginning of a text; all of it if nothing follows. Returns the length of what was read.
    fn feed(&mut self, text: &[u8], last: bool) -> usize {
        let Pieces { mut texts, rest, open } = pieces(text, self.sizes.piece);
        if last && !open {
            texts.push(rest);
        }
        for texts in texts.chunks(self.sizes.pieces.max(1)) {
            let (header, empty) = (&self.header, || self.intake.empty());
            let intakes = texts.iter().map(|text| (*text, empty())).collect();
            for intake in parallel::map(intakes, |(text, intake)| read(text, header, intake)) {
                self.intake.append(intake);
            }
        }
        if !last {
            return text.len() - rest.len();
        }
        if open {
            self.recover(rest);
        }
        text.len()
    }

    /// Rejects a record whose quotation mark is never closed, and goes on with the next line.
    fn recover(&mut self, text: &[u8]) {
        let reason = "a quotation mark must be closed, found the end of the text".to_owned();
        self.intake.reject([("", ErrorKind::BadRow { row: 0, column: String::new(), reason })]);
        self.recoveries += 1;
        if let Some(end) = text.iter().position(|&byte| byte == b'\n')
            && self.recoveries < RECOVERIES
        {
            self.feed(text.get(end + 1..).unwrap_or_default(), true);
        }
    }
}

/// Takes in the records of a piece.
fn read(text: &[u8], header: &Header, mut intake: Intake) -> Intake {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(text);
    let mut record = ByteRecord::new();
    // Reading from memory does not fail, nor does a record of another length.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        // Checking a record as a whole for UTF-8 takes a fifth off the work of checking its fields.
        record = match StringRecord::from_byte_record(record) {
            Ok(text) => {
                record::take(text.as_byte_record(), Some(&text), header, &mut intake);
                text.into_byte_record()
            }
            Err(error) => {
                let record = error.into_byte_record();
                record::take(&record, None, header, &mut intake);
                record
            }
        };
    }
    intake
}
