//! How many instructions the hot stages take, on one thread: numbers that a noisy machine leaves as they are.
//!
//! Valgrind counts them. Each stage is a run of this program under it, in which only the stage itself is counted.

use std::hint::black_box;

use okr_benches::counted::{count, counted, on_one_thread, valgrind};
use okr_benches::{enterprise, watched};
use okr_core::plan::Rule;
use okr_core::stats::theil_sen;
use okr_core::{Evaluation, Plan, Readings};

/// Teams of the plans: each has 16 key results and 506 readings.
const TEAMS: [usize; 3] = [10, 40, 160];
/// KPIs for each rule, with 36 readings each.
const KPIS: [usize; 3] = [250, 1_000, 4_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [stage, size] = &arguments[..] {
        let size = size.parse().expect("the size is a number");
        return on_one_thread(|| run(stage, size));
    }
    if !valgrind() {
        return;
    }
    println!("| instructions | for each | {TEAMS:?} teams, {KPIS:?} KPIs | | |\n|---|---|---:|---:|---:|");
    for (stage, sizes, items, unit) in stages() {
        print!("| {stage} | {unit} |");
        for size in sizes {
            match count(&stage, size) {
                Some(count) => print!(" {:.0} |", count as f64 / (items * size) as f64),
                None => print!(" not counted |"),
            }
        }
        println!();
    }
}

/// The stages, their sizes, how many items there are for each unit of size, and what these are.
fn stages() -> Vec<(String, [usize; 3], usize, &'static str)> {
    let goals = ["parse", "resolve", "evaluate", "evaluate_without_findings", "lint", "review", "history"];
    let goals = goals.into_iter().map(|stage| (stage.to_owned(), TEAMS, 16, "key result"));
    let readings =
        ["group", "group_shuffled", "csv"].into_iter().map(|stage| (stage.to_owned(), TEAMS, 506, "reading"));
    let kinds = watched::rules().into_iter().map(|rule| rule.kind().as_str()).chain(["all"]);
    let rules = kinds.map(|kind| (format!("scan_{kind}"), KPIS, 36, "reading"));
    let line = std::iter::once(("theil_sen".to_owned(), [13, 26, 52], 1, "point"));
    goals.chain(readings).chain(rules).chain(line).collect()
}

fn run(stage: &str, size: usize) {
    let plan = || enterprise::plan(size);
    let tracker = || plan().resolve().expect("the plan is sound");
    let readings = || enterprise::rows(size).load();
    match stage {
        "parse" => {
            let text = plan().to_json();
            drop(counted(|| Plan::from_json(&text)));
        }
        "resolve" => {
            let plan = plan();
            drop(counted(|| plan.resolve()));
        }
        "group" => {
            let rows = enterprise::rows(size);
            drop(counted(|| rows.load()));
        }
        "group_shuffled" => {
            let rows = enterprise::rows(size).shuffled();
            drop(counted(|| rows.load()));
        }
        "csv" => {
            let text = enterprise::rows(size).csv();
            drop(counted(|| Readings::from_csv(&text)));
        }
        "evaluate" => evaluate(&tracker(), &Evaluation::new(readings(), enterprise::as_of())),
        "evaluate_without_findings" => {
            let readings = readings();
            evaluate(&tracker(), &Evaluation::new(&readings, enterprise::as_of()).policy(okr_benches::quiet()));
        }
        "lint" => evaluate(&tracker(), &Evaluation::new(Readings::new(), enterprise::as_of())),
        "review" => {
            let (tracker, readings) = (tracker(), readings());
            let evaluation = Evaluation::new(&readings, enterprise::as_of());
            drop(counted(|| tracker.review(&evaluation, "2026-Q3")));
        }
        "history" => {
            let (tracker, readings) = (tracker(), readings());
            let evaluation = Evaluation::new(&readings, enterprise::as_of());
            let dates = (0..12).map(|week| enterprise::start() + chrono::Days::new(7 * week));
            drop(counted(|| tracker.history(&evaluation, dates)));
        }
        "theil_sen" => {
            let value = |week: u32| f64::from(week * week * 37 % 50 + 2 * week);
            let points: Vec<(f64, f64)> = (0..size as u32).map(|week| (f64::from(7 * week), value(week))).collect();
            let _ = black_box(counted(|| theil_sen(&points)));
        }
        "scan_all" => scan(&watched::rules(), size),
        _ => {
            let rules = watched::rules();
            let rule = rules.into_iter().find(|rule| Some(rule.kind().as_str()) == stage.strip_prefix("scan_"));
            scan(&[rule.expect("the stage is known")], size);
        }
    }
}

fn evaluate(tracker: &okr_core::Tracker, evaluation: &Evaluation<'_>) {
    drop(counted(|| tracker.evaluate(evaluation)));
}

fn scan(rules: &[Rule], kpis: usize) {
    let tracker = watched::plan(kpis, rules).resolve().expect("the plan is sound");
    let readings = watched::rows(kpis).load();
    drop(counted(|| tracker.scan(&Evaluation::new(&readings, watched::as_of()))));
}
