//! The npm package `okr-wasm`: conversions around `okr-core`, and nothing else.

use okr_core::calendar::parse_date;
use okr_core::policy::PolicyChoice;
use okr_core::readings::CheckIns;
use okr_core::{Errors, Evaluation, Plan, Readings};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the library.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The report as JSON text, from documents as JSON text.
///
/// # Errors
/// All that is wrong, as JSON text.
#[wasm_bindgen(js_name = reportJson)]
pub fn report_json(
    plan: &str,
    readings: &str,
    as_of: &str,
    check_ins: Option<String>,
    policy: Option<String>,
    kpi_periods: Option<bool>,
) -> Result<String, JsValue> {
    let as_of = parse_date(as_of).map_err(|error| JsValue::from(error.to_string()))?;
    let report = || -> Result<String, Errors> {
        let tracker = Plan::from_json(plan)?.resolve()?;
        let readings = Readings::from_json(readings)?;
        let check_ins = CheckIns::from_json(check_ins.as_deref().unwrap_or("[]"))?;
        let evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins);
        let mut evaluation = evaluation.kpi_periods(kpi_periods.unwrap_or_default());
        if let Some(policy) = policy {
            evaluation = evaluation.policy(PolicyChoice::from_json(&policy)?);
        }
        Ok(tracker.evaluate(&evaluation)?.to_json())
    };
    report().map_err(|errors| JsValue::from(errors.to_json()))
}
