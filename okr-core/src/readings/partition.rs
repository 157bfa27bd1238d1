//! Partition by metric: rows grouped by metric, those of each in the order of the input.
//!
//! One look tells how the rows lie, and what that takes: nothing where they are in order, [`weave`] where they come date by date,
//! [`scatter`] else. Each piece of work is written by one thread alone, and finished while it lies in the cache.

use super::batch::Batch;
use super::parallel;
use super::scatter::scatter;
use super::table::{Copied, Rows, RowsMut, Table, Uses};
use super::weave::weave;

/// Whether size counts more than speed: a web page downloads one way to group rows that are out of order. The result is the same.
const SMALL: bool = cfg!(target_family = "wasm");

/// How much is done at a time. The result does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Rows of a piece.
    pub(super) piece: usize,
    /// Rows of a bucket, where that does not make too many.
    pub(super) bucket: usize,
    /// Buckets at most, as a power of two.
    pub(super) buckets_log2: u32,
    /// Runs of rising metrics at most that are taken as such.
    pub(super) runs: usize,
}

impl Default for Sizes {
    /// Few enough that a piece, a bucket, and the places that are written to stay in the cache.
    fn default() -> Self {
        Sizes { piece: 1 << 16, bucket: 1 << 15, buckets_log2: 10, runs: 2048 }
    }
}

/// Rows grouped by metric.
pub(super) struct Partition<'a, T> {
    pub(super) table: Table<'a>,
    /// Where the rows of each metric start, and the end of the last.
    pub(super) starts: Vec<usize>,
    /// What was found of each metric.
    pub(super) found: Vec<T>,
}

/// Consecutive rows of the input.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) metrics: &'a [u32],
    pub(super) rows: Rows<'a>,
}

impl<'a> Piece<'a> {
    /// The rows of a range.
    pub(super) fn slice(self, rows: std::ops::Range<usize>) -> Piece<'a> {
        Piece { metrics: self.metrics.get(rows.clone()).unwrap_or_default(), rows: self.rows.slice(rows) }
    }
}

/// Metrics that stand beside each other, and whose rows do.
pub(super) struct Group<T> {
    /// Where the rows of each start, counted from the first row of the group, and the end of the last.
    pub(super) starts: Vec<usize>,
    /// What was found of each.
    pub(super) found: Vec<T>,
}

/// Groups rows by metric, an index below `metrics`. `finish` gets the rows of some metrics, and where those of each start, and gives
/// something for each metric.
pub(super) fn partition<'a, T: Send>(
    mut batches: Vec<Batch<'a>>,
    metrics: usize,
    sizes: Sizes,
    finish: impl Fn(&[usize], RowsMut<'_>) -> Vec<T> + Send + Sync,
) -> Partition<'a, T> {
    let uses = batches.iter().fold(Uses::default(), |uses, batch| uses.or(batch.table.uses()));
    let (table, groups) = match runs(&batches, sizes) {
        Some(runs) if is_in_order(&runs) => {
            let pieces = all_pieces(&batches, sizes);
            let starts = count(&pieces, metrics);
            let mut table = if batches.len() == 1 && batches.iter().all(|batch| batch.table.is_owned()) {
                batches.pop().map(|batch| batch.table).unwrap_or_default()
            } else {
                copied(&pieces, uses)
            };
            let groups = finished(&starts, table.rows_mut(), finish);
            (table, groups)
        }
        Some(runs) if !SMALL => weave(&runs, metrics, uses, sizes, finish),
        _ => scatter(batches, metrics, uses, sizes, finish),
    };
    joined(table, groups)
}

