//! How large a file may be.

use super::limit::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES};
use super::note::{ImportError, Note, NoteCode};
use super::sheet::too_large;

/// Refuses a file that is larger than [`MAX_BYTES`], or what unpacks to more. Doors ask this before they read or unpack anything.
///
/// # Errors
///
/// [`NoteCode::TooLarge`].
///
/// ```
/// use okr_core::import::check_size;
///
/// assert!(check_size(64 << 20).is_ok());
/// assert_eq!(check_size(200 << 20).unwrap_err().code(), "too_large");
/// ```
pub fn check_size(bytes: u64) -> Result<(), ImportError> {
    match usize::try_from(bytes) {
        Ok(bytes) if bytes <= MAX_BYTES => Ok(()),
        _ => Err(too_large("bytes", usize::try_from(bytes).unwrap_or(usize::MAX), MAX_BYTES)),
    }
}

/// Refuses a workbook that unpacks to more than [`MAX_UNPACKED_BYTES`], as a zip bomb does.
///
/// # Errors
///
/// [`NoteCode::TooLarge`].
///
/// ```
/// use okr_core::import::check_unpacked_size;
///
/// let refused = check_unpacked_size(4 << 30).unwrap_err();
/// assert_eq!(refused.to_string(), "a workbook must unpack to at most 134217728 bytes, found 4294967296");
/// ```
pub fn check_unpacked_size(bytes: u64) -> Result<(), ImportError> {
    if bytes <= MAX_UNPACKED_BYTES {
        return Ok(());
    }
    let message = format!("a workbook must unpack to at most {MAX_UNPACKED_BYTES} bytes, found {bytes}");
    Err(Note::of(NoteCode::TooLarge, message).with("most", MAX_UNPACKED_BYTES).with("found", bytes).into())
}

/// Refuses a sheet with more rows, columns or cells than one may hold, before it is built.
///
/// # Errors
///
/// [`NoteCode::TooLarge`].
///
/// ```
/// use okr_core::import::check_sheet_size;
///
/// assert!(check_sheet_size(1_048_576, 3, 9).is_ok());
/// assert_eq!(check_sheet_size(1, 1_000_000, 2).unwrap_err().to_string(), "a sheet must have at most 16384 columns, found 1000000");
/// ```
pub fn check_sheet_size(rows: usize, columns: usize, cells: usize) -> Result<(), ImportError> {
    let limits = [("rows", rows, MAX_ROWS), ("columns", columns, MAX_COLUMNS), ("cells", cells, MAX_CELLS)];
    match limits.into_iter().find(|(_, found, most)| found > most) {
        Some((what, found, most)) => Err(too_large(what, found, most)),
        None => Ok(()),
    }
}
