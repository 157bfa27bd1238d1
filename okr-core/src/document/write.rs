//! Writes values as JSON text.

/// The JSON text of a value.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    // INVARIANT: what is written holds strings and finite numbers under string keys, which always serialize.
    serde_json::to_string(value).unwrap_or_default()
}
