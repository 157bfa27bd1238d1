//! What formulas cost: 100,000 KPIs over 10 million readings, made by a formula of two inputs each, beside as many plain ones.
//!
//! CPU seconds of all cores, the least of five runs: `cargo run --release -p okr-benches --bin rates`. The aim is at most twice the time.

use okr_benches::enterprise::Rows;
use okr_benches::measure::{cpu_seconds, machine};
use okr_benches::{quiet, rates};
use okr_core::{Evaluation, Plan};

/// How often each step is repeated.
const TIMES: u32 = 5;

fn main() {
    let kpis = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    println!("{}; {kpis} KPIs with 100 readings each, four rules; CPU seconds\n", machine());
    println!("| step | plain | by formula | times |\n|---|---:|---:|---:|");
    let plain = Steps::of(rates::plain_plan(kpis), &rates::plain_rows(kpis));
    let formula = Steps::of(rates::formula_plan(kpis), &rates::formula_rows(kpis));
    let steps = [
        ("resolve", plain.resolve, formula.resolve),
        ("load", plain.load, formula.load),
        ("scan", plain.scan, formula.scan),
        ("evaluate without findings", plain.evaluate, formula.evaluate),
    ];
    for (step, plain, formula) in steps {
        println!("| {step} | {plain:.2} | {formula:.2} | {:.2} |", formula / plain);
    }
}

struct Steps {
    resolve: f64,
    load: f64,
    scan: f64,
    evaluate: f64,
}

impl Steps {
    fn of(plan: Plan, rows: &Rows) -> Steps {
        let resolve = least(|| plan.clone().resolve().expect("the plan is sound"));
        let tracker = plan.resolve().expect("the plan is sound");
        let load = least(|| rows.load());
        let readings = rows.load();
        let scan = least(|| tracker.scan(&Evaluation::new(&readings, rates::as_of())).expect("it can be evaluated"));
        let quiet = quiet();
        let evaluation = || Evaluation::new(&readings, rates::as_of()).policy(quiet.clone());
        let evaluate = least(|| tracker.evaluate(&evaluation()).expect("it can be evaluated"));
        Steps { resolve, load, scan, evaluate }
    }
}

fn least<T>(work: impl Fn() -> T) -> f64 {
    let time = |_| {
        let before = cpu_seconds().unwrap_or(0.0);
        drop(work());
        cpu_seconds().unwrap_or(0.0) - before
    };
    (0..TIMES).map(time).fold(f64::INFINITY, |least, time| if time < least { time } else { least })
}
