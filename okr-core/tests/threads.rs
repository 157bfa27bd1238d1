//! The same bytes at any number of threads, for plans and tables that are large enough to be shared among them.

mod random;

use std::fmt::Write as _;

use okr_core::plan::{KpiCadence, KpiTeams, Parent};
use okr_core::readings::{CheckIn, CheckIns, Columns, Duplicates, Loader, MetricColumn, Reading};
use okr_core::{Evaluation, Plan, Readings};
use random::{Case, Tape, case, start};

const THREADS: [usize; 5] = [1, 2, 3, 4, 8];

/// What some work gives on each number of threads: always the same.
fn same<T: PartialEq + Send>(work: impl Fn() -> T + Sync) -> T {
    let mut results = THREADS.into_iter().map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(&work)
    });
    let first = results.next().unwrap();
    for (threads, other) in THREADS.iter().skip(1).zip(results) {
        assert!(other == first, "differs on {threads} threads");
    }
    first
}

/// Numbers without an end (splitmix64).
fn numbers(mut state: u64) -> impl FnMut() -> u64 {
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }
}

/// The case with all its names made different from those of others.
fn renamed(mut case: Case, number: usize) -> Case {
    let rename = |id: &mut String| id.insert_str(0, &format!("{number}-"));
    let series = |metric: &str| format!("{number}-{}", metric.replace('@', &format!("@{number}-")));
    for team in &mut case.plan.teams {
        rename(&mut team.id);
        team.parent.as_mut().map(rename);
    }
    for cycle in &mut case.plan.cycles {
        rename(&mut cycle.id);
        cycle.parent.as_mut().map(rename);
    }
    for objective in &mut case.plan.objectives {
        rename(&mut objective.id);
        rename(&mut objective.cycle);
        objective.team.as_mut().map(rename);
        objective.kpis.iter_mut().for_each(rename);
        if let Some(Parent::Objective(id) | Parent::KeyResult(id)) = &mut objective.parent {
            rename(id);
        }
        for key_result in &mut objective.key_results {
            rename(&mut key_result.id);
            // The name of a series stands behind the KPI: `kpi@name`.
            key_result.metric = key_result.metric.as_ref().map(|metric| series(metric));
            key_result.kpis.iter_mut().chain(&mut key_result.guards).for_each(rename);
        }
    }
    for kpi in &mut case.plan.kpis {
        rename(&mut kpi.id);
        kpi.team.as_mut().map(rename);
        if let KpiTeams::Listed(teams) = &mut kpi.teams {
            teams.iter_mut().for_each(rename);
        }
        if let KpiCadence::Calendar(id) = &mut kpi.cadence {
            rename(id);
        }
        kpi.sample.as_mut().map(rename);
        // Inputs are one letter each.
        let input = |sign: char| match sign {
            'x'..='z' => format!("`{number}-{sign}`"),
            _ => sign.to_string(),
        };
        kpi.formula = kpi.formula.as_ref().map(|text| text.replace('`', "").chars().map(input).collect());
    }
    case.plan.calendars.iter_mut().for_each(|calendar| rename(&mut calendar.id));
    case.plan.inputs.iter_mut().for_each(|input| rename(&mut input.id));
    for reading in &mut case.readings {
        reading.metric = series(&reading.metric);
    }
    for check_in in &mut case.check_ins {
        check_in.objective.as_mut().map(rename);
        check_in.key_result.as_mut().map(rename);
    }
    case
}

/// Many random plans as one.
fn large() -> (Plan, Vec<Reading>, Vec<CheckIn>) {
    let mut number = numbers(3);
    let (mut plan, mut readings, mut check_ins) = (Plan::new(), Vec::new(), Vec::new());
    for place in 0..280 {
        let tape: Vec<u32> = (0..700).map(|_| number() as u32).collect();
        let mut case = case(&mut Tape::new(&tape));
        case.plan.policy = None;
        if case.plan.clone().resolve().is_err() {
            continue;
        }
        let case = renamed(case, place);
        assert!(case.as_of >= start() - chrono::Days::new(120));
        plan.teams.extend(case.plan.teams);
        plan.cycles.extend(case.plan.cycles);
        plan.objectives.extend(case.plan.objectives);
        plan.kpis.extend(case.plan.kpis);
        plan.inputs.extend(case.plan.inputs);
        plan.calendars.extend(case.plan.calendars);
        readings.extend(case.readings);
        check_ins.extend(case.check_ins);
    }
    (plan, readings, check_ins)
}

