//! Bad input never panics, never stops at the first problem, never loses good rows.

use super::super::options::Options;
use super::*;

/// Row, column and code of each problem.
fn problems(loaded: &Loaded) -> Vec<(usize, &str, &str)> {
    loaded.rejected.first().iter().map(|problem| (problem.row, problem.column.as_str(), problem.code())).collect()
}

fn errors(errors: &Errors) -> Vec<(&str, &str)> {
    errors.iter().map(|error| (error.code(), error.path.as_str())).collect()
}

#[test]
fn json_that_is_no_list_of_rows() {
    let loader = Loader::new();
    for (text, code) in [
        ("", "bad_json"),
        ("[{ \"metric\": \"enps\"", "bad_json"),
        ("[{}] x", "bad_json"),
        ("{ \"metric\": \"enps\" }", "wrong_type"),
        ("31", "wrong_type"),
    ] {
        assert_eq!(errors(&loader.json(text).unwrap_err()).first().unwrap().0, code, "{text}");
    }
    let deep = format!("[{}1{}]", "[".repeat(300), "]".repeat(300));
    assert_eq!(errors(&loader.json(&deep).unwrap_err()), [("bad_json", "/readings/0/0/0/0/0/0/0/0")]);
    assert!(loader.json("\u{feff} [] ").unwrap().readings.is_empty());
}

#[test]
fn json_rows_that_are_wrong() {
    let text = r#"[
        { "metric": "enps", "date": "2026-06", "value": 31 },
        { "metric": "enps", "date": "2026-02-30", "value": "31" },
        { "metric": "enps", "dat": "2026-07", "value": 31 },
        7,
        { "metric": "  ", "date": "2026-07", "value": 31 },
        { "metric": "enps", "date": "2026-07", "value": 1e16, "sample": 0 },
        { "metric": "enps", "date": "2026-07", "value": null },
        { "metric": "enps", "date": "2026-07", "recorded": "2026-08-14" },
        { "metric": "enps", "date": "2026-07-31T10:00:00Z", "value": 31 },
        { "metric": "enps", "date": "2026-07", "value": 1e15, "value": 2 },
        { "metric": "enps", "date": "2026-08", "value": -1e15, "sample": 0.5, "note": "" }
    ]"#;
    let loaded = Loader::new().json(text).unwrap();
    let expected = [
        (1, "date", "bad_date"),
        (1, "value", "wrong_type"),
        (2, "dat", "unknown_field"),
        (2, "date", "missing_field"),
        (3, "", "wrong_type"),
        (4, "metric", "missing_field"),
        (5, "value", "out_of_bounds"),
        (5, "sample", "bad_row"),
        (6, "value", "missing_field"),
        (8, "date", "bad_date"),
        (9, "value", "repeated_field"),
    ];
    assert_eq!(problems(&loaded), expected);
    assert_eq!((loaded.readings.len(), loaded.rejected.rows(), loaded.skipped), (3, 8, 0));
    assert!(
        loaded.rejected.first()[9].message().ends_with("it has a time of day; give the civil day alone, `YYYY-MM-DD`")
    );
    assert_eq!(loaded.rejected.first()[7].message(), "a sample must be above 0, found `0`");
    let all = loaded.complete().unwrap_err();
    assert!(all.iter().all(|error| error.code() == "bad_row"));
    assert_eq!(errors(&all)[2], ("bad_row", "/readings/2/dat"));
    assert_eq!(errors(&all)[4], ("bad_row", "/readings/3"));
    let skipping = Loader::new().missing(MissingValue::Skip).json(text).unwrap();
    assert_eq!((skipping.readings.len(), skipping.rejected.rows(), skipping.skipped), (3, 7, 1));
}

