//! How long an enterprise takes, stage by stage: `cargo run --release -p okr-benches --bin enterprise -- 100000`.
//!
//! The number is that of the teams; each has 4 objectives, 16 key results, a KPI and 506 readings.

use okr_benches::enterprise::{as_of, plan, rows};
use okr_benches::measure::{cpu_seconds, machine, memory, peak_memory, timed};
use okr_core::{Evaluation, Plan};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let teams = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let times = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(3);
    println!("{}; {teams} teams", machine());
    let plan = plan(teams);
    if teams <= 10_000 {
        let text = plan.to_json();
        let (parsed, took) = timed(|| Plan::from_json(&text).expect("the plan is well formed"));
        println!("| parse plan ({} MB) | {took:.2?} |", text.len() / 1_000_000);
        assert!(parsed == plan);
    }
    let (tracker, took) = timed(|| plan.resolve().expect("the plan is sound"));
    println!("| resolve | {took:.2?} |");
    let rows = rows(teams);
    println!("{} readings, {} MB of columns", rows.len(), rows.bytes() / 1_000_000);
    let readings = rows.load();
    for _ in 0..times {
        let before = cpu_seconds().unwrap_or(0.0);
        let (loaded, took) = timed(|| rows.load());
        let cpu = cpu_seconds().unwrap_or(0.0) - before;
        assert_eq!(loaded.len(), rows.len());
        println!("| group readings | {took:.2?} | {cpu:.2} s of all cores |");
    }
    drop(rows);
    println!("before: {} MB", memory().unwrap_or(0) / 1_000_000);
    for _ in 0..times {
        let evaluation = Evaluation::new(&readings, as_of());
        let before = cpu_seconds().unwrap_or(0.0);
        let (raised, took) = timed(|| tracker.scan(&evaluation).expect("the evaluation is sound"));
        let cpu = cpu_seconds().unwrap_or(0.0) - before;
        println!("| scan | {took:.2?} | {cpu:.2} s of all cores | {} raised |", raised.len());
        let silent = evaluation.clone().policy(okr_benches::quiet());
        let before = cpu_seconds().unwrap_or(0.0);
        let (_, took) = timed(|| tracker.evaluate(&silent).expect("the evaluation is sound"));
        let cpu = cpu_seconds().unwrap_or(0.0) - before;
        println!("| evaluate without findings, and drop | {took:.2?} | {cpu:.2} s of all cores |");
        let before = cpu_seconds().unwrap_or(0.0);
        let (report, took) = timed(|| tracker.evaluate(&evaluation).expect("the evaluation is sound"));
        let cpu = cpu_seconds().unwrap_or(0.0) - before;
        let (key_results, triggers, findings) =
            (report.key_results.len(), report.triggers.len(), report.findings.len());
        let ((), dropped) = timed(|| drop(report));
        println!(
            "| evaluate | {took:.2?} | {cpu:.2} s of all cores | drop {dropped:.2?} | {key_results} key results, {triggers} triggers, {findings} findings |"
        );
    }
    println!("peak: {} MB", peak_memory().unwrap_or(0) / 1_000_000);
}