/// The groups behind each other.
fn joined<T>(table: Table<'_>, groups: Vec<Group<T>>) -> Partition<'_, T> {
    let metrics = groups.iter().map(|group| group.found.len()).sum::<usize>();
    let mut joined = Partition { table, starts: Vec::with_capacity(metrics + 1), found: Vec::with_capacity(metrics) };
    let mut first = 0;
    for Group { starts, found } in groups {
        let (end, starts) = starts.split_last().unwrap_or((&0, &[]));
        joined.starts.extend(starts.iter().map(|start| first + start));
        joined.found.extend(found);
        first += end;
    }
    joined.starts.push(first);
    joined
}

/// What `finish` gives for rows that are grouped already.
fn finished<T: Send>(
    starts: &[usize],
    mut rows: RowsMut<'_>,
    finish: impl Fn(&[usize], RowsMut<'_>) -> Vec<T> + Send + Sync,
) -> Vec<Group<T>> {
    let count = rows.dates.len();
    let metrics = starts.len().saturating_sub(1);
    let spans = (8 * parallel::threads()).min(count / 1024 + 1);
    let mut work = Vec::with_capacity(spans);
    let mut first = 0;
    for span in 1..=spans {
        let last = if span == spans { metrics } else { starts.partition_point(|&start| start < count / spans * span) };
        let starts = starts.get(first..=last).unwrap_or_default();
        if let [start, .., end] = starts {
            work.push((starts, rows.take(end - start)));
            first = last;
        }
    }
    parallel::map(work, |(starts, rows)| {
        let start = starts.first().copied().unwrap_or(0);
        let starts: Vec<usize> = starts.iter().map(|place| place - start).collect();
        Group { found: finish(&starts, rows), starts }
    })
}

/// The rows cut where a metric comes behind a later one; none where these are many. Readings that arrive date by date, each date's in
/// the same order, have a run for each date.
fn runs<'a>(batches: &'a [Batch<'_>], sizes: Sizes) -> Option<Vec<Piece<'a>>> {
    let falls = parallel::map(all_pieces(batches, sizes), |piece| falls(piece.metrics, sizes.runs));
    let falls: Vec<Vec<usize>> = falls.into_iter().collect::<Option<_>>()?;
    let mut falls = falls.iter();
    let mut runs = Vec::new();
    for batch in batches {
        let (rows, mut start) = (batch.table.rows(), 0);
        let mut run = |end: usize| {
            let range = std::mem::replace(&mut start, end)..end;
            runs.push(Piece { metrics: &batch.metrics, rows }.slice(range));
        };
        let mut newest = 0;
        for (number, metrics) in batch.metrics.chunks(sizes.piece).enumerate() {
            let first = number * sizes.piece;
            if metrics.first().is_some_and(|metric| *metric < newest) {
                run(first);
            }
            newest = metrics.last().copied().unwrap_or(newest);
            falls.next().into_iter().flatten().for_each(|fall| run(first + fall));
        }
        run(batch.metrics.len());
    }
    (runs.len() <= sizes.runs).then_some(runs)
}

/// The places at which a metric comes behind a later one; none where these are more than `most`.
fn falls(metrics: &[u32], most: usize) -> Option<Vec<usize>> {
    /// So many at a time, of which most often none does.
    const SOME: usize = 256;
    let mut places = Vec::new();
    for start in (0..metrics.len()).step_by(SOME) {
        let these = metrics.get(start..).unwrap_or_default();
        let pairs = || these.iter().zip(these.iter().skip(1)).take(SOME);
        if pairs().fold(0, |falls, (before, after)| falls + u32::from(before > after)) > 0 {
            places
                .extend(pairs().zip(start + 1..).filter(|((before, after), _)| before > after).map(|(_, place)| place));
            if places.len() > most {
                return None;
            }
        }
    }
    Some(places)
}

/// Whether no metric comes behind a later one: also not across runs.
fn is_in_order(runs: &[Piece<'_>]) -> bool {
    let ends = |run: &Piece<'_>| run.metrics.first().copied().zip(run.metrics.last().copied());
    let ends: Vec<(u32, u32)> = runs.iter().filter_map(ends).collect();
    ends.iter().zip(ends.iter().skip(1)).all(|((_, last), (first, _))| last <= first)
}

/// All rows, piece by piece.
pub(super) fn all_pieces<'a>(batches: &'a [Batch<'_>], sizes: Sizes) -> Vec<Piece<'a>> {
    let pieces = |batch: &'a Batch<'_>| {
        let (count, all) = (batch.metrics.len(), Piece { metrics: &batch.metrics, rows: batch.table.rows() });
        (0..count).step_by(sizes.piece).map(move |start| all.slice(start..count.min(start + sizes.piece)))
    };
    batches.iter().flat_map(pieces).collect()
}

/// Where the rows of each metric start.
fn count(pieces: &[Piece<'_>], metrics: usize) -> Vec<usize> {
    let rows: usize = pieces.iter().map(|piece| piece.metrics.len()).sum();
    // Each thread counts for itself; with many metrics of few rows that would take more memory than the rows.
    let counters = (rows / (4 * metrics + 1)).clamp(1, parallel::threads());
    let spans: Vec<&[Piece<'_>]> = pieces.chunks(pieces.len().div_ceil(counters).max(1)).collect();
    let counts = parallel::map(spans, |span| {
        let mut counts = vec![0_u32; metrics];
        for &metric in span.iter().flat_map(|piece| piece.metrics) {
            if let Some(count) = counts.get_mut(metric as usize) {
                *count += 1;
            }
        }
        counts
    });
    let mut starts = Vec::with_capacity(metrics + 1);
    let mut end = 0;
    starts.push(end);
    for metric in 0..metrics {
        end += counts.iter().filter_map(|counts| counts.get(metric)).map(|&count| count as usize).sum::<usize>();
        starts.push(end);
    }
    starts
}

/// A copy of rows that are in order.
fn copied(pieces: &[Piece<'_>], uses: Uses) -> Table<'static> {
    let mut table = Table::empty(pieces.iter().map(|piece| piece.metrics.len()).sum(), uses);
    let mut to = table.rows_mut();
    let copies = pieces.iter().map(|piece| (piece.rows, to.take(piece.metrics.len()))).collect();
    parallel::map(copies, |(from, mut to)| to.fill(from, &Copied));
    table
}

/// Where the rows of each of `count` metrics start, the first of which is `first`, and the end of the last.
pub(super) fn starts_of<'a>(metrics: impl IntoIterator<Item = &'a u32>, first: usize, count: usize) -> Vec<usize> {
    let mut starts = vec![0; count + 1];
    for &metric in metrics {
        advance(&mut starts, metric as usize - first);
    }
    let mut end = 0;
    for start in &mut starts {
        end += std::mem::replace(start, end);
    }
    starts
}

/// A counter before it is moved on.
#[inline]
pub(super) fn advance(counters: &mut [usize], index: usize) -> usize {
    match counters.get_mut(index) {
        Some(counter) => {
            let before = *counter;
            *counter += 1;
            before
        }
        None => 0,
    }
}
