//! Readings.

use okr_core::Errors;
use okr_core::calendar::parse_date;
use okr_core::import::{ImportError, ReadingsOptions};
use okr_core::merge::Fragment;
use okr_core::readings::{Duplicates, Loaded, Loader, MissingValue, Rejected};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::columns::Columns;
use crate::sheets::Sheets;
use crate::thrown::{Caught, json, refused, thrown};

/// Readings, the rejected rows, and the number of skipped rows.
#[wasm_bindgen]
pub struct Readings(pub(crate) okr_core::Readings, Rejected, usize);

impl Readings {
    /// Readings of which no row was rejected.
    pub(crate) fn of(readings: okr_core::Readings) -> Self {
        Readings(readings, Rejected::default(), 0)
    }
}

#[wasm_bindgen]
impl Readings {
    /// Loads readings from a JSON list of rows.
    pub fn rows(text: &str, options: &LoadOptions) -> Caught<Readings> {
        finish(options.0.json(text), options.1)
    }

    /// Loads readings from CSV text.
    pub fn csv(text: &str, options: &LoadOptions) -> Caught<Readings> {
        finish(options.0.csv(text), options.1)
    }

    /// Loads readings from a table in the form in which people have it; how it is read as JSON text.
    pub fn sheet(sheets: &Sheets, how: &str, options: &LoadOptions) -> Caught<Readings> {
        let loaded = ReadingsOptions::from_json(how).map_err(ImportError::from).and_then(|how| {
            let workbook = sheets.workbook(how.encoding, how.separator)?;
            okr_core::import::readings(&workbook, &how, &options.0)
        });
        finish(Ok(loaded.map_err(refused)?), options.1)
    }

    /// Loads readings from columns.
    pub fn columns(columns: Columns, options: &LoadOptions) -> Caught<Readings> {
        finish(options.0.columns(columns.into_core()), options.1)
    }

    /// These readings with some, a JSON list of rows, set.
    pub fn with(&self, rows: &str) -> Caught<Readings> {
        let rows = later_rows(rows)?;
        let readings = self.0.with_readings(&rows).map_err(thrown)?;
        Ok(Readings(readings, self.1.clone(), self.2))
    }

    /// These readings with the rows of a JSON list behind them.
    pub fn append(&self, rows: &str) -> Caught<Readings> {
        let rows = later_rows(rows)?;
        let readings = self.0.append_readings(&rows).map_err(thrown)?;
        Ok(Readings(readings, self.1.clone(), self.2))
    }

    /// These readings and those of another table, whose rows count as later ones.
    pub fn merge(&self, later: &Readings) -> Caught<Readings> {
        self.0.merge(&later.0).map(Readings::of).map_err(thrown)
    }

    /// These readings with copies of some under another name: the renames of a fragment, given as JSON text.
    pub fn renamed(&self, fragment: &str) -> Caught<Readings> {
        let fragment = Fragment::from_json(fragment).map_err(thrown)?;
        self.0.renamed(&fragment.renames).map(Readings::of).map_err(thrown)
    }

    /// The rows as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        json(&self.0)
    }

    /// The number of rows.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// The number of rows skipped because their value is missing.
    #[must_use]
    pub fn skipped(&self) -> usize {
        self.2
    }

    /// The names of the metrics.
    #[must_use]
    pub fn metrics(&self) -> Vec<String> {
        self.0.metrics().map(str::to_owned).collect()
    }

    /// The rows that can't be used, as JSON text `{ rows, first, counts }`.
    #[must_use]
    pub fn rejected(&self) -> String {
        json(&self.1)
    }
}

/// How rows are loaded, and whether bad ones are skipped.
#[wasm_bindgen]
#[derive(Default)]
pub struct LoadOptions(Loader, bool);

#[wasm_bindgen]
impl LoadOptions {
    /// Bad rows and missing values are refused, as are rows that contradict each other.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> LoadOptions {
        Self::default()
    }

    /// Skips bad rows.
    pub fn skip_bad_rows(&mut self) {
        self.1 = true;
    }

    /// Skips rows without a value.
    pub fn skip_missing(&mut self) {
        self.0 = self.0.missing(MissingValue::Skip);
    }

    /// Sets what several rows for one date mean; false for an unknown word.
    pub fn duplicates(&mut self, word: &str) -> bool {
        let known = word.parse().map(|duplicates| self.0 = self.0.duplicates(duplicates));
        known.is_ok()
    }

    /// Sets the day on which rows became known that do not say so; false if the text is not a date.
    pub fn recorded(&mut self, day: &str) -> bool {
        parse_date(day).map(|day| self.0 = self.0.recorded(day)).is_ok()
    }

    /// Sets the month in which the fiscal year starts; false for no month.
    pub fn fiscal_year_start(&mut self, month: u32) -> bool {
        self.0.fiscal_year_start(month).map(|loader| self.0 = loader).is_ok()
    }
}

/// The rows of a JSON list, of which the later counts.
pub(crate) fn later_rows(text: &str) -> Caught<okr_core::Readings> {
    Loader::new().duplicates(Duplicates::Last).json(text).and_then(Loaded::complete).map_err(thrown)
}

fn finish(loaded: Result<Loaded, Errors>, skip_bad_rows: bool) -> Caught<Readings> {
    let Loaded { readings, rejected, skipped, .. } = loaded.map_err(thrown)?;
    match rejected.errors().filter(|_| !skip_bad_rows) {
        Some(errors) => Err(thrown(errors)),
        None => Ok(Readings(readings, rejected, skipped)),
    }
}
