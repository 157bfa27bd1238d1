//! The names of the columns of a table of readings.

use super::reading::Reading;
use crate::document::{nearest, shorten};
use crate::error::{Error, ErrorKind, Errors, Problems};

/// Checks the names of the columns of a table of readings: `metric`, `date` and `value`, and optionally `recorded`, `sample` and
/// `note`, in any order.
///
/// # Errors
///
/// `missing_field`, `unknown_field` and `repeated_field`, with the path `/readings/<column>`.
///
/// ```
/// use okr_core::bindings::check_column_names;
///
/// assert!(check_column_names(&["date", "metric", "value", "sample"]).is_ok());
/// let errors = check_column_names(&["metric", "value", "datum"]).unwrap_err();
/// assert_eq!(errors.iter().map(|error| error.path.as_str()).collect::<Vec<_>>(), ["/readings/datum", "/readings/date"]);
/// ```
pub fn check_column_names<T: AsRef<str>>(names: &[T]) -> Result<(), Errors> {
    let mut errors = Problems::new();
    let mut error = |column: &str, kind| {
        errors.push(Error::new(format!("/readings/{}", column.replace('~', "~0").replace('/', "~1")), kind));
    };
    for (index, name) in names.iter().map(AsRef::as_ref).enumerate() {
        if !Reading::FIELDS.contains(&name) {
            let nearest = nearest(name, Reading::FIELDS.iter().copied());
            let known = Reading::FIELDS.iter().map(|&field| field.to_owned()).collect();
            error(name, ErrorKind::UnknownField { field: shorten(name), nearest, known });
        } else if names.iter().take(index).any(|before| before.as_ref() == name) {
            error(name, ErrorKind::RepeatedField { field: name.to_owned() });
        }
    }
    for field in ["metric", "date", "value"] {
        if !names.iter().any(|name| name.as_ref() == field) {
            error(field, ErrorKind::MissingField { field: field.to_owned() });
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}
