//! The same rows through every door give the same readings.

use proptest::prelude::*;

use super::super::batch::Growing;
use super::super::group::group;
use super::super::store::NO_NOTE;
use super::super::texts::Texts;
use super::*;

/// A row to group: metric, day, recorded and whether the optional columns are used.
type Part = (u32, i32, i32, bool);

/// Rows as columns: metrics, days, values, recorded, samples, notes.
type Columned = (Vec<String>, Vec<i32>, Vec<f64>, Vec<i32>, Vec<f64>, Vec<String>);

fn columned(rows: &[Reading]) -> Columned {
    let mut columns = Columned::default();
    for row in rows {
        columns.0.push(row.metric.clone());
        columns.1.push(day_number(row.date));
        columns.2.push(row.value.unwrap_or(f64::NAN));
        columns.3.push(row.recorded.map_or(NO_DAY, day_number));
        columns.4.push(row.sample.unwrap_or(f64::NAN));
        columns.5.push(row.note.clone().unwrap_or_default());
    }
    columns
}

fn json(rows: &[Reading]) -> String {
    serde_json::to_string(rows).unwrap()
}

#[cfg(feature = "csv")]
fn csv_text(rows: &[Reading]) -> String {
    let optional = |text: Option<String>| text.unwrap_or_default();
    let mut text = "note,metric,date,value,recorded,sample\r\n".to_owned();
    for row in rows {
        let note = row.note.as_ref().map(|note| format!("\"{note}\""));
        let (value, recorded) = (row.value.map(|x| x.to_string()), row.recorded.map(|day| day.to_string()));
        let sample = row.sample.map(|x| x.to_string());
        let fields = [
            optional(note),
            row.metric.clone(),
            row.date.to_string(),
            optional(value),
            optional(recorded),
            optional(sample),
        ];
        text.push_str(&fields.join(","));
        text.push_str("\r\n");
    }
    text
}

