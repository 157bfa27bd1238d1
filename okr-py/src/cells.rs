//! The values of a column as bytes, from which NumPy makes an array without an object per value.

use std::collections::HashMap;

use okr_core::calendar::day_number;
use okr_core::report::Cells;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The kind of a column's values; the values as little-endian bytes; a byte for each that is 1 if the value is missing (`None` if
/// no value is missing); and the texts that the values index.
pub type Plain<'py, 'a> = (&'static str, Bound<'py, PyBytes>, Option<Bound<'py, PyBytes>>, Vec<&'a str>);

/// The values of a column: `number` (float64, NaN for a missing value), `count` (uint32), `flag` (a byte), `date` (int32, day
/// numbers), `text`, `word` (all its texts, in the order of their scale) and `json` (int32, indices of the texts, -1 for a missing value).
pub fn plain<'py, 'a>(py: Python<'py>, cells: &'a Cells<'_>) -> Option<Plain<'py, 'a>> {
    Some(match cells {
        Cells::Text(texts) => listed(py, "text", Vec::new(), texts.iter().copied()),
        Cells::Word { words, cells } => listed(py, "word", words.to_vec(), cells.iter().copied()),
        Cells::Json(texts) => listed(py, "json", Vec::new(), texts.iter().map(Option::as_deref)),
        Cells::Number(numbers) => {
            let numbers = numbers.iter().map(|number| number.unwrap_or(f64::NAN).to_le_bytes());
            ("number", bytes(py, numbers), None, Vec::new())
        }
        Cells::Count(counts) => fixed(py, "count", counts, u32::to_le_bytes),
        Cells::Flag(flags) => fixed(py, "flag", flags, |flag| [u8::from(flag)]),
        Cells::Date(dates) => fixed(py, "date", dates, |date| day_number(date).to_le_bytes()),
        _ => return None,
    })
}

fn fixed<'py, 'a, T: Copy + Default, const N: usize>(
    py: Python<'py>,
    kind: &'static str,
    cells: &[Option<T>],
    to_bytes: impl Fn(T) -> [u8; N],
) -> Plain<'py, 'a> {
    let values = bytes(py, cells.iter().map(|cell| to_bytes(cell.unwrap_or_default())));
    let some_missing = cells.iter().any(Option::is_none);
    let missing = some_missing.then(|| bytes(py, cells.iter().map(|cell| [u8::from(cell.is_none())])));
    (kind, values, missing, Vec::new())
}

fn listed<'py, 'a>(
    py: Python<'py>,
    kind: &'static str,
    mut texts: Vec<&'a str>,
    cells: impl Iterator<Item = Option<&'a str>>,
) -> Plain<'py, 'a> {
    let mut known: HashMap<&str, i32> = texts.iter().copied().zip(0..).collect();
    let indices = cells.map(|cell| {
        let index: i32 = cell.map_or(-1, |text| {
            *known.entry(text).or_insert_with(|| {
                texts.push(text);
                // A table has fewer than 2^31 rows.
                texts.len() as i32 - 1
            })
        });
        index.to_le_bytes()
    });
    (kind, bytes(py, indices), None, texts)
}

/// Numbers as bytes.
pub fn bytes<'py, const N: usize>(py: Python<'py>, numbers: impl Iterator<Item = [u8; N]>) -> Bound<'py, PyBytes> {
    PyBytes::new(py, numbers.collect::<Vec<_>>().as_flattened())
}
