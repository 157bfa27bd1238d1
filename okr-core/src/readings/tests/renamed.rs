//! Readings that go on under another name.

use super::*;
use crate::merge::Rename;

fn rows(readings: &Readings, metric: &str) -> Vec<Reading> {
    readings.rows().filter(|row| row.metric == metric).collect()
}

#[test]
fn all_of_a_row_is_copied_and_what_was_there_stays() {
    let offers = [
        Reading::new("offers", date("2026-09-18"), 81.0).sample(12.0).note("before the call"),
        Reading::new("offers", date("2026-09-25"), 38.0),
        Reading::new("offers", date("2026-09-25"), 83.0).recorded(date("2026-09-28")),
        Reading::retraction("offers", date("2026-09-11"), date("2026-09-14")),
        Reading::new("enps", date("2026-09-30"), 31.0),
    ];
    let readings = Readings::from_rows(&offers).unwrap();
    let renamed =
        readings.renamed(&[Rename::new("offers", "offers-kpi"), Rename::new("nothing", "nothing-kpi")]).unwrap();
    assert_eq!(renamed.metrics().collect::<Vec<_>>(), ["offers", "enps", "offers-kpi"]);
    assert_eq!(rows(&renamed, "offers"), rows(&readings, "offers"));
    assert_eq!(rows(&renamed, "enps"), rows(&readings, "enps"));
    let expected: Vec<Reading> =
        rows(&readings, "offers").into_iter().map(|row| Reading { metric: "offers-kpi".into(), ..row }).collect();
    assert_eq!(rows(&renamed, "offers-kpi"), expected);
    // As one sees it on a day: the correction came on the 28th.
    for (day_seen, value) in [("2026-09-27", 38.0), ("2026-09-28", 83.0)] {
        assert_eq!(seen(&renamed, "offers-kpi", day(day_seen)).last().unwrap().1, value);
    }
}

#[test]
fn what_stands_under_the_new_name_counts_and_a_second_time_changes_nothing() {
    let readings = Readings::from_rows([
        Reading::new("offers", date("2026-09-18"), 81.0),
        Reading::new("offers", date("2026-09-25"), 38.0).recorded(date("2026-09-26")),
        Reading::new("offers-kpi", date("2026-09-18"), 80.0),
        Reading::new("offers-kpi", date("2026-10-02"), 84.0).recorded(date("2026-10-05")),
    ])
    .unwrap();
    let renames = [Rename::new("offers", "offers-kpi")];
    let renamed = readings.renamed(&renames).unwrap();
    let values: Vec<f64> = seen(&renamed, "offers-kpi", day("2026-10-31")).iter().map(|row| row.1).collect();
    assert_eq!(values, [80.0, 38.0, 84.0]);
    assert_eq!(renamed.renamed(&renames).unwrap(), renamed);
    assert_eq!(readings.renamed(&[Rename::new("offers", "offers")]).unwrap(), readings);
    assert_eq!(readings.renamed(&[]).unwrap(), readings);
}
