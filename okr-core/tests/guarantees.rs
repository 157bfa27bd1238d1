//! What holds for every plan: properties over random cases.

mod random;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use okr_core::bindings::{live_part_to_json, report_part_to_json};
use okr_core::calendar::{Calendar, day_number};
use okr_core::evaluate::Request;
use okr_core::merge::Fragment;
use okr_core::plan::{Cycle, Empty, FindingCode, KeyResult, KpiCadence, KpiTeams, Measure, Objective, Reach};
use okr_core::readings::{CheckIn, CheckIns, Duplicates, Loader, Reading};
use okr_core::report::{Cells, Health, KpiRow, Status};
use okr_core::{Evaluation, Live, Plan, Readings, Report, Scope, Tracker};
use proptest::prelude::*;
use random::{Case, Tape, case, start};

fn tape() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 40..700)
}

fn report(tracker: &Tracker, readings: &[Reading], check_ins: &[CheckIn], as_of: NaiveDate) -> Report {
    let readings = random::readings(readings);
    let check_ins = CheckIns::new(check_ins.to_vec()).unwrap();
    tracker.evaluate(&Evaluation::new(&readings, as_of).check_ins(&check_ins).kpi_periods(true).values(true)).unwrap()
}

fn resolved(tape: &[u32]) -> Option<(Tracker, Case)> {
    let case = case(&mut Tape::new(tape));
    Some((case.plan.clone().resolve().ok()?, case))
}

/// A plan with one objective, whose key results have ids `a`, `b`, ….
fn plan(measures: impl IntoIterator<Item = (Reach, f64)>) -> Tracker {
    let key_results = (b'a'..).zip(measures).map(|(id, (reach, weight))| {
        KeyResult::new(char::from(id).to_string(), "Reach the number", reach).weight(weight)
    });
    let objective = Objective::new("o", "Grow the garden", "q").key_results(key_results.collect::<Vec<_>>());
    let end = start() + Days::new(91);
    Plan::new().cycles([Cycle::new("q", start(), end)]).objectives([objective]).resolve().unwrap()
}

fn raw(from: f64, to: f64, value: f64) -> f64 {
    let tracker = plan([(Reach::new(to).from(from), 1.0)]);
    let readings = [Reading::new("a", start() + Days::new(9), value)];
    report(&tracker, &readings, &[], start() + Days::new(20)).key_results[0].raw.unwrap()
}

#[test]
fn most_random_plans_resolve() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let count = (0..200).filter(|_| {
        let tree = tape().new_tree(&mut runner).unwrap();
        resolved(&proptest::strategy::ValueTree::current(&tree)).is_some()
    });
    let count = count.count();
    assert!(count > 120, "only {count} of 200");
}

/// The parts that a case uses, as its report shows.
fn used(case: &Case, report: &Report) -> Vec<&'static str> {
    let kpi = |id: &str| case.plan.kpis.iter().find(|kpi| kpi.id == id).unwrap();
    let of_kpis = report.kpis.iter().flat_map(|row| {
        let kpi = kpi(&row.kpi);
        let name = row.team.as_deref().filter(|_| kpi.teams == KpiTeams::Any);
        [
            ("a formula", kpi.formula.is_some() && row.value.is_some()),
            ("a whole", row.parts.is_some_and(|parts| parts > 1)),
            ("missing parts", row.parts < row.parts_of),
            ("a name that is no team", name == Some("Athens") && row.value.is_some()),
            ("a window", kpi.window > 1 && row.value.is_some()),
            ("empty periods as 0", kpi.empty == Empty::Zero && row.value == Some(0.0)),
            ("a preliminary value", row.preliminary),
            ("a calendar", matches!(kpi.cadence, KpiCadence::Calendar(_)) && row.value.is_some()),
            ("last year", row.year_ago.is_some()),
            ("an undefined value", row.health == Health::Undefined),
        ]
    });
    let of_periods = report.kpi_periods.iter().map(|row| ("a phase", row.phase.is_some() && row.value.is_some()));
    let of_triggers = report.triggers.iter().map(|row| {
        let by_single_periods = kpi(&row.kpi).window > 1 && matches!(&*row.rule, "shift" | "trend");
        ("a rule over single periods", by_single_periods && row.have != Some(0))
    });
    let of_key_results = case.plan.objectives.iter().flat_map(|objective| &objective.key_results).flat_map(|written| {
        let row = report.key_results.iter().find(|row| *row.key_result == *written.id).unwrap();
        let read = written.metric.as_deref().and_then(|metric| metric.split('@').next()).map(kpi);
        [
            (
                "a key result that reads a formula",
                read.is_some_and(|kpi| kpi.formula.is_some()) && row.current.is_some(),
            ),
            ("a hold of an aggregate", matches!(written.measure, Measure::Hold(_)) && written.aggregate.is_some()),
        ]
    });
    let all = of_kpis.chain(of_periods).chain(of_triggers).chain(of_key_results);
    let all = all.chain([("several rows a day", report.readings.combined > 0)]);
    all.filter(|(_, is_used)| *is_used).map(|(part, _)| part).collect()
}

