//! Documents: every problem at once, each with its path.

use okr_core::Plan;

fn codes(text: &str) -> Vec<(String, String)> {
    let errors = match Plan::from_json(text) {
        Ok(plan) => plan.check(),
        Err(errors) => errors.into_iter().collect(),
    };
    errors.iter().map(|error| (error.code().to_owned(), error.path.clone())).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn all_problems_come_at_once_and_broken_items_declare_their_ids() {
    let text = r#"{ "version": 1,
      "teams": [{ "id": "people", "name": "People", "level": "team", "parnet": "x" }],
      "cycles": [{ "id": "q", "start": "2026-09-30", "end": "2026-07-01" }],
      "objectives": [{ "id": "o", "cycle": "q", "team": "people", "key_results": [
          { "id": "a", "title": "A", "measure": { "kind": "reach", "from": 25, "to": 25 } },
          { "id": "b", "title": "B", "measure": { "kind": "reech", "to": 1 } } ] }] }"#;
    let mut found = codes(text);
    found.sort();
    let mut expected = pairs(&[
        ("unknown_field", "/teams/0/parnet"),
        ("missing_field", "/objectives/0/title"),
        ("unknown_value", "/objectives/0/key_results/1/measure/kind"),
        ("bad_interval", "/cycles/0"),
        ("flat_target", "/objectives/0/key_results/0/measure"),
    ]);
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn circles_are_told_once_at_their_first_member() {
    let text = r#"{ "teams": [
        { "id": "d", "name": "D", "level": "team", "parent": "b" },
        { "id": "a", "name": "A", "level": "team", "parent": "c" },
        { "id": "b", "name": "B", "level": "team", "parent": "a" },
        { "id": "c", "name": "C", "level": "team", "parent": "b" } ] }"#;
    assert_eq!(codes(text), pairs(&[("reference_cycle", "/teams/1/parent")]));
    let text = r#"{ "teams": [{ "id": "a", "name": "A", "level": "team", "parent": "a" }] }"#;
    assert_eq!(codes(text), pairs(&[("reference_cycle", "/teams/0/parent")]));
}

