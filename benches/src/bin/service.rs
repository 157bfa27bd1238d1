//! What a service does with a large table of readings: `cargo run --release -p okr-benches --bin service -- 10`.
//!
//! The number is that of the millions of rows: 100 of each metric. Medians; the first append of all is shown too, which makes the layer.

use std::time::{Duration, Instant};

use okr_benches::measure::{machine, timed};
use okr_core::Readings;
use okr_core::calendar::{date_of_day, parse_date};
use okr_core::readings::{Columns, Duplicates, Loader, MetricColumn, Reading};

const ROWS: u32 = 100;

fn main() {
    let millions = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    let metrics: u32 = millions * 1_000_000 / ROWS;
    let first = okr_core::calendar::day_number(parse_date("2020-01-01").expect("a date"));
    let names: Vec<String> = (0..metrics).map(|metric| format!("kpi-{metric}")).collect();
    let codes: Vec<u32> = (0..metrics).flat_map(|metric| std::iter::repeat_n(metric, ROWS as usize)).collect();
    let days: Vec<i32> = (0..metrics).flat_map(|_| (0..ROWS as i32).map(|row| first + row)).collect();
    let values: Vec<f64> = (0..metrics * ROWS).map(|row| f64::from(row % 97)).collect();
    println!("{}; {millions} million readings of {metrics} metrics", machine());

    let columns = || Columns::new(MetricColumn::codes(codes.as_slice(), names.as_slice()), days.as_slice(), &values);
    let (readings, load) =
        timed(|| Loader::new().duplicates(Duplicates::Last).columns(columns()).expect("columns").readings);
    println!("| load from columns | {load:.2?} |");

    let row = |number: u32| {
        let metric = number.wrapping_mul(2_654_435_761) % metrics;
        Reading::new(format!("kpi-{metric}"), date_of_day(first + ROWS as i32 + number as i32 % 30), 1.0)
    };
    let mut appended = readings.clone();
    let mut times: Vec<Duration> = Vec::new();
    for number in 0..20_000 {
        let row = row(number);
        let start = Instant::now();
        appended = appended.append([row]).expect("the row is good");
        times.push(start.elapsed());
    }
    let total: Duration = times.iter().sum();
    let (one, longest) = (times.first().copied().unwrap_or_default(), times.iter().max().copied().unwrap_or_default());
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!(
        "| append a row, 20,000 times | median {median:.2?} | first {one:.2?} | longest {longest:.2?} | mean {:.2?} |",
        total / 20_000
    );
    assert_eq!(appended.len(), readings.len() + 20_000);

    // A quarter of the table and a row more: the append that copies it into one piece.
    let names: Vec<String> = (0..metrics / 4 + 1).map(|metric| format!("kpi-{metric}")).collect();
    let rows: Vec<Reading> = names.iter().map(|name| Reading::new(name, date_of_day(first + 200), 1.0)).collect();
    let (_, fold) = timed(|| readings.append(&rows).expect("the rows are good"));
    println!("| append a row to a quarter of the metrics, and fold | {fold:.2?} |");

    let (bytes, keep) = timed(|| readings.to_bytes());
    let (again, restore) = timed(|| Readings::from_bytes(&bytes).expect("the bytes are good"));
    assert!(again == readings);
    let rate = |time: Duration| bytes.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "| to_bytes | {keep:.2?} | {:.0} MB/s | from_bytes | {restore:.2?} | {:.0} MB/s | {} MB |",
        rate(keep),
        rate(restore),
        bytes.len() / 1_000_000
    );

    let mut builder = Loader::new().duplicates(Duplicates::Last).builder();
    let (_, push) = timed(|| {
        for metric in 0..metrics {
            let name = format!("kpi-{metric}");
            (0..ROWS as i32).for_each(|row| builder.push(&name, date_of_day(first + row), f64::from(row)));
        }
    });
    let (_, finish) = timed(|| builder.finish());
    println!("| builder: push all | {push:.2?} | finish | {finish:.2?} |");
}
