//! Partition by metric: a counting sort that keeps the order of the rows of a metric.
//!
//! Rows go to their places in two steps, so that each step writes to few places at a time: first, for a piece of rows, to the bucket of
//! metrics that they belong to; then, for a bucket, to the place of their metric. Each piece and each bucket is written by
//! one thread alone. A part of the rows at a time takes both steps, so that the buckets need little memory.

use super::batch::Batch;
use super::parallel;
use super::table::{Copied, Fill, Rows, RowsMut, Scatter, Table, Uses};

/// How much is done at a time. The result does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Rows of a piece.
    pub(super) piece: usize,
    /// Rows that take both steps together, at least; an eighth of all rows where that is more.
    pub(super) part: usize,
    /// Buckets at most, as a power of two.
    pub(super) buckets_log2: u32,
}

impl Default for Sizes {
    /// Few enough that the buckets of a piece, and the places of a bucket's metrics, stay in the cache.
    fn default() -> Self {
        Sizes { piece: 1 << 18, part: 1 << 22, buckets_log2: 10 }
    }
}

/// Rows grouped by metric.
pub(super) struct Partition<'a> {
    pub(super) table: Table<'a>,
    /// Where the rows of each metric start, and the end of the last.
    pub(super) starts: Vec<usize>,
}

/// Consecutive rows of the input.
#[derive(Clone, Copy)]
struct Piece<'a> {
    metrics: &'a [u32],
    rows: Rows<'a>,
}