#[test]
fn text_with_half_a_character_is_a_problem_of_its_field() {
    let text = r#"{ "name": "a\ud83d", "meta": { "whole": "\ud83d\ude00", "list": ["\ude00"], "\ud83d": 1 },
        "teams": [{ "id": "\ud83d", "name": "A", "level": "team" }], "\ud83dx": 1 }"#;
    let found = codes(text);
    let expected = [
        ("unknown_field", "/\u{fffd}x"),
        ("wrong_type", "/name"),
        ("wrong_type", "/meta/list/0"),
        ("wrong_type", "/meta/\u{fffd}"),
        ("wrong_type", "/teams/0/id"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    pairs(&expected).iter().for_each(|pair| assert!(found.contains(pair), "{pair:?} in {found:?}"));
    let message = Plan::from_json(r#"{ "name": "a\ud83d", "version": NaN }"#).unwrap_err()[1].message();
    assert_eq!(message, "expected text, found text with half a character (a lone surrogate)");
    let rows =
        r#"[{ "metric": "a\ud83d", "date": "2026-07", "value": 1 }, { "metric": "b", "date": "2026-07", "value": 1 }]"#;
    let loaded = okr_core::readings::Loader::new().json(rows).unwrap();
    assert_eq!((loaded.readings.len(), loaded.rejected.first()[0].column.as_str()), (1, "metric"));
}

#[test]
fn a_hundred_problems_are_listed_and_the_others_counted() {
    // A KPI `{}` lacks an id, a name, a direction and a cadence.
    let text = format!(r#"{{ "kpis": [{}] }}"#, vec!["{}"; 30_000].join(","));
    let errors = Plan::from_json(&text).unwrap_err();
    assert_eq!(errors.len(), 101);
    assert_eq!(errors[99].path, "/kpis/24/cadence");
    assert_eq!(errors[100].to_string(), "119900 more problems: 119900 `missing_field`");
    assert!(errors.to_string().starts_with("120000 problems\n"), "{errors}");
    assert!(errors.to_string().ends_with("\n  … and 119980 more"), "{errors}");
    let again: okr_core::Errors = serde_json::from_str(&errors.to_json()).unwrap();
    assert_eq!(again, errors);
    let unsound = r#"{ "id": "k", "name": "K", "better": "higher", "cadence": "monthly", "owner": "" }"#;
    let plan = Plan::from_json(&format!(r#"{{ "kpis": [{}] }}"#, vec![unsound; 200].join(","))).unwrap();
    assert_eq!(plan.check().len(), 101);
}

#[test]
fn long_ids_and_values_are_shortened_in_messages() {
    let long = "x".repeat(10_000);
    let text = format!(
        r#"{{ "teams": [{{ "id": "{long}", "name": "A", "level": "team" }}, {{ "id": "{long}", "name": "A", "level": "team", "parent": "{long}y" }}],
            "kpis": [{{ "id": "k", "name": "K", "better": "{long}", "cadence": "{long}", "target": "{long}", "{long}": 1 }}] }}"#
    );
    for error in Plan::from_json(&text).unwrap_err() {
        assert!(error.message().len() < 1000, "{} is {} long", error.code(), error.message().len());
    }
}

#[test]
fn nesting_that_is_too_deep_is_an_error() {
    let text = format!("{{\"meta\":{{\"a\":{}1{}}}}}", "[".repeat(300), "]".repeat(300));
    assert_eq!(codes(&text), pairs(&[("bad_json", "/meta/a/0/0/0/0/0/0")]));
    assert_eq!(codes("{\"version\": 1,"), pairs(&[("bad_json", "")]));
    assert_eq!(codes("[]"), pairs(&[("wrong_type", "")]));
}

#[test]
fn what_is_written_is_what_is_read() {
    let text = r#"{"version":1,"name":"n","meta":{"z":[1,{"b":null,"a":1.5}],"a":18446744073709551615},"cycles":[{"id":"q","start":"2026-07-01","end":"2026-09-30"}],"objectives":[{"id":"o","title":"t","cycle":"q","parent":{"key_result":"k2"},"weight":0.0,"key_results":[{"id":"k","title":"t","measure":{"kind":"milestones","items":[{"title":"a","done":"2026-08-01"},{"title":"b","done":true}]},"pace":{"phased":[["2026-08-01",0.5]]},"revisions":[{"from":"2026-08-01","measure":{"kind":"reach","to":{"by_percent":-20.0}}}]}]}]}"#;
    let plan = Plan::from_json(text).unwrap();
    assert_eq!(plan.to_json(), text);
    assert_eq!(serde_json::from_str::<Plan>(text).unwrap(), plan);
}

#[test]
fn numbers_that_json_cannot_write_are_problems_of_their_fields() {
    let text = r#"{ "version": 1, "meta": { "a": [1, { "b": NaN }] }, "teams": [{ "id": "t" }],
        "kpis": [{ "id": "k", "name": "NaN", "better": "higher", "cadence": "daily", "target": -Infinity, "min_sample": 1e999 }] }"#;
    let mut found = codes(text);
    found.sort();
    let expected = [
        ("missing_field", "/teams/0/level"),
        ("missing_field", "/teams/0/name"),
        ("non_finite", "/kpis/0/min_sample"),
        ("non_finite", "/kpis/0/target"),
        ("non_finite", "/meta/a/1/b"),
    ];
    assert_eq!(found, pairs(&expected));
    // What is no JSON besides is told where it stands in the text that was given.
    let errors = Plan::from_json("{ \"name\": Infinity,\n  \"meta\": NaN?").unwrap_err().to_string();
    assert!(errors.contains("line 2, column 14"), "{errors}");
}

#[test]
fn readings_that_are_not_a_number_are_missing_and_infinite_ones_are_wrong() {
    let text = r#"[{ "metric": "k", "date": "2026-07", "value": 1, "note": NaN, "sample": NaN },
        { "metric": "k", "date": "2026-08", "value": NaN },
        { "metric": "k", "date": "2026-08", "value": Infinity }, { "metric": "k", "date": "2026-09", "value": 1e400 }]"#;
    let loaded = okr_core::readings::Loader::new().json(text).unwrap();
    assert_eq!(loaded.readings.len(), 1);
    let problems: Vec<_> =
        loaded.rejected.first().iter().map(|row| (row.row, row.column.as_str(), row.code())).collect();
    assert_eq!(problems, [(1, "value", "missing_field"), (2, "value", "non_finite"), (3, "value", "non_finite")]);
}

#[test]
fn codes_of_findings_that_do_not_exist_are_told_with_the_nearest() {
    let text = r#"{ "version": 1, "policy": { "severity": { "missing-ownr": "off", "vague-title": "silent" } },
      "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
      "objectives": [{ "id": "o", "title": "t", "cycle": "q", "allow": ["unaligned", "to-easy"], "key_results": [
          { "id": "a", "title": "A", "measure": { "kind": "establish" }, "allow": ["No-Baseline"] } ] }],
      "kpis": [{ "id": "k", "name": "K", "better": "lower", "cadence": "monthly", "allow": ["kpi_without_range"] }] }"#;
    let errors = Plan::from_json(text).unwrap_err();
    let mut found: Vec<_> = errors.iter().map(|error| (error.path.as_str(), error.message())).collect();
    found.sort();
    let told = |path, value: &str, nearest: &str| (path, format!("unknown value `{value}`: did you mean `{nearest}`?"));
    let expected = [
        told("/kpis/0/allow/0", "kpi_without_range", "kpi-without-range"),
        told("/objectives/0/allow/1", "to-easy", "too-easy"),
        told("/objectives/0/key_results/0/allow/0", "No-Baseline", "no-baseline"),
        told("/policy/severity/missing-ownr", "missing-ownr", "missing-owner"),
        (
            "/policy/severity/vague-title",
            "expected one of `error`, `warning`, `info`, `off`, found `silent`".to_owned(),
        ),
    ];
    assert_eq!(found, expected);
}