#[test]
fn random_plans_use_every_part() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut counts = BTreeMap::<&str, usize>::new();
    for _ in 0..1000 {
        let tree = tape().new_tree(&mut runner).unwrap();
        let Some((tracker, case)) = resolved(&proptest::strategy::ValueTree::current(&tree)) else { continue };
        let report = report(&tracker, &case.readings, &case.check_ins, case.as_of);
        for part in used(&case, &report).into_iter().collect::<BTreeSet<_>>() {
            *counts.entry(part).or_default() += 1;
        }
    }
    assert!(counts.len() == 15 && counts.values().all(|count| *count >= 3), "{counts:?}");
}

/// A live report, and what it is to be equal to.
struct Follower<'a> {
    tracker: &'a Tracker,
    case: &'a Case,
    metrics: Vec<String>,
    goals: (Vec<String>, Vec<String>),
    scope: Scope,
    live: Live,
    given: Readings,
    readings: Readings,
    check_ins: Vec<CheckIn>,
    as_of: NaiveDate,
    set: Vec<(String, NaiveDate)>,
}

impl<'a> Follower<'a> {
    fn new(tracker: &'a Tracker, case: &'a Case, scope: Scope) -> Self {
        let given = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&given, case.as_of).check_ins(&check_ins).scope(scope.clone());
        let live = tracker.live(&evaluation.kpi_periods(true).values(true)).unwrap();
        let (check_ins, as_of, readings) = (case.check_ins.clone(), case.as_of, given.clone());
        let (metrics, goals) = (random::metrics(&case.plan), random::goals(&case.plan));
        Follower { tracker, case, metrics, goals, scope, live, given, readings, check_ins, as_of, set: Vec::new() }
    }

    fn fresh(&self) -> Report {
        let check_ins = CheckIns::new(self.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&self.readings, self.as_of).check_ins(&check_ins).scope(self.scope.clone());
        self.tracker.evaluate(&evaluation.kpi_periods(true).values(true)).unwrap()
    }

    /// The readings without those of a metric and date, but for those that were given.
    fn without(&self, metric: &str, date: NaiveDate) -> Readings {
        let there = |row: &Reading| row.metric == metric && row.date == date;
        let kept = self.readings.rows().filter(|row| !there(row));
        let rows = Loader::new().duplicates(Duplicates::Last).rows(kept.chain(self.given.rows().filter(there)));
        let columns = self.given.columns();
        rows.readings.with_duplicates(columns.names.into_iter().zip(columns.duplicates)).unwrap()
    }

    /// A row, mostly for a metric and date for which there is one.
    fn row(&self, tape: &mut Tape<'_>) -> Reading {
        let mut row = random::reading(tape, &self.metrics);
        if tape.chance(60) && !self.case.readings.is_empty() {
            let there = tape.pick(&self.case.readings);
            row.recorded = row.recorded.map(|recorded| recorded.max(there.date));
            (row.metric, row.date) = (there.metric, there.date);
        }
        // Events are not retracted.
        if row.value.is_none() && random::duplicates(&row.metric).combines() {
            row.value = Some(1.0);
        }
        row
    }

    /// A change, and a comparison of what it answers with what differs between fresh reports.
    fn step(&mut self, tape: &mut Tape<'_>) -> Result<(), TestCaseError> {
        let before = self.fresh();
        let kind = tape.below(11);
        let mut said = None;
        let changed = match kind {
            0..5 => {
                let Reading { metric, date, .. } = self.row(tape);
                let value = tape.value();
                self.set.push((metric.clone(), date));
                self.readings = self.readings.with([Reading::new(metric.clone(), date, value)]).unwrap();
                self.live.set(&metric, date, value).unwrap()
            }
            5 => {
                let rows: Vec<Reading> = (0..1 + tape.below(4)).map(|_| self.row(tape)).collect();
                for row in &rows {
                    self.set.push((row.metric.clone(), row.date));
                }
                self.readings = self.readings.with(&rows).unwrap();
                self.live.set_all(&rows).unwrap()
            }
            6..8 if !self.set.is_empty() => {
                let (metric, date) = tape.pick(&self.set);
                self.readings = self.without(&metric, date);
                self.live.clear(&metric, date)
            }
            8 => {
                let check_in = random::check_in(tape, &self.goals.0, &self.goals.1);
                self.check_ins.push(check_in.clone());
                said = Some(check_in.clone());
                self.live.check_in(check_in).unwrap()
            }
            9 if tape.chance(20) => {
                self.readings = self.given.clone();
                self.live.clear_all()
            }
            10 => {
                let rows: Vec<Reading> = (0..1 + tape.below(4)).map(|_| self.row(tape)).collect();
                self.given = self.given.append(&rows).unwrap();
                self.readings = self.readings.append(&rows).unwrap();
                self.live.append(&rows).unwrap()
            }
            _ => {
                self.as_of = tape.day(start());
                self.live.set_as_of(self.as_of).unwrap()
            }
        };
        let changed = serde_json::to_value(&changed).unwrap();
        let after = self.fresh();
        let context = || format!("change {kind} {said:?}");
        prop_assert_eq!(&changed["cycles"], &differing(&before.cycles, &after.cycles), "{}", context());
        prop_assert_eq!(&changed["teams"], &differing(&before.teams, &after.teams), "{}", context());
        prop_assert_eq!(&changed["objectives"], &differing(&before.objectives, &after.objectives), "{}", context());
        prop_assert_eq!(&changed["key_results"], &differing(&before.key_results, &after.key_results), "{}", context());
        let name = |row: &KpiRow| (row.kpi.clone(), row.team.clone());
        let earlier = |row: &KpiRow| before.kpis.iter().find(|earlier| name(earlier) == name(row));
        let kpis: Vec<&KpiRow> = after.kpis.iter().filter(|row| earlier(row) != Some(row)).collect();
        prop_assert_eq!(&changed["kpis"], &serde_json::to_value(kpis).unwrap(), "{}", context());
        let gone = before.kpis.iter().filter(|row| !after.kpis.iter().any(|later| name(later) == name(row)));
        let gone: Vec<String> = gone.map(|row| format!("{}@{}", row.kpi, row.team.as_deref().unwrap())).collect();
        prop_assert_eq!(&changed["kpis_gone"], &serde_json::to_value(gone).unwrap(), "{}", context());
        if self.scope == Scope::new() {
            prop_assert_eq!(&changed["triggers"], before.triggers != after.triggers, "{}", context());
            prop_assert_eq!(&changed["kpi_periods"], before.kpi_periods != after.kpi_periods, "{}", context());
        }
        let part = tape.pick(&[
            "triggers",
            "kpi_periods",
            "findings",
            "values",
            "check_ins",
            "readings",
            "objectives",
            "policy",
        ]);
        prop_assert_eq!(live_part_to_json(&mut self.live, part), report_part_to_json(&after, part), "{}", part);
        Ok(())
    }

    fn compare_all(&mut self) -> Result<(), TestCaseError> {
        let fresh = self.fresh();
        prop_assert_eq!(&self.live.readings(), &self.readings);
        for table in Report::TABLES {
            prop_assert_eq!(live_part_to_json(&mut self.live, table), report_part_to_json(&fresh, table));
            let part = self.live.part(table).unwrap();
            prop_assert_eq!(report_part_to_json(&part, table), report_part_to_json(&fresh, table));
        }
        prop_assert_eq!(self.live.report().to_json(), fresh.to_json());
        Ok(())
    }
}

