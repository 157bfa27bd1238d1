//! Thrown errors: every problem at once, as JSON text `{ message, errors }`.

use okr_core::Errors;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// A result whose errors JavaScript can catch.
pub(crate) type Caught<T> = Result<T, JsValue>;

#[derive(Serialize)]
struct Thrown<'a> {
    message: String,
    errors: &'a Errors,
}

/// Turns errors into what JavaScript catches.
pub(crate) fn thrown(errors: Errors) -> JsValue {
    let message = errors.to_string();
    json(&Thrown { message, errors: &errors }).into()
}

/// The JSON text of a value of the core.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: strings and finite numbers under string keys always serialize.
    serde_json::to_string(value).unwrap_or_default()
}