/// Groups rows by metric, an index below `metrics`.
pub(super) fn partition(mut batches: Vec<Batch<'_>>, metrics: usize, sizes: Sizes) -> Partition<'_> {
    let uses = batches.iter().fold(Uses::default(), |uses, batch| uses.or(batch.table.uses()));
    let pieces: Vec<Piece<'_>> = batches.iter().flat_map(|batch| pieces(batch, sizes.piece)).collect();
    let (starts, in_order) = count(&pieces, metrics);
    let rows = starts.last().copied().unwrap_or(0);
    if in_order && batches.len() == 1 && batches.iter().all(|batch| batch.table.is_owned()) {
        return Partition { table: batches.pop().map(|batch| batch.table).unwrap_or_default(), starts };
    }
    let mut table = Table::empty(rows, uses);
    if in_order {
        copy(&pieces, table.rows_mut());
    } else {
        scatter(&pieces, &starts, uses, sizes, table.rows_mut());
    }
    Partition { table, starts }
}

fn pieces<'a>(batch: &'a Batch<'_>, length: usize) -> impl Iterator<Item = Piece<'a>> {
    let rows = batch.table.rows();
    batch.metrics.chunks(length).enumerate().map(move |(number, metrics)| {
        let start = number * length;
        Piece { metrics, rows: rows.slice(start..start + metrics.len()) }
    })
}

/// Where the rows of each metric start, and whether they lie there already.
fn count(pieces: &[Piece<'_>], metrics: usize) -> (Vec<usize>, bool) {
    let rows: usize = pieces.iter().map(|piece| piece.metrics.len()).sum();
    // Each thread counts for itself; with many metrics of few rows that would take more memory than the rows.
    let counters = (rows / (4 * metrics + 1)).clamp(1, parallel::threads());
    let spans: Vec<&[Piece<'_>]> = pieces.chunks(pieces.len().div_ceil(counters).max(1)).collect();
    let counts = parallel::map(spans, |span| {
        let mut counts = vec![0_u32; metrics];
        let mut newest = 0;
        let mut in_order = true;
        for &metric in span.iter().flat_map(|piece| piece.metrics) {
            in_order &= newest <= metric;
            newest = metric;
            if let Some(count) = counts.get_mut(metric as usize) {
                *count += 1;
            }
        }
        (counts, in_order)
    });
    let ends = |piece: &Piece<'_>| piece.metrics.first().copied().zip(piece.metrics.last().copied());
    let ends: Vec<(u32, u32)> = pieces.iter().filter_map(ends).collect();
    let in_order = counts.iter().all(|(_, in_order)| *in_order)
        && ends.iter().zip(ends.iter().skip(1)).all(|((_, last), (first, _))| last <= first);
    let mut starts = Vec::with_capacity(metrics + 1);
    let mut end = 0;
    starts.push(end);
    for metric in 0..metrics {
        end += counts.iter().filter_map(|(counts, _)| counts.get(metric)).map(|&count| count as usize).sum::<usize>();
        starts.push(end);
    }
    (starts, in_order)
}

/// Copies rows that are in order.
fn copy(pieces: &[Piece<'_>], mut to: RowsMut<'_>) {
    let copies = pieces.iter().map(|piece| (piece.rows, to.take(piece.metrics.len()))).collect();
    parallel::map(copies, |(from, mut to)| to.fill(from, &Copied));
}

/// Rows of a piece by bucket, and where each bucket starts in it.
struct Bucketed {
    metrics: Vec<u32>,
    table: Table<'static>,
    starts: Vec<usize>,
}

/// Copies rows to the places of their metrics.
fn scatter(pieces: &[Piece<'_>], starts: &[usize], uses: Uses, sizes: Sizes, mut to: RowsMut<'_>) {
    let metrics = starts.len().saturating_sub(1);
    let shift = metrics.next_power_of_two().trailing_zeros().saturating_sub(sizes.buckets_log2);
    let width = 1_usize << shift;
    let rows = starts.last().copied().unwrap_or(0);
    let part = sizes.part.max(rows / 8).div_ceil(sizes.piece);
    // The next free place of each metric, counted from the start of its bucket.
    let firsts: Vec<usize> = starts.iter().copied().step_by(width).collect();
    let mut places: Vec<usize> = starts
        .chunks(width)
        .zip(&firsts)
        .flat_map(|(starts, first)| starts.iter().map(move |start| start - first))
        .take(metrics)
        .collect();
    for pieces in pieces.chunks(part) {
        let bucketed = parallel::map(pieces.to_vec(), |piece| bucket(piece, shift, firsts.len(), uses));
        let mut rest = to.all();
        let ends = firsts.iter().skip(1).copied().chain([rows]);
        let buckets = firsts.iter().zip(ends).map(|(first, end)| rest.take(end - first));
        let buckets = buckets.zip(places.chunks_mut(width)).enumerate().collect();
        parallel::map(buckets, |(bucket, (mut to, places))| {
            for piece in &bucketed {
                place(piece, bucket, shift, places, &mut to);
            }
        });
    }
}

/// The rows of a piece by bucket.
fn bucket(piece: Piece<'_>, shift: u32, buckets: usize, uses: Uses) -> Bucketed {
    let mut starts = vec![0; buckets + 1];
    for &metric in piece.metrics {
        if let Some(count) = starts.get_mut((metric >> shift) as usize + 1) {
            *count += 1;
        }
    }
    let mut end = 0;
    for start in &mut starts {
        end += *start;
        *start = end;
    }
    let mut next: Vec<u32> = starts.iter().map(|&start| start as u32).collect();
    let places: Vec<u32> = piece.metrics.iter().map(|&metric| advance(&mut next, (metric >> shift) as usize)).collect();
    let mut metrics = vec![0; piece.metrics.len()];
    let mut table = Table::empty(piece.metrics.len(), uses);
    let scatter = Scatter(&places);
    scatter.fill(piece.metrics, &mut metrics);
    table.rows_mut().fill(piece.rows, &scatter);
    Bucketed { metrics, table, starts }
}

/// Copies the rows that a piece has for a bucket to the places of their metrics.
fn place(piece: &Bucketed, bucket: usize, shift: u32, places: &mut [usize], to: &mut RowsMut<'_>) {
    let [start, end, ..] = *piece.starts.get(bucket..).unwrap_or_default() else { return };
    let first = (bucket as u32) << shift;
    let metrics = piece.metrics.get(start..end).unwrap_or_default();
    let places: Vec<usize> = metrics.iter().map(|&metric| advance(places, (metric - first) as usize)).collect();
    to.fill(piece.table.rows().slice(start..end), &Scatter(&places));
}

/// A counter before it is moved on.
fn advance<T: Copy + std::ops::AddAssign + From<bool> + Default>(counters: &mut [T], index: usize) -> T {
    match counters.get_mut(index) {
        Some(counter) => {
            let before = *counter;
            *counter += T::from(true);
            before
        }
        None => T::default(),
    }
}
