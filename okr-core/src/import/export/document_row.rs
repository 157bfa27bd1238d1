//! A document as a row of cells, and back: what has no column stands as JSON in the last.

use serde_json::{Map, Number, Value};

use super::super::cell::{Cell, CellValue, escaped};
use super::super::limit::MAX_CELL_CHARACTERS;
use super::super::number::{Scan, hundredfold, scan};
use super::super::options::Decimal;
use super::columns::{ColumnFormat, SheetColumn};
use crate::calendar::parse_date;

/// Characters of JSON in one cell; longer JSON goes on in the next.
const CHUNK: usize = MAX_CELL_CHARACTERS - 2_000;

/// Text that a cell can hold unchanged.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= CHUNK
        && !text.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        && text == text.trim()
}

/// Takes the value at a path out of a document, where a cell can hold it.
fn take(document: &mut Map<String, Value>, path: &str, format: ColumnFormat) -> Option<Cell> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    if let Some(rest) = rest {
        let inner = document.get_mut(first)?.as_object_mut()?;
        let cell = take(inner, rest, format)?;
        if inner.is_empty() {
            document.shift_remove(first);
        }
        return Some(cell);
    }
    let value = document.get(first)?;
    let cell = match (format, value) {
        (ColumnFormat::Text, Value::String(text)) if is_plain(text) => Cell::text(escaped(text)),
        (ColumnFormat::Date, Value::String(text)) => Cell::date(parse_date(text).ok()?),
        (ColumnFormat::Number | ColumnFormat::Value, Value::Number(number)) => Cell::number(number.as_f64()?),
        (ColumnFormat::List, Value::Array(items)) => {
            let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            let texts = texts.filter(|texts| {
                !texts.is_empty() && texts.iter().all(|text| is_plain(text) && !text.contains([';', '\n', ',']))
            })?;
            Cell::text(escaped(&texts.join("; ")))
        }
        _ => return None,
    };
    document.shift_remove(first);
    Some(cell)
}

/// The cells of a document, one for each column but the last; and what is left of it as JSON, in as many cells as it needs.
pub(super) fn to_cells(mut document: Map<String, Value>, columns: &[SheetColumn]) -> Vec<Cell> {
    let plain = columns.split_last().map_or(&[][..], |(_, plain)| plain);
    let mut cells: Vec<Cell> = plain
        .iter()
        .map(|column| {
            if column.path.is_empty() {
                Cell::empty()
            } else {
                take(&mut document, column.path, column.format).unwrap_or_default()
            }
        })
        .collect();
    if !document.is_empty() {
        let json = Value::Object(document).to_string();
        // What XML can't hold; in JSON it stands within texts only.
        let json = json.replace('\u{fffe}', "\\ufffe").replace('\u{ffff}', "\\uffff");
        let characters: Vec<char> = json.chars().collect();
        let chunks = characters.chunks(CHUNK).map(|chunk| chunk.iter().collect::<String>());
        cells.extend(chunks.map(|chunk| Cell::text(escaped(&chunk))));
    }
    cells
}

/// What a cell can't be.
pub(super) struct BadCell {
    pub(super) column: usize,
    pub(super) message: String,
}

/// Puts a value at a path into a document.
fn put(document: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(document.insert(path.to_owned(), value)),
        Some((first, rest)) => {
            if let Value::Object(inner) = document.entry(first).or_insert_with(|| Value::Object(Map::new())) {
                put(inner, rest, value);
            }
        }
    }
}

/// The document of a row; `index` gives the cell of a column, `more` those with JSON.
pub(super) fn from_cells(
    columns: &[(usize, &SheetColumn)],
    cells: &[Cell],
    more: &[usize],
    decimal: Option<Decimal>,
) -> Result<Map<String, Value>, BadCell> {
    let json: String =
        more.iter().filter_map(|index| cells.get(*index)).map(|cell| cell.shown().into_owned()).collect();
    let mut document = match json.trim() {
        "" => Map::new(),
        json => match serde_json::from_str(json) {
            Ok(Value::Object(document)) => document,
            _ => {
                let message = "the cell must hold a JSON object".to_owned();
                return Err(BadCell { column: more.first().copied().unwrap_or(0), message });
            }
        },
    };
    for (index, column) in columns.iter().filter(|(_, column)| !column.path.is_empty()) {
        let Some(cell) = cells.get(*index).filter(|cell| !cell.is_empty()) else { continue };
        let value = value(cell, column.format, decimal).map_err(|message| BadCell { column: *index, message })?;
        put(&mut document, column.path, value);
    }
    Ok(document)
}

fn value(cell: &Cell, format: ColumnFormat, decimal: Option<Decimal>) -> Result<Value, String> {
    let text = cell.shown();
    match format {
        ColumnFormat::Number | ColumnFormat::Value => {
            let number = match &cell.value {
                CellValue::Number(number) if cell.percent => Some(hundredfold(*number)),
                CellValue::Number(number) => Some(*number),
                _ if decimal.is_none() && text.trim().parse::<f64>().is_ok() => text.trim().parse().ok(),
                _ => match scan(&text) {
                    Scan::Number(written) if written.bound.is_none() => written.value(decimal),
                    _ => None,
                },
            };
            number
                .and_then(Number::from_f64)
                .map(Value::Number)
                .ok_or_else(|| format!("a number is expected, found `{text}`"))
        }
        ColumnFormat::Date => match &cell.value {
            CellValue::Date(day) => Ok(Value::from(day.to_string())),
            _ => Ok(Value::from(text.trim())),
        },
        ColumnFormat::List => {
            let items = text.split([';', '\n']).map(str::trim).filter(|item| !item.is_empty());
            Ok(items.map(Value::from).collect())
        }
        _ => Ok(Value::from(text.trim())),
    }
}
