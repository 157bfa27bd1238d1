use serde_json::Value;

use super::{registry, render};
use crate::calendar::parse_date;
use crate::plan::FindingCode;
use crate::readings::CheckIns;
use crate::reference::findings;
use crate::report::FindingRow;
use crate::{Evaluation, Plan, Readings};

fn has(findings: &[FindingRow], code: FindingCode, id: &str) -> bool {
    findings.iter().any(|row| row.code == code && row.id.as_deref() == Some(id))
}

#[test]
fn the_registry_has_every_code_in_order() {
    let codes: Vec<FindingCode> = registry().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, FindingCode::ALL);
    assert!(registry().is_sorted_by_key(|finding| finding.family));
}

#[test]
fn every_bad_example_shows_its_finding_and_no_good_one_does() {
    for finding in registry() {
        let bad = findings(finding.page.bad).unwrap();
        assert!(has(&bad, finding.code, finding.page.id), "{} is not found:\n{}", finding.code, render(&bad));
        let good = findings(finding.page.good).unwrap();
        assert!(!good.iter().any(|row| row.code == finding.code), "{} is found:\n{}", finding.code, render(&good));
    }
}

#[test]
fn words_are_plain() {
    for finding in registry() {
        let code = finding.code;
        for (name, text) in [("rationale", finding.rationale), ("silent", finding.page.silent)] {
            assert!(
                text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`' || c.is_numeric()),
                "{code}: {name}"
            );
            assert!(!text.contains("  ") && !text.contains('\n'), "{code}: {name}");
        }
        assert!(!finding.help.ends_with('.') && finding.help.starts_with(char::is_lowercase), "{code}: help");
        for row in findings(finding.page.bad).unwrap() {
            assert!(!row.message.ends_with('.') && !row.message.contains("  "), "{}: {}", row.code, row.message);
            assert!(!row.message.starts_with(char::is_uppercase), "{}: {}", row.code, row.message);
        }
    }
}

/// `people` single persons in `teams` teams of four departments of a company, well kept: a quarter, weekly readings.
mod well_kept {
    use super::*;
    use crate::plan::{
        Better, Cadence, Cycle, Hold, KeyResult, Kpi, Level, Objective, Parent, Range, Reach, Retrospective, RollUp,
        Team,
    };
    use crate::readings::{CheckIn, Reading};
    use chrono::NaiveDate;

    pub(super) struct Kept {
        pub(super) plan: Plan,
        pub(super) readings: Vec<Reading>,
        pub(super) check_ins: Vec<CheckIn>,
    }

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    const AIMS: [&str; 5] = [
        "Make the work of {} easier to plan",
        "Let customers of {} get answers sooner",
        "Build what {} needs to grow",
        "Learn what slows {} down",
        "Give newcomers in {} a good start",
    ];
    const FRIDAYS: [&str; 6] = ["2026-07-03", "2026-07-10", "2026-07-17", "2026-07-24", "2026-07-31", "2026-08-07"];

    pub(super) fn company(departments: usize, teams: usize, people: usize, key_results: usize) -> Kept {
        let mut kept = Kept { plan: Plan::new(), readings: Vec::new(), check_ins: Vec::new() };
        kept.plan.cycles = vec![
            Cycle::new("2026", day("2026-01-01"), day("2026-12-31")),
            Cycle::new("2026-Q2", day("2026-04-01"), day("2026-06-30"))
                .parent("2026")
                .retrospective(Retrospective::new(day("2026-07-03"))),
            Cycle::new("2026-Q3", day("2026-07-01"), day("2026-09-30")).parent("2026"),
        ];
        kept.plan.teams.push(Team::new("company", "Company", Level::Company));
        for (aim, title) in AIMS.iter().enumerate().take(3) {
            kept.plan.objectives.push(
                Objective::new(format!("company-{aim}"), title.replace("{}", "the company"), "2026")
                    .team("company")
                    .owner("Ruth")
                    .kpis(["company-kpi-0"])
                    .key_results([0, 1].map(|part| {
                        KeyResult::new(format!("company-{aim}-{part}"), format!("Part {part} succeeds"), RollUp::new())
                            .owner("Ruth")
                    })),
            );
        }
        kept.kpis("company");
        for department in 0..departments {
            let id = format!("department-{department}");
            kept.plan.teams.push(Team::new(id.as_str(), id.as_str(), Level::Department).parent("company"));
            for aim in 0..3 {
                kept.objective(&id, aim, Parent::KeyResult(format!("company-{aim}-{}", department % 2)), key_results);
            }
            kept.kpis(&id);
        }
        for team in 0..teams {
            let (id, above) = (format!("team-{team}"), team % departments);
            kept.plan
                .teams
                .push(Team::new(id.as_str(), id.as_str(), Level::Team).parent(format!("department-{above}")));
            for aim in 0..3 {
                kept.objective(&id, aim, Parent::Objective(format!("department-{above}-{aim}")), key_results);
            }
        }
        for person in 0..people {
            let (id, above) = (format!("person-{person}"), person % teams);
            kept.plan
                .teams
                .push(Team::new(id.as_str(), id.as_str(), Level::Individual).parent(format!("team-{above}")));
            let aim = person % 3;
            kept.objective(&id, aim, Parent::Objective(format!("team-{above}-{aim}")), key_results);
        }
        kept
    }

    impl Kept {
        fn objective(&mut self, team: &str, aim: usize, parent: Parent, key_results: usize) {
            let id = format!("{team}-{aim}");
            let parts: Vec<KeyResult> = (0..key_results).map(|part| self.key_result(&id, part)).collect();
            self.plan.objectives.push(
                Objective::new(id.as_str(), AIMS[aim].replace("{}", team), "2026-Q3")
                    .team(team)
                    .owner("Maya")
                    .parent(parent)
                    .key_results(parts),
            );
            self.check_ins.push(CheckIn::new(day("2026-08-10")).objective(id).confidence(0.7));
        }

        fn key_result(&mut self, objective: &str, part: usize) -> KeyResult {
            let id = format!("{objective}-{part}");
            let title = format!("The {} sign of success shows", ["first", "second", "third", "fourth"][part]);
            let measure = if part % 3 == 2 {
                Hold::new().min(80.0).into()
            } else {
                crate::plan::Measure::from(Reach::new(100.0).from(40.0))
            };
            for (week, date) in FRIDAYS.iter().enumerate() {
                let value = if part % 3 == 2 { 90.0 } else { 40.0 + 5.0 * week as f64 };
                self.readings.push(Reading::new(id.as_str(), day(date), value));
            }
            KeyResult::new(id, title, measure).owner("Maya")
        }

        fn kpis(&mut self, team: &str) {
            for number in 0..6 {
                let id = format!("{team}-kpi-{number}");
                for month in ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"] {
                    let value = 10.0 + (id.len() + month.len() + usize::from(month.as_bytes()[6])) as f64 % 4.0;
                    self.readings.push(Reading::new(id.as_str(), day(month), value));
                }
                self.plan.kpis.push(
                    Kpi::new(id.as_str(), format!("Quality {number}"), Better::Lower, Cadence::Monthly)
                        .team(team)
                        .owner("Maya")
                        .healthy(Range::new().max(20.0)),
                );
                self.check_ins.push(CheckIn::new(day("2026-08-05")).kpi(id));
            }
        }
    }
}

#[test]
fn a_well_kept_company_is_left_in_peace() {
    let kept = well_kept::company(4, 20, 200, 3);
    let readings = Readings::from_rows(&kept.readings).unwrap();
    let check_ins = CheckIns::new(kept.check_ins).unwrap();
    let tracker = kept.plan.resolve().unwrap();
    let day = parse_date("2026-08-14").unwrap();
    let report = tracker.evaluate(&Evaluation::new(&readings, day).check_ins(&check_ins)).unwrap();
    println!("{}", render(&report.findings));
    assert!(report.findings.len() <= 5, "{}", render(&report.findings));
}

/// The time that this thread has spent on a core, which other programs do not lengthen by much.
fn on_core() -> std::time::Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    std::time::Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

/// `cargo test --release -p okr-core lint -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_objectives_take_less_than_a_second() {
    alone(measure_a_hundred_thousand_objectives);
}

/// Does some work on one thread.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(work)
}

fn measure_a_hundred_thousand_objectives() {
    let kept = well_kept::company(100, 2_000, 93_700, 4);
    let readings = Readings::from_rows(&kept.readings).unwrap();
    let check_ins = CheckIns::new(kept.check_ins).unwrap();
    for well in [true, false] {
        let mut plan = kept.plan.clone();
        if !well {
            for objective in &mut plan.objectives {
                objective.owner = None;
                objective.title = "Growth by 20 %".into();
                objective.parent = None;
                objective.key_results.iter_mut().for_each(|key_result| key_result.owner = None);
            }
        }
        let key_results: usize = plan.objectives.iter().map(|objective| objective.key_results.len()).sum();
        let objectives = plan.objectives.len();
        let tracker = plan.resolve().unwrap();
        let day = parse_date("2026-08-14").unwrap();
        let report = tracker.evaluate(&Evaluation::new(&readings, day).check_ins(&check_ins)).unwrap();
        let context = super::Context {
            evaluation: &crate::series::EvaluationContext {
                plan: &tracker.0,
                policy: &report.policy,
                readings: (&readings).into(),
                metrics: &crate::series::MetricIndices::new(&tracker.0, &readings),
                check_ins: &crate::series::CheckInSummaries::default(),
                as_of: crate::calendar::day_number(day),
                forecasts: false,
                named: crate::series::NamedInputs::default(),
            },
            check_ins: &check_ins,
            report: &report,
        };
        let start = on_core();
        let known = super::ItemStates::new(&context);
        let view = super::LintView::new(&context, &known);
        println!("  {:>10.2?} view", on_core() - start);
        for finding in registry() {
            let start = on_core();
            let rows = super::check(finding, finding.severity, &view);
            println!("  {:>10.2?} {} {}", on_core() - start, finding.code, rows.len());
        }
        let start = on_core();
        let findings = super::lint(&context).len();
        println!(
            "{objectives} objectives, {key_results} key results: {findings} findings in {:?} on one core",
            on_core() - start
        );
    }
}

#[test]
fn a_scope_limits_what_is_listed() {
    let case = r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
      "teams": [{ "id": "a", "name": "A", "level": "team" }, { "id": "b", "name": "B", "level": "team" }],
      "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
      "objectives": [{ "id": "b", "title": "One", "cycle": "q", "team": "a" }, { "id": "a", "title": "Two", "cycle": "q", "team": "b" }],
      "kpis": [{ "id": "k", "name": "K", "better": "lower", "cadence": "monthly", "teams": ["a", "b"] },
               { "id": "l", "name": "L", "better": "lower", "cadence": "monthly", "team": "b" }] } }"#;
    let value: Value = serde_json::from_str(case).unwrap();
    let tracker = Plan::from_json(&value["plan"].to_string()).unwrap().resolve().unwrap();
    let readings = Readings::new();
    let day = parse_date("2026-08-14").unwrap();
    let found = |scope: &str| {
        let scope = crate::Scope::from_json(scope).unwrap();
        let report = tracker.evaluate(&Evaluation::new(&readings, day).scope(scope)).unwrap();
        let row = |row: &FindingRow| format!("{}@{}", row.code, row.path.as_deref().unwrap_or_default());
        report.findings.iter().map(row).collect::<Vec<_>>()
    };
    let of_team = found(r#"{ "teams": ["a"] }"#);
    let expected = [
        "too-few-objectives@/teams/0",
        "too-few-key-results@/objectives/0",
        "vague-title@/objectives/0/title",
        "okr-without-kpi@/objectives/0",
        "missing-owner@/objectives/0",
        "missing-owner@/kpis/0",
        "kpi-without-range@/kpis/0",
        "unread-metric@/kpis/0",
    ];
    assert_eq!(of_team, expected);
    assert!(found(r#"{ "kpis": ["l"] }"#).iter().all(|row| !row.contains("/kpis/0")));
    assert!(found(r#"{ "kpis": ["l"] }"#).contains(&"missing-owner@/kpis/1".to_owned()));
}

/// The time that linting takes on one core, and how many findings there are.
fn measured(plan: Plan) -> (std::time::Duration, usize) {
    let tracker = plan.resolve().unwrap();
    let readings = Readings::new();
    let day = parse_date("2026-08-14").unwrap();
    let report = tracker.evaluate(&Evaluation::new(&readings, day)).unwrap();
    let context = super::Context {
        evaluation: &crate::series::EvaluationContext {
            plan: &tracker.0,
            policy: &report.policy,
            readings: (&readings).into(),
            metrics: &crate::series::MetricIndices::new(&tracker.0, &readings),
            check_ins: &crate::series::CheckInSummaries::default(),
            as_of: crate::calendar::day_number(day),
            forecasts: false,
            named: crate::series::NamedInputs::default(),
        },
        check_ins: &CheckIns::default(),
        report: &report,
    };
    alone(|| {
        let start = on_core();
        let findings = super::lint(&context).len();
        (on_core() - start, findings)
    })
}

/// `cargo test --release -p okr-core lint -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn absurd_plans_take_no_longer() {
    use crate::plan::{Cycle, Hold, KeyResult, Level, Objective, Parent, Team};
    let (first, last) = (parse_date("2026-07-01").unwrap(), parse_date("2026-09-30").unwrap());
    let quarter = || Cycle::new("q", first, last);
    let many = 100_000u32;
    let mut chain_of_teams = Plan::new().cycles([quarter()]);
    let mut chain_of_objectives = Plan::new().cycles([quarter()]);
    for n in 0..many {
        let level = if n == 0 {
            Level::Company
        } else if n < many / 2 {
            Level::Team
        } else {
            Level::Individual
        };
        let team = Team::new(format!("t{n}"), "Team", level);
        chain_of_teams.teams.push(if n % 100 == 0 { team } else { team.parent(format!("t{}", n - 1)) });
        let objective = Objective::new(format!("o{n}"), "Grow the garden well", "q").team(format!("t{n}"));
        let above = Parent::Objective("o0".into());
        chain_of_teams.objectives.push(if n % 2 == 0 { objective } else { objective.parent(above) });
        let objective = Objective::new(format!("o{n}"), "Grow the garden well", "q");
        let above = Parent::Objective(format!("o{}", n.saturating_sub(1)));
        chain_of_objectives.objectives.push(if n % 100 == 0 { objective } else { objective.parent(above) });
    }
    let mut nested = Plan::new();
    let mut side_by_side = Plan::new();
    for n in 0..20_000u64 {
        let cycle =
            Cycle::new(format!("c{n}"), first - chrono::Days::new(20_000 - n), last + chrono::Days::new(20_000 - n));
        nested.cycles.push(if n % 100 == 0 { cycle } else { cycle.parent(format!("c{}", n - 1)) });
        side_by_side.cycles.push(Cycle::new(format!("c{n}"), first, last));
    }
    let parts = (0..400_000).map(|n| KeyResult::new(format!("k{n}"), "The same again", Hold::new().max(5.0)));
    let one = Plan::new()
        .cycles([quarter()])
        .objectives([Objective::new("o", "1 000 ".repeat(200_000), "q").key_results(parts)]);
    let plans = [
        ("chains of teams", chain_of_teams),
        ("chains of objectives", chain_of_objectives),
        ("nested cycles", nested),
        ("cycles side by side", side_by_side),
        ("one objective", one),
    ];
    for (name, plan) in plans {
        let (time, findings) = measured(plan);
        println!("{name}: {findings} findings in {time:?}");
    }
}
