//! Drafts: what a trigger that fires proposes, put into the plan.

mod proposed;

use okr_core::calendar::parse_date;
use okr_core::plan::{Better, Cadence, Cycle, Kpi, Level, Objective, OutOfRange, Range, Rule, Team, Worsening};
use okr_core::readings::Reading;
use okr_core::report::{Report, TriggerRow};
use okr_core::{Evaluation, Plan, Readings};
use proposed::found_on_drafts;

const AS_OF: &str = "2026-08-03";

fn cycles() -> [Cycle; 3] {
    let cycle = |id, start, end| Cycle::new(id, parse_date(start).unwrap(), parse_date(end).unwrap());
    [
        cycle("2026", "2026-01-01", "2026-12-31"),
        cycle("2026-Q3", "2026-07-01", "2026-09-30").parent("2026"),
        cycle("2026-Q4", "2026-10-01", "2026-12-31").parent("2026"),
    ]
}

fn turnover(id: &str, name: &str) -> Kpi {
    let rules: Vec<Rule> = vec![OutOfRange::new().into()];
    Kpi::new(id, name, Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0)).unit("%").rules(rules)
}

fn evaluate(plan: &Plan, readings: &[Reading], as_of: &str) -> Report {
    let readings = Readings::from_rows(readings).unwrap();
    let evaluation = Evaluation::new(&readings, parse_date(as_of).unwrap());
    plan.clone().resolve().unwrap().evaluate(&evaluation).unwrap()
}

/// Readings at the end of each month from May 2026 on.
fn months(metric: &str, values: &[f64]) -> Vec<Reading> {
    let ends = ["2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"];
    ends.iter().zip(values).map(|(end, value)| Reading::new(metric, parse_date(end).unwrap(), *value)).collect()
}

/// What is said against the only objective of a plan.
fn against(plan: &Plan, readings: &[Reading], as_of: &str) -> Vec<String> {
    let findings = evaluate(plan, readings, as_of).findings;
    let own =
        findings.iter().filter(|finding| finding.path.as_deref().is_some_and(|path| path.starts_with("/objectives/0")));
    own.map(|finding| finding.code.to_string()).collect()
}

fn draft(trigger: &TriggerRow) -> &Objective {
    trigger.draft.as_deref().unwrap_or_else(|| panic!("no draft: {:?}", trigger.draft_reason))
}

#[test]
fn a_draft_answers_its_trigger_once_it_is_in_the_plan() {
    let plan = Plan::new().cycles(cycles()).kpis([turnover("turnover", "Turnover").owner("Mara")]);
    let readings = months("turnover", &[11.0, 13.0, 14.0]);
    let report = evaluate(&plan, &readings, AS_OF);
    let draft = draft(&report.triggers[0]);
    assert_eq!((draft.id.as_str(), draft.cycle.as_str()), ("turnover-out_of_range-2026-07", "2026-Q3"));
    assert_eq!(draft.title, "Bring Turnover back to a healthy level");
    assert_eq!(
        draft.description.as_deref(),
        Some(
            "`Turnover` is outside its healthy range (at most 12%): 14% in 2026-07, 2 months in a row since 2026-06. \
             Evidence: 2026-06: 13%, 2026-07: 14%"
        )
    );
    let titles: Vec<&str> = draft.key_results.iter().map(|key_result| key_result.title.as_str()).collect();
    assert_eq!(titles, ["Reduce Turnover from 14% to 12%", "Keep Turnover within its healthy range (at most 12%)"]);
    assert!(draft.key_results.iter().all(|key_result| key_result.owner.as_deref() == Some("Mara")));

    let merged = plan.merge(draft.clone()).plan;
    let report = evaluate(&merged, &readings, AS_OF);
    let trigger = &report.triggers[0];
    assert_eq!(trigger.addressed_by.iter().map(|id| &**id).collect::<Vec<_>>(), ["turnover-out_of_range-2026-07"]);
    assert_eq!((trigger.draft.as_ref(), trigger.draft_reason), (None, None));
    let scores: Vec<Option<f64>> = report.key_results.iter().map(|row| row.score).collect();
    assert_eq!(scores.len(), 2);
}

