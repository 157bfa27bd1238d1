//! Thrown errors: every problem at once, as JSON text `{ message, errors }`; a refused sheet with its `note` besides.

use okr_core::Errors;
use okr_core::import::{ImportError, Note};
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

#[derive(Serialize)]
struct Refused<'a> {
    message: String,
    errors: Option<&'a Errors>,
    note: Option<&'a Note>,
}

/// Turns the refusal of a sheet into what JavaScript catches.
pub(crate) fn refused(error: ImportError) -> JsValue {
    let message = error.to_string();
    let (errors, note) = match &error {
        ImportError::Refused(note) => (None, Some(&**note)),
        ImportError::Invalid(errors) => (Some(errors), None),
        _ => (None, None),
    };
    json(&Refused { message, errors, note }).into()
}

/// The JSON text of a value of the core.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: strings and finite numbers under string keys always serialize.
    serde_json::to_string(value).unwrap_or_default()
}