#[test]
fn columns_that_are_wrong() {
    let values = vec![31.0, f64::NAN, f64::INFINITY, -1e15, 1.1e15, -0.0, 5.0, f64::NAN];
    let days = vec![20_665, 20_665, 20_665, NO_DAY, 2_932_897, -719_162, 20_665, 20_665];
    let codes = vec![0, 0, 0, 0, 3, 1, 2, 0];
    let recorded = vec![NO_DAY, NO_DAY, NO_DAY, NO_DAY, NO_DAY, NO_DAY, i32::MAX, 20_670];
    let columns =
        Columns::new(MetricColumn::codes(codes, vec!["enps", "turnover", ""]), days, values).recorded(recorded);
    let loaded = Loader::new().columns(columns).unwrap();
    let expected = [
        (1, "value", "missing_field"),
        (2, "value", "non_finite"),
        (3, "date", "missing_field"),
        (4, "metric", "missing_field"),
        (4, "date", "bad_date"),
        (4, "value", "out_of_bounds"),
        (6, "metric", "missing_field"),
        (6, "recorded", "bad_date"),
    ];
    assert_eq!(problems(&loaded), expected);
    assert_eq!(loaded.readings.metrics().collect::<Vec<_>>(), ["enps", "turnover"]);
    assert_eq!(loaded.readings.len(), 3);
    assert!(loaded.readings.rows().all(|row| row.value != Some(0.0) || row.value.unwrap().is_sign_positive()));

    let short = Columns::new(vec!["a", "a"], vec![1], vec![1.0]).sample(vec![]).note(vec!["x"; 2]);
    let expected =
        [("wrong_type", "/readings/date"), ("wrong_type", "/readings/value"), ("wrong_type", "/readings/sample")];
    assert_eq!(errors(&Loader::new().columns(short).unwrap_err()), expected);

    let texts = DateColumn::texts(vec!["2026-Q3", "", "2026-13", "2026-W33"]);
    let loaded = Loader::new().columns(Columns::new(vec!["a"; 4], texts, vec![1.0, 2.0, 3.0, 4.0])).unwrap();
    assert_eq!(problems(&loaded), [(1, "date", "missing_field"), (2, "date", "bad_date")]);
    let seen = seen(&loaded.readings, "a", 30_000);
    assert_eq!(seen, [(day("2026-08-16"), 4.0, None), (day("2026-09-30"), 1.0, None)]);
}

#[test]
fn the_first_hundred_in_full_and_then_counts() {
    let days: Vec<i32> = (0..600_000).map(|row| if row % 4 == 3 { i32::MAX } else { row }).collect();
    let count = days.len();
    let columns = Columns::new(vec!["a"; count], days, vec![1.0; count]);
    let loaded = Loader::new().columns(columns).unwrap();
    assert_eq!((loaded.readings.len(), loaded.rejected.rows()), (450_000, 150_000));
    assert_eq!(loaded.rejected.counts().collect::<Vec<_>>(), [("bad_date", 150_000)]);
    let rows: Vec<usize> = loaded.rejected.first().iter().map(|problem| problem.row).collect();
    assert_eq!(rows, (0..100).map(|row| 4 * row + 3).collect::<Vec<_>>());
}

#[cfg(feature = "csv")]
mod csv {
    use proptest::prelude::*;

    use super::super::super::csv::{Sizes, load, load_from};
    use super::*;

    fn csv(text: impl AsRef<[u8]>) -> Loaded {
        Loader::new().csv(text).unwrap()
    }

    fn header(text: &str) -> Vec<(String, String)> {
        let errors = Loader::new().csv(text).unwrap_err();
        errors.iter().map(|error| (error.code().to_owned(), error.path.clone())).collect()
    }

    #[test]
    fn a_header_that_is_missing_or_wrong() {
        let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
        for text in ["", "\u{feff}", "\n\r\n\n", "enps,2026-06,31\n", "metric;date;value\n", ",,,\n"] {
            assert_eq!(header(text), one("wrong_type", "/readings"), "{text:?}");
        }
        let message = Loader::new().csv("").unwrap_err().iter().next().unwrap().message();
        assert_eq!(message, "expected a header such as `metric,date,value`, found an empty text");
        let message = Loader::new().csv("metric;date;value").unwrap_err().iter().next().unwrap().message();
        assert_eq!(message, "expected a header such as `metric,date,value`, found columns separated by semicolons");
        assert_eq!(header("metric,value\nenps,31\n"), one("missing_field", "/readings/date"));
        assert_eq!(header("metric,date,value,notes\n"), one("unknown_field", "/readings/notes"));
        assert_eq!(header("metric,date,value,date\n"), one("repeated_field", "/readings/date"));
        let message = Loader::new().csv("metric,date,value,notes").unwrap_err().iter().next().unwrap().message();
        assert_eq!(message, "unknown field `notes`: did you mean `note`?");
        assert!(csv("metric,date,value").readings.is_empty());
    }

