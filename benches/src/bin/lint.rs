//! What the linter takes on one core: `cargo run --release -p okr-benches --bin lint -- 25000`.
//!
//! The number is that of the teams; each has 4 objectives, 16 key results, a KPI and readings. It is the difference between evaluations with
//! all findings and with none, the shortest of several each.

use okr_benches::enterprise::{as_of, plan, rows};
use okr_benches::measure::{machine, timed};
use okr_benches::quiet;
use okr_core::Evaluation;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let teams = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(25_000);
    let times = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(5);
    let tracker = plan(teams).resolve().expect("the plan is sound");
    let readings = rows(teams).load();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be made");
    let all = Evaluation::new(&readings, as_of());
    let none = all.clone().policy(quiet());
    let shortest = |evaluation: &Evaluation<'_>| {
        let once = || one.install(|| timed(|| tracker.evaluate(evaluation).expect("the evaluation is sound")));
        (0..times).map(|_| once().1).min().unwrap_or_default()
    };
    let found = tracker.evaluate(&all).expect("the evaluation is sound").findings.len();
    let (with, without) = (shortest(&all), shortest(&none));
    println!("{}; one thread; {} objectives with {} key results", machine(), 4 * teams, 16 * teams);
    println!(
        "| evaluate | {with:.2?} | without findings | {without:.2?} | the linter | {:.2?} | {found} findings |",
        with.saturating_sub(without)
    );
}
