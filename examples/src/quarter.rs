//! The example quarter of a 200-person company, in `examples/data`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use okr_core::readings::{CheckIns, Loader};
use okr_core::{Plan, Readings, Tracker};

/// A plan that is ready to be evaluated, with what was measured and said.
pub struct Quarter {
    /// The plan.
    pub tracker: Tracker,
    /// What was measured.
    pub readings: Readings,
    /// What was said.
    pub check_ins: CheckIns,
}

/// Where the example quarter lies.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// Reads a plan, readings and check-ins that share a name: `NAME.json`, `NAME.csv`, `NAME-check-ins.json`.
///
/// # Errors
///
/// A file that can't be read, and all that is wrong in one that can.
pub fn read(folder: &Path, name: &str) -> Result<Quarter, Box<dyn Error>> {
    let text = |ending: &str| {
        let path = folder.join(format!("{name}{ending}"));
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let tracker = Plan::from_json(&text(".json")?)?.resolve()?;
    let readings = Loader::new().csv(text(".csv")?.as_bytes())?.complete()?;
    let check_ins = CheckIns::from_json(&text("-check-ins.json")?)?;
    Ok(Quarter { tracker, readings, check_ins })
}
