//! New tables from others: merged, with rows set, with metrics copied under another name.

use std::borrow::Borrow;

use super::batch::Growing;
use super::check::MissingValue;
use super::group::group;
use super::intake::Intake;
use super::patch::Patch;
use super::reading::Reading;
use super::series::Series;
use super::store::{NO_DAY, NO_NOTE};
use super::table::Readings;
use super::texts::Texts;
use crate::calendar::day_number;
use crate::error::Errors;
use crate::merge::Rename;
use crate::order;

impl Readings {
    /// Merges these readings with those of another table, whose rows count as later ones.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let june = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-06", "value": 31 }]"#)?;
    /// let july = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 29 }]"#)?;
    /// assert_eq!(june.merge(&july).len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn merge(&self, later: &Readings) -> Readings {
        let mut rows = Collected::default();
        rows.add(self, |_, _| true);
        rows.add(later, |_, _| true);
        rows.finish()
    }

    /// Sets some readings, to see what would be.
    ///
    /// A row without `recorded` replaces all rows of its metric and date; a row with `recorded` is a correction like any other. Of two
    /// given rows for the same day the later counts.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems of the given rows, with the path `/readings/<row>/<column>`.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Reading;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 29 }]"#)?;
    /// let july = readings.rows().next().unwrap().date;
    /// let what_if = readings.with([Reading::new("enps", july, 40.0)])?;
    /// assert_eq!(what_if.rows().map(|row| row.value).collect::<Vec<_>>(), [Some(40.0)]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn with<I>(&self, rows: I) -> Result<Readings, Errors>
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let mut intake = Intake::new(MissingValue::Error);
        let mut set = Vec::new();
        for row in rows {
            let row = row.borrow();
            if let (None, Some(metric)) = (row.recorded, self.metric(&row.metric)) {
                set.push((metric, day_number(row.date)));
            }
            intake.push(row);
        }
        let given = intake.finish().complete()?;
        let mut rows = Collected::default();
        order::sort(&mut set);
        rows.add(self, |metric, date| set.binary_search(&(metric, date)).is_err());
        rows.add(&given, |_, _| true);
        Ok(rows.finish())
    }

    /// Replaces the rows of the metrics that have patches.
    pub(crate) fn with_patches<'a>(&self, patches: impl Iterator<Item = (&'a str, &'a Patch)>) -> Readings {
        let patches: Vec<(&str, &Patch)> = patches.filter(|(_, patch)| !patch.is_idle()).collect();
        let mut patched: Vec<usize> = patches.iter().filter_map(|(metric, _)| self.metric(metric)).collect();
        let mut rows = Collected::default();
        order::sort(&mut patched);
        rows.add(self, |metric, _| patched.binary_search(&metric).is_err());
        for (metric, patch) in patches {
            let (notes, texts) = patch.notes();
            rows.add_rows(metric, patch.series(), Some(notes), texts, |_, _| true);
        }
        rows.finish()
    }

    /// Copies the readings of some metrics under another name, such as those of a key result that graduates to a KPI.
    ///
    /// The rows under the old name stay, so that the key result keeps its score. A row is not copied if the new name already has one with
    /// its date and `recorded`, so that copying twice changes nothing. A metric without readings has nothing to copy.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::merge::Rename;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-09-25", "value": 83 }]"#)?;
    /// let renamed = readings.renamed(&[Rename::new("offers", "offers-kpi")]);
    /// assert_eq!(renamed.metrics().collect::<Vec<_>>(), ["offers", "offers-kpi"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn renamed(&self, renames: &[Rename]) -> Readings {
        let mut rows = Collected::default();
        rows.add(self, |_, _| true);
        for Rename { from, to, .. } in renames {
            rows.copy(self, from, to);
        }
        rows.finish()
    }
}

/// The day on which a row became known: `recorded`, else its date.
fn recorded_of(series: &Series<'_>, row: usize) -> i32 {
    let written = series.recorded.and_then(|recorded| recorded.get(row)).copied().filter(|day| *day != NO_DAY);
    written.or_else(|| series.dates.get(row).copied()).unwrap_or(NO_DAY)
}

/// Rows of several tables, one table after the other.
#[derive(Default)]
struct Collected {
    names: Texts,
    notes: Texts,
    rows: Growing,
}

impl Collected {
    /// Adds the rows of a table whose metric and date are kept.
    fn add(&mut self, readings: &Readings, kept: impl Fn(usize, i32) -> bool) {
        for (metric, name) in readings.metrics().enumerate() {
            self.add_metric(readings, metric, name, |date, _| kept(metric, date));
        }
    }

    /// Adds the rows of metric `from` under the name `to`, without those that are there already.
    fn copy(&mut self, readings: &Readings, from: &str, to: &str) {
        let Some(metric) = readings.metric(from) else { return };
        let there = readings.metric(to).map(|there| readings.series(there));
        let days = |series: Series<'_>| -> Vec<(i32, i32)> {
            let dates = series.dates.iter().enumerate();
            dates.map(|(row, date)| (*date, recorded_of(&series, row))).collect()
        };
        let mut there = there.map(days).unwrap_or_default();
        order::sort(&mut there);
        self.add_metric(readings, metric, to, |date, recorded| there.binary_search(&(date, recorded)).is_err());
    }

    /// Adds the rows of a metric whose date and day of becoming known are kept.
    fn add_metric(&mut self, readings: &Readings, metric: usize, name: &str, kept: impl Fn(i32, i32) -> bool) {
        let store = &readings.0;
        self.add_rows(name, readings.series(metric), store.notes(metric), &store.note_texts, kept);
    }

    fn add_rows(
        &mut self,
        name: &str,
        series: Series<'_>,
        notes: Option<&[u32]>,
        texts: &Texts,
        kept: impl Fn(i32, i32) -> bool,
    ) {
        let index = self.names.intern(name);
        for (row, (&date, &value)) in series.dates.iter().zip(series.values).enumerate() {
            let recorded = recorded_of(&series, row);
            if kept(date, recorded) {
                let sample = series.samples.and_then(|samples| samples.get(row)).copied().unwrap_or(f64::NAN);
                let note = notes.and_then(|notes| notes.get(row)).copied().unwrap_or(NO_NOTE);
                let note = texts.get(note as usize).map_or(NO_NOTE, |note| self.notes.intern(note));
                self.rows.push(index, date, value, recorded, sample, note);
            }
        }
    }

    fn finish(self) -> Readings {
        Readings::from_store(group(self.names, self.rows.finish(), self.notes))
    }
}
