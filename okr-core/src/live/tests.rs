//! Changes that random plans seldom make.

use chrono::NaiveDate;

use crate::calendar::parse_date;
use crate::plan::policy::{ObjectiveFrom, Policy, Unmeasured};
use crate::plan::{
    Better, Cadence, Cycle, KeyResult, Kpi, Level, Objective, OffTarget, Parent, Range, Reach, RollUp, Team,
};
use crate::readings::{CheckIn, Reading};
use crate::{Evaluation, Plan, Readings};

fn day(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn same(live: &mut super::Live) {
    let readings = live.readings();
    let tracker = live.inputs.tracker.clone();
    let fresh = tracker.evaluate(&Evaluation::new(&readings, live.as_of()).check_ins(&live.inputs.check_ins)).unwrap();
    assert_eq!(live.report().to_json(), fresh.to_json());
}

/// Objective `low` of the quarter supports `middle` of the year, without weight, which supports `top` of the quarter.
/// While `top`, or the key result of it that sums up, has no score, nothing enters it, and `low` counts in the quarter on its own.
fn ladder(parent: Parent) -> Plan {
    let quarter = Cycle::new("2026-Q3", day("2026-07-01"), day("2026-09-30")).parent("2026");
    let year = Cycle::new("2026", day("2026-01-01"), day("2026-12-31"));
    let reach = |id: &str| KeyResult::new(id, "Reach the number", Reach::new(10.0).from(0.0));
    let sum = KeyResult::new("sum", "All that is below", RollUp::new());
    let objective = |id: &str, cycle: &str| Objective::new(id, "Grow the garden well", cycle).team("a");
    let by_key_result = matches!(parent, Parent::KeyResult(_));
    let own = if by_key_result { vec![sum, reach("t")] } else { vec![reach("k")] };
    let top = objective("top", "2026-Q3").key_results(own);
    let middle = objective("middle", "2026").weight(0.0).parent(parent.clone());
    let low = objective("low", "2026-Q3").parent(Parent::Objective("middle".into())).key_results([reach("l")]);
    let side = objective("side", "2026").parent(parent).key_results([reach("s")]);
    let objectives = if by_key_result { vec![top, middle, low, side] } else { vec![top, middle, low] };
    let policy = Policy::new().unmeasured(Unmeasured::Exclude).objective_from(ObjectiveFrom::Both);
    Plan::new()
        .policy(policy)
        .teams([Team::new("a", "A", Level::Company)])
        .cycles([year, quarter])
        .objectives(objectives)
}

#[test]
fn what_enters_a_score_follows_what_has_one() {
    let today = day("2026-08-14");
    let cases = [
        // `low` alone; then `top` alone, of which `low` is a part.
        (Parent::Objective("top".into()), "k", 0.4, 1.0),
        // `low` and `top`, which has one of its two key results; then `top` alone, with both.
        (Parent::KeyResult("sum".into()), "s", 0.5, 0.8),
    ];
    for (parent, metric, apart, together) in cases {
        let tracker = ladder(parent).resolve().unwrap();
        let readings = Readings::from_rows([Reading::new("l", today, 4.0), Reading::new("t", today, 6.0)]).unwrap();
        let mut live = tracker.live(&Evaluation::new(&readings, today)).unwrap();
        let quarter = |live: &super::Live| live.state.report.cycles[1].score;
        assert_eq!(quarter(&live), Some(apart));
        live.set(metric, today, 10.0).unwrap();
        assert_eq!(quarter(&live), Some(together));
        same(&mut live);
        live.clear(metric, today);
        assert_eq!(quarter(&live), Some(apart));
        same(&mut live);
    }
}

#[test]
fn ranks_can_differ_where_triggers_do_not() {
    // Without a target, `off_target` says that it can't judge, whatever the values.
    let kpi = |id: &str| {
        Kpi::new(id, "Kpi", Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(10.0))
            .rules([OffTarget::new().into()])
    };
    let tracker = Plan::new().kpis([kpi("a"), kpi("b")]).resolve().unwrap();
    let months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
    let rows = |id: &'static str, newest: f64| {
        let values = [1.0, 2.0, 1.0, 2.0, 1.0, newest];
        months
            .into_iter()
            .zip(values)
            .map(move |(month, value)| Reading::new(id, crate::calendar::parse_reading_date(month).unwrap(), value))
    };
    let readings = Readings::from_rows(rows("a", 12.0).chain(rows("b", 14.0))).unwrap();
    let mut live = tracker.live(&Evaluation::new(&readings, day("2026-06-30"))).unwrap();
    let ranks = |live: &mut super::Live| live.report().triggers.iter().map(|row| row.rank).collect::<Vec<_>>();
    assert_eq!(ranks(&mut live), [2, 1]);
    assert!(live.set("a", day("2026-06-30"), 16.0).unwrap().triggers);
    assert_eq!(ranks(&mut live), [1, 2]);
    assert!(!live.set("a", day("2026-06-30"), 15.9).unwrap().triggers);
    same(&mut live);
}

