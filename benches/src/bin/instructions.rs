//! How many instructions the hot stages take, on one thread: numbers that a noisy machine leaves as they are.
//!
//! Valgrind counts them. Each stage is a run of this program under it, in which only the stage itself is counted.

use std::hint::black_box;
use std::process::Command;

use okr_benches::{enterprise, watched};
use okr_core::plan::Rule;
use okr_core::stats::theil_sen;
use okr_core::{Evaluation, Plan, Readings};

/// Teams of the plan: 1,600 key results, 50,600 readings.
const TEAMS: usize = 100;
/// KPIs for each rule, with 36 readings each.
const KPIS: usize = 1_000;

fn main() {
    if let Some(stage) = std::env::args().nth(1) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("one thread can be had");
        return pool.install(|| run(&stage));
    }
    let valgrind = Command::new("valgrind").arg("--version").output();
    if !valgrind.is_ok_and(|output| output.status.success()) {
        println!("no instruction counts: valgrind is not installed (Debian: apt-get install valgrind)");
        return;
    }
    println!("| stage | instructions | per item |\n|---|---:|---:|");
    for (stage, items, unit) in stages() {
        match count(&stage) {
            Some(count) => println!("| {stage} | {count} | {:.0} a {unit} |", count as f64 / items as f64),
            None => println!("| {stage} | not counted: valgrind failed | |"),
        }
    }
}

/// The stages, how many items each goes through, and what these are.
fn stages() -> Vec<(String, usize, &'static str)> {
    let goals = 16 * TEAMS;
    let readings = 506 * TEAMS;
    let mut stages = vec![
        ("parse".to_owned(), goals, "key result"),
        ("resolve".to_owned(), goals, "key result"),
        ("group".to_owned(), readings, "reading"),
        ("group_shuffled".to_owned(), readings, "reading"),
        ("evaluate".to_owned(), goals, "key result"),
        ("evaluate_without_findings".to_owned(), goals, "key result"),
        ("lint".to_owned(), goals, "key result"),
        ("theil_sen".to_owned(), 13, "point"),
    ];
    let rules = watched::rules();
    stages.extend(rules.iter().map(|rule| (format!("scan_{}", rule.kind()), 36 * KPIS, "reading")));
    stages.push(("scan_all".to_owned(), 36 * KPIS, "reading"));
    stages
}

/// The instructions of a stage.
fn count(stage: &str) -> Option<u64> {
    let own = std::env::current_exe().ok()?;
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--collect-atstart=no",
            "--toggle-collect=*counted*",
        ])
        .arg(own)
        .arg(stage)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text.lines().find(|line| line.contains("Collected :"))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// What is counted.
#[inline(never)]
fn counted<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}

fn run(stage: &str) {
    let plan = || enterprise::plan(TEAMS);
    let tracker = || plan().resolve().expect("the plan is sound");
    let readings = || enterprise::rows(TEAMS).load();
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
            let rows = enterprise::rows(TEAMS);
            drop(counted(|| rows.load()));
        }
        "group_shuffled" => {
            let rows = enterprise::rows(TEAMS).shuffled();
            drop(counted(|| rows.load()));
        }
        "evaluate" => evaluate(&tracker(), &Evaluation::new(&readings(), enterprise::as_of())),
        "evaluate_without_findings" => {
            let readings = readings();
            evaluate(&tracker(), &Evaluation::new(&readings, enterprise::as_of()).policy(okr_benches::quiet()));
        }
        "lint" => evaluate(&tracker(), &Evaluation::new(&Readings::new(), enterprise::as_of())),
        "theil_sen" => {
            let points: Vec<(f64, f64)> =
                (0..13).map(|week| (f64::from(7 * week), f64::from(week * week * 37 % 50 + 2 * week))).collect();
            black_box(counted(|| theil_sen(&points)));
        }
        "scan_all" => scan(&watched::rules()),
        _ => {
            let rules = watched::rules();
            let rule = rules.into_iter().find(|rule| Some(rule.kind()) == stage.strip_prefix("scan_"));
            scan(&[rule.expect("the stage is known")]);
        }
    }
}

fn evaluate(tracker: &okr_core::Tracker, evaluation: &Evaluation<'_>) {
    drop(counted(|| tracker.evaluate(evaluation)));
}

fn scan(rules: &[Rule]) {
    let tracker = watched::plan(KPIS, rules).resolve().expect("the plan is sound");
    let readings = watched::rows(KPIS).load();
    drop(counted(|| tracker.scan(&Evaluation::new(&readings, watched::as_of()))));
}