proptest! {
    #[test]
    fn every_door_gives_the_same(rows in table()) {
        let (expected, loader) = (last(&rows), Loader::new().duplicates(Duplicates::Last));
        prop_assert_eq!(&loader.json(&json(&rows)).unwrap().complete().unwrap(), &expected);
        let (metrics, days, values, recorded, samples, notes) = columned(&rows);
        let names = ["d", "unused", "c", "b", "a", "b"];
        let codes: Vec<u32> =
            metrics.iter().map(|metric| names.iter().position(|name| name == metric).unwrap() as u32).collect();
        let texts: Vec<String> = rows.iter().map(|row| row.date.to_string()).collect();
        let by_name = Columns::new(metrics.as_slice(), days.as_slice(), &values)
            .recorded(recorded.as_slice()).sample(&samples).note(notes.as_slice());
        prop_assert_eq!(&loader.columns(by_name).unwrap().complete().unwrap(), &expected);
        let by_code = Columns::new(MetricColumn::codes(&codes, names.as_slice()), DateColumn::texts(texts), values)
            .recorded(recorded).sample(samples).note(notes);
        prop_assert_eq!(&loader.columns(by_code).unwrap().complete().unwrap(), &expected);
        #[cfg(feature = "csv")]
        prop_assert_eq!(&loader.csv(csv_text(&rows)).unwrap().complete().unwrap(), &expected);
    }

    #[test]
    fn rows_come_out_as_they_went_in(rows in table()) {
        let readings = last(&rows);
        let again: Vec<Reading> = readings.rows().collect();
        prop_assert_eq!(&last(&again), &readings);
        let key = |row: &Reading| {
            let recorded = row.recorded.filter(|day| row.value.is_none() || *day != row.date);
            (row.metric.clone(), row.date, recorded.unwrap_or(row.date), format!("{:?}", (row.value, row.sample, &row.note)))
        };
        let mut expected: Vec<_> = rows.iter().map(key).collect();
        let mut found: Vec<_> = again.iter().map(key).collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn order_of_rows_matters_only_between_equals(rows in table(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let mut state = seed;
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(last, (state >> 33) as usize % (last + 1));
        }
        // Rows of equal metric, date and recorded keep their order among themselves.
        let key = |row: &Reading| (row.metric.clone(), row.date, row.recorded.unwrap_or(row.date));
        let mut equals: BTreeMap<_, Vec<Reading>> = BTreeMap::new();
        for row in rows.iter().rev() {
            equals.entry(key(row)).or_default().push(row.clone());
        }
        for row in &mut shuffled {
            *row = equals.get_mut(&key(row)).unwrap().pop().unwrap();
        }
        prop_assert_eq!(last(&shuffled), last(&rows));
    }

    #[test]
    fn tables_on_top_of_each_other_are_one_table(rows in table(), cut in 0..60_usize) {
        let (earlier, later) = rows.split_at(cut.min(rows.len()));
        let merged = last(earlier).merge(&last(later)).unwrap();
        prop_assert_eq!(merged, last(&rows));
    }

    #[test]
    fn what_is_set_is_what_one_sees(rows in table(), row in reading()) {
        let row = Reading { recorded: None, value: Some(7.5), ..row };
        let readings = last(&rows).with([&row]).unwrap();
        let day = day_number(row.date);
        let seen = seen(&readings, &row.metric, day);
        prop_assert_eq!(seen.last().copied(), Some((day, 7.5, row.sample)));
        prop_assert_eq!(self::seen(&readings, &row.metric, 30_000).iter().filter(|(date, _, _)| *date == day).count(), 1);
    }

    /// Rows are grouped as a stable sort by metric, date and the day on which they became known orders them.
    #[test]
    fn grouping_is_a_stable_sort(
        rows in prop::collection::vec((0..20_u32, -5..5_i32, -5..5_i32, any::<bool>()), 0..200),
        in_order in any::<bool>(),
        cut in 0..200_usize,
        days_apart in prop::sample::select(vec![1, 40, 10_000]),
        others in any::<bool>(),
    ) {
        let spread = |(metric, date, recorded, used)| (metric, date * days_apart, recorded, used && others);
        let mut rows: Vec<(usize, Part)> = rows.into_iter().map(spread).enumerate().collect();
        let recorded = |row: &Part| if row.3 { row.2 } else { row.1 };
        if in_order {
            rows.sort_by_key(|(_, row)| (row.0, row.1, recorded(row)));
        }
        let batch = |rows: &[(usize, Part)]| {
            let mut batch = Growing::default();
            for (value, (metric, date, recorded, used)) in rows {
                let (recorded, sample, note) = if *used { (*recorded, 1.0, *metric) } else { (NO_DAY, f64::NAN, NO_NOTE) };
                batch.push(*metric, *date, *value as f64, recorded, sample, note);
            }
            batch
        };
        let (first, rest) = rows.split_at(cut.min(rows.len()));
        let mut all = batch(first);
        all.append(batch(rest));
        let names: Texts = (0..20).map(|metric| format!("m{metric}")).collect();
        let store = group(names.clone(), all.finish(), names, vec![Duplicates::Last; 20]);
        rows.sort_by_key(|(_, row)| (row.0, row.1, recorded(row)));
        let mut rows = rows.iter();
        for metric in 0..store.names.len() {
            let series = store.series(metric);
            for row in 0..series.dates.len() {
                let (value, part) = rows.next().unwrap();
                prop_assert_eq!(store.names.get(metric).unwrap(), format!("m{}", part.0));
                prop_assert_eq!((series.dates[row], series.values[row]), (part.1, *value as f64));
                prop_assert_eq!(series.recorded.map_or(part.1, |recorded| recorded[row]), recorded(part));
                prop_assert_eq!(series.samples.is_some_and(|samples| samples[row] == 1.0), part.3);
                let note = store.notes(metric).map_or(NO_NOTE, |notes| notes[row]);
                prop_assert_eq!(note, if part.3 { part.0 } else { NO_NOTE });
            }
        }
        prop_assert!(rows.next().is_none());
    }
}

/// Many rows, shuffled and of very different metrics, on one thread and on several.
#[cfg(feature = "parallel")]
#[test]
fn any_number_of_threads_gives_the_same() {
    let count = 300_000_u64;
    let random = |row: u64| {
        let x = row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (x ^ (x >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32
    };
    let metric = |row: u64| if random(row) % 3 == 0 { 7 } else { random(row + count) % 5_000 };
    let names: Vec<String> = (0..count).map(|row| format!("m{}", metric(row))).collect();
    let days: Vec<i32> = (0..count).map(|row| 20_000 + (random(row + 2 * count) % 900) as i32).collect();
    let values: Vec<f64> = (0..count).map(|row| row as f64).collect();
    let recorded: Vec<i32> = (0..count).map(|row| if row % 9 == 0 { 20_950 } else { NO_DAY }).collect();
    let load = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let columns = Columns::new(names.as_slice(), days.as_slice(), &values).recorded(recorded.as_slice());
        pool.install(|| Loader::new().duplicates(Duplicates::Last).columns(columns).unwrap().complete().unwrap())
    };
    let one = load(1);
    assert_eq!(one.len(), count as usize);
    let several = load(3);
    assert!(several == one);
    assert!(several.metrics().eq(one.metrics()));
}
