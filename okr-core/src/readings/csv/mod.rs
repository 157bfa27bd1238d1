//! Readings as CSV text.
//!
//! The text is cut where records end, and the pieces are read by a thread each. Every thread numbers the metrics for itself; at the end
//! the numbers become those of the order in which the metrics first came, however many threads there were.

mod cut;
mod header;
mod marks;
mod record;

use std::io::{self, Read};

use csv::{ByteRecord, ReaderBuilder};

use super::batch::{Batch, Growing, MissingValue};
use super::group::group;
use super::rejected::Rejected;
use super::store::NO_NOTE;
use super::texts::{Interner, Texts};
use super::{Loaded, Readings, parallel};
use crate::error::{ErrorKind, Errors};
use cut::{Cuts, cut, has_quotes};
use header::Header;
use marks::Marks;
use record::{FIELDS, Intake};

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
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Loads text that is in memory.
pub(super) fn load(text: &[u8], missing: MissingValue, sizes: Sizes) -> Result<Loaded, Errors> {
    // Reading from memory does not fail.
    load_from(text, missing, sizes).unwrap_or_else(|_| Ok(Loaded::default()))
}

/// Loads text as it comes in.
pub(super) fn load_from(
    mut from: impl Read,
    missing: MissingValue,
    sizes: Sizes,
) -> io::Result<Result<Loaded, Errors>> {
    let mut text = Vec::new();
    let mut window = sizes.piece * sizes.pieces;
    let mut table: Option<Table> = None;
    loop {
        let room = window.saturating_sub(text.len());
        let read = (&mut from).take(room as u64).read_to_end(&mut text)?;
        let last = read < room;
        let mut used = 0;
        if table.is_none() {
            match Header::read(&text, last) {
                Some(Ok((header, length))) => {
                    used = length;
                    table = Some(Table::new(header, missing, sizes));
                }
                Some(Err(errors)) => return Ok(Err(errors)),
                None => {}
            }
        }
        if let Some(table) = &mut table {
            used += table.feed(text.get(used..).unwrap_or_default(), last);
        }
        if last {
            break;
        }
        text.drain(..used);
        if text.len() >= window / 2 {
            window *= 2;
        }
    }
    Ok(Ok(table.map(Table::finish).unwrap_or_default()))
}

/// A table while its text comes in.
struct Table {
    header: Header,
    missing: MissingValue,
    sizes: Sizes,
    workers: Vec<Worker>,
    pieces: Vec<Piece>,
    recoveries: usize,
}

/// What a thread knows of the metrics and notes that it met.
#[derive(Default)]
struct Worker {
    names: Interner,
    /// Where each metric came first: the piece, and the row in it.
    first: Vec<(usize, usize)>,
    notes: Texts,
}

/// A piece that was read.
#[derive(Default)]
struct Piece {
    /// Whose numbers the metrics and notes are.
    worker: usize,
    batch: Growing,
    rejected: Rejected,
    skipped: usize,
    rows: usize,
}

impl Table {
    fn new(header: Header, missing: MissingValue, sizes: Sizes) -> Self {
        let workers = (0..sizes.pieces.max(1)).map(|_| Worker::default()).collect();
        Table { header, missing, sizes, workers, pieces: Vec::new(), recoveries: 0 }
    }

    /// Reads the whole records at the beginning of a text, all of it where nothing follows. Tells how much was read.
    fn feed(&mut self, text: &[u8], last: bool) -> usize {
        let Cuts { mut ends, open } = cut(text, self.sizes.piece);
        let whole = ends.last().copied().unwrap_or(0);
        if last && !open && whole < text.len() {
            ends.push(text.len());
        }
        let mut start = 0;
        let texts: Vec<&[u8]> =
            ends.iter().map(|&end| text.get(std::mem::replace(&mut start, end)..end).unwrap_or_default()).collect();
        for texts in texts.chunks(self.workers.len()) {
            self.read(texts);
        }
        if !last {
            return whole;
        }
        if open {
            self.recover(text.get(whole..).unwrap_or_default());
        }
        text.len()
    }

    /// Reads pieces, one a thread.
    fn read(&mut self, texts: &[&[u8]]) {
        let first = self.pieces.len();
        let work = texts.iter().copied().zip(&mut self.workers).enumerate().collect();
        let (header, missing) = (&self.header, self.missing);
        self.pieces.extend(parallel::map(work, |(number, (text, worker)): (usize, (&[u8], &mut Worker))| {
            worker.read(text, number, first + number, header, missing)
        }));
    }

    /// Rejects a record whose quotation mark is never closed, and goes on with the next line.
    fn recover(&mut self, text: &[u8]) {
        let mut piece = Piece { rows: 1, ..Piece::default() };
        let reason = "a quotation mark is opened and never closed".to_owned();
        piece.rejected.add(0, "", ErrorKind::BadRow { row: 0.0, column: String::new(), reason });
        self.pieces.push(piece);
        self.recoveries += 1;
        if let Some(end) = text.iter().position(|&byte| byte == b'\n')
            && self.recoveries < RECOVERIES
        {
            self.feed(text.get(end + 1..).unwrap_or_default(), true);
        }
    }

