//! Formulas, names, windows and phases with too much, too little, or nothing to divide by.

use okr_core::calendar::parse_date;
use okr_core::plan::{Aggregate, Better, Cadence, Cycle, Input, KeyResult, Kpi, KpiTeams, Objective, Phase, Reach};
use okr_core::readings::Reading;
use okr_core::report::{Health, TriggerState};
use okr_core::{Evaluation, Plan, Readings, Report};

fn rate(formula: &str) -> Kpi {
    Kpi::new("rate", "Rate", Better::Lower, Cadence::Monthly).formula(formula)
}

fn plan(inputs: &[&str], kpi: Kpi) -> Plan {
    Plan::new().inputs(inputs.iter().map(|id| Input::new(*id)).collect::<Vec<_>>()).kpis([kpi])
}

fn read<S: AsRef<str>>(rows: impl IntoIterator<Item = (S, &'static str, f64)>) -> Readings {
    let rows =
        rows.into_iter().map(|(metric, date, value)| Reading::new(metric.as_ref(), parse_date(date).unwrap(), value));
    Readings::from_rows(rows.collect::<Vec<_>>()).unwrap()
}

fn evaluate(plan: Plan, readings: &Readings) -> Report {
    let as_of = parse_date("2026-08-20").unwrap();
    plan.resolve().unwrap().evaluate(&Evaluation::new(readings, as_of).kpi_periods(true)).unwrap()
}

fn problem(plan: Plan) -> (String, String) {
    let errors = plan.resolve().unwrap_err();
    let error = errors.iter().next().unwrap();
    assert_eq!((errors.len(), error.code()), (1, "bad_formula"));
    (error.path.clone(), error.to_string())
}

#[test]
fn a_formula_that_is_too_long_is_refused_and_one_that_is_deep_is_not() {
    let (path, message) = problem(plan(&["x"], rate(&"x+x".repeat(3_333))));
    assert_eq!(path, "/kpis/0/formula");
    assert!(message.contains("at most 4096 characters, found 9999"), "{message}");
    // 2,047 parentheses around the input.
    let deep = format!("{}x{}", "(".repeat(2_047), ")".repeat(2_047));
    let july = read([("x", "2026-07-31", 7.0)]);
    assert_eq!(evaluate(plan(&["x"], rate(&deep)), &july).kpis[0].value, Some(7.0));
    // 1 + (1 + (1 + … x)): each parenthesis waits for the next one.
    let nested = format!("{}x{}", "1+(".repeat(1_000), ")".repeat(1_000));
    let nested = plan(&["x"], rate(&nested));
    assert_eq!(evaluate(nested.clone(), &july).kpis[0].value, Some(1_007.0));
    let evaluation = Evaluation::new(&july, parse_date("2026-08-20").unwrap());
    let text = nested.resolve().unwrap().explain(&evaluation, "rate").unwrap().text;
    assert!(text.starts_with("2026-07: 1007 = 1 + (1 + (1 + "), "{}", &text[..80]);
    let (path, message) = problem(plan(&["x"], rate(&format!("{}x", "(".repeat(4_000)))));
    assert_eq!(path, "/kpis/0/formula");
    assert!(message.contains("`(` is never closed"), "{message}");
}

#[test]
fn ids_may_have_any_punctuation_between_backticks() {
    for sign in (' '..='~').filter(|sign| sign.is_ascii_punctuation() && !matches!(sign, '@' | '`')) {
        let id = format!("a{sign}b");
        let kpi = rate(&format!("2 * `{id}`"));
        let report = evaluate(plan(&[&id], kpi), &read([(&id, "2026-07-31", 4.0)]));
        assert_eq!(report.kpis[0].value, Some(8.0), "{id}");
        assert!(report.readings.unknown.is_empty(), "{id}");
    }
    // A hyphen outside of backticks is a minus, so that there are three inputs: the message says what helps.
    let errors = plan(&["one-on-ones"], rate("one-on-ones / 2")).resolve().unwrap_err();
    assert!(errors.iter().all(|error| error.code() == "bad_formula" && error.path == "/kpis/0/formula"));
    let message = errors.to_string();
    assert!(message.contains("`one-on-ones`"), "{message}");
}

#[test]
fn a_division_by_0_is_undefined_and_nothing_else() {
    let months = ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"];
    let rows = months.iter().flat_map(|month| [("x", *month, 3.0), ("y", *month, 0.0)]);
    let readings = read(rows);
    for formula in
        ["x / y", "x / (y * 1)", "0 / y", "x / (x - x)", "1 / (x / (x - 3))", "x * (1 / y) * 0", "x / y - x / y"]
    {
        let report = evaluate(plan(&["x", "y"], rate(formula)), &readings);
        assert_eq!((report.kpis[0].value, report.kpis[0].health), (None, Health::Undefined), "{formula}");
        assert!(report.kpi_periods.iter().all(|row| row.health == Health::Undefined && !row.gap), "{formula}");
        assert!(report.triggers.iter().all(|row| row.state == TriggerState::InsufficientData), "{formula}");
    }
    // So is what no value can be: 1e15 · 3.
    let huge = evaluate(plan(&["x", "y"], rate("x * 1000000000000000")), &readings);
    assert_eq!((huge.kpis[0].value, huge.kpis[0].health), (None, Health::Undefined));
}

/// As many names as an event table with a customer in it may have.
const NAMES: usize = 100_000;

#[test]
fn a_hundred_thousand_names_take_no_quadratic_time() {
    let rows = (0..NAMES).map(|name| (format!("visits@{name:06}"), "2026-07-31", 4.0));
    let readings = read(rows);
    let visits = Kpi::new("visits", "Visits", Better::Higher, Cadence::Monthly).teams(KpiTeams::Any).target(3.0);
    let key_results = (0..1_000).map(|name| {
        KeyResult::new(format!("k{name}"), "Reach the number", Reach::new(8.0).from(0.0))
            .metric(format!("visits@{name:06}"))
    });
    let cycle = Cycle::new("2026-Q3", parse_date("2026-07-01").unwrap(), parse_date("2026-09-30").unwrap());
    let goal = Objective::new("goal", "Be visited by many", "2026-Q3").key_results(key_results.collect::<Vec<_>>());
    let tracker = Plan::new().cycles([cycle]).objectives([goal]).kpis([visits.rules([])]).resolve().unwrap();
    let evaluation = Evaluation::new(&readings, parse_date("2026-08-20").unwrap());
    let report = tracker.evaluate(&evaluation).unwrap();
    assert_eq!((report.kpis.len(), report.kpis[NAMES - 1].value), (NAMES, Some(4.0)));
    assert_eq!(report.objectives[0].raw, Some(0.5));
    assert!(tracker.scan(&evaluation).unwrap().is_empty());
}

// Names that cannot be seen yet stand in front: to look through them again for each series would take hours.
#[test]
fn a_formula_over_very_many_names_takes_no_quadratic_time() {
    let day = |name: usize| if name < NAMES / 2 { "2026-08-31" } else { "2026-07-31" };
    let rows = (0..NAMES)
        .flat_map(|name| [("x", 1.0), ("y", 2.0)].map(|(id, value)| (format!("{id}@{name:06}"), day(name), value)));
    let readings = read(rows);
    let each = Kpi::new("each", "Each", Better::Higher, Cadence::Monthly).formula("x / y").teams(KpiTeams::Any);
    let whole = rate("x / y").rules([]);
    let plan = Plan::new().inputs([Input::new("x"), Input::new("y").aggregate(Aggregate::Latest)]);
    let report = evaluate(plan.kpis([each.rules([]), whole]), &readings);
    assert_eq!(report.kpis.len(), NAMES / 2 + 1);
    let whole = report.kpis.last().unwrap();
    // Names with 1 and 2 each.
    let half = u32::try_from(NAMES / 2).unwrap();
    assert_eq!((whole.value, whole.parts, whole.parts_of), (Some(0.5), Some(half), Some(half)));
}

#[test]
fn many_phases_and_a_long_window_over_a_century_of_days() {
    let first = parse_date("1926-08-20").unwrap();
    let rows = (0..36_500).map(|day| Reading::new("k", first + chrono::Days::new(day), 2.0));
    let readings = Readings::from_rows(rows.collect::<Vec<_>>()).unwrap();
    let phases = (0..3_650).map(|phase| Phase::new(first + chrono::Days::new(10 * phase)));
    let kpi = Kpi::new("k", "K", Better::Lower, Cadence::Daily).aggregate(Aggregate::Sum).window(366_u32);
    let kpi = kpi.phases(phases.collect::<Vec<_>>());
    let report = evaluate(Plan::new().kpis([kpi]), &readings);
    // The last reading is that of 27 July 2026, whose window is full.
    let newest = &report.kpis[0];
    assert_eq!((newest.value, newest.xmr.as_ref().map(|xmr| xmr.points)), (Some(732.0), Some(10)));
    assert_eq!(report.kpi_periods.iter().filter(|row| row.value.is_some()).count(), 36_500 - 365);
}
