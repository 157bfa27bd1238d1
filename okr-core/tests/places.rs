//! Where problems are: the value at fault, as a JSON Pointer that resolves in the document that was given.

mod random;

use okr_core::Plan;
use okr_core::error::Error;
use proptest::prelude::*;
use random::{Tape, case, spoil};
use serde_json::{Value, json};

fn problems(text: &str) -> Vec<Error> {
    match Plan::from_json(text) {
        Ok(plan) => plan.check(),
        Err(errors) => errors.into_iter().collect(),
    }
}

/// The code, what is at fault, and the value at fault within it, of a plan with one key result.
fn of_measure(measure: Value) -> Vec<(String, String, String)> {
    let prefix = "/objectives/0/key_results/0";
    let plan = json!({ "version": 1, "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
        "objectives": [{ "id": "o", "title": "t", "cycle": "q", "key_results": [{ "id": "k", "title": "t", "measure": measure }] }] });
    let place = |path: &str| path.strip_prefix(prefix).unwrap().to_owned();
    let found = problems(&plan.to_string());
    found.iter().map(|error| (error.code().to_owned(), place(&error.path), place(&error.field))).collect()
}

fn at_measure(code: &str, field: &str) -> (String, String, String) {
    (code.to_owned(), "/measure".to_owned(), format!("/measure{field}"))
}

#[test]
fn a_measure_names_the_number_at_fault() {
    let reach = of_measure(json!({ "kind": "reach", "from": 1e300, "to": 2e15 }));
    assert_eq!(reach, [at_measure("out_of_bounds", "/from"), at_measure("out_of_bounds", "/to")]);
    let by = of_measure(json!({ "kind": "reach", "from": 1, "to": { "by_percent": 2e15 } }));
    assert_eq!(by, [at_measure("out_of_bounds", "/to/by_percent")]);
    assert_eq!(of_measure(json!({ "kind": "reach", "from": 1, "to": 1 })), [at_measure("flat_target", "/to")]);
    let against = of_measure(json!({ "kind": "reach", "from": 1, "to": 2, "direction": "down" }));
    assert_eq!(against, [at_measure("against_direction", "/direction")]);
    assert_eq!(of_measure(json!({ "kind": "hold", "min": 2, "max": 1e16 })), [at_measure("out_of_bounds", "/max")]);
    // Two that contradict each other.
    assert_eq!(of_measure(json!({ "kind": "hold", "min": 2, "max": 1 })), [at_measure("bad_bounds", "")]);
    let curve = of_measure(json!({ "kind": "curve", "points": [[1, 0], [2, 0.5], [1.5, 0.2], [3, 2]] }));
    assert_eq!(
        curve,
        [
            at_measure("bad_points", "/points/2/0"),
            at_measure("bad_points", "/points/3/1"),
            at_measure("bad_points", "/points/2/1")
        ]
    );
    assert_eq!(of_measure(json!({ "kind": "curve", "points": [[1, 0]] })), [at_measure("bad_points", "/points")]);
    let items =
        |weight: f64| json!({ "kind": "milestones", "items": [{ "title": "a" }, { "title": "b", "weight": weight }] });
    assert_eq!(of_measure(items(-1.0)), [at_measure("bad_weight", "/items/1/weight")]);
    assert_eq!(of_measure(items(2e6)), [at_measure("out_of_bounds", "/items/1/weight")]);
}

#[test]
fn messages_fit_the_number_found() {
    let message = |plan: Value| problems(&plan.to_string())[0].message();
    let kpi = |fields: Value| {
        let mut kpi = json!({ "id": "k", "name": "K", "better": "higher", "cadence": "monthly" });
        kpi.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        message(json!({ "version": 1, "kpis": [kpi] }))
    };
    assert_eq!(kpi(json!({ "min_sample": 0 })), "must be above 0 and at most 1000000000000000, found `0`");
    assert_eq!(
        kpi(json!({ "target": -1e300 })),
        "must be between -1000000000000000 and 1000000000000000, found `-1e300`"
    );
    let objective = |weight: f64, items: Value| {
        message(json!({ "version": 1, "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
            "objectives": [{ "id": "o", "title": "t", "cycle": "q", "weight": weight, "key_results": [
                { "id": "k", "title": "t", "measure": { "kind": "milestones", "items": items } }] }] }))
    };
    assert_eq!(objective(-1e-12, json!([{ "title": "a" }])), "the weight must be at least 0, found `-1e-12`");
    assert_eq!(objective(1.0, json!([])), "milestones must have at least 1 item, found none");
    assert_eq!(
        objective(1.0, json!([{ "title": "a", "weight": 0 }])),
        "at least one weight must be above 0, found 0 for all"
    );
}

#[test]
fn a_kpi_names_the_bound_or_the_target() {
    let of = |fields: Value| -> Vec<(String, String)> {
        let mut kpi = json!({ "id": "k", "name": "K", "better": "higher", "cadence": "monthly" });
        kpi.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let plan = json!({ "version": 1, "kpis": [kpi] });
        let found = problems(&plan.to_string());
        found.into_iter().map(|error| (error.path.replace("/kpis/0", ""), error.field.replace("/kpis/0", ""))).collect()
    };
    let at = |path: &str, field: &str| (path.to_owned(), field.to_owned());
    // Both at once.
    assert_eq!(
        of(json!({ "healthy": { "min": 1e300 }, "target": -1e300 })),
        [at("/target", "/target"), at("/healthy", "/healthy/min")]
    );
    assert_eq!(of(json!({ "healthy": { "min": 10 }, "target": 5 })), [at("/healthy", "/target")]);
    assert_eq!(of(json!({ "healthy": { "max": 10 } })), [at("/healthy", "/healthy")]);
    let revised = of(json!({ "healthy": { "min": 10 }, "revisions": [{ "from": "2026-07-01", "target": 5 },
        { "from": "2026-08-01", "healthy": { "min": 1e16 } }, { "from": "2026-09-01", "healthy": { "min": 11 } }] }));
    assert_eq!(
        revised,
        [
            at("/revisions/0/target", "/revisions/0/target"),
            at("/revisions/1/healthy", "/revisions/1/healthy/min"),
            // The target of 5 was kept.
            at("/revisions/2/healthy", "/revisions/2/healthy"),
        ]
    );
    assert_eq!(of(json!({ "start": "2026-07-02", "end": "2026-07-01" })), [at("", "/end")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn places_resolve_in_the_document(numbers in prop::collection::vec(any::<u32>(), 40..700)) {
        let mut tape = Tape::new(&numbers);
        let mut plan: Value = serde_json::from_str(&case(&mut tape).plan.to_json()).unwrap();
        (0..1 + tape.below(4)).for_each(|_| spoil(&mut plan, &mut tape));
        for error in problems(&plan.to_string()) {
            // A field that is missing is named where it should be.
            let missing = error.code() == "missing_field";
            let place = if missing { error.field.rsplit_once('/').unwrap().0 } else { &error.field };
            prop_assert!(plan.pointer(place).is_some(), "{} ({}) in {plan}", error.field, error.code());
            prop_assert!(missing || plan.pointer(&error.path).is_some(), "{} ({}) in {plan}", error.path, error.code());
        }
    }
}
