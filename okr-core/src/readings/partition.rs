//! Partition by metric: a counting sort that keeps the order of the rows of a metric.
//!
//! Rows go to their places in two steps, so that each step writes to few places at a time: first, for a piece of rows, to the bucket of
//! metrics that they belong to; then, for a bucket, to the place of their metric. Each piece and each bucket is written by
//! one thread alone. A part of the rows at a time takes both steps, so that the buckets need little memory.

use super::batch::Batch;
use super::parallel;
use super::table::{Copied, Rows, RowsMut, Scatter, Table, Uses};

/// How much is done at a time. The result does not depend on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Rows of a piece.
    pub(super) piece: usize,
    /// Rows that take both steps together, at least.
    pub(super) part: usize,
    /// So many rows of each metric take both steps together, at least: fewer fill no line of the cache.
    pub(super) rows_of_metric: usize,
    /// Buckets at most, as a power of two.
    pub(super) buckets_log2: u32,
    /// Runs of rising metrics at most that are taken as such.
    pub(super) runs: usize,
}

impl Default for Sizes {
    /// Few enough that the buckets of a piece, the places of a bucket's metrics, and if it may be the rows of a part stay in the cache.
    fn default() -> Self {
        Sizes { piece: 1 << 16, part: 1 << 20, rows_of_metric: 16, buckets_log2: 10, runs: 2048 }
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
    let starts = count(&pieces, metrics);
    let runs = runs(&batches, &pieces, sizes);
    let in_order = runs.as_ref().is_some_and(|runs| is_in_order(runs));
    let rows = starts.last().copied().unwrap_or(0);
    if in_order && batches.len() == 1 && batches.iter().all(|batch| batch.table.is_owned()) {
        return Partition { table: batches.pop().map(|batch| batch.table).unwrap_or_default(), starts };
    }
    let mut table = Table::empty(rows, uses);
    match runs {
        Some(_) if in_order => copy(&pieces, table.rows_mut()),
        Some(runs) => weave(&runs, &starts, uses, sizes, table.rows_mut()),
        None => scatter(&pieces, &starts, uses, sizes, table.rows_mut()),
    }
    Partition { table, starts }
}

/// The rows cut where a metric comes behind a later one; none where these are many. Readings that arrive date by date, each date's in
/// the same order, have a run for each date.
fn runs<'a>(batches: &'a [Batch<'_>], pieces: &[Piece<'_>], sizes: Sizes) -> Option<Vec<Piece<'a>>> {
    let falls: Vec<Option<Vec<usize>>> = parallel::map(pieces.to_vec(), |piece| falls(piece.metrics, sizes.runs));
    let falls: Vec<Vec<usize>> = falls.into_iter().collect::<Option<_>>()?;
    let mut falls = falls.iter();
    let mut runs = Vec::new();
    for batch in batches {
        let (rows, mut start) = (batch.table.rows(), 0);
        let mut run = |end: usize| {
            let range = std::mem::replace(&mut start, end)..end;
            runs.push(Piece { metrics: batch.metrics.get(range.clone()).unwrap_or_default(), rows: rows.slice(range) });
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

fn pieces<'a>(batch: &'a Batch<'_>, length: usize) -> impl Iterator<Item = Piece<'a>> {
    let rows = batch.table.rows();
    batch.metrics.chunks(length).enumerate().map(move |(number, metrics)| {
        let start = number * length;
        Piece { metrics, rows: rows.slice(start..start + metrics.len()) }
    })
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

/// Copies rows that are in order.
fn copy(pieces: &[Piece<'_>], mut to: RowsMut<'_>) {
    let copies = pieces.iter().map(|piece| (piece.rows, to.take(piece.metrics.len()))).collect();
    parallel::map(copies, |(from, mut to)| to.fill(from, &Copied));
}

/// Copies rows, in each of whose runs the metrics rise, to the places of their metrics: run by run for some metrics at a time, so few that
/// the places stay in the cache.
fn weave(runs: &[Piece<'_>], starts: &[usize], uses: Uses, sizes: Sizes, mut to: RowsMut<'_>) {
    let metrics = starts.len().saturating_sub(1);
    let rows = starts.last().copied().unwrap_or(0);
    let width = (metrics * sizes.piece / rows.max(1)).clamp(1, metrics.max(1));
    // Where the metrics of each bucket start in a run.
    let cuts = parallel::map(runs.to_vec(), |run| -> Vec<usize> {
        let mut start = 0;
        let cut = |first: usize| {
            let rest = run.metrics.get(start..).unwrap_or_default();
            start += rest.partition_point(|&metric| (metric as usize) < first);
            start
        };
        (0..metrics).step_by(width).map(cut).chain([run.metrics.len()]).collect()
    });
    let buckets = starts.iter().step_by(width).zip(starts.iter().skip(width).step_by(width).chain([&rows]));
    let buckets = buckets.map(|(start, end)| to.take(end - start)).zip(starts.chunks(width)).enumerate().collect();
    parallel::map(buckets, |(bucket, (mut to, starts)): (usize, (RowsMut<'_>, &[usize]))| {
        let start = starts.first().copied().unwrap_or(0);
        let first = bucket * width;
        // The next free place of each metric.
        let mut next: Vec<usize> = starts.iter().map(|place| place - start).collect();
        let mut places = Vec::new();
        for (run, cuts) in runs.iter().zip(&cuts) {
            let [start, end, ..] = *cuts.get(bucket..).unwrap_or_default() else { continue };
            let metrics = run.metrics.get(start..end).unwrap_or_default();
            let rows = run.rows.slice(start..end);
            places.clear();
            for ((&metric, &date), &value) in metrics.iter().zip(rows.dates).zip(rows.values) {
                let place = advance(&mut next, metric as usize - first);
                if let (Some(to_date), Some(to_value)) = (to.dates.get_mut(place), to.values.get_mut(place)) {
                    *to_date = date;
                    *to_value = value;
                }
                if uses.any() {
                    places.push(place);
                }
            }
            to.fill_others(rows, &Scatter(&places));
        }
    });
}

/// A row on its way: what every row has.
#[derive(Clone, Copy, Default)]
struct Row {
    metric: u32,
    date: i32,
    value: f64,
}

/// Rows of a piece by bucket, and where each bucket starts in it. One serves for many pieces.
#[derive(Default)]
struct Bucketed {
    rows: Vec<Row>,
    /// The columns that not every row has.
    others: Table<'static>,
    starts: Vec<u32>,
    /// The place of each row of the piece; used where there are other columns.
    places: Vec<u32>,
}

/// Copies rows to the places of their metrics.
fn scatter(pieces: &[Piece<'_>], starts: &[usize], uses: Uses, sizes: Sizes, mut to: RowsMut<'_>) {
    let metrics = starts.len().saturating_sub(1);
    let shift = metrics.next_power_of_two().trailing_zeros().saturating_sub(sizes.buckets_log2);
    let width = 1_usize << shift;
    let rows = starts.last().copied().unwrap_or(0);
    let part = sizes.part.max(metrics.saturating_mul(sizes.rows_of_metric)).div_ceil(sizes.piece);
    // The next free place of each metric, counted from the start of its bucket.
    let firsts: Vec<usize> = starts.iter().copied().step_by(width).collect();
    let mut places: Vec<usize> = starts
        .chunks(width)
        .zip(&firsts)
        .flat_map(|(starts, first)| starts.iter().map(move |start| start - first))
        .take(metrics)
        .collect();
    let mut bucketed: Vec<Bucketed> = Vec::new();
    for pieces in pieces.chunks(part) {
        bucketed.truncate(pieces.len());
        bucketed.resize_with(pieces.len(), Bucketed::default);
        let work = pieces.iter().zip(&mut bucketed).collect();
        parallel::map(work, |(piece, bucketed): (&Piece<'_>, &mut Bucketed)| {
            bucketed.fill(*piece, shift, firsts.len(), uses);
        });
        let mut rest = to.all();
        let ends = firsts.iter().skip(1).copied().chain([rows]);
        let buckets = firsts.iter().zip(ends).map(|(first, end)| rest.take(end - first));
        let buckets = buckets.zip(places.chunks_mut(width)).enumerate().collect();
        parallel::map(buckets, |(bucket, (mut to, places))| {
            for piece in &bucketed {
                piece.place(bucket, shift, places, &mut to);
            }
        });
    }
}

impl Bucketed {
    /// Takes in the rows of a piece.
    fn fill(&mut self, piece: Piece<'_>, shift: u32, buckets: usize, uses: Uses) {
        let count = piece.metrics.len();
        let mut next = vec![0_u32; buckets];
        for &metric in piece.metrics {
            if let Some(count) = next.get_mut((metric >> shift) as usize) {
                *count += 1;
            }
        }
        self.starts.clear();
        let mut end = 0;
        for next in &mut next {
            self.starts.push(end);
            end += std::mem::replace(next, end);
        }
        self.starts.push(end);
        self.rows.resize(count, Row::default());
        let columns = piece.metrics.iter().zip(piece.rows.dates).zip(piece.rows.values);
        let rows = columns.map(|((&metric, &date), &value)| Row { metric, date, value });
        if !uses.any() {
            for row in rows {
                let place = advance(&mut next, (row.metric >> shift) as usize);
                if let Some(to) = self.rows.get_mut(place as usize) {
                    *to = row;
                }
            }
            return;
        }
        self.places.clear();
        for row in rows {
            let place = advance(&mut next, (row.metric >> shift) as usize);
            self.places.push(place);
            if let Some(to) = self.rows.get_mut(place as usize) {
                *to = row;
            }
        }
        self.others = Table::others(count, uses);
        self.others.rows_mut().fill_others(piece.rows, &Scatter(&self.places));
    }

    /// Copies the rows that it has for a bucket to the places of their metrics.
    fn place(&self, bucket: usize, shift: u32, places: &mut [usize], to: &mut RowsMut<'_>) {
        let [start, end, ..] = *self.starts.get(bucket..).unwrap_or_default() else { return };
        let range = start as usize..end as usize;
        let first = (bucket as u32) << shift;
        let rows = self.rows.get(range.clone()).unwrap_or_default();
        let mut place = |row: &Row| {
            let place = advance(places, (row.metric - first) as usize);
            if let (Some(date), Some(value)) = (to.dates.get_mut(place), to.values.get_mut(place)) {
                *date = row.date;
                *value = row.value;
            }
            place
        };
        if self.others.uses().any() {
            let places: Vec<usize> = rows.iter().map(place).collect();
            to.fill_others(self.others.rows().slice(range), &Scatter(&places));
        } else {
            for row in rows {
                place(row);
            }
        }
    }
}

/// A counter before it is moved on.
#[inline]
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
