//! What comes out of a sheet.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use super::note::Note;
use crate::error::Errors;
use crate::readings::{CheckIn, Duplicates, Loader, Reading};
use crate::{Plan, Readings};

/// What comes out of a sheet: a part of a plan, readings and check-ins, and what was noted.
///
/// As JSON: `{plan, readings, check_ins, mapping, notes}`.
///
/// ```
/// use okr_core::import::{Holds, Known, Options, Sheet, import};
///
/// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
/// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
/// let imported = import(&sheet, &options, Known::new())?;
/// assert_eq!((imported.plan.kpis[0].id.as_str(), imported.readings.len()), ("enps", 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Imported {
    /// Teams, cycles, objectives and KPIs that the sheet holds.
    pub plan: Plan,
    /// The values that are new.
    pub readings: Vec<Reading>,
    /// What several readings of a metric and date mean, where an export of this library says it.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub duplicates: IndexMap<String, Duplicates>,
    /// What was said and is new.
    pub check_ins: Vec<CheckIn>,
    /// How the sheet was read.
    pub mapping: Mapping,
    /// What was not understood, left out, guessed or refused.
    pub notes: Vec<Note>,
}

impl Imported {
    /// The values as readings to evaluate a plan with.
    ///
    /// # Errors
    ///
    /// Rows that contradict each other, which only an edited export can have.
    ///
    /// ```
    /// use okr_core::import::{Holds, Known, Options, Sheet, import};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
    /// assert_eq!(import(&sheet, &options, Known::new())?.loaded()?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn loaded(&self) -> Result<Readings, Errors> {
        let known = |row: &&Reading| self.duplicates.contains_key(&row.metric);
        let (parts, plain): (Vec<&Reading>, Vec<&Reading>) = self.readings.iter().partition(known);
        let readings = Loader::new().rows(plain).complete()?;
        let parts = Loader::new().duplicates(Duplicates::Last).rows(parts).complete()?;
        let modes = self.duplicates.iter().map(|(metric, mode)| (metric.as_str(), *mode));
        readings.merge(&parts.with_duplicates(modes)?)
    }

    /// The whole as JSON text.
    ///
    /// ```
    /// use okr_core::import::{Holds, Known, Options, Sheet, import};
    ///
    /// let sheet = Sheet::from_csv("KPI,Jul 2026,Aug 2026\neNPS,31,28", None, None)?;
    /// let options = Options::from_json(r#"{ "holds": "kpis", "better": "higher" }"#)?;
    /// let imported = import(&sheet, &options, Known::new())?;
    /// assert!(imported.to_json().starts_with(r#"{"plan":{"version":1,"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}
