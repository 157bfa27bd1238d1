//! Readings from the newest backwards, without looking at all of them.

use crate::readings::patch::Patched;

/// What is known of a metric on `as_of` about days up to `until`: date and value, newest first, one a date.
pub(super) fn newest_first(
    readings: Patched<'_>,
    metric: Option<usize>,
    until: i32,
    as_of: i32,
) -> impl Iterator<Item = (i32, f64)> + '_ {
    let series = metric.map(|metric| readings.series(metric));
    let last = if until < as_of { until } else { as_of };
    let mut row = series.map_or(0, |series| series.dates.partition_point(|&date| date <= last));
    // Rows of one date stand by the day on which they became known: from behind, the first known one counts.
    let mut passed = None;
    std::iter::from_fn(move || {
        let series = series?;
        while row > 0 {
            row -= 1;
            let (Some(&date), Some(&value)) = (series.dates.get(row), series.values.get(row)) else { continue };
            let known = series.recorded.and_then(|recorded| recorded.get(row)).is_none_or(|&day| day <= as_of);
            if passed == Some(date) || !known {
                continue;
            }
            passed = Some(date);
            if series.combines() {
                let last = row + 1;
                row = series.dates.partition_point(|&earlier| earlier < date);
                return series.combined(row..last, as_of).map(|value| (date, value));
            }
            if !value.is_nan() {
                return Some((date, value));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::newest_first;
    use crate::Readings;
    use crate::calendar::{day_number, parse_date};

    #[test]
    fn corrections_and_retractions_are_seen_from_their_day_on() {
        let readings = Readings::from_json(
            r#"[{ "metric": "m", "date": "2026-07-01", "value": 1 },
                { "metric": "m", "date": "2026-07-02", "value": 2 },
                { "metric": "m", "date": "2026-07-02", "value": 3, "recorded": "2026-07-05" },
                { "metric": "m", "date": "2026-07-03", "value": 4 },
                { "metric": "m", "date": "2026-07-03", "value": null, "recorded": "2026-07-06" }]"#,
        )
        .unwrap();
        let day = |text: &str| day_number(parse_date(text).unwrap());
        let seen = |until: &str, as_of: &str| {
            newest_first((&readings).into(), readings.metric("m"), day(until), day(as_of))
                .map(|(_, value)| value)
                .collect::<Vec<_>>()
        };
        assert_eq!(seen("2026-07-31", "2026-07-04"), [4.0, 2.0, 1.0]);
        assert_eq!(seen("2026-07-31", "2026-07-05"), [4.0, 3.0, 1.0]);
        assert_eq!(seen("2026-07-31", "2026-07-06"), [3.0, 1.0]);
        assert_eq!(seen("2026-07-01", "2026-07-06"), [1.0]);
        assert_eq!(seen("2026-07-31", "2026-06-30"), [0.0; 0]);
        assert_eq!(newest_first((&readings).into(), None, 0, 0).count(), 0);
    }
}