#[test]
fn a_title_has_no_number_and_three_words() {
    for (name, in_title) in [
        ("90-day retention", "90-day retention"),
        ("B2B win rate", "B2B win rate"),
        ("Churn 30d", "Churn"),
        ("Cost in 1000 EUR", "Cost in EUR"),
        ("Answers in 24h, of all", "Answers in of all"),
        ("95%", "this KPI"),
        ("採用期間を20%短縮", "this KPI"),
        ("eNPS  of all", "eNPS of all"),
    ] {
        let plan = Plan::new().cycles(cycles()).kpis([turnover("k", name)]);
        let readings = months("k", &[13.0, 13.0]);
        let report = evaluate(&plan, &readings, "2026-07-02");
        let draft = draft(&report.triggers[0]).clone();
        assert_eq!(draft.title, format!("Bring {in_title} back to a healthy level"));
        assert_eq!(against(&plan.merge(draft).plan, &readings, "2026-07-02"), ["missing-owner"; 3]);
    }
}

#[test]
fn the_longest_ids_leave_room_for_key_results() {
    let long = "ä".repeat(128);
    let plan = Plan::new().cycles(cycles()).kpis([turnover(&long, "Turnover")]);
    let report = evaluate(&plan, &months(&long, &[13.0, 13.0]), "2026-07-02");
    let draft = draft(&report.triggers[0]);
    assert_eq!(draft.key_results[0].id.chars().count(), 128);
    assert!(draft.id.ends_with("-out_of_range-2026-06"));
    plan.merge(draft.clone()).plan.resolve().unwrap();
}

#[test]
fn series_of_teams_have_drafts_of_their_own() {
    let plan = Plan::new()
        .cycles(cycles())
        .teams([Team::new("people", "People", Level::Company), Team::new("x", "Team 7", Level::Team).parent("people")])
        .kpis([turnover("turnover", "Turnover").teams(["people", "x"])]);
    let mut readings = months("turnover@people", &[13.0, 13.0]);
    readings.extend(months("turnover@x", &[13.0, 14.0]));
    let report = evaluate(&plan, &readings, "2026-07-02");
    let drafts: Vec<&Objective> = report.triggers.iter().map(draft).collect();
    assert_eq!(drafts[0].title, "Bring Turnover in People back to a healthy level");
    assert_eq!(drafts[1].title, "Bring Turnover in Team back to a healthy level");
    assert_eq!(drafts[1].team.as_deref(), Some("x"));
    assert!(report.triggers[1].message.starts_with("`Turnover` of `Team 7` is outside"));
    let merged = drafts.iter().fold(plan, |plan, draft| plan.merge((*draft).clone()).plan);
    let report = evaluate(&merged, &readings, "2026-07-02");
    // An objective of the team above answers for both.
    let answers: Vec<usize> = report.triggers.iter().map(|trigger| trigger.addressed_by.len()).collect();
    assert_eq!(answers, [1, 2]);
}

#[test]
fn the_next_cycle_is_the_next_sibling() {
    let worse: Vec<Rule> = vec![Worsening::new().periods(2u32).into()];
    let kpi = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).unit("%").rules(worse);
    let plan = Plan::new().cycles(cycles()).kpis([kpi]);
    let report = evaluate(&plan, &months("turnover", &[11.0, 13.0, 14.0]), "2026-08-17");
    let next = draft(&report.triggers[0]);
    assert_eq!((next.cycle.as_str(), next.key_results.len()), ("2026-Q4", 1));
    assert_eq!(next.key_results[0].start, Some(parse_date("2026-10-01").unwrap()));
    assert_eq!(next.key_results[0].title, "Reduce Turnover from 14% to 11%");
}

