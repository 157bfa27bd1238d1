//! New tables from others: merged, with rows set, with metrics copied under another name.

use std::borrow::Borrow;

use super::batch::Growing;
use super::check::check_rows;
use super::duplicates::Duplicates;
use super::group::group;
use super::patch::Patch;
use super::reading::Reading;
use super::series::Series;
use super::store::{NO_DAY, NO_NOTE, Store};
use super::table::Readings;
use super::texts::Texts;
use crate::calendar::day_number;
use crate::error::{Error, ErrorKind, Errors, Problems};
use crate::merge::Rename;
use crate::order;
use crate::parallel::Alone;
use crate::plan::ItemKind;

impl Readings {
    /// Merges these readings with those of another table, whose rows count as later ones.
    ///
    /// Rows that combine (see [`Duplicates`]) add up across both tables.
    ///
    /// # Errors
    ///
    /// A `mixed_duplicates` for each metric that has rows in both tables which were loaded with different [`Duplicates`]; `error` and
    /// `last` mix.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let june = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-06", "value": 31 }]"#)?;
    /// let july = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 29 }]"#)?;
    /// assert_eq!(june.merge(&july)?.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn merge(&self, later: &Readings) -> Result<Readings, Errors> {
        self.check_modes(later)?;
        if self.is_empty() {
            return Ok(later.clone());
        }
        let mut rows = Collected::default();
        later.metrics().for_each(|name| rows.add_known(self, name, |_| true));
        rows.add(later);
        Ok(self.overlaid(rows.store()))
    }

    /// Appends rows to a copy of these readings: they count as later ones, each a correction of what stands for its metric and date, or,
    /// where rows of the metric combine (see [`Duplicates`]), an event beside the others. The copy shares all other rows.
    ///
    /// The result equals a table that was loaded with all these rows at once, under [`Duplicates::Last`] for new metrics. A row without
    /// `recorded` became known on its date, so that it does not correct a correction: to replace whatever stands there, use
    /// [`with`](Self::with).
    ///
    /// It works on the calling thread, and costs what the rows of the metrics cost that are appended to, whatever else the table holds.
    /// When the rows written by appends come to a quarter of the table, all of it is copied into one piece again. Along a chain of
    /// appends, each to the result of the one before, that adds at most five copied rows for each row of a metric that an append
    /// touches. To add many rows one by one, use a [`ReadingsBuilder`](crate::readings::ReadingsBuilder).
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems of the given rows, with the path `/readings/<row>/<column>`.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Reading;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-06", "value": 31 }]"#)?;
    /// let june = readings.rows().next().unwrap().date;
    /// let appended = readings.append([Reading::new("enps", june, 29.0), Reading::new("turnover", june, 12.4)])?;
    /// assert_eq!((readings.len(), appended.len()), (1, 3));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn append<I>(&self, rows: I) -> Result<Readings, Errors>
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let given: Vec<I::Item> = rows.into_iter().collect();
        self.add_rows(&given.iter().map(Borrow::borrow).collect::<Vec<_>>(), |_, _| true)
    }

    /// Appends the rows of another table, as [`append`](Self::append) does.
    ///
    /// # Errors
    ///
    /// Those of [`with_readings`](Self::with_readings).
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let june = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-06", "value": 31 }]"#)?;
    /// let july = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 29 }]"#)?;
    /// assert_eq!(june.append_readings(&july)?, june.merge(&july)?);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn append_readings(&self, later: &Readings) -> Result<Readings, Errors> {
        let new = self.new_modes(later)?;
        self.append(later.rows())?.with_duplicates(new)
    }

    /// The metrics of another table whose rows combine, and that this one does not have.
    fn new_modes<'a>(&self, others: &'a Readings) -> Result<Vec<(&'a str, Duplicates)>, Errors> {
        let modes = others.metrics().enumerate().map(|(metric, name)| (name, others.series(metric).mode));
        let (known, new): (Vec<_>, Vec<_>) =
            modes.filter(|(_, mode)| mode.combines()).partition(|(name, _)| self.metric(name).is_some());
        refuse_mixtures(known.into_iter().filter_map(|(name, mode)| Some((name, self.mode(name)?, mode))))?;
        Ok(new)
    }

    /// These readings with others, of which the rows that are kept stay below the given ones.
    fn add_rows(&self, given: &[&Reading], kept: impl Fn(usize, i32) -> bool) -> Result<Readings, Errors> {
        check_rows(given, |metric| self.mode(metric).unwrap_or(Duplicates::Last))?;
        let mut rows = Collected::default();
        for row in given {
            let metric = self.metric(&row.metric);
            rows.add_known(self, &row.metric, |date| metric.is_some_and(|metric| kept(metric, date)));
        }
        given.iter().for_each(|row| rows.add_row(row));
        Ok(self.overlaid(rows.store()))
    }

    /// What several rows of a metric mean for one date; none without rows.
    pub(crate) fn mode(&self, metric: &str) -> Option<Duplicates> {
        self.metric(metric).map(|metric| self.series(metric).mode)
    }

    fn check_modes(&self, other: &Readings) -> Result<(), Errors> {
        let modes = other.metrics().enumerate().map(|(metric, name)| (name, other.series(metric).mode));
        refuse_mixtures(modes.filter_map(|(name, mode)| Some((name, self.mode(name)?, mode))))
    }

    /// Sets some readings, to see what would be.
    ///
    /// A row without `recorded` replaces all rows of its metric and date; a row with `recorded` is a correction like any other. Of two
    /// given rows for the same day the later counts. Where rows of a metric combine (see [`Duplicates`]), those given are events: they
    /// combine with each other and, with a `recorded`, with those that stand there.
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
        let mut set = Vec::new();
        let given: Vec<I::Item> = rows.into_iter().collect();
        let given: Vec<&Reading> = given.iter().map(Borrow::borrow).collect();
        for row in given.iter().filter(|row| row.recorded.is_none()) {
            set.extend(self.metric(&row.metric).map(|metric| (metric, day_number(row.date))));
        }
        order::sort(&mut set);
        self.add_rows(&given, |metric, date| set.binary_search(&(metric, date)).is_err())
    }

    /// Sets the readings of another table, as [`with`](Self::with) sets rows.
    ///
    /// # Errors
    ///
    /// A `mixed_duplicates` for each metric whose rows combine in the other table, and not alike in this one. A `bad_row` for a
    /// retraction of a metric whose rows combine in this table.
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 29 }]"#)?;
    /// let what_if = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07", "value": 40 }]"#)?;
    /// assert_eq!(readings.with_readings(&what_if)?, what_if);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn with_readings(&self, others: &Readings) -> Result<Readings, Errors> {
        let new = self.new_modes(others)?;
        self.with(others.rows())?.with_duplicates(new)
    }

    /// Sets what several rows of some metrics mean for one date, such as for rows that were written to a file and read again.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 retractions of metrics whose rows are to combine.
    ///
    /// ```
    /// use okr_core::readings::{Duplicates, Loader};
    ///
    /// let text = "metric,date,value\nsales,2026-07-03,1\nsales,2026-07-03,1\n";
    /// let sales = Loader::new().duplicates(Duplicates::Sum).csv(text)?.readings;
    /// let again = Loader::new().duplicates(Duplicates::Last).csv(text)?.readings;
    /// assert_ne!(again, sales);
    /// assert_eq!(again.with_duplicates([("sales", Duplicates::Sum)])?, sales);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn with_duplicates<'a>(
        &self,
        modes: impl IntoIterator<Item = (&'a str, Duplicates)>,
    ) -> Result<Readings, Errors> {
        let mut rows = Collected::default();
        for (name, mode) in modes {
            if self.mode(name).is_some_and(|known| known != mode.kept()) {
                rows.add_known(self, name, |_| true);
                rows.set_mode(name, mode.kept());
            }
        }
        let mode = |metric: &str| rows.names.find(metric).and_then(|index| rows.modes.get(index)).copied();
        let retractions =
            rows.names.iter().filter_map(|name| self.metric(name)).flat_map(|metric| self.rows_of(metric));
        let retractions: Vec<Reading> = retractions.filter(|row| row.value.is_none()).collect();
        let retractions: Vec<&Reading> = retractions.iter().collect();
        check_rows(&retractions, |metric| mode(metric).unwrap_or_default())?;
        Ok(self.overlaid(rows.store()))
    }

    /// Replaces the rows of the metrics that have patches.
    pub(crate) fn with_patches<'a>(&self, patches: impl Iterator<Item = (&'a str, &'a Patch)>) -> Readings {
        let mut rows = Collected::default();
        for (metric, patch) in patches.filter(|(_, patch)| !patch.is_idle()) {
            let (notes, texts) = patch.notes();
            rows.add_rows(metric, patch.series(), (Some(notes), texts), |_, _| true);
        }
        self.overlaid(rows.store())
    }

    /// Gives the readings of some metrics another name.
    ///
    /// A rename without `kind`, such as that of a key result that graduates to a KPI, copies: the rows under the old name stay, so that the
    /// key result keeps its score. One with `kind` follows an item whose id was edited, and moves the rows: those of the metric and of its
    /// series (`enps`, `enps@north`), or those of all series of a team. Kinds without readings change nothing. Moves come before copies.
    ///
    /// Rows that the new name already has with the same date and `recorded` count, so that renaming twice changes nothing. A metric without
    /// readings has nothing to rename.
    ///
    /// # Errors
    ///
    /// A `mixed_duplicates` for each new name that has rows which were loaded with different [`Duplicates`] than those of the old name.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::merge::Rename;
    ///
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-09-25", "value": 83 }]"#)?;
    /// let renamed = readings.renamed(&[Rename::new("offers", "offers-kpi")])?;
    /// assert_eq!(renamed.metrics().collect::<Vec<_>>(), ["offers", "offers-kpi"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn renamed(&self, renames: &[Rename]) -> Result<Readings, Errors> {
        if renames.iter().any(|rename| rename.kind.is_some()) {
            let copies: Vec<Rename> = renames.iter().filter(|rename| rename.kind.is_none()).cloned().collect();
            return self.moved(renames)?.renamed(&copies);
        }
        let modes = |rename: &Rename| Some((self.mode(&rename.from)?, self.mode(&rename.to)?));
        refuse_mixtures(renames.iter().filter_map(|rename| {
            let (from, to) = modes(rename)?;
            Some((rename.to.as_str(), to, from))
        }))?;
        let mut rows = Collected::default();
        for Rename { from, to, .. } in renames {
            rows.add_known(self, to, |_| true);
            rows.copy(self, from, to);
        }
        Ok(self.overlaid(rows.store()))
    }

    /// The rows under the names that the renames of items make of theirs, one after the other.
    fn moved(&self, renames: &[Rename]) -> Result<Readings, Errors> {
        let new =
            |name: &str| renames.iter().fold(name.to_owned(), |name, rename| moved_name(rename, &name).unwrap_or(name));
        let names: Vec<(&str, String)> = self.metrics().map(|name| (name, new(name))).collect();
        refuse_mixtures(names.iter().filter_map(|(from, to)| Some((to.as_str(), self.mode(to)?, self.mode(from)?))))?;
        let mut rows = Collected::default();
        for (metric, (from, to)) in names.iter().enumerate() {
            match from == to {
                true => rows.add_metric(self, metric, to, |_, _| true),
                false => rows.copy(self, from, to),
            }
        }
        Ok(Readings::from_store(rows.store()))
    }
}

