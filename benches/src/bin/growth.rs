//! How time and memory grow from 1 to 100 million readings: loading columns, in order and shuffled, and scanning them.
//!
//! `cargo run --release -p okr-benches --bin growth -- 100` goes up to 100 million; 10 million where no number is given.

use std::time::Duration;

use okr_benches::enterprise::Rows;
use okr_benches::measure::{machine, memory, peak_memory, reset_peak, timed};
use okr_benches::watched;
use okr_core::plan::{OutOfRange, Spike, Stagnant, Worsening};
use okr_core::{Evaluation, Readings, Tracker};

fn main() {
    let most = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    println!("{}; KPIs with 36 months, four rules; times in ns a reading\n", machine());
    println!(
        "| readings | | load | scan | sum of the columns | peak memory / columns |\n|---:|---|---:|---:|---:|---:|"
    );
    for millions in [1, 3, 10, 30, 100].into_iter().filter(|millions| *millions <= most) {
        let kpis = millions * 1_000_000 / 36;
        let rules = [OutOfRange::new().into(), Worsening::new().into(), Stagnant::new().into(), Spike::new().into()];
        let tracker = watched::plan(kpis, &rules).resolve().expect("the plan is sound");
        let rows = watched::rows(kpis);
        line(&tracker, &rows.shuffled(), "shuffled");
        line(&tracker, &rows, "in order");
    }
}

fn line(tracker: &Tracker, rows: &Rows, order: &str) {
    let each = |time: Duration| 1e9 * time.as_secs_f64() / rows.len() as f64;
    let before = memory();
    reset_peak();
    let mut best = [Duration::MAX; 3];
    let mut peak = 0;
    for _ in 0..3 {
        let (readings, load) = timed(|| rows.load());
        let (raised, scan) = timed(|| scan(tracker, &readings));
        let (sum, summed) = timed(|| rows.sum());
        assert!(raised > 0 && sum.is_finite());
        peak = peak.max(peak_memory().unwrap_or(0));
        for (best, took) in best.iter_mut().zip([load, scan, summed]) {
            *best = took.min(*best);
        }
    }
    let [load, scan, summed] = best.map(each);
    // The columns themselves are there already.
    let used = peak.saturating_sub(before.unwrap_or(0)) as usize + rows.bytes();
    let ratio = used as f64 / rows.bytes() as f64;
    println!("| {} | {order} | {load:.1} | {scan:.1} | {summed:.1} | {ratio:.2} |", rows.len());
}

fn scan(tracker: &Tracker, readings: &Readings) -> usize {
    tracker.scan(&Evaluation::new(readings, watched::as_of())).expect("the evaluation is sound").len()
}
