//! Scattering: rows in no order go to the places of their metrics.
//!
//! They go in two steps, each of which writes to few places at a time: first to buckets of metrics that stand beside each other; then, a
//! bucket at a time, so small that it stays in the cache, to the place of their metric. The buckets lie where their rows
//! belong, so that besides the table only the metric of each row takes memory.

use std::slice::IterMut;

use super::batch::Batch;
use super::parallel;
use super::partition::{Group, Piece, Sizes, advance, all_pieces, starts_of};
use super::permutation::Permutation;
use super::store::{NO_DAY, NO_NOTE};
use super::table::{RowsMut, Table, Uses, take};

/// Groups rows by metric.
pub(super) fn scatter<T: Send>(
    batches: Vec<Batch<'_>>,
    metrics: usize,
    uses: Uses,
    sizes: Sizes,
    finish: impl Fn(&[usize], RowsMut<'_>) -> Vec<T> + Send + Sync,
) -> (Table<'static>, Vec<Group<T>>) {
    let rows: usize = batches.iter().map(|batch| batch.metrics.len()).sum();
    let wanted = (rows / sizes.bucket).next_power_of_two().trailing_zeros().min(sizes.buckets_log2);
    let shift = metrics.next_power_of_two().trailing_zeros().saturating_sub(wanted);
    let width = 1_usize << shift;
    let Bucketed { metrics: of_rows, mut table, lengths } =
        distribute(&batches, shift, metrics.div_ceil(width), uses, sizes);
    drop(batches);
    // Some buckets at a time, which share their room.
    let some = lengths.len().div_ceil(8 * parallel::threads()).max(1);
    let (mut rest_of_rows, mut rest) = (of_rows.as_slice(), table.rows_mut());
    let work = lengths.chunks(some).enumerate().map(|(number, lengths)| {
        let rows: usize = lengths.iter().sum();
        let (of_rows, others) = rest_of_rows.split_at(rows);
        rest_of_rows = others;
        (number * some * width, lengths, of_rows, rest.take(rows))
    });
    let groups = parallel::map(
        work.collect(),
        |(first, lengths, mut of_rows, mut rows): (usize, &[usize], &[u32], RowsMut<'_>)| {
            let mut room = Permutation::default();
            let firsts = (first..).step_by(width);
            let group = |(&length, first): (&usize, usize)| {
                let (own, others) = of_rows.split_at(length);
                of_rows = others;
                let mut rows = rows.take(length);
                let starts = group_bucket(own, first, width.min(metrics - first), &mut rows, &mut room);
                Group { found: finish(&starts, rows), starts }
            };
            lengths.iter().zip(firsts).map(group).collect::<Vec<_>>()
        },
    );
    (table, groups.into_iter().flatten().collect())
}

/// Groups the rows of a bucket; tells where those of each metric start.
fn group_bucket(
    metrics: &[u32],
    first: usize,
    width: usize,
    rows: &mut RowsMut<'_>,
    room: &mut Permutation,
) -> Vec<usize> {
    let starts = starts_of(metrics, first, width);
    if metrics.iter().zip(metrics.iter().skip(1)).all(|(before, after)| before == after) {
        return starts;
    }
    let mut next = starts.clone();
    room.order.clear();
    room.order.resize(metrics.len(), 0);
    for (row, &metric) in metrics.iter().enumerate() {
        let place = advance(&mut next, metric as usize - first);
        if let Some(slot) = room.order.get_mut(place) {
            // INVARIANT: 2^32 rows do not fit into a bucket.
            *slot = row as u32;
        }
    }
    room.apply(rows);
    starts
}

/// Rows bucket by bucket, those of each in the order of the input.
struct Bucketed {
    metrics: Vec<u32>,
    table: Table<'static>,
    /// The rows of each bucket.
    lengths: Vec<usize>,
}

/// Copies rows to the buckets of their metrics: each thread goes through pieces of its own, and writes to places of its own in each bucket.
fn distribute(batches: &[Batch<'_>], shift: u32, buckets: usize, uses: Uses, sizes: Sizes) -> Bucketed {
    let pieces = all_pieces(batches, sizes);
    let spans: Vec<&[Piece<'_>]> = pieces.chunks(pieces.len().div_ceil(4 * parallel::threads()).max(1)).collect();
    let counts = parallel::map(spans.clone(), |span| {
        let mut counts = vec![0_usize; buckets];
        for &metric in span.iter().flat_map(|piece| piece.metrics) {
            advance(&mut counts, (metric >> shift) as usize);
        }
        counts
    });
    let rows = pieces.iter().map(|piece| piece.metrics.len()).sum();
    let (mut metrics, mut table) = (vec![0; rows], Table::empty(rows, uses));
    let (mut rest_of_metrics, mut rest) = (metrics.as_mut_slice(), table.rows_mut());
    let mut targets: Vec<Targets<'_>> = spans.iter().map(|_| Targets::default()).collect();
    let mut lengths = Vec::with_capacity(buckets);
    for bucket in 0..buckets {
        let mut length = 0;
        for (targets, counts) in targets.iter_mut().zip(&counts) {
            let count = counts.get(bucket).copied().unwrap_or(0);
            targets.add(take(&mut rest_of_metrics, count), rest.take(count));
            length += count;
        }
        lengths.push(length);
    }
    let work = spans.into_iter().zip(targets).collect();
    parallel::map(work, |(span, mut targets): (&[Piece<'_>], Targets<'_>)| {
        span.iter().for_each(|piece| targets.fill(*piece, shift, uses));
    });
    Bucketed { metrics, table, lengths }
}

/// The places in each bucket to which the rows of some pieces go.
#[derive(Default)]
struct Targets<'a> {
    metrics: Vec<IterMut<'a, u32>>,
    dates: Vec<IterMut<'a, i32>>,
    values: Vec<IterMut<'a, f64>>,
    recorded: Vec<IterMut<'a, i32>>,
    samples: Vec<IterMut<'a, f64>>,
    notes: Vec<IterMut<'a, u32>>,
}

impl<'a> Targets<'a> {
    /// Adds the places in the next bucket.
    fn add(&mut self, metrics: &'a mut [u32], rows: RowsMut<'a>) {
        self.metrics.push(metrics.iter_mut());
        self.dates.push(rows.dates.iter_mut());
        self.values.push(rows.values.iter_mut());
        self.recorded.push(rows.recorded.iter_mut());
        self.samples.push(rows.samples.iter_mut());
        self.notes.push(rows.notes.iter_mut());
    }

    /// Copies the rows of a piece, a column at a time: so few places are written to together that the processor keeps track of them.
    fn fill(&mut self, piece: Piece<'_>, shift: u32, uses: Uses) {
        let Piece { metrics, rows } = piece;
        put(metrics, shift, metrics, NO_NOTE, &mut self.metrics);
        put(metrics, shift, rows.dates, NO_DAY, &mut self.dates);
        put(metrics, shift, rows.values, f64::NAN, &mut self.values);
        if uses.recorded {
            put(metrics, shift, rows.recorded, NO_DAY, &mut self.recorded);
        }
        if uses.samples {
            put(metrics, shift, rows.samples, f64::NAN, &mut self.samples);
        }
        if uses.notes {
            put(metrics, shift, rows.notes, NO_NOTE, &mut self.notes);
        }
    }
}

/// Copies a column, `none` where it is empty.
fn put<T: Copy>(metrics: &[u32], shift: u32, from: &[T], none: T, to: &mut [IterMut<'_, T>]) {
    for (row, &metric) in metrics.iter().enumerate() {
        if let Some(slot) = to.get_mut((metric >> shift) as usize).and_then(Iterator::next) {
            *slot = from.get(row).copied().unwrap_or(none);
        }
    }
}
