//! What to talk about with one person: the vectors in `conformance/agenda`, and what holds for all plans.

mod random;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use okr_core::agenda::{Agenda, AgendaRow, AgendaSection, MAX_LINES};
use okr_core::calendar::parse_date;
use okr_core::changes::ChangedTable;
use okr_core::plan::{Better, Cadence, Kpi, Said};
use okr_core::readings::{CheckIn, CheckIns, Duplicates, Loader, Reading};
use okr_core::{Errors, Evaluation, Plan, Readings, Scope};
use proptest::prelude::*;
use random::Tape;
use serde_json::Value;

const KNOWN: [&str; 15] = [
    "why",
    "plan",
    "readings",
    "load",
    "check_ins",
    "owner",
    "since",
    "as_of",
    "before",
    "scope",
    "rows",
    "text",
    "markdown",
    "max_lines",
    "errors",
];

fn agenda(case: &Value) -> Result<Agenda, Errors> {
    let text = |field: &str| case.get(field).map(Value::to_string);
    let day = |field: &str| parse_date(case[field].as_str().unwrap()).unwrap();
    let tracker = Plan::from_json(&text("plan").unwrap())?.resolve()?;
    let duplicates = case.pointer("/load/duplicates").and_then(Value::as_str).unwrap_or("last");
    let loader = Loader::new().duplicates(duplicates.parse::<Duplicates>().unwrap());
    let readings = loader.json(&text("readings").unwrap())?.complete()?;
    let check_ins = CheckIns::from_json(&text("check_ins").unwrap_or("[]".into()))?;
    let mut evaluation = Evaluation::new(&readings, day("as_of")).check_ins(&check_ins);
    if let Some(scope) = text("scope") {
        evaluation = evaluation.scope(Scope::from_json(&scope)?);
    }
    let owner = case["owner"].as_str().unwrap();
    match text("before") {
        Some(before) => tracker.agenda_from(&Plan::from_json(&before)?.resolve()?, owner, &evaluation, day("since")),
        None => tracker.agenda(owner, &evaluation, day("since")),
    }
}

/// What is wrong with a case; empty where it passes.
fn run(case: &Value) -> Vec<String> {
    if let Some(field) = case.as_object().unwrap().keys().find(|field| !KNOWN.contains(&field.as_str())) {
        return vec![format!("this runner does not know {field}")];
    }
    let agenda = match (agenda(case), case.get("errors").and_then(Value::as_array)) {
        (Err(errors), Some(expected)) => {
            let found: Vec<_> = errors.iter().map(|error| (error.code().to_owned(), error.path.clone())).collect();
            let word = |error: &Value, field: &str| error[field].as_str().unwrap().to_owned();
            let wanted: Vec<_> = expected.iter().map(|error| (word(error, "code"), word(error, "path"))).collect();
            return if found == wanted { vec![] } else { vec![format!("expected {wanted:?}, found {found:?}")] };
        }
        (Err(errors), None) => return vec![errors.to_string()],
        (Ok(_), Some(_)) => return vec!["errors were expected, and there are none".into()],
        (Ok(agenda), None) => agenda,
    };
    let found: Vec<Value> = serde_json::from_str(&agenda.to_json()).unwrap();
    let mut problems = Vec::new();
    if let Some(wanted) = case.get("rows").and_then(Value::as_array) {
        if found.len() != wanted.len() {
            problems.push(format!("expected {} rows, found {}", wanted.len(), found.len()));
        }
        for (found, wanted) in found.iter().zip(wanted) {
            for (field, wanted) in wanted.as_object().unwrap() {
                if found.get(field) != Some(wanted) {
                    problems.push(format!("{}: expected {field} {wanted}, found {}", found["id"], found[field]));
                }
            }
        }
        if !problems.is_empty() {
            problems.extend(found.iter().map(|row| format!("found {row}")));
        }
    }
    let lines = case.get("max_lines").and_then(Value::as_u64).map_or(MAX_LINES, |lines| lines as usize);
    for (field, page) in [("text", agenda.to_text(lines)), ("markdown", agenda.to_markdown(lines))] {
        if let Some(wanted) = case.get(field).and_then(Value::as_str).filter(|wanted| *wanted != page) {
            problems.push(format!("expected {field}\n{wanted}\nfound\n{page}"));
        }
    }
    problems
}

fn folder() -> PathBuf {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/agenda");
    std::env::var_os("OKR_AGENDA").map_or_else(own, PathBuf::from)
}

#[test]
fn vectors() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut failed = 0;
    for file in &files {
        let problems = run(&serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap());
        if !problems.is_empty() {
            failed += 1;
            println!("{}\n  {}", file.display(), problems.join("\n  "));
        }
    }
    println!("rust: {} vectors of agendas, {failed} failed", files.len());
    assert!(failed == 0 && files.len() >= 25);
}