/// The name that the rename of an item makes of that of a series: `kpi`, or `kpi@team`.
fn moved_name(rename: &Rename, series: &str) -> Option<String> {
    let (metric, team) = series.split_once('@').map_or((series, None), |(metric, team)| (metric, Some(team)));
    match rename.kind? {
        ItemKind::KeyResult | ItemKind::Kpi | ItemKind::Input if metric == rename.from => {
            Some(team.map_or_else(|| rename.to.clone(), |team| format!("{}@{team}", rename.to)))
        }
        ItemKind::Team if team == Some(rename.from.as_str()) => Some(format!("{metric}@{}", rename.to)),
        _ => None,
    }
}

impl Readings {
    /// The rows that were known at the end of a day.
    pub(crate) fn known_on(&self, day: i32) -> Readings {
        let mut rows = Collected::default();
        for (metric, name) in self.metrics().enumerate() {
            rows.add_metric(self, metric, name, |date, recorded| date <= day && recorded <= day);
        }
        Readings::from_store(rows.store())
    }
}

/// An error for each metric whose rows mean something else in two tables.
fn refuse_mixtures<'a>(modes: impl Iterator<Item = (&'a str, Duplicates, Duplicates)>) -> Result<(), Errors> {
    let errors = modes.filter(|(_, first, other)| first != other).map(|(metric, first, other)| {
        let (metric, first, other) = (metric.to_owned(), first.to_string(), other.to_string());
        Error::new("/readings", ErrorKind::MixedDuplicates { metric, first, other })
    });
    let errors: Problems = errors.collect();
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
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
    /// What several rows of each metric mean.
    modes: Vec<Duplicates>,
}

