//! Weaving: rows that come date by date, each date's in the order of their metrics, go to the places of their metrics.

use super::parallel;
use super::partition::{Group, Piece, Sizes, advance, starts_of};
use super::table::{RowsMut, Scatter, Table, Uses};

/// Groups rows, in each of whose runs the metrics rise: run by run for some metrics at a time, so few that their rows stay in the cache.
pub(super) fn weave<T: Send>(
    runs: &[Piece<'_>],
    metrics: usize,
    uses: Uses,
    sizes: Sizes,
    finish: impl Fn(&[usize], RowsMut<'_>) -> Vec<T> + Send + Sync,
) -> (Table<'static>, Vec<Group<T>>) {
    let rows: usize = runs.iter().map(|run| run.metrics.len()).sum();
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
    // The rows of a bucket in each run.
    let own = |bucket: usize| {
        runs.iter().zip(&cuts).map(move |(run, cuts)| match *cuts.get(bucket..).unwrap_or_default() {
            [start, end, ..] => run.slice(start..end),
            _ => run.slice(0..0),
        })
    };
    let mut table = Table::empty(rows, uses);
    let mut rest = table.rows_mut();
    let buckets = (0..metrics).step_by(width).enumerate();
    let buckets =
        buckets.map(|(bucket, first)| (bucket, first, rest.take(own(bucket).map(|run| run.metrics.len()).sum())));
    let groups = parallel::map(buckets.collect(), |(bucket, first, mut to): (usize, usize, RowsMut<'_>)| {
        let starts = starts_of(own(bucket).flat_map(|run| run.metrics), first, width.min(metrics - first));
        let mut next = starts.clone();
        let mut places = Vec::new();
        for Piece { metrics, rows } in own(bucket) {
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
        Group { found: finish(&starts, to), starts }
    });
    (table, groups)
}
