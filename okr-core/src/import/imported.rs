//! What comes out of a sheet.

use serde::Serialize;

use super::mapping::Mapping;
use super::note::Note;
use crate::Plan;
use crate::readings::{CheckIn, Reading};

/// What comes out of a sheet: a part of a plan, readings and check-ins, and what was noted.
///
/// As JSON: `{plan, readings, check_ins, mapping, notes}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Imported {
    /// Teams, cycles, objectives and KPIs that the sheet holds.
    pub plan: Plan,
    /// The values that are new.
    pub readings: Vec<Reading>,
    /// What was said and is new.
    pub check_ins: Vec<CheckIn>,
    /// How the sheet was read.
    pub mapping: Mapping,
    /// What was not understood, left out, guessed or refused.
    pub notes: Vec<Note>,
}

impl Imported {
    /// The whole as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        // INVARIANT: every field serializes.
        serde_json::to_string(self).unwrap_or_default()
    }
}
