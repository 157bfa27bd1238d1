//! Rows that come later, in any pieces, and tables that were kept, are the same as one that was loaded at once.

use proptest::prelude::*;

use super::*;
use crate::plan::{Better, Cadence, Kpi};
use crate::{Evaluation, Plan};

/// All that one sees of readings.
fn all(readings: &Readings) -> (Vec<String>, usize, String, Vec<String>, String) {
    let by_metric = (0..readings.metrics().len()).map(|metric| {
        let series = readings.series(metric);
        let days = (20_590..20_620).map(|as_of| (series.counts(as_of), readings.in_force(metric, as_of)));
        format!("{} {:?} {:?}", readings.metric_name(metric), series.mode, days.collect::<Vec<_>>())
    });
    (
        readings.metrics().map(str::to_owned).collect(),
        readings.len(),
        serde_json::to_string(readings).unwrap(),
        by_metric.collect(),
        format!("{:?}", readings.columns()),
    )
}

/// Every piece is appended, merged or built, and now and then the table is folded or kept.
fn piece_by_piece(rows: &[Reading], mode: Duplicates, cuts: &[(usize, u8)]) -> Readings {
    let loader = Loader::new().duplicates(mode);
    let mut rest = rows;
    let mut readings = Readings::new();
    for (length, how) in cuts.iter().copied().chain([(rows.len(), 1)]) {
        let (piece, others) = rest.split_at(length.min(rest.len()));
        rest = others;
        // The first rows of a metric say what several of them mean.
        let is_known = piece.iter().all(|row| readings.metric(&row.metric).is_some());
        let before = all(&readings);
        let grown = match how % 4 {
            0 if is_known || !mode.combines() => readings.append(piece).unwrap(),
            2 => {
                let mut builder = loader.builder();
                let (first, second) = piece.split_at(piece.len() / 2);
                builder.extend(first.to_vec());
                let mut later = loader.builder();
                second.iter().for_each(|row| later.push_reading(row));
                builder.append(later);
                readings.merge(&builder.finish().complete().unwrap()).unwrap()
            }
            _ => readings.merge(&loader.rows(piece).complete().unwrap()).unwrap(),
        };
        assert_eq!(all(&readings), before, "a table stays as it is");
        readings = match how % 3 {
            0 => Readings::from_store(grown.folded()),
            1 => Readings::from_bytes(&grown.to_bytes()).unwrap(),
            _ => grown,
        };
    }
    readings
}

fn modes() -> impl Strategy<Value = Duplicates> {
    prop::sample::select(vec![Duplicates::Last, Duplicates::Sum, Duplicates::Mean, Duplicates::Min, Duplicates::Max])
}

