//! The doors by which readings come in.

use std::borrow::Borrow;

use super::batch::{Intake, MissingValue};
use super::group::group;
use super::{Loaded, Reading, Readings};
use crate::error::Errors;

/// Loads readings: gives those of the good rows, and says what is wrong with the others.
///
/// ```
/// use okr_core::readings::{Loader, MissingValue};
///
/// let loader = Loader::new().missing(MissingValue::Skip);
/// let loaded = loader.json(r#"[
///     { "metric": "enps", "date": "2026-06", "value": 31 },
///     { "metric": "enps", "date": "2026-07" },
///     { "metric": "enps", "date": "2026-13", "value": 32 }
/// ]"#)?;
/// assert_eq!((loaded.readings.len(), loaded.skipped, loaded.rejected.rows()), (1, 1, 1));
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Loader {
    missing: MissingValue,
}

impl Loader {
    /// A loader that rejects rows whose value is missing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What a missing value means.
    #[must_use]
    pub fn missing(mut self, missing: MissingValue) -> Self {
        self.missing = missing;
        self
    }

    /// The readings of rows.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{Loader, Reading};
    ///
    /// let loaded = Loader::new().rows([Reading::new("enps", parse_date("2026-07-31")?, 31.0)]);
    /// assert_eq!(loaded.readings.len(), 1);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn rows<I>(&self, rows: I) -> Loaded
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let mut intake = Intake::new(self.missing);
        for row in rows {
            intake.push(row.borrow());
        }
        finish(intake)
    }

    /// The readings of a JSON list of rows.
    ///
    /// # Errors
    ///
    /// `bad_json` and `wrong_type` where the text is no JSON list. What is wrong with a row makes that row a rejected one.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// assert_eq!(loaded.readings.len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn json(&self, text: &str) -> Result<Loaded, Errors> {
        let mut intake = Intake::new(self.missing);
        super::json::read(text, &mut intake)?;
        Ok(finish(intake))
    }
}

fn finish(intake: Intake) -> Loaded {
    let Intake { names, notes, batch, rejected, skipped, .. } = intake;
    Loaded { readings: Readings::from_store(group(names, batch, notes)), rejected, skipped }
}
