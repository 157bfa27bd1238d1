//! Scopes by owner and label: what is listed, and that nothing computed depends on it.

use okr_core::calendar::parse_date;
use okr_core::readings::CheckIns;
use okr_core::{Evaluation, Plan, Readings, Report, Scope, Tracker};

fn tracker() -> Tracker {
    let plan = r#"{ "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
      "kpis": [{ "id": "enps", "name": "eNPS", "better": "higher", "cadence": "monthly", "owner": "Maya", "tags": ["survey"], "target": 40 },
               { "id": "cost", "name": "Cost", "better": "lower", "cadence": "monthly", "owner": "Jonas", "target": 4 }],
      "objectives": [
        { "id": "hire", "title": "Hire people who stay", "cycle": "q", "owner": "Jonas", "co_owners": ["Priya"], "tags": ["growth"], "key_results": [
          { "id": "days", "title": "Days", "owner": "Maya", "measure": { "kind": "reach", "from": 42, "to": 25 } },
          { "id": "offers", "title": "Offers", "tags": ["survey"], "measure": { "kind": "reach", "from": 60, "to": 80 } }] },
        { "id": "learn", "title": "Learn from each other", "cycle": "q", "owner": "Sam", "key_results": [
          { "id": "courses", "title": "Courses", "measure": { "kind": "reach", "from": 0, "to": 10 } }] }] }"#;
    Plan::from_json(plan).unwrap().resolve().unwrap()
}

fn report(scope: Scope) -> Report {
    let rows = ["days", "offers", "courses", "enps", "cost"]
        .map(|metric| format!(r#"{{ "metric": "{metric}", "date": "2026-07-31", "value": 30 }}"#));
    let readings = Readings::from_json(&format!("[{}]", rows.join(","))).unwrap();
    let said = CheckIns::from_json(
        r#"[{ "objective": "hire", "date": "2026-07-31", "note": "x" }, { "key_result": "days", "date": "2026-07-31", "note": "y" },
            { "kpi": "enps", "date": "2026-07-31", "note": "z" }]"#,
    )
    .unwrap();
    let day = parse_date("2026-08-15").unwrap();
    let evaluation = Evaluation::new(&readings, day).check_ins(&said).values(true).kpi_periods(true).scope(scope);
    tracker().evaluate(&evaluation).unwrap()
}

/// The ids of objectives, key results, KPIs, values and check-ins that are listed.
fn listed(scope: Scope) -> [String; 5] {
    let report = report(scope);
    let join = |ids: Vec<&str>| ids.join(" ");
    [
        join(report.objectives.iter().map(|row| &*row.objective).collect()),
        join(report.key_results.iter().map(|row| &*row.key_result).collect()),
        join(report.kpis.iter().map(|row| &*row.kpi).collect()),
        join(report.values.iter().map(|row| &*row.metric).collect()),
        join(report.check_ins.iter().map(|row| &*row.of.id).collect()),
    ]
}

#[test]
fn owners_list_what_they_answer_for_alone_or_with_others() {
    // Maya owns a key result and a KPI; of the objective above it nothing.
    assert_eq!(
        listed(Scope::new().owners(["Maya"])),
        ["", "days", "enps", "days enps", "enps days"].map(str::to_owned)
    );
    // A key result is listed by its objective's owners too.
    for owner in ["Jonas", "Priya"] {
        let [objectives, key_results, ..] = listed(Scope::new().owners([owner]));
        assert_eq!((objectives.as_str(), key_results.as_str()), ("hire", "days offers"));
    }
    assert_eq!(listed(Scope::new().owners(["Priya"]))[2], "");
}

#[test]
fn labels_list_their_items_and_key_results_of_labelled_objectives() {
    assert_eq!(listed(Scope::new().tags(["survey"])), ["", "offers", "enps", "offers enps", "enps"].map(str::to_owned));
    let [objectives, key_results, kpis, ..] = listed(Scope::new().tags(["growth"]));
    assert_eq!((objectives.as_str(), key_results.as_str(), kpis.as_str()), ("hire", "days offers", ""));
    // Both must hold.
    assert_eq!(listed(Scope::new().tags(["survey"]).owners(["Jonas"]))[1], "offers");
}

#[test]
fn findings_follow_their_items_and_no_number_changes() {
    let (all, some) = (report(Scope::new()), report(Scope::new().owners(["Sam"])));
    assert_eq!(some.objectives[0], all.objectives[1]);
    assert_eq!(some.readings, all.readings);
    assert!(some.findings.iter().all(|row| {
        row.path.as_deref().is_none_or(|path| path.starts_with("/objectives/1") || path.starts_with("/cycles"))
    }));
    assert!(some.findings.len() < all.findings.len());
}

#[test]
fn who_is_not_in_the_plan_is_an_error_with_the_nearest_name() {
    let readings = Readings::new();
    let scope = Scope::new().owners(["Maja"]).tags(["surveys"]);
    let errors =
        tracker().evaluate(&Evaluation::new(&readings, parse_date("2026-08-15").unwrap()).scope(scope)).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        errors.iter().map(|error| error.path.as_str()).collect::<Vec<_>>(),
        ["/scope/owners/0", "/scope/tags/0"]
    );
    assert!(said[0].contains("`Maya`") && said[1].contains("`survey`"), "{said:?}");
}