/// The rows that differ, as they are after a change.
fn differing<T: PartialEq + serde::Serialize>(before: &[T], after: &[T]) -> serde_json::Value {
    assert_eq!(before.len(), after.len());
    let rows = before.iter().zip(after).filter(|(before, after)| before != after);
    serde_json::to_value(rows.map(|(_, after)| after).collect::<Vec<_>>()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    // 1: no input that resolves gives a number that is not finite.
    #[test]
    fn every_number_is_finite(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let report = report(&tracker, &case.readings, &case.check_ins, case.as_of);
        for table in Report::TABLES {
            for column in report.columns(table).unwrap() {
                if let Cells::Number(cells) = &column.cells {
                    for cell in cells.iter().flatten() {
                        prop_assert!(cell.is_finite(), "{table}.{} is {cell}", column.name);
                        prop_assert!(*cell != 0.0 || cell.is_sign_positive(), "{table}.{} is -0", column.name);
                    }
                }
            }
        }
    }

    // 2: progress does not depend on the unit, and mirrors to the bit.
    #[test]
    fn reach_does_not_depend_on_the_unit(
        from in -1e3..1e3f64, span in 1.0..1e3f64, up in any::<bool>(), at in -0.5..1.5f64,
        a in prop_oneof![0.01..100.0f64, -100.0..-0.01f64], b in -1.0..1.0f64,
    ) {
        let span = if up { span } else { -span };
        let (to, value) = (from + span, from + at * span);
        let b = b * 1000.0 * span.abs();
        let plain = raw(from, to, value);
        prop_assert!((plain - raw(a * from + b, a * to + b, a * value + b)).abs() <= 1e-9);
        prop_assert_eq!(plain.to_bits(), raw(-from, -to, -value).to_bits());
    }

    // 3: progress is monotone, 0 at the baseline, 1 at the target.
    #[test]
    fn reach_is_monotone(from in -1e6..1e6f64, to in -1e6..1e6f64, x in -2.0..2.0f64, y in -2.0..2.0f64) {
        prop_assume!((to - from).abs() > 1e-3);
        prop_assert_eq!((raw(from, to, from), raw(from, to, to)), (0.0, 1.0));
        let (near, far) = if x < y { (x, y) } else { (y, x) };
        let at = |share: f64| from + share * (to - from);
        prop_assert!(raw(from, to, at(near)) <= raw(from, to, at(far)));
    }

    // 4: a weighted mean does not depend on the scale of the weights or the order, and lies among its parts.
    #[test]
    fn objectives_are_weighted_means(
        parts in prop::collection::vec((0.0..1.0f64, 0.1..10.0f64), 1..6), scale in 0.01..100.0f64,
    ) {
        let score = |parts: &[(f64, f64)], scale: f64| {
            let tracker = plan(parts.iter().map(|(_, weight)| (Reach::new(1.0).from(0.0), weight * scale)));
            let rows = (b'a'..).zip(parts).map(|(id, (value, _))| Reading::new(char::from(id).to_string(), start(), *value));
            report(&tracker, &rows.collect::<Vec<_>>(), &[], start()).objectives[0].score.unwrap()
        };
        let mean = score(&parts, 1.0);
        prop_assert!((mean - score(&parts, scale)).abs() <= 1e-12);
        let reversed: Vec<_> = parts.iter().rev().copied().collect();
        prop_assert!((mean - score(&reversed, 1.0)).abs() <= 1e-12);
        let least = parts.iter().fold(1.0, |a, (b, _)| if *b < a { *b } else { a });
        let most = parts.iter().fold(0.0, |a, (b, _)| if *b > a { *b } else { a });
        prop_assert!(mean >= least - 1e-12 && mean <= most + 1e-12);
    }

    // 5: a report never depends on what is dated or became known later.
    #[test]
    fn the_future_changes_nothing(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let visible = |date: NaiveDate, recorded: Option<NaiveDate>| date <= case.as_of && recorded.is_none_or(|day| day <= case.as_of);
        let readings: Vec<_> = case.readings.iter().filter(|r| visible(r.date, r.recorded)).cloned().collect();
        let check_ins: Vec<_> = case.check_ins.iter().filter(|c| visible(c.date, c.recorded)).cloned().collect();
        let mut all = report(&tracker, &case.readings, &case.check_ins, case.as_of);
        let mut past = report(&tracker, &readings, &check_ins, case.as_of);
        // Whether a metric has later readings is what these two tell apart.
        let about_the_future = [FindingCode::ReadingsNotYet, FindingCode::UnreadMetric];
        for report in [&mut all, &mut past] {
            report.findings.retain(|row| !about_the_future.contains(&row.code));
        }
        prop_assert_eq!(all.to_json(), past.to_json());
    }

    // 6: the order of rows does not matter, except between equal metric, date and recorded.
    #[test]
    fn the_order_of_rows_does_not_matter(tape in tape(), keys in prop::collection::vec(any::<u32>(), 60)) {
        let Some((tracker, mut case)) = resolved(&tape) else { return Ok(()) };
        let mut seen = std::collections::HashSet::new();
        case.readings.retain(|r| seen.insert((r.metric.clone(), r.date, r.recorded.unwrap_or(r.date))));
        let mut order: Vec<usize> = (0..case.readings.len()).collect();
        order.sort_by_key(|place| keys.get(*place).copied());
        let shuffled: Vec<_> = order.iter().map(|place| case.readings[*place].clone()).collect();
        let one = report(&tracker, &case.readings, &case.check_ins, case.as_of);
        prop_assert_eq!(one.to_json(), report(&tracker, &shuffled, &case.check_ins, case.as_of).to_json());
    }

    // 7: a plan survives its JSON text.
    #[test]
    fn plans_survive_their_text(tape in tape()) {
        let plan = case(&mut Tape::new(&tape)).plan;
        let text = plan.to_json();
        let again = Plan::from_json(&text).unwrap();
        prop_assert_eq!(again.to_json(), text);
        prop_assert_eq!(again, plan);
    }

    // Batches of whole series have the rows of one scan, however they are cut.
    #[test]
    fn batches_have_the_rows_of_one_scan(tape in tape(), cut in prop::collection::vec(0_usize..4, 64)) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let is_input = |id: &str| case.plan.inputs.iter().any(|input| input.id == id);
        let of_parts = case.plan.kpis.iter().filter(|kpi| kpi.formula.is_none() || !kpi.teams.is_empty());
        let kpis: Vec<String> = of_parts.map(|kpi| kpi.id.clone()).collect();
        prop_assume!(!kpis.is_empty());
        let request = Request::new(case.as_of).scope(Scope::new().kpis(kpis));
        let part = |metric: &str| match metric.split_once('@') {
            Some((id, name)) if is_input(id) => format!("@{name}"),
            _ => metric.to_owned(),
        };
        // Inputs without a name belong to all series, and are refused.
        let rows: Vec<&Reading> = case.readings.iter().filter(|row| !is_input(&row.metric)).collect();
        let parts: BTreeSet<String> = rows.iter().map(|row| part(&row.metric)).collect();
        let batch_of: BTreeMap<String, usize> = parts.into_iter().zip(cut.iter().copied().cycle()).collect();
        let mut scan = tracker.batch_scan(request.clone()).unwrap();
        let mut found = Vec::new();
        for batch in 0..4 {
            let own = rows.iter().copied().filter(|row| batch_of[&part(&row.metric)] == batch);
            found.extend(scan.scan(&random::readings(own)).unwrap());
        }
        found.extend(scan.rest().unwrap());
        let all = random::readings(rows);
        let mut expected = tracker.scan_rows(&Evaluation::of(&all, &request)).unwrap();
        found.sort_by_key(|row| format!("{row:?}"));
        expected.sort_by_key(|row| format!("{row:?}"));
        prop_assert_eq!(found, expected);
    }

    // A scan finds what the report lists as triggers.
    #[test]
    fn a_scan_finds_the_triggers(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let evaluation = Evaluation::new(&readings, case.as_of);
        let triggers = tracker.evaluate(&evaluation).unwrap().triggers;
        let raised = tracker.scan(&evaluation).unwrap();
        prop_assert_eq!(raised.len(), triggers.len());
        let rows = serde_json::to_value(tracker.scan_rows(&evaluation).unwrap()).unwrap();
        let columns = ["kpi", "team", "rule", "number", "state", "since", "fired", "run", "clear_run"];
        let part = |trigger: &okr_core::report::TriggerRow| {
            let trigger = serde_json::to_value(trigger).unwrap();
            serde_json::Value::Object(columns.iter().map(|name| ((*name).to_owned(), trigger[*name].clone())).collect())
        };
        prop_assert_eq!(rows, serde_json::Value::Array(triggers.iter().map(part).collect()));
        let calendar = Calendar::new(tracker.policy().fiscal_year_start as u8).unwrap();
        for (raised, trigger) in raised.iter().zip(&triggers) {
            let plan = tracker.plan();
            let kpi = &plan.kpis[raised.kpi];
            prop_assert_eq!(&*trigger.kpi, kpi.id.as_str());
            if let Some(team) = raised.team {
                prop_assert_eq!(trigger.team.as_deref(), Some(plan.teams[team].id.as_str()));
            }
            let rules = kpi.rules.as_ref().unwrap_or(&tracker.policy().kpi_rules);
            prop_assert_eq!(&*trigger.rule, rules[raised.rule].kind().as_str());
            prop_assert_eq!((trigger.state, trigger.run, trigger.clear_run), (raised.state, raised.run, raised.clear_run));
            let KpiCadence::Of(cadence) = kpi.cadence else { continue };
            let label = |day: Option<NaiveDate>| {
                day.map(|day| calendar.label(calendar.period_of_day(cadence, day_number(day))))
            };
            let periods = [label(raised.since), label(raised.fired)];
            prop_assert_eq!(periods, [&trigger.since, &trigger.fired].map(|name| name.as_deref().map(str::to_owned)));
        }
    }

    // 10: every draft can be merged into the plan, which then resolves; nothing is to be said against the draft but that it lacks what
    // its KPI lacks (an owner, a parent) and how many there now are.
    #[test]
    fn every_draft_can_be_merged(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let before = report(&tracker, &case.readings, &case.check_ins, case.as_of);
        for draft in before.triggers.into_iter().filter_map(|trigger| trigger.draft) {
            let place = case.plan.objectives.len();
            let merged = case.plan.clone().merge(*draft).plan;
            prop_assert_eq!(merged.check(), vec![]);
            let own = format!("/objectives/{place}");
            let after = report(&merged.resolve().unwrap(), &case.readings, &case.check_ins, case.as_of);
            for finding in after.findings.iter().filter(|finding| {
                finding.path.as_deref().is_some_and(|path| path.starts_with(&own))
            }) {
                let code = finding.code.as_str();
                let said = matches!(code, "missing-owner" | "unaligned") || code.starts_with("too-");
                prop_assert!(said, "{code}: {}", finding.message);
            }
        }
    }

    // 9: history is evaluation on each day, to the bit.
    #[test]
    fn history_equals_evaluation(tape in tape(), days in prop::collection::vec(0u64..200, 1..6)) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let dates: Vec<NaiveDate> = days.iter().map(|days| start() - Days::new(60) + Days::new(*days)).collect();
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let history = tracker.history(&Evaluation::new(&readings, case.as_of).check_ins(&check_ins), dates.clone()).unwrap();
        let mut rows = history.iter();
        for date in dates {
            let report = report(&tracker, &case.readings, &case.check_ins, date);
            for row in &report.cycles {
                prop_assert_eq!(rows.next().map(|r| (r.date, r.id, r.score)), Some((date, row.cycle.clone(), row.score)));
            }
            for row in &report.teams {
                let id = format!("{}@{}", row.team, row.cycle);
                prop_assert_eq!(rows.next().map(|r| (r.date, r.id.to_string(), r.score)), Some((date, id, row.score)));
            }
            for row in &report.objectives {
                let found = rows.next().map(|r| (r.date, r.id, r.score, r.expected, r.status));
                prop_assert_eq!(found, Some((date, row.objective.clone(), row.score, row.expected, Some(row.status))));
            }
            for row in &report.key_results {
                let found = rows.next().map(|r| (r.date, r.id, r.score, r.expected, r.status));
                prop_assert_eq!(found, Some((date, row.key_result.clone(), row.score, row.expected, Some(row.status))));
            }
        }
        prop_assert!(rows.next().is_none());
    }

    // 9: so is a live report after any changes; and each change answers the rows that differ by it, and no others.
    #[test]
    fn live_reports_equal_evaluation(tape in tape(), changes in prop::collection::vec(any::<u32>(), 8..160), scoped in 0..4) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let scope = if scoped == 0 { Scope::new().teams(["b"]) } else { Scope::new() };
        let mut follower = Follower::new(&tracker, &case, scope);
        let mut tape = Tape::new(&changes);
        for _ in 0..changes.len() / 8 {
            follower.step(&mut tape)?;
        }
        follower.compare_all()?;
    }

    // 10: every draft, graduate and carry-over can be merged into the plan, which then resolves.
    #[test]
    fn fragments_merge_into_plans_that_resolve(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let report = tracker.evaluate(&evaluation).unwrap();
        let drafts = report.triggers.iter().filter_map(|row| row.draft.as_deref()).map(|draft| Fragment::from(draft.clone()));
        let mut fragments: Vec<Fragment> = drafts.collect();
        for cycle in ["q3", "2026"] {
            let review = tracker.review(&evaluation, cycle).unwrap();
            fragments.extend(review.graduates.iter().map(Fragment::from));
            fragments.extend(review.carry_over.iter().filter_map(|row| row.objective.clone()).map(Fragment::from));
        }
        let mut all = case.plan.clone();
        for fragment in fragments {
            let alone = case.plan.clone().merge(fragment.clone()).plan;
            prop_assert_eq!(alone.check(), vec![]);
            let mut merged = all.merge(fragment.clone());
            // Merged twice, the second gets ids of its own.
            merged = merged.plan.merge(fragment);
            all = merged.plan;
        }
        prop_assert_eq!(all.check(), vec![]);
    }

    // 1: so does every other question, and its numbers are finite too.
    #[test]
    fn every_question_has_an_answer_in_numbers(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let sound = |number: Option<f64>| number.is_none_or(|x| x.is_finite() && (x != 0.0 || x.is_sign_positive()));
        let comparison = tracker.compare(&evaluation).unwrap();
        let of_cycles = comparison.cycles.iter().map(|row| row.scores);
        let of_teams = comparison.teams.iter().map(|row| row.scores);
        let spreads = of_cycles.chain(of_teams).chain(comparison.kpis.iter().map(|row| row.values));
        for spread in spreads.flatten() {
            for number in [spread.mean, spread.min, spread.lower, spread.median, spread.upper, spread.max] {
                prop_assert!(sound(Some(number)), "{spread:?}");
            }
        }
        for row in &comparison.teams {
            prop_assert!([row.score, row.attained, row.on_track, row.stale].into_iter().all(sound), "{row:?}");
        }
        let report = tracker.evaluate(&evaluation).unwrap();
        for row in &report.cycles {
            let review = tracker.review(&evaluation, &row.cycle).unwrap();
            prop_assert!(!review.to_markdown().contains("NaN"));
            for objective in &review.objectives {
                let process = &objective.process;
                let said = [process.first_confidence, process.last_confidence, process.overconfidence];
                prop_assert!([objective.score, objective.score_committed].into_iter().chain(said).all(sound));
                for kpi in &objective.kpis {
                    prop_assert!([kpi.before, kpi.after, kpi.change, kpi.noise].into_iter().all(sound), "{kpi:?}");
                }
            }
        }
        let of_teams = report.teams.iter().map(|row| format!("{}@{}", row.team, row.cycle));
        let of_goals = report.key_results.iter().map(|row| row.key_result.to_string());
        for id in of_goals.chain(report.objectives.iter().map(|row| row.objective.to_string())).chain(of_teams) {
            for step in tracker.explain(&evaluation, &id).unwrap().steps {
                prop_assert!(sound(step.value) && sound(step.weight), "{step:?}");
                prop_assert!(!step.text.contains("NaN"));
            }
        }
        for row in &report.kpis {
            let teams = case.plan.kpis.iter().any(|kpi| *kpi.id == *row.kpi && !kpi.teams.is_empty());
            let team = row.team.as_deref().filter(|_| teams).map(|team| format!("@{team}")).unwrap_or_default();
            let explanation = tracker.explain(&evaluation, &format!("{}{team}", row.kpi)).unwrap();
            prop_assert!(!explanation.text.is_empty() && !explanation.text.contains("NaN"));
            let current = explanation.steps.iter().find(|step| step.kind == okr_core::explain::StepKind::Current);
            if explanation.table == okr_core::explain::ExplainedTable::Kpis {
                prop_assert_eq!(current.and_then(|step| step.value), row.value);
            }
        }
        prop_assert!(!okr_core::lint::render(&report.findings).contains("NaN"));
        prop_assert_eq!(tracker.alignment(&report).len(), report.cycles.len());
    }

    // Explanations and solutions exist for whatever has a score, and agree with the report.
    #[test]
    fn explanations_agree_with_the_report(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let report = tracker.evaluate(&evaluation).unwrap();
        for row in &report.key_results {
            let explanation = tracker.explain(&evaluation, &row.key_result).unwrap();
            prop_assert_eq!(explanation.score, row.score);
            prop_assert!(!explanation.text.is_empty() && !explanation.text.contains("NaN"));
            let solution = tracker.solve(&evaluation, &row.key_result, 0.7).unwrap();
            prop_assert!(solution.value.is_some() != solution.reason.is_some());
            prop_assert!(solution.value.is_none_or(f64::is_finite));
        }
        for row in &report.objectives {
            prop_assert_eq!(tracker.explain(&evaluation, &row.objective).unwrap().score, row.score);
        }
        for row in &report.cycles {
            prop_assert_eq!(tracker.explain(&evaluation, &row.cycle).unwrap().score, row.score);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    // A review tells on how many days the reports of these days had a stale key result.
    #[test]
    fn days_of_silence_are_those_of_the_reports(tape in tape()) {
        let Some((tracker, case)) = resolved(&tape) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let check_ins = CheckIns::new(case.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let Some(cycle) = case.plan.cycles.iter().min_by_key(|cycle| cycle.end - cycle.start) else { return Ok(()) };
        let days = cycle.start.iter_days().take_while(|day| *day <= cycle.end.min(case.as_of));
        let reports: Vec<Report> = days.map(|day| report(&tracker, &case.readings, &case.check_ins, day)).collect();
        for objective in tracker.review(&evaluation, &cycle.id).unwrap().objectives {
            let counts = |status| !matches!(status, Status::Draft | Status::Dropped);
            let silent = |report: &&Report| {
                let mut rows = report.key_results.iter().filter(|row| row.objective == objective.objective);
                rows.any(|row| row.stale && counts(row.status))
            };
            prop_assert_eq!(objective.process.days_stale as usize, reports.iter().filter(silent).count());
        }
    }
}