#[test]
fn reports_and_scans_are_the_same() {
    let (plan, readings, check_ins) = large();
    let key_results: usize = plan.objectives.iter().map(|objective| objective.key_results.len()).sum();
    // From 512 items on they are shared among threads.
    assert!(plan.objectives.len() > 512 && key_results > 1024 && plan.kpis.len() > 512);
    let tracker = plan.resolve().unwrap();
    let readings = random::readings(&readings);
    let check_ins = CheckIns::new(check_ins).unwrap();
    let evaluation = Evaluation::new(&readings, start() + chrono::Days::new(50)).check_ins(&check_ins);
    let report = same(|| tracker.evaluate(&evaluation.clone().kpi_periods(true)).unwrap().to_json());
    assert!(report.len() > 1_000_000);
    let raised = same(|| tracker.scan(&evaluation).unwrap());
    assert!(raised.len() > 512);
    let days = || (0..2).map(|week| start() + chrono::Days::new(7 * week));
    let history = same(|| tracker.history(&evaluation, days()).unwrap());
    assert!(history.len() > 2 * key_results);
}

/// Rows in no order, with corrections of some of them.
struct Rows {
    names: Vec<String>,
    metrics: Vec<u32>,
    days: Vec<i32>,
    values: Vec<f64>,
    recorded: Vec<i32>,
}

fn rows(count: usize, sorted: bool) -> Rows {
    let mut number = numbers(9);
    let names: Vec<String> = (0..3_000).map(|metric| format!("m{metric}")).collect();
    let mut keys: Vec<(u32, i32)> =
        (0..count).map(|_| ((number() % 3_000) as u32, 20_000 + (number() % 700) as i32)).collect();
    if sorted {
        keys.sort_unstable();
    }
    let (metrics, days): (Vec<u32>, Vec<i32>) = keys.into_iter().unzip();
    let values = (0..count).map(|_| (number() % 1_000) as f64 / 7.0).collect();
    let recorded = days.iter().map(|day| if number().is_multiple_of(10) { day + 3 } else { *day }).collect();
    Rows { names, metrics, days, values, recorded }
}

/// Names, metrics, dates, values, days on which they became known.
type Bits = (Vec<String>, Vec<u32>, Vec<i32>, Vec<u64>, Option<Vec<i32>>);

/// Every bit of a table.
fn bits(readings: &Readings) -> Bits {
    let columns = readings.columns();
    let names = columns.names.iter().map(|name| (*name).to_owned()).collect();
    let values = columns.values.iter().map(|value| value.to_bits()).collect();
    (names, columns.metrics, columns.dates.to_vec(), values, columns.recorded.map(|days| days.into_owned()))
}

fn loader() -> Loader {
    Loader::new().duplicates(Duplicates::Last)
}

#[test]
fn tables_of_readings_are_the_same() {
    for sorted in [true, false] {
        let Rows { names, metrics, days, values, recorded } = rows(300_000, sorted);
        let columns = || {
            let metric = MetricColumn::codes(&metrics[..], &names[..]);
            Columns::new(metric, &days[..], &values[..])
        };
        let (_, stored, ..) = same(|| bits(&loader().columns(columns()).unwrap().readings));
        assert_eq!(stored.len(), 300_000);
        same(|| bits(&loader().columns(columns().recorded(&recorded[..])).unwrap().readings));
    }
}

#[cfg(feature = "csv")]
#[test]
fn csv_is_read_the_same() {
    // From 4 MB on, text is cut into pieces.
    let Rows { names, metrics, days, values, .. } = rows(250_000, false);
    let mut text = "metric,date,value\n".to_owned();
    for ((metric, day), value) in metrics.iter().zip(&days).zip(&values) {
        let date = okr_core::calendar::date_of_day(*day);
        writeln!(text, "{},{date},{value}", names[*metric as usize]).unwrap();
    }
    assert!(text.len() > 4 << 20);
    let (_, stored, ..) = same(|| bits(&loader().csv(&text).unwrap().readings));
    assert_eq!(stored.len(), 250_000);
}