#[test]
fn drafts_raise_no_findings_on_themselves() {
    let plan = Plan::from_json(
        r#"{ "version": 1,
      "teams": [{ "id": "a", "name": "A", "level": "department" }, { "id": "b", "name": "Team 2", "level": "team", "parent": "a" }],
      "cycles": [{ "id": "q3", "start": "2026-07-01", "end": "2026-09-30" }, { "id": "q4", "start": "2026-10-01", "end": "2026-12-31" }],
      "kpis": [
        { "id": "lower", "name": "Lower 5 %", "better": "lower", "cadence": "monthly", "team": "a", "healthy": { "max": 15 }, "target": 12, "unit": "%" },
        { "id": "higher", "name": "Q", "better": "higher", "cadence": "monthly", "team": "a", "healthy": { "min": 60 }, "unit": "%" },
        { "id": "within", "name": "Within", "better": "lower", "cadence": "monthly", "healthy": { "min": 0, "max": 50 } },
        { "id": "inside", "name": "Span of control", "better": "inside", "cadence": "monthly", "healthy": { "min": 5, "max": 9 } },
        { "id": "target", "name": "Target", "better": "higher", "cadence": "monthly", "target": 80, "rules": [{ "kind": "off_target" }] },
        { "id": "flat", "name": "Flat", "better": "higher", "cadence": "monthly", "healthy": { "min": 60 }, "target": 75 },
        { "id": "mean", "name": "Mean", "better": "higher", "cadence": "monthly", "aggregate": "mean", "healthy": { "min": 0 }, "target": 50,
          "rules": [{ "kind": "spike", "points": 10 }, { "kind": "out_of_range" }] },
        { "id": "sum", "name": "Sum", "better": "lower", "cadence": "monthly", "aggregate": "sum", "healthy": { "max": 3 } },
        { "id": "each", "name": "Each", "better": "lower", "cadence": "monthly", "teams": ["a", "b"], "healthy": { "max": 1.5 } },
        { "id": "bare", "name": "Bare", "better": "lower", "cadence": "monthly" }] }"#,
    )
    .unwrap();
    let months = ["2026-03", "2026-04", "2026-05", "2026-06", "2026-07"];
    let series: [(&str, [f64; 5]); 11] = [
        ("lower", [12.0, 13.0, 14.0, 22.0, 21.0]),
        ("higher", [70.0, 65.0, 58.0, 55.0, 54.0]),
        ("within", [10.0, 11.0, 12.0, 13.0, 14.0]),
        ("inside", [7.0, 7.0, 10.0, 11.0, 12.0]),
        ("target", [81.0, 79.0, 78.0, 77.0, 76.0]),
        ("flat", [64.0, 64.1, 64.0, 64.1, 64.0]),
        ("mean", [10.0, 8.0, -4.0, -6.0, -20.0]),
        ("sum", [2.0, 2.0, 5.0, 6.0, 7.0]),
        ("each@a", [1.0, 1.1, 1.2, 1.3, 1.4]),
        ("each@b", [1.0, 1.1, 1.6, 1.7, 1.9]),
        ("bare", [1.0, 2.0, 3.0, 4.0, 5.0]),
    ];
    let rows: Vec<String> = series
        .iter()
        .flat_map(|(metric, values)| months.iter().zip(values).map(move |(month, value)| (metric, month, value)))
        .map(|(metric, month, value)| format!(r#"{{"metric":"{metric}","date":"{month}","value":{value}}}"#))
        .collect();
    let readings = Readings::from_json(&format!("[{}]", rows.join(","))).unwrap();
    let mut drafts = 0;
    for day in ["2026-07-31", "2026-08-05", "2026-08-14", "2026-08-31", "2026-09-29"] {
        let (found, count) = found_on_drafts(&plan, &Evaluation::new(&readings, parse_date(day).unwrap()));
        assert_eq!(found, [""; 0], "{day}");
        drafts += count;
    }
    assert!(drafts >= 40, "only {drafts} drafts");
}