#[test]
fn every_section_has_a_vector() {
    let all: String = std::fs::read_dir(folder())
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    for word in AgendaSection::ALL.map(AgendaSection::as_str) {
        assert!(all.contains(&format!("\"section\": \"{word}\"")), "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// A goal stands as it does since the day that is said: so do the reports of that day and of the days after it, and not that of
    /// the day before. An item stands once. What is red has a line, or an objective has one below it.
    #[test]
    fn since_is_the_first_day(numbers in prop::collection::vec(any::<u32>(), 0..400), weeks in 0_u64..40, everything: bool) {
        let mut case = random::case(&mut Tape::new(&numbers));
        let theirs = |index: usize| (everything || index.is_multiple_of(2)).then(|| "Mira".to_owned());
        for (index, objective) in case.plan.objectives.iter_mut().enumerate() {
            objective.owner = theirs(index);
            objective.key_results.iter_mut().enumerate().for_each(|(index, key_result)| key_result.owner = theirs(index));
        }
        case.plan.kpis.iter_mut().enumerate().for_each(|(index, kpi)| kpi.owner = theirs(index));
        let readings = random::readings(&case.readings);
        let Ok(check_ins) = CheckIns::new(case.check_ins.clone()) else { return Ok(()) };
        let Ok(tracker) = case.plan.clone().resolve() else { return Ok(()) };
        let since = case.as_of - chrono::Days::new(weeks * 3);
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let Ok(agenda) = tracker.agenda("Mira", &evaluation, since) else { return Ok(()) };
        let status = |day: chrono::NaiveDate, row: &AgendaRow| {
            let history = tracker.history(&evaluation, [day]).unwrap();
            let found = history.iter().find(|found| found.table.as_str() == row.table.as_str() && found.id == row.id);
            found.and_then(|found| found.status).map(|status| status.as_str().to_owned())
        };
        let goal = |row: &&AgendaRow| matches!(row.table, ChangedTable::Objectives | ChangedTable::KeyResults);
        let attention: Vec<_> = agenda.rows().iter().filter(|row| row.section == AgendaSection::Attention).collect();
        for row in attention.iter().copied().filter(goal) {
            let state = row.state.as_deref().map(str::to_owned);
            prop_assert_eq!(&status(case.as_of, row), &state);
            let first = row.since.unwrap_or(case.as_of - chrono::Days::new(92));
            prop_assert_eq!(&status(first, row), &state);
            let before = status(first - chrono::Days::new(1), row);
            prop_assert!(row.since.is_none() || before != state);
        }
        let apart = agenda.rows().iter().filter(|row| row.section != AgendaSection::Due && row.table != ChangedTable::Triggers);
        let mut seen = HashSet::new();
        for row in apart.filter(|row| row.section != AgendaSection::Said) {
            prop_assert!(seen.insert((row.table, row.id.clone())), "{row:?}");
        }
        let report = tracker.evaluate(&evaluation.clone().scope(Scope::new().owners(["Mira".to_owned()]))).unwrap();
        for row in report.key_results.iter().filter(|row| row.status.as_str() == "off_track" && row.kind.as_str() != "roll_up") {
            prop_assert!(attention.iter().any(|found| found.id == row.key_result), "{row:?}");
        }
        prop_assert!(!report.objectives.iter().any(|row| row.status.as_str() == "off_track") || !attention.is_empty());
        let read: Vec<AgendaRow> = serde_json::from_str(&agenda.to_json()).unwrap();
        prop_assert_eq!(&read, agenda.rows());
        prop_assert!(agenda.to_text(3).lines().filter(|line| line.starts_with("- ")).count() <= 5 * 4);
    }
}

/// With a quadratic step this takes minutes.
#[test]
fn many_items_take_linear_time() {
    let key_results: Vec<String> = (0..10_000)
        .map(|item| {
            format!(
                r#"{{ "id": "k{item}", "title": "K{item}", "measure": {{ "kind": "reach", "from": 0, "to": 100 }} }}"#
            )
        })
        .collect();
    let kpis: Vec<String> = (0..10_000)
        .map(|kpi| format!(r#"{{ "id": "t{kpi}", "name": "T{kpi}", "owner": "Mira", "better": "lower", "cadence": "monthly", "healthy": {{ "max": 12 }} }}"#))
        .collect();
    let plan = format!(
        r#"{{ "cycles": [{{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }}], "kpis": [{}],
            "objectives": [{{ "id": "o", "title": "O", "cycle": "q", "owner": "Mira", "key_results": [{}] }}] }}"#,
        kpis.join(","),
        key_results.join(",")
    );
    let day = |text: &str| parse_date(text).unwrap();
    let rows = (0..10_000).flat_map(|item| {
        [("k", "2026-08-07", 30.0), ("k", "2026-08-14", 5.0), ("t", "2026-06-30", 13.0), ("t", "2026-07-31", 13.0)]
            .map(|(kind, date, value)| Reading::new(format!("{kind}{item}"), day(date), value))
    });
    let readings = Readings::from_rows(rows.collect::<Vec<_>>()).unwrap();
    let check_ins = (0..10_000)
        .map(|item| CheckIn::new(day("2026-08-13")).key_result(format!("k{item}")).by("Mira").status(Said::OnTrack));
    let check_ins = CheckIns::new(check_ins).unwrap();
    let evaluation = Evaluation::new(&readings, day("2026-08-14")).check_ins(&check_ins);
    let agenda =
        Plan::from_json(&plan).unwrap().resolve().unwrap().agenda("Mira", &evaluation, day("2026-08-07")).unwrap();
    assert_eq!(agenda.rows().len(), 20_000);
    assert!(agenda.to_text(10).contains("- and 19990 more"));
}

#[test]
fn an_unknown_owner_is_told_who_there_is() {
    let owners = |count: usize| {
        let kpis: Vec<Kpi> = (0..count)
            .map(|number| {
                Kpi::new(format!("k{number}"), "K", Better::Lower, Cadence::Weekly).owner(format!("Person {number:02}"))
            })
            .collect();
        let tracker = Plan::new().kpis(kpis).resolve().unwrap();
        let day = parse_date("2026-08-14").unwrap();
        let errors = tracker.agenda("Zoë", &Evaluation::new(Readings::new(), day), day).unwrap_err();
        errors.iter().next().unwrap().help().unwrap()
    };
    assert_eq!(owners(2), "the owners of this plan are `Person 00`, `Person 01`");
    assert!(owners(25).ends_with("`Person 19` and 5 more"));
    assert!(owners(0).starts_with("nobody answers for anything in this plan"));
}