impl Collected {
    /// Adds the rows of a table.
    fn add(&mut self, readings: &Readings) {
        for (metric, name) in readings.metrics().enumerate() {
            self.add_metric(readings, metric, name, |_, _| true);
        }
    }

    /// Adds the rows of a metric whose date is kept, if the table has it and nothing of it was added before.
    fn add_known(&mut self, readings: &Readings, name: &str, kept: impl Fn(i32) -> bool) {
        if self.names.find(name).is_none()
            && let Some(metric) = readings.metric(name)
        {
            self.add_metric(readings, metric, name, |date, _| kept(date));
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
        self.add_rows(name, readings.series(metric), readings.notes(metric), kept);
    }

    fn add_rows(
        &mut self,
        name: &str,
        series: Series<'_>,
        (notes, texts): (Option<&[u32]>, &Texts),
        kept: impl Fn(i32, i32) -> bool,
    ) {
        let index = self.metric(name, series.mode);
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

    /// Adds a row; one of a new metric replaces others.
    fn add_row(&mut self, row: &Reading) {
        let metric = self.metric(&row.metric, Duplicates::Last);
        let note = row.note.as_deref().map_or(NO_NOTE, |note| self.notes.intern(note));
        let (value, sample) = (row.value.unwrap_or(f64::NAN), row.sample.unwrap_or(f64::NAN));
        let (date, recorded) = (day_number(row.date), row.recorded.map_or(NO_DAY, day_number));
        self.rows.push(metric, date, value, recorded, sample, note);
    }

    /// The index of a metric; `mode` is what its rows mean, where it is new.
    fn metric(&mut self, name: &str, mode: Duplicates) -> u32 {
        let index = self.names.intern(name);
        if self.modes.len() < self.names.len() {
            self.modes.push(mode);
        }
        index
    }

    fn set_mode(&mut self, name: &str, mode: Duplicates) {
        let known = self.names.find(name).and_then(|index| self.modes.get_mut(index));
        known.into_iter().for_each(|known| *known = mode);
    }

    /// The store of the rows, grouped on this thread: tables are made from others behind locks, and from few rows.
    fn store(self) -> Store {
        let _alone = Alone::when(true);
        group(self.names, self.rows.finish(), self.notes, self.modes)
    }
}
