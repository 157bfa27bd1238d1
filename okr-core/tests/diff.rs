//! Applying the difference of two plans makes one of the other.

mod random;

use okr_core::Plan;
use okr_core::diff::DifferenceKind;
use proptest::prelude::*;
use random::Tape;
use serde_json::{Value, json};

fn plan(document: &Value) -> Plan {
    Plan::from_json(&document.to_string()).unwrap()
}

fn objective(id: &str, key_results: &[&str]) -> Value {
    let key_result = |id: &&str| json!({ "id": id, "title": id, "measure": { "kind": "reach", "from": 0, "to": 10 } });
    let key_results: Vec<Value> = key_results.iter().map(key_result).collect();
    json!({ "id": id, "title": id, "cycle": "q", "key_results": key_results })
}

fn with(objectives: Vec<Value>) -> Plan {
    let cycle = json!({ "id": "q", "start": "2026-07-01", "end": "2026-09-30" });
    plan(&json!({ "version": 1, "cycles": [cycle], "objectives": objectives }))
}

#[test]
fn rows_name_ids_and_say_what_happened() {
    let old = with(vec![objective("a", &["k", "l"]), objective("b", &["m"]), objective("c", &[])]);
    let new = with(vec![objective("b", &["k", "m", "n"]), objective("a", &["l"]), objective("d/e", &["o"])]);
    let diff = old.diff(&new, &[]).unwrap();
    let rows: Vec<_> = diff.rows().iter().map(|row| (row.what, &*row.path, row.index)).collect();
    use DifferenceKind::{Added, Moved, Removed, Reordered};
    assert_eq!(
        rows,
        [
            (Removed, "/objectives/c", None),
            (Added, "/objectives/d~1e", Some(2)),
            (Reordered, "/objectives", None),
            (Moved, "/objectives/b/key_results/k", Some(0)),
            (Added, "/objectives/b/key_results/n", Some(2)),
            (Added, "/objectives/d~1e/key_results/o", Some(0)),
        ]
    );
    assert_eq!(old.apply(&diff).unwrap(), new);
}

#[test]
fn a_measure_changes_whole_and_each_before_is_checked() {
    let old = with(vec![objective("a", &["k"])]);
    let mut document: Value = serde_json::from_str(&old.to_json()).unwrap();
    document["objectives"][0]["key_results"][0]["measure"]["to"] = json!(20);
    let new = plan(&document);
    let diff = old.diff(&new, &[]).unwrap();
    let row = &diff.rows()[0];
    assert_eq!((&*row.path, row.id.as_deref()), ("/objectives/a/key_results/k/measure", Some("k")));
    let error = new.apply(&diff).unwrap_err();
    let found = error.iter().next().unwrap();
    assert_eq!((found.code(), found.path.as_str()), ("wrong_type", "/objectives/a/key_results/k/measure"));
    assert!(with(vec![]).apply(&diff).is_err());
}

#[test]
fn a_plan_with_an_id_twice_is_refused() {
    let twice = with(vec![objective("a", &[]), objective("a", &[])]);
    let errors = twice.diff(&with(vec![]), &[]).unwrap_err();
    assert_eq!(errors.iter().next().unwrap().path, "/objectives/1/id");
    assert_eq!(with(vec![]).diff(&twice, &[]).unwrap_err().iter().next().unwrap().path, "/new/objectives/1/id");
}

/// A plan with items shuffled, moved, removed and changed.
fn edited(tape: &mut Tape<'_>, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for _ in 0..tape.below(8) {
        let objectives = plan.objectives.len();
        if objectives == 0 {
            break;
        }
        let (from, to) = (tape.below(objectives as u32) as usize, tape.below(objectives as u32) as usize);
        match tape.below(6) {
            0 => plan.objectives.swap(from, to),
            1 => drop(plan.objectives.remove(from)),
            2 if !plan.objectives[from].key_results.is_empty() => {
                let key_result = plan.objectives[from].key_results.remove(0);
                plan.objectives[to].key_results.push(key_result);
            }
            3 => plan.objectives[from].weight = f64::from(tape.below(100)),
            4 => plan.kpis.reverse(),
            _ => {
                let mut copy = plan.objectives[from].clone();
                copy.id = format!("new-{from}-{}", tape.below(1000));
                copy.key_results.clear();
                plan.objectives.insert(to, copy);
            }
        }
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn applying_a_difference_makes_the_new_plan(
        first in prop::collection::vec(any::<u32>(), 0..300),
        second in prop::collection::vec(any::<u32>(), 0..300),
    ) {
        let a = random::case(&mut Tape::new(&first)).plan;
        let mut tape = Tape::new(&second);
        for b in [edited(&mut tape, &a), random::case(&mut tape).plan] {
            let (Ok(there), Ok(back)) = (a.diff(&b, &[]), b.diff(&a, &[])) else { continue };
            prop_assert_eq!(&a.apply(&there).unwrap(), &b);
            prop_assert_eq!(&b.apply(&back).unwrap(), &a);
            prop_assert_eq!(there.is_empty(), a == b);
        }
    }
}
