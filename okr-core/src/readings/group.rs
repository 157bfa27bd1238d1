//! Grouping: rows in the order of the input become columns by metric and date.

use super::batch::Batch;
use super::store::{NO_DAY, NO_NOTE, SideColumn, Store};
use super::texts::Texts;

/// The store of rows, whose metrics and notes are indices of `names` and `note_texts`.
pub(super) fn group(names: Texts, batch: Batch, note_texts: Texts) -> Store {
    let starts = starts(&batch.metrics, names.len());
    let mut order: Vec<usize> = (0..batch.len()).collect();
    let recorded = |row: usize, date: i32| match batch.recorded.get(row) {
        Some(&day) if day != NO_DAY => day,
        _ => date,
    };
    order.sort_by_key(|&row| {
        let date = batch.dates.get(row).copied().unwrap_or_default();
        (batch.metrics.get(row).copied(), date, recorded(row, date))
    });
    fn pick<T: Copy>(column: &[T], order: &[usize]) -> Vec<T> {
        if column.is_empty() { Vec::new() } else { order.iter().filter_map(|&row| column.get(row).copied()).collect() }
    }
    let dates = pick(&batch.dates, &order);
    let values = pick(&batch.values, &order);
    let mut known = pick(&batch.recorded, &order);
    for (day, &date) in known.iter_mut().zip(&dates) {
        if *day == NO_DAY {
            *day = date;
        }
    }
    let samples = pick(&batch.samples, &order);
    let notes = pick(&batch.notes, &order);
    let rows = |metric: usize| match starts.get(metric..).unwrap_or_default() {
        [start, end, ..] => *start..*end,
        _ => 0..0,
    };
    let metrics = 0..names.len();
    let plain = metrics
        .clone()
        .map(|metric| {
            let rows = rows(metric);
            is_plain(
                dates.get(rows.clone()).unwrap_or_default(),
                values.get(rows.clone()).unwrap_or_default(),
                known.get(rows).unwrap_or_default(),
            )
        })
        .collect();
    let uses =
        |used: &dyn Fn(usize) -> bool| -> Vec<bool> { metrics.clone().map(|metric| rows(metric).any(used)).collect() };
    let uses_recorded = uses(&|row| known.get(row).zip(dates.get(row)).is_some_and(|(day, date)| day != date));
    let uses_samples = uses(&|row| samples.get(row).is_some_and(|sample: &f64| !sample.is_nan()));
    let uses_notes = uses(&|row| notes.get(row).is_some_and(|note| *note != NO_NOTE));
    let recorded = SideColumn::new(known, &uses_recorded, &starts);
    let samples = SideColumn::new(samples, &uses_samples, &starts);
    let notes = SideColumn::new(notes, &uses_notes, &starts);
    Store { names, starts, plain, dates, values, recorded, samples, notes, note_texts }
}

/// Where the rows of each metric start, and the end of the last.
fn starts(metrics: &[u32], count: usize) -> Vec<usize> {
    let mut starts = vec![0; count + 1];
    for &metric in metrics {
        if let Some(rows) = starts.get_mut(metric as usize + 1) {
            *rows += 1;
        }
    }
    let mut end = 0;
    for start in &mut starts {
        end += *start;
        *start = end;
    }
    starts
}

/// See [`Series::plain`](super::series::Series::plain).
fn is_plain(dates: &[i32], values: &[f64], recorded: &[i32]) -> bool {
    let rising = dates.iter().zip(dates.iter().skip(1)).all(|(before, after)| before < after);
    let mut newest = NO_DAY;
    rising
        && !values.iter().any(|value| value.is_nan())
        && recorded.iter().zip(dates).all(|(&day, &date)| {
            let known = if day > date { day } else { date };
            let in_order = known >= newest;
            newest = known;
            in_order
        })
}
