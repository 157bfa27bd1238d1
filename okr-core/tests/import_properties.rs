//! What is true of every import: an export comes back as it was, nothing panics, moving rows changes no id, and importing again
//! adds nothing.

mod random;

use okr_core::import::{Cell, CellValue, Holds, Known, Options, Sheet, from_sheets, import, inspect, to_sheets};
use okr_core::readings::{CheckIns, Loader, Reading};
use okr_core::{Plan, Readings};
use proptest::prelude::*;
use random::{Tape, case};

fn sorted(rows: impl IntoIterator<Item = Reading>) -> Vec<String> {
    let mut rows: Vec<String> = rows.into_iter().map(|row| serde_json::to_string(&row).unwrap()).collect();
    rows.sort();
    rows
}

/// A plan with texts that cells can't hold as they are.
fn with_awkward_texts(mut plan: Plan, texts: &[String]) -> Plan {
    let mut texts = texts.iter().cycle();
    let mut next = || texts.next().cloned().unwrap_or_default();
    for objective in &mut plan.objectives {
        objective.title = next();
        objective.description = Some(next());
        objective.tags = vec![next(), next()];
        for key_result in &mut objective.key_results {
            key_result.title = next();
            key_result.owner = Some(next());
        }
    }
    plan.name = Some(next());
    plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn exports_come_back_as_they_were(
        numbers in proptest::collection::vec(any::<u32>(), 0..400),
        texts in proptest::collection::vec("(=|\\+|-|@|'| |\\n|\\t|;|,|\"|–|n/a|[a-z]|[0-9]){0,8}", 1..12),
    ) {
        let case = case(&mut Tape::new(&numbers));
        let plan = with_awkward_texts(case.plan, &texts);
        let readings = Loader::new().rows(case.readings).readings;
        let check_ins = CheckIns::new(case.check_ins).unwrap_or_default();
        let sheets = to_sheets(&plan, Some(&readings), Some(&check_ins));

        let back = from_sheets(sheets.iter().map(|sheet| &sheet.sheet), None).unwrap();
        prop_assert_eq!(&back.notes, &vec![]);
        prop_assert_eq!(&back.plan, &plan);
        prop_assert_eq!(&back.loaded().unwrap(), &readings);
        prop_assert_eq!(sorted(back.readings), sorted(readings.rows()));
        prop_assert_eq!(&CheckIns::new(back.check_ins).unwrap(), &check_ins);

        let files: Vec<Sheet> = sheets.iter().map(|sheet| Sheet::from_csv(sheet.sheet.to_csv(), None, None).unwrap()).collect();
        let back = from_sheets(&files, None).unwrap();
        prop_assert_eq!(&back.notes, &vec![]);
        prop_assert_eq!(&back.plan, &plan);
        prop_assert_eq!(sorted(back.readings), sorted(readings.rows()));
        prop_assert_eq!(&CheckIns::new(back.check_ins).unwrap(), &check_ins);
    }
}

/// Cells that people write, and some that nobody does.
fn cell() -> impl Strategy<Value = Cell> {
    let words: Vec<&'static str> = vec![
        "Objective",
        "Key Result",
        "KPI",
        "Title",
        "Type",
        "Parent",
        "Level",
        "Target",
        "Current",
        "Start",
        "Baseline",
        "Status",
        "Confidence",
        "Date",
        "Value",
        "Team",
        "Cycle",
        "Due Date",
        "ID",
        "Progress",
        "Unit",
        "Jan 2026",
        "Q3 2026",
        "KW 5",
        "2026-07",
        "Q3 FY26",
        "key_result_1_title",
        "KR 2 Target",
        "68 %",
        "$12k",
        "12m",
        "1,234",
        "1.234,5",
        "0.125",
        "≤ 4",
        "(5)",
        "–",
        "n/a",
        "#REF!",
        "31.12.2026",
        "03/04/2026",
        "2026-08-31T10:00:00Z",
        "On track",
        "Behind",
        "Cancelled",
        "objective",
        "key result",
        "Task",
        "Total",
        "Hire faster",
        "Days to hire",
        "Maya; Tom",
        "1",
        "2",
        "3",
        "A1",
        "higher",
        "monthly",
        "more (JSON)",
        "id",
        "type",
    ];
    prop_oneof![
        6 => proptest::sample::select(words).prop_map(Cell::text),
        1 => any::<String>().prop_map(Cell::text),
        1 => any::<f64>().prop_filter("JSON has no others", |x| x.is_finite()).prop_map(Cell::number),
        1 => (-50i32..50).prop_map(|x| Cell::number(f64::from(x) / 50.0).percent()),
        1 => Just(Cell::empty()),
        1 => (0u32..4).prop_map(|indent| Cell::text("Offers").indent(indent)),
    ]
}

/// A header of known names above rows of cells, so that most sheets are read and not refused.
fn table() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    let goals: Vec<&'static str> = vec![
        "Objective",
        "Key Result",
        "Title",
        "Type",
        "Parent",
        "Level",
        "Target",
        "Current",
        "Start",
        "Baseline",
        "Status",
        "Confidence",
        "Team",
        "Cycle",
        "Due Date",
        "Start Date",
        "ID",
        "Progress",
        "Unit",
        "Weight",
        "Owner",
        "Comment",
        "Last Updated",
        "KR 1",
        "KR 1 Target",
        "KR 2",
        "Metric Type",
        "Objective Level",
        "Metric",
    ];
    let kpis: Vec<&'static str> = vec![
        "KPI",
        "Date",
        "Value",
        "Current",
        "Target",
        "Min",
        "Max",
        "Direction",
        "Team",
        "Unit",
        "Jan 2026",
        "Feb 2026",
        "Q3 2026",
        "KW 5 2026",
        "2026-01-31",
        "YTD",
        "Sample",
        "Month",
        "Turnover %",
        "ID",
        "Frequency",
    ];
    let names = prop_oneof![proptest::sample::subsequence(goals, 3..9), proptest::sample::subsequence(kpis, 2..8)];
    (names, proptest::collection::vec(proptest::collection::vec(cell(), 0..9), 0..7))
        .prop_map(|(names, rows)| std::iter::once(names.into_iter().map(Cell::text).collect()).chain(rows).collect())
}

