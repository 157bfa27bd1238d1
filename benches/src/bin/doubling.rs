//! Whether work grows with its input and no faster: instructions at sizes that double, of plans and readings made to be dear.
//!
//! Fails if four times the input takes more than six times the instructions: a square would take sixteen times as many. `make growth`
//! runs it; with the name of a case it counts only that one.

use std::hint::black_box;
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use okr_benches::counted::{count, counted, on_one_thread, valgrind};
use okr_benches::quiet;
use okr_core::merge::Fragment;
use okr_core::plan::{
    Better, Cadence, Cycle, Input, KeyResult, Kpi, KpiTeams, Level, Objective, Parent, Range, Reach, RollUp, Shift,
    Stagnant, Team,
};
use okr_core::readings::{CheckIn, CheckIns, Reading};
use okr_core::{Evaluation, Plan, Readings};

/// The most that four times the input may take of what the input takes.
const MOST: f64 = 6.0;

/// A case with its smallest size and its work.
type Case = (&'static str, usize, fn(usize));

const CASES: &[Case] = &[
    ("unknown names in a plan", 500, unknown_names),
    ("unknown inputs of formulas", 500, unknown_inputs),
    ("unknown metrics of readings", 500, unknown_metrics),
    ("unknown goals of check-ins", 500, unknown_goals),
    ("teams of one KPI", 500, teams_of_one_kpi),
    ("names of one KPI", 500, names_of_one_kpi),
    ("teams by KPIs", 16, teams_by_kpis),
    ("trees of objectives, 100 levels", 2_000, trees_of_objectives),
    ("trees of roll-ups, 100 levels", 2_000, trees_of_roll_ups),
    ("live: trees of roll-ups, 100 levels", 2_000, live_on_trees),
    ("objectives below 100 levels of teams", 500, teams_above_teams),
    ("live: objectives below 100 levels of teams", 500, live_on_teams),
    ("merging equal ids", 500, merging_equal_ids),
    ("a screened shift", 1_000, screened_shift),
    ("a stagnant KPI with gaps", 1_000, stagnant_gaps),
    ("days of a daily KPI", 10_000, days),
    ("parts and wholes", 250, parts_and_wholes),
    ("duplicate titles", 500, duplicate_titles),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [case, size] = &arguments[..] {
        let (_, _, run) = CASES.iter().find(|(name, ..)| name == case).expect("the case is known");
        let size = size.parse().expect("the size is a number");
        on_one_thread(|| run(size));
        return ExitCode::SUCCESS;
    }
    if !valgrind() {
        return ExitCode::SUCCESS;
    }
    println!(
        "| thousand instructions | size | at this size | twice | four times | growth |\n|---|---:|---:|---:|---:|---:|"
    );
    let mut fine = true;
    for (name, size, _) in CASES.iter().filter(|(name, ..)| arguments.first().is_none_or(|case| case == name)) {
        let counts = [1, 2, 4].map(|times| count(name, times * size).map_or(f64::NAN, |count| count as f64));
        let growth = counts[2] / counts[0];
        // A count that is missing is no proof either.
        let holds = growth <= MOST;
        fine &= holds;
        let [one, two, four] = counts.map(|count| format!("{:.0}", count / 1000.0));
        println!(
            "| {name} | {size} | {one} | {two} | {four} | {growth:.1}{} |",
            if holds { "" } else { " **too fast**" }
        );
    }
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("the date exists")
}

fn end() -> NaiveDate {
    day("2026-09-30")
}

fn quarter() -> Plan {
    Plan::new().cycles([Cycle::new("q", day("2026-07-01"), end())])
}

fn kpi(id: impl Into<String>) -> Kpi {
    Kpi::new(id, "A number", Better::Lower, Cadence::Monthly).healthy(Range::new().max(50.0)).target(40.0)
}

fn evaluate(plan: Plan, readings: &Readings) {
    let tracker = plan.resolve().expect("the plan is sound");
    let evaluation = Evaluation::new(readings, end());
    drop(counted(|| tracker.evaluate(&evaluation)).expect("it can be evaluated"));
}

fn live(plan: Plan, metric: &str) {
    let tracker = plan.resolve().expect("the plan is sound");
    let readings = Readings::new();
    let evaluation = Evaluation::new(&readings, end());
    counted(|| {
        let mut live = tracker.live(&evaluation).expect("it can be evaluated");
        for value in 0..4 {
            black_box(live.set(metric, end(), f64::from(value)).expect("the reading is good"));
        }
    });
}

fn unknown_names(size: usize) {
    let objective = |n: usize| Objective::new(format!("o{n}"), "Grow", "q").team(format!("team-number-{n}"));
    let teams = (0..size).map(|n| Team::new(format!("team-named-{n}"), "Team", Level::Team));
    let plan = quarter().objectives((0..size).map(objective)).teams(teams);
    assert_eq!(counted(|| plan.check()).len(), size);
}

fn unknown_inputs(size: usize) {
    let inputs = (0..size).map(|n| Input::new(format!("number_{n}")));
    let plan =
        Plan::new().inputs(inputs).kpis((0..size).map(|n| kpi(format!("k{n}")).formula(format!("2 * nummer_{n}"))));
    assert_eq!(counted(|| plan.check()).len(), size);
}

fn unknown_metrics(size: usize) {
    let rows = (0..size).map(|n| Reading::new(format!("metric-number-{n}"), end(), 1.0));
    let readings = Readings::from_rows(rows).expect("all rows are good");
    evaluate(Plan::new().kpis((0..size).map(|n| kpi(format!("metric-named-{n}")))), &readings);
}

fn unknown_goals(size: usize) {
    let plan = quarter().objectives((0..size).map(|n| Objective::new(format!("objective-named-{n}"), "Grow", "q")));
    let tracker = plan.resolve().expect("the plan is sound");
    let check_ins = (0..size).map(|n| CheckIn::new(end()).objective(format!("objective-number-{n}")).confidence(0.5));
    let check_ins = CheckIns::new(check_ins).expect("all are sound");
    let readings = Readings::new();
    let evaluation = Evaluation::new(&readings, end()).check_ins(&check_ins);
    assert!(counted(|| tracker.evaluate(&evaluation)).is_err());
}

/// Each team has a key result that reads its own series of the KPI.
fn teams_of_one_kpi(size: usize) {
    let teams = || (0..size).map(|n| format!("t{n}"));
    let key_result = |n: usize| KeyResult::new(format!("k{n}"), "Fall", Reach::new(1.0).from(9.0)).metric("kpi");
    let objective =
        |n: usize| Objective::new(format!("o{n}"), "Grow", "q").team(format!("t{n}")).key_results([key_result(n)]);
    let plan = quarter()
        .teams(teams().map(|id| Team::new(id, "Team", Level::Team)))
        .kpis([kpi("kpi").teams(KpiTeams::Listed(teams().collect()))])
        .objectives((0..size).map(objective));
    let readings = Readings::from_rows(teams().map(|team| Reading::new(format!("kpi@{team}"), end(), 60.0)));
    let readings = readings.expect("all rows are good");
    counted(|| {
        let tracker = plan.resolve().expect("the plan is sound");
        drop(black_box(tracker.evaluate(&Evaluation::new(&readings, end())).expect("it can be evaluated")));
    });
}

/// A formula by `"any"` name, and the whole beside it.
fn names_of_one_kpi(size: usize) {
    let rate = |id: &str| kpi(id).formula("100 * part / whole");
    let plan = Plan::new()
        .inputs([Input::new("part"), Input::new("whole")])
        .kpis([rate("by-name").teams(KpiTeams::Any), rate("all")]);
    let row = |n: usize| ["part", "whole"].map(|input| Reading::new(format!("{input}@n{n}"), end(), 60.0));
    let readings = Readings::from_rows((0..size).flat_map(row)).expect("all rows are good");
    evaluate(plan, &readings);
}

/// 16 teams; the size counts series.
fn teams_by_kpis(size: usize) {
    let teams: Vec<String> = (0..16).map(|n| format!("t{n}")).collect();
    let kpis = (0..size).map(|n| kpi(format!("kpi{n}")).teams(KpiTeams::Listed(teams.clone())));
    let plan = Plan::new().kpis(kpis).teams(teams.iter().map(|id| Team::new(id.clone(), "Team", Level::Team)));
    evaluate(plan, &Readings::new());
}

/// Chains of 100 objectives, each above the next, side by side.
fn chains(size: usize, above: fn(usize) -> Parent) -> Plan {
    let objective = |n: usize| {
        let sum = KeyResult::new(format!("k{n}"), "All below", RollUp::new());
        let objective = Objective::new(format!("o{n}"), format!("Grow {n}"), "q").key_results([sum]);
        if n.is_multiple_of(100) { objective } else { objective.parent(above(n - 1)) }
    };
    let mut plan = quarter().objectives((0..size).map(objective));
    let lowest = KeyResult::new("lowest", "Reach it", Reach::new(9.0).from(1.0));
    if let Some(last) = plan.objectives.last_mut() {
        last.key_results = vec![lowest];
    }
    plan
}

fn trees_of_objectives(size: usize) {
    evaluate(chains(size, |n| Parent::Objective(format!("o{n}"))), &Readings::new());
}

fn trees_of_roll_ups(size: usize) {
    evaluate(chains(size, |n| Parent::KeyResult(format!("k{n}"))), &Readings::new());
}

fn live_on_trees(size: usize) {
    live(chains(size, |n| Parent::KeyResult(format!("k{n}"))), "lowest");
}

/// 100 levels of teams, the lowest with all objectives, each of which supports the one before.
fn deep_teams(size: usize) -> Plan {
    let team = |n: usize| {
        let team = Team::new(format!("t{n}"), "Team", Level::Team);
        if n == 0 { team } else { team.parent(format!("t{}", n - 1)) }
    };
    let objective = |n: usize| {
        let objective = Objective::new(format!("o{n}"), format!("Grow {n}"), "q").team("t99");
        let reach = KeyResult::new(format!("k{n}"), "Reach it", Reach::new(9.0).from(1.0));
        let objective = objective.key_results([reach]);
        if n.is_multiple_of(100) { objective } else { objective.parent(Parent::Objective(format!("o{}", n - 1))) }
    };
    quarter().teams((0..100).map(team)).objectives((0..size).map(objective))
}

fn teams_above_teams(size: usize) {
    evaluate(deep_teams(size), &Readings::new());
}

fn live_on_teams(size: usize) {
    live(deep_teams(size), "k0");
}

fn merging_equal_ids(size: usize) {
    let fragment = Fragment::new().objectives((0..size).map(|_| Objective::new("same", "Grow", "q")));
    let plan = quarter().objectives([Objective::new("same", "Grow", "q")]);
    assert_eq!(counted(|| plan.merge(fragment)).plan.objectives.len(), size + 1);
}

/// Monthly values, of which every `every`-th is known, and the plan of a KPI with one rule.
fn monthly(size: usize, every: usize, rule: okr_core::plan::Rule) -> (Plan, Readings) {
    let month = |n: usize| end() - chrono::Months::new((size - n) as u32);
    let rows = (0..size).step_by(every).map(|n| Reading::new("kpi", month(n), 45.0 + (n * n % 7) as f64));
    (Plan::new().kpis([kpi("kpi").rules([rule])]), Readings::from_rows(rows).expect("all rows are good"))
}

fn screened_shift(size: usize) {
    let (plan, readings) = monthly(size, 1, Shift::new().screen(true).into());
    evaluate(plan, &readings);
}

fn stagnant_gaps(size: usize) {
    let (plan, readings) = monthly(size, 100, Stagnant::new().periods(6u32).into());
    evaluate(plan, &readings);
}

fn days(size: usize) {
    let plan = Plan::new().kpis([Kpi::new("kpi", "A number", Better::Lower, Cadence::Daily).target(1.0)]);
    let tracker = plan.resolve().expect("the plan is sound");
    let rows = [Reading::new("kpi", end() - Days::new(size as u64), 1.0), Reading::new("kpi", end(), 2.0)];
    let readings = Readings::from_rows(rows).expect("all rows are good");
    let evaluation = Evaluation::new(&readings, end()).kpi_periods(true).policy(quiet());
    drop(counted(|| tracker.evaluate(&evaluation)).expect("it can be evaluated"));
}

/// KPIs by name that withhold small samples beside wholes of the same inputs.
fn parts_and_wholes(size: usize) {
    let rate = |id: String| kpi(id).formula("100 * part / whole").sample("whole");
    let parts = (0..size).map(|n| rate(format!("by-name{n}")).teams(KpiTeams::Any).min_sample(5.0));
    let wholes = (0..size).map(|n| rate(format!("all{n}")));
    let plan = Plan::new().inputs([Input::new("part"), Input::new("whole")]).kpis(parts.chain(wholes));
    let row =
        |n: usize| ["part", "whole"].map(|input| Reading::new(format!("{input}@n{n}"), end(), 3.0 + 60.0 * n as f64));
    let readings = Readings::from_rows((0..3).flat_map(row)).expect("all rows are good");
    evaluate(plan, &readings);
}

fn duplicate_titles(size: usize) {
    let objectives = (0..size).map(|n| Objective::new(format!("o{n}"), "Grow the garden well", "q"));
    evaluate(quarter().objectives(objectives), &Readings::new());
}
