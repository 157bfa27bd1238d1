//! Readings.

use okr_core::Errors;
use okr_core::merge::Fragment;
use okr_core::readings::{Loaded, Loader, MissingValue, Rejected};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::columns::Columns;
use crate::thrown::{Caught, json, thrown};

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
    pub fn rows(text: &str, skip_bad_rows: bool, skip_missing: bool) -> Caught<Readings> {
        finish(loader(skip_missing).json(text), skip_bad_rows)
    }

    /// Loads readings from CSV text.
    pub fn csv(text: &str, skip_bad_rows: bool, skip_missing: bool) -> Caught<Readings> {
        finish(loader(skip_missing).csv(text), skip_bad_rows)
    }

    /// Loads readings from columns.
    pub fn columns(columns: Columns, skip_bad_rows: bool, skip_missing: bool) -> Caught<Readings> {
        finish(loader(skip_missing).columns(columns.into_core()), skip_bad_rows)
    }

    /// These readings with some, a JSON list of rows, set.
    pub fn with(&self, rows: &str) -> Caught<Readings> {
        let rows = okr_core::Readings::from_json(rows).map_err(thrown)?;
        let readings = self.0.with(rows.rows()).map_err(thrown)?;
        Ok(Readings(readings, self.1.clone(), self.2))
    }

    /// These readings and those of another table, whose rows count as later ones.
    #[must_use]
    pub fn merge(&self, later: &Readings) -> Readings {
        Readings::of(self.0.merge(&later.0))
    }

    /// These readings with copies of some under another name: the renames of a fragment, given as JSON text.
    pub fn renamed(&self, fragment: &str) -> Caught<Readings> {
        let fragment = Fragment::from_json(fragment).map_err(thrown)?;
        Ok(Readings::of(self.0.renamed(&fragment.renames)))
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

fn loader(skip_missing: bool) -> Loader {
    Loader::new().missing(if skip_missing { MissingValue::Skip } else { MissingValue::Error })
}

fn finish(loaded: Result<Loaded, Errors>, skip_bad_rows: bool) -> Caught<Readings> {
    let Loaded { readings, rejected, skipped, .. } = loaded.map_err(thrown)?;
    match rejected.errors().filter(|_| !skip_bad_rows) {
        Some(errors) => Err(thrown(errors)),
        None => Ok(Readings(readings, rejected, skipped)),
    }
}