fn options(choices: (bool, bool, bool, bool, u8)) -> Options {
    let (kpis, as_of, cycle, decimal, more) = choices;
    let mut text = format!(r#"{{ "holds": "{}""#, if kpis { "kpis" } else { "goals" });
    let mut add = |is: bool, option: &str| {
        if is {
            text.push_str(option)
        }
    };
    add(as_of, r#", "as_of": "2026-08-31""#);
    add(cycle, r#", "cycle": "Q3 2026""#);
    add(decimal, r#", "decimal": ",""#);
    add(more & 1 > 0, r#", "better": "higher", "cadence": "monthly", "year": 2026"#);
    add(more & 2 > 0, r#", "fiscal_year_start": 4, "dates": "dmy", "percent": "fraction", "zone": "UTC""#);
    add(more & 4 > 0, r#", "header": 1"#);
    add(more & 8 > 0, r#", "without_numbers": "skip", "confidence": "1-5", "kpi": "eNPS""#);
    text.push('}');
    Options::from_json(&text).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_sheet_panics(
        rows in prop_oneof![1 => proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..9), 4 => table()],
        choices in any::<(bool, bool, bool, bool, u8)>(),
    ) {
        let sheet = Sheet::from_cells(rows).unwrap();
        let options = options(choices);
        let _ = inspect(&sheet, &options);
        if let Ok(imported) = import(&sheet, &options, Known::new()) {
            // What comes out is sound in itself: numbers are finite, ids are well formed and unique.
            let codes: Vec<&str> = imported.plan.check().iter().map(|error| error.code()).collect();
            prop_assert!(
                codes.iter().all(|code| ["unknown_reference"].contains(code)) || imported.mapping.export.as_deref() == Some("okr"),
                "{codes:?} in {}", imported.to_json()
            );
            let loaded = Loader::new().rows(imported.readings.clone());
            prop_assert!(loaded.rejected.is_empty(), "{}", imported.to_json());
            if imported.mapping.export.as_deref() != Some("okr") {
                prop_assert!(CheckIns::new(imported.check_ins.clone()).is_ok());
                // The same sheet on a later day adds nothing.
                let readings = Readings::from_rows(imported.readings).unwrap();
                let check_ins = CheckIns::new(imported.check_ins).unwrap();
                let again = import(&sheet, &options, Known::new().readings(&readings).check_ins(&check_ins)).unwrap();
                prop_assert_eq!(again.readings, vec![]);
                prop_assert_eq!(again.check_ins, vec![]);
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), kpis in any::<bool>()) {
        let options = Options::new(if kpis { Holds::Kpis } else { Holds::Goals });
        if let Ok(sheet) = Sheet::from_csv(&bytes, None, None) {
            let _ = import(&sheet, &options, Known::new());
        }
    }

    #[test]
    fn no_text_panics(text in "(Objective|KPI|Target|Date|Value|[0-9]|[a-z]|,|;|\\||\"|\\n|\\r|\\t| |%|\\.|é|€){0,80}", kpis in any::<bool>()) {
        let options = Options::new(if kpis { Holds::Kpis } else { Holds::Goals });
        if let Ok(sheet) = Sheet::from_csv(&text, None, None) {
            prop_assert!(sheet.rows.iter().all(|row| row.cells.iter().all(|cell| !matches!(cell.value, CellValue::Formula))));
            let _ = import(&sheet, &options, Known::new());
        }
        let _ = Sheet::from_json(&text);
    }

    #[test]
    fn moving_rows_changes_no_id(order in Just((0..6usize).collect::<Vec<_>>()).prop_shuffle()) {
        let header = ["Team", "Objective", "Key Result", "Target"].map(Cell::text);
        let rows = [
            ["North", "Hire faster", "Days to hire", "25"], ["North", "Hire faster", "Offers", "9"], ["South", "Hire faster", "Days to hire", "30"],
            ["South", "Keep people", "Turnover", "8"], ["", "Keep people", "Regretted leavers", "2"], ["North", "Keep people", "Turnover", "7"],
        ].map(|row| row.map(Cell::text));
        let ids = |order: &[usize]| {
            let sheet = Sheet::from_cells(std::iter::once(header.clone()).chain(order.iter().map(|at| rows[*at].clone()))).unwrap();
            let options = Options::new(Holds::Goals).cycle("Q3 2026");
            let plan = import(&sheet, &options, Known::new()).unwrap().plan;
            let mut ids: Vec<String> = plan.objectives.iter().flat_map(|o| o.key_results.iter().map(move |k| format!("{}/{}/{:?}", o.id, k.id, k.measure))).collect();
            ids.sort();
            ids
        };
        // A row without a team goes on with the objective above; so it moves together with one of its own.
        let order: Vec<usize> = order.into_iter().filter(|at| *at != 4).collect();
        prop_assert_eq!(ids(&order), ids(&[0, 1, 2, 3, 5]));
    }
}