proptest! {
    #[test]
    fn pieces_are_one_table(
        rows in table(),
        mode in modes(),
        cuts in prop::collection::vec((0..12_usize, any::<u8>()), 0..8),
    ) {
        let rows: Vec<Reading> = rows.into_iter().filter(|row| row.value.is_some() || !mode.combines()).collect();
        let expected = Loader::new().duplicates(mode).rows(&rows).complete().unwrap();
        let found = piece_by_piece(&rows, mode, &cuts);
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(all(&found), all(&expected));
        let plan = Plan::new().kpis(["a", "b", "c", "d"].map(|id| Kpi::new(id, "A number", Better::Higher, Cadence::Weekly)));
        let tracker = plan.resolve().unwrap();
        for as_of in [20_600, 20_606, 20_615] {
            let report = |readings: &Readings| tracker.evaluate(&Evaluation::new(readings, date_of_day(as_of)).kpi_periods(true).values(true));
            prop_assert_eq!(report(&found).unwrap().to_json(), report(&expected).unwrap().to_json());
        }
    }

    /// What is set on a table with a layer is what is set on the same table in one piece.
    #[test]
    fn what_is_set_on_layers_is_the_same(rows in table(), later in table(), set in prop::collection::vec(reading(), 0..6)) {
        let layered = last(&rows).append(&later).unwrap();
        let whole = Readings::from_store(layered.folded());
        prop_assert_eq!(all(&layered.with(&set).unwrap()), all(&whole.with(&set).unwrap()));
        prop_assert_eq!(all(&layered.known_on(20_605)), all(&whole.known_on(20_605)));
        let renames = [crate::merge::Rename::new("a", "e"), crate::merge::Rename::new("b", "c")];
        prop_assert_eq!(all(&layered.renamed(&renames).unwrap()), all(&whole.renamed(&renames).unwrap()));
    }

    #[test]
    fn bytes_come_back(rows in table()) {
        let readings = last(&rows);
        let bytes = readings.to_bytes();
        let again = Readings::from_bytes(&bytes).unwrap();
        prop_assert_eq!(all(&again), all(&readings));
        prop_assert_eq!(again.to_bytes(), bytes);
    }

    /// Damage is found. Where a checksum is forged, the result is sound or an error, and never a panic.
    #[test]
    fn bytes_are_not_trusted(
        rows in table(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
        forged in any::<bool>(),
    ) {
        let whole = last(&rows).to_bytes();
        let mut bytes = whole.clone();
        for (place, byte) in damage {
            *place.get_mut(&mut bytes) = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if forged {
            bytes::seal(&mut bytes);
        }
        match Readings::from_bytes(&bytes) {
            Ok(readings) => prop_assert!(readings.rows().count() == readings.len() && (forged || bytes == whole)),
            Err(errors) => prop_assert_eq!(errors.len(), 1),
        }
    }

    #[test]
    fn arbitrary_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Readings::from_bytes(&bytes).is_err());
    }
}

#[test]
fn counts_that_the_bytes_do_not_hold_allocate_nothing() {
    for count in [0, 8, 16] {
        for number in [u64::MAX, 1 << 60, 1 << 40, 1 << 33] {
            let mut bytes = last(&[Reading::new("a", date("2026-07-31"), 1.0)]).to_bytes();
            bytes[20 + count..28 + count].copy_from_slice(&number.to_le_bytes());
            bytes::seal(&mut bytes);
            assert!(Readings::from_bytes(&bytes).is_err());
        }
    }
    let mut later = Readings::new().to_bytes();
    later[8] = 2;
    assert_eq!(Readings::from_bytes(&later).unwrap_err().iter().next().unwrap().code(), "bad_version");
}

/// Layers fold by themselves, and what was appended before stays.
#[test]
fn layers_fold() {
    let mut readings = Readings::new();
    let mut folds = 0;
    for row in 0..3_000_i32 {
        let reading = Reading::new(format!("m{}", row % 40), date_of_day(20_000 + row), f64::from(row));
        readings = readings.append([reading]).unwrap();
        folds += usize::from(readings.layer.is_none());
    }
    assert!((2..60).contains(&folds), "{folds}");
    let rows = (0..3_000).map(|row| Reading::new(format!("m{}", row % 40), date_of_day(20_000 + row), f64::from(row)));
    assert_eq!(readings, Readings::from_rows(rows).unwrap());
}

#[test]
fn rows_that_cannot_be_used_are_not_appended() {
    let readings =
        Loader::new().duplicates(Duplicates::Sum).rows([Reading::new("a", date("2026-07-31"), 1.0)]).readings;
    let rows = [
        Reading::new("a", date("2026-07-31"), f64::NAN),
        Reading::retraction("a", date("2026-07-31"), date("2026-08-01")),
        Reading::new("", date("2026-07-31"), 1.0),
    ];
    let errors = readings.append(&rows).unwrap_err();
    assert_eq!(
        errors.iter().map(|error| error.path.as_str()).collect::<Vec<_>>(),
        ["/readings/0/value", "/readings/1/value", "/readings/2/metric"]
    );
}