    fn finish(self) -> Loaded {
        let Table { workers, pieces, .. } = self;
        let Merged { names, notes, maps } = merge(&workers);
        let mut loaded = Loaded::default();
        let mut rows = 0;
        let mut batches = Vec::with_capacity(pieces.len());
        for piece in pieces {
            loaded.rejected.append(piece.rejected, rows);
            loaded.skipped += piece.skipped;
            rows += piece.rows;
            batches.push((piece.worker, piece.batch.finish()));
        }
        let batches = parallel::map(batches, |(worker, batch)| match maps.get(worker) {
            Some(map) => map.translate(batch),
            None => batch,
        });
        loaded.readings = Readings::from_store(group(names, batches, notes));
        loaded
    }
}

/// The metrics and notes of all threads.
struct Merged {
    names: Texts,
    notes: Texts,
    maps: Vec<Map>,
}

/// What the numbers of a thread become.
struct Map {
    metrics: Vec<u32>,
    notes: Vec<u32>,
}

/// Numbers metrics in the order in which they first came.
fn merge(workers: &[Worker]) -> Merged {
    let mut notes = Texts::default();
    let mut maps: Vec<Map> = workers
        .iter()
        .map(|worker| Map {
            metrics: vec![0; worker.first.len()],
            notes: worker.notes.iter().map(|note| notes.intern(note)).collect(),
        })
        .collect();
    let firsts = |(number, worker): (usize, &Worker)| -> Vec<_> {
        worker.first.iter().enumerate().map(|(metric, &first)| (first, number, metric)).collect()
    };
    let mut order: Vec<((usize, usize), usize, usize)> = workers.iter().enumerate().flat_map(firsts).collect();
    crate::order::sort(&mut order);
    let mut names = Texts::default();
    for (_, number, metric) in order {
        let name = workers.get(number).and_then(|worker| worker.names.get(metric));
        let place = maps.get_mut(number).and_then(|map| map.metrics.get_mut(metric));
        if let (Some(name), Some(place)) = (name, place) {
            *place = names.intern(name);
        }
    }
    Merged { names, notes, maps }
}

impl Map {
    fn translate(&self, mut batch: Batch<'static>) -> Batch<'static> {
        for metric in batch.metrics.to_mut() {
            *metric = self.metrics.get(*metric as usize).copied().unwrap_or(0);
        }
        for note in batch.table.notes.to_mut() {
            *note = self.notes.get(*note as usize).copied().unwrap_or(NO_NOTE);
        }
        batch
    }
}

impl Worker {
    /// Reads a piece.
    fn read(&mut self, text: &[u8], worker: usize, number: usize, header: &Header, missing: MissingValue) -> Piece {
        let piece = Piece { worker, ..Piece::default() };
        let mut intake = Intake { header, missing, worker: self, number, piece };
        match std::str::from_utf8(text) {
            Ok(text) if !has_quotes(text.as_bytes()) => read_lines(text, &mut intake),
            _ => read_records(text, &mut intake),
        }
        intake.piece
    }

    /// The number of a metric, which the row of a piece names.
    #[inline]
    fn metric(&mut self, name: &str, piece: usize, row: usize) -> u32 {
        let metric = self.names.intern(name);
        if metric as usize == self.first.len() {
            self.first.push((piece, row));
        }
        metric
    }
}

/// Reads text without quotation marks: every line is a record, and every comma ends a field.
fn read_lines(text: &str, intake: &mut Intake<'_>) {
    let mut fields = [""; FIELDS];
    let (mut line, mut start, mut count) = (0, 0, 0);
    let bytes = text.as_bytes();
    for place in Marks::new(bytes).chain([text.len()]) {
        if let Some(field) = fields.get_mut(count) {
            *field = text.get(start..place).unwrap_or_default();
        }
        count += 1;
        start = place + 1;
        if bytes.get(place) == Some(&b',') {
            continue;
        }
        // Between a carriage return and a line feed, and on empty lines, there is no record.
        if place > line && !fields.get(..count).is_some_and(|fields| intake.record(fields)) {
            let record = bytes.get(line..place).unwrap_or_default();
            intake.odd_record(&record.split(|&byte| byte == b',').collect::<Vec<_>>());
        }
        line = start;
        count = 0;
    }
}

/// Reads any text.
fn read_records(text: &[u8], intake: &mut Intake<'_>) {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(1 << 16).from_reader(text);
    let mut record = ByteRecord::new();
    // Reading from memory does not fail, nor does a record whose length is another.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let mut fields = [""; FIELDS];
        let mut sound = true;
        for (field, bytes) in fields.iter_mut().zip(&record) {
            match std::str::from_utf8(bytes) {
                Ok(text) => *field = text,
                Err(_) => sound = false,
            }
        }
        if !(sound && fields.get(..record.len()).is_some_and(|fields| intake.record(fields))) {
            intake.odd_record(&record.iter().collect::<Vec<_>>());
        }
    }
}
