//! How time and memory grow from 1 to 100 million readings: loading columns, in order and shuffled, and scanning them.
//!
//! `cargo run --release -p okr-benches --bin growth -- 100` goes up to 100 million; 10 million where no number is given.

use std::time::Duration;

use okr_benches::enterprise::Rows;
use okr_benches::measure::{cpu_seconds, machine, memory, peak_memory, reset_peak, timed};
use okr_benches::watched;
use okr_core::plan::{OutOfRange, Spike, Stagnant, Worsening};
use okr_core::{Evaluation, Readings, Tracker};

/// How often each step is repeated.
const TIMES: u32 = 5;

fn main() {
    let most = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    println!(
        "{}; KPIs with 36 months, four rules; ns a reading: the shortest time / the mean of all cores\n",
        machine()
    );
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

/// What a step took.
struct Took {
    shortest: Duration,
    cpu_seconds: f64,
}

impl Took {
    fn new() -> Self {
        Took { shortest: Duration::MAX, cpu_seconds: 0.0 }
    }

    fn step<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let before = cpu_seconds().unwrap_or(0.0);
        let (result, time) = timed(work);
        self.shortest = self.shortest.min(time);
        self.cpu_seconds += cpu_seconds().unwrap_or(0.0) - before;
        result
    }

    fn text(&self, rows: usize) -> String {
        let each = |seconds: f64| 1e9 * seconds / rows as f64;
        format!("{:.1} / {:.1}", each(self.shortest.as_secs_f64()), each(self.cpu_seconds / f64::from(TIMES)))
    }
}

fn line(tracker: &Tracker, rows: &Rows, order: &str) {
    let before = memory().unwrap_or(0);
    reset_peak();
    let [mut load, mut scan, mut sum] = [Took::new(), Took::new(), Took::new()];
    for _ in 0..TIMES {
        let readings = load.step(|| rows.load());
        let raised = scan.step(|| raised(tracker, &readings));
        assert!(raised > 0 && sum.step(|| rows.sum()).is_finite());
    }
    // The columns themselves are there already.
    let used = peak_memory().unwrap_or(0).saturating_sub(before) as usize + rows.bytes();
    let ratio = used as f64 / rows.bytes() as f64;
    let [load, scan, sum] = [load, scan, sum].map(|took| took.text(rows.len()));
    println!("| {} | {order} | {load} | {scan} | {sum} | {ratio:.2} |", rows.len());
}

fn raised(tracker: &Tracker, readings: &Readings) -> usize {
    tracker.scan(&Evaluation::new(readings, watched::as_of())).expect("the evaluation is sound").len()
}