    #[test]
    fn bad_rows_among_good_ones() {
        let loaded = csv(concat!(
            "\u{feff}\r\n metric ,date,value,recorded,sample,note\r\n",
            "enps,2026-06,31,,120,\"a, \"\"quoted\"\" note\r\nin two lines\"\r\n",
            "\r\n",
            "enps,2026-02-30,31,,,\r\n",
            ",,,,,\r\n",
            " enps , 2026-07 , -4 ,2026-08-01,0,\r\n",
            "enps,2026-07,\"12,5\",,,\r\n",
            "enps,2026-07,12,5,,,\r\n",
            "enps,2026-07\r\n",
            "enps,2026-07,inf,,,\r\n",
            "enps,2026-07,NaN,,,\r\n",
            "enps,2026-07,,2026-08-14,,\r\n",
            "enps,2026-08-14T09:30:00+02:00,1,,,\r\n",
            ",July,x,y,-1,\r\n",
            "turnover,2026-Q3,1e-3,,,",
        ));
        let expected = [
            (1, "date", "bad_date"),
            (2, "sample", "bad_row"),
            (3, "value", "wrong_type"),
            (4, "note", "wrong_type"),
            (5, "note", "wrong_type"),
            (6, "value", "non_finite"),
            (7, "value", "missing_field"),
            (9, "date", "bad_date"),
            (10, "metric", "missing_field"),
            (10, "date", "bad_date"),
            (10, "value", "wrong_type"),
            (10, "recorded", "bad_date"),
            (10, "sample", "bad_row"),
        ];
        assert_eq!(problems(&loaded), expected);
        assert_eq!(loaded.rejected.rows(), 9);
        assert_eq!(loaded.rejected.first()[3].message(), "expected 6 fields as in the header, found 7");
        let rows: Vec<Reading> = loaded.readings.rows().collect();
        let expected = [
            Reading::new("enps", date("2026-06-30"), 31.0).sample(120.0).note("a, \"quoted\" note\r\nin two lines"),
            Reading::retraction("enps", date("2026-07-31"), date("2026-08-14")),
            Reading::new("turnover", date("2026-09-30"), 0.001),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn files_of_another_kind_are_named() {
        let utf_16: Vec<u8> = "metric,date,value\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let message = |bytes: &[u8]| Loader::new().csv(bytes).unwrap_err().to_string();
        let expected =
            "1 problem\n  /readings: expected CSV text in UTF-8, found text in UTF-16; save it as text in UTF-8";
        assert_eq!(message(&utf_16), expected);
        assert_eq!(message(&[b"\xff\xfe".to_vec(), utf_16].concat()), expected);
        assert!(
            message(b"PK\x03\x04...xl/workbook.xml").contains("found a workbook (`.xlsx`); import it as a workbook")
        );
    }

    #[test]
    fn bytes_that_are_no_text() {
        let loaded = csv(b"metric,date,value,note\nen\xffps,2026-06,1,\nenps,2026-06,\xff,\nenps,2026-06,2,\xff\nenps,2026-06,3,ok\n");
        let expected = [(0, "metric", "wrong_type"), (1, "value", "wrong_type"), (2, "note", "wrong_type")];
        assert_eq!(problems(&loaded), expected);
        assert_eq!(loaded.readings.len(), 1);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_one_row() {
        let loaded =
            csv("metric,date,value,note\nenps,2026-06,1,\nenps,2026-07,2,\"open\nenps,2026-08,3,\nenps,2026-09,4,x\n");
        assert_eq!(problems(&loaded), [(1, "", "bad_row")]);
        assert_eq!(loaded.readings.rows().map(|row| row.value).collect::<Vec<_>>(), [Some(1.0), Some(3.0), Some(4.0)]);
        let error = loaded.rejected.first()[0].error();
        assert_eq!((error.path.as_str(), error.code()), ("/readings/1", "bad_row"));
    }

    #[test]
    fn lines_end_in_three_ways() {
        let expected = csv("metric,date,value\nenps,2026-06,1\nenps,2026-07,2\n").readings;
        for text in [
            "metric,date,value\r\nenps,2026-06,1\r\nenps,2026-07,2",
            "metric,date,value\renps,2026-06,1\renps,2026-07,2\r",
        ] {
            assert_eq!(csv(text).readings, expected);
        }
    }

    #[test]
    fn metrics_are_in_the_order_in_which_they_came() {
        let rows: Vec<String> = (0..2_000).map(|row| format!("m{},2026-06,{row}\n", row * 11 % 301)).collect();
        let text = format!("metric,date,value\n{}", rows.concat());
        let expected: Vec<String> = (0..301).map(|row| format!("m{}", row * 11 % 301)).collect();
        for sizes in [Sizes { piece: 100, pieces: 5 }, Sizes { piece: 1 << 20, pieces: 1 }] {
            let options = Options { duplicates: Duplicates::Last, ..Options::default() };
            let loaded = load(text.as_bytes(), options, sizes).unwrap();
            assert!(loaded.readings.metrics().eq(expected.iter().map(String::as_str)));
        }
    }

    proptest! {
        /// Whatever the bytes, the result does not depend on where they are cut, and nothing panics.
        #[test]
        fn cuts_do_not_matter(
            text in "([a,\"\n\r 1]|a,2026,1\n|\"a\",2026-07,\"2\",\"x\ny\"\n|a,2026-06,,,\u{feff}\r\n){0,40}",
            piece in 1..30_usize,
            pieces in 1..4_usize,
            duplicates in prop::sample::select(Duplicates::ALL.to_vec()),
        ) {
            let text = format!("metric,date,value,note\n{text}");
            let options = Options { duplicates, ..Options::default() };
            let whole = load(text.as_bytes(), options, Sizes { piece: 1 << 20, pieces: 1 }).unwrap();
            let cut = load_from(text.as_bytes(), options, Sizes { piece, pieces }).unwrap().unwrap();
            prop_assert_eq!(&cut.readings, &whole.readings);
            prop_assert_eq!(&cut.rejected, &whole.rejected);
            prop_assert!(cut.readings.metrics().eq(whole.readings.metrics()));
        }
    }
}

#[test]
fn check_ins_that_are_wrong() {
    let text = r#"[
        { "kpi": "enps", "date": "2026-08-14", "confidence": 1 },
        { "date": "2026-08-14" },
        { "kpi": "enps", "objective": "hire", "cycle": "q", "date": "2026-08-14" },
        { "kpi": "enps", "date": "2026-08", "confidence": 2 },
        { "kpi": "enps", "date": "2026-08-14", "confidence": -0.1 },
        { "kpi": "enps", "date": "2026-08-14", "nte": "x" }
    ]"#;
    let mut found = errors(&CheckIns::from_json(text).unwrap_err())
        .into_iter()
        .map(|(code, path)| (code.to_owned(), path.to_owned()))
        .collect::<Vec<_>>();
    found.sort();
    let mut expected = [
        ("wrong_type", "/check_ins/1"),
        ("wrong_type", "/check_ins/2/kpi"),
        ("wrong_type", "/check_ins/2/cycle"),
        ("bad_date", "/check_ins/3/date"),
        ("out_of_bounds", "/check_ins/4/confidence"),
        ("unknown_field", "/check_ins/5/nte"),
    ]
    .map(|(code, path)| (code.to_owned(), path.to_owned()));
    expected.sort();
    assert_eq!(found, expected);
    let text = r#"[{"date":"2026-08-14","key_result":"ttf","recorded":"2026-08-15","confidence":0.5}]"#;
    assert_eq!(CheckIns::from_json(text).unwrap().to_json(), text);
}