#[test]
fn a_change_that_can_not_be_made_changes_nothing() {
    let today = day("2026-08-14");
    let tracker = ladder(Parent::Objective("top".into())).resolve().unwrap();
    let mut live = tracker.live(&Evaluation::new(Readings::new(), today)).unwrap();
    let before = live.report().to_json();
    let rows = [Reading::new("k", today, 1.0), Reading::new("l", today, f64::NAN), Reading::new("", today, 1e16)];
    let errors = live.set_all(&rows).unwrap_err();
    let paths = |errors: crate::Errors| errors.into_iter().map(|error| error.path).collect::<Vec<_>>();
    assert_eq!(paths(errors), ["/readings/1/value", "/readings/2/metric", "/readings/2/value"]);
    let unknown = CheckIn::new(today).objective("tap");
    assert_eq!(paths(live.check_in(unknown).unwrap_err()), ["/check_ins/0/objective"]);
    assert_eq!(paths(live.set_as_of(NaiveDate::MAX).unwrap_err()), ["/as_of"]);
    assert!(live.clear("k", today).is_empty());
    assert_eq!(live.report().to_json(), before);
}

#[test]
fn cleared_readings_are_those_that_were_given() {
    let rows = [
        Reading::new("k", day("2026-08-01"), 1.0),
        Reading::new("k", day("2026-08-02"), 2.0).note("first"),
        Reading::new("k", day("2026-08-02"), 3.0).recorded(day("2026-08-05")).sample(7.0),
        Reading::retraction("k", day("2026-08-01"), day("2026-08-06")),
    ];
    let given = Readings::from_rows(&rows).unwrap();
    let tracker = ladder(Parent::Objective("top".into())).resolve().unwrap();
    let mut live = tracker.live(&Evaluation::new(&given, day("2026-08-14"))).unwrap();
    live.set("k", day("2026-08-02"), 9.0).unwrap();
    live.set("nowhere", day("2026-08-02"), 9.0).unwrap();
    let correction = Reading::new("k", day("2026-08-01"), 5.0).recorded(day("2026-08-04")).note("late");
    live.set_all([&correction]).unwrap();
    let expected = given.with([Reading::new("k", day("2026-08-02"), 9.0)]).unwrap();
    let expected = expected.with([&Reading::new("nowhere", day("2026-08-02"), 9.0), &correction]).unwrap();
    assert_eq!(live.readings(), expected);
    same(&mut live);
    live.clear("k", day("2026-08-02"));
    live.clear("nowhere", day("2026-08-02"));
    same(&mut live);
    live.clear_all();
    assert_eq!(live.readings(), given);
    same(&mut live);
}

#[test]
fn what_was_set_is_freed_when_all_is_cleared() {
    let given = Readings::from_rows(&[Reading::new("k", day("2026-08-01"), 1.0).note("given")]).unwrap();
    let tracker = ladder(Parent::Objective("top".into())).resolve().unwrap();
    let mut live = tracker.live(&Evaluation::new(&given, day("2026-08-14"))).unwrap();
    for index in 0..100 {
        let note = Reading::new("k", day("2026-08-02"), 2.0).note(format!("note {index}"));
        let unknown = Reading::new(format!("unknown {index}"), day("2026-08-02"), 2.0);
        live.set_all([&note, &unknown]).unwrap();
    }
    assert_eq!(live.inputs.held(), (303, 100));
    live.clear_all();
    assert_eq!(live.inputs.held(), (0, 0));
    assert_eq!(live.readings(), given);
    same(&mut live);
    live.set("l", day("2026-08-03"), 4.0).unwrap();
    same(&mut live);
}

/// A service that starts again loads its log, and sees what it saw before. What was set on top is found again by setting it again.
#[test]
fn what_was_appended_is_there_after_a_restart() {
    let today = day("2026-08-14");
    let kpi = |id: &str| Kpi::new(id, "A number", Better::Higher, Cadence::Monthly).target(10.0);
    let tracker = Plan::new().kpis(["a", "b"].map(kpi)).resolve().unwrap();
    let july = day("2026-07-31");
    let mut log = vec![Reading::new("a", july, 1.0), Reading::new("a", july, 2.0).recorded(day("2026-08-10"))];
    let readings = Readings::from_rows(&log).unwrap();
    let mut live = tracker.live(&Evaluation::new(&readings, today)).unwrap();
    let later = [
        // Known on its date, as the log says: the correction stays.
        Reading::new("a", july, 3.0),
        Reading::new("b", july, 4.0),
        Reading::retraction("b", july, day("2026-08-12")),
        Reading::new("b", july, 5.0).recorded(day("2026-08-13")),
    ];
    for row in &later {
        live.append([row]).unwrap();
    }
    log.extend(later);
    let restarted = crate::readings::Loader::new().duplicates(crate::readings::Duplicates::Last).rows(&log).readings;
    assert_eq!(live.readings(), restarted);
    assert_eq!(live.kpi("a").unwrap().value, Some(2.0));
    assert_eq!(live.kpi("b").unwrap().value, Some(5.0));
    same(&mut live);

    // A set value became known on its date, and replaces the correction.
    live.set("a", july, 6.0).unwrap();
    assert_eq!(live.readings(), restarted.with([Reading::new("a", july, 6.0)]).unwrap());
    let row = live.readings().rows().find(|row| row.metric == "a").unwrap();
    assert_eq!((row.value, row.recorded), (Some(6.0), None));
    same(&mut live);
    live.clear_all();
    assert_eq!(live.readings(), restarted);
}
