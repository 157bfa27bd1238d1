//! A sheet: rows of cells.

use super::address::Rectangle;
use super::cell::{Cell, CellValue};
use super::limit::{MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
use super::note::{ImportError, Note, NoteCode};
use crate::document::{At, Fields, Node, Notes, Read, parse};
use crate::error::Errors;

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Row {
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its number, as the spreadsheet shows it.
    pub number: u32,
}

/// A table of cells, such as a sheet of a workbook, a CSV file or a list of objects.
///
/// As JSON, one of:
///
/// * a list of rows, each a list of [cells](Cell);
/// * `{"rows": […], "first"?: 0, "merges"?: ["A2:A5", …], "date1904"?: true, "file"?: …, "sheet"?: …, "hidden"?: true}`, where a
///   row is a list of cells or `{"cells": […], "hidden"?: true}`, and `first` is the number of the first row (without it 1);
/// * a list of objects, or `{"data": […]}` with one: nested objects become columns whose names have dots.
///
/// ```
/// use okr_core::import::{Cell, Sheet};
///
/// let sheet = Sheet::from_json(r#"[["Objective", "Target"], ["Hire faster", { "number": 0.9, "percent": true }]]"#)?;
/// assert_eq!(sheet.rows[1].cells[1], Cell::number(0.9).percent());
/// let records = Sheet::from_json(r#"[{ "name": "Hire faster", "metric": { "target": 25 } }]"#)?;
/// assert_eq!(records.rows[0].cells[1], Cell::text("metric.target"));
/// # Ok::<(), okr_core::import::ImportError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Sheet {
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// Whether it counts days from 1904 on, as workbooks of old Macintoshes do.
    pub date1904: bool,
    /// The name of the file.
    pub file: Option<String>,
    /// The name of the sheet.
    pub name: Option<String>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What was noted while it was read.
    pub notes: Vec<Note>,
}

impl Sheet {
    /// The sheet with these rows of cells.
    ///
    /// # Errors
    ///
    /// [`NoteCode::TooLarge`] where it holds more than a sheet of a workbook can.
    ///
    /// ```
    /// use okr_core::import::{Cell, Sheet};
    ///
    /// let sheet = Sheet::from_cells([[Cell::text("KPI"), Cell::text("Jul 2026")], [Cell::text("eNPS"), Cell::number(31.0)]])?;
    /// assert_eq!(sheet.rows[1].number, 2);
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    pub fn from_cells<R: IntoIterator<Item = Cell>>(rows: impl IntoIterator<Item = R>) -> Result<Self, ImportError> {
        let rows = rows.into_iter().map(|cells| Row { cells: cells.into_iter().collect(), ..Row::default() }).collect();
        Sheet { rows, ..Sheet::default() }.numbered(1)
    }

    /// The sheet that JSON text holds.
    ///
    /// # Errors
    ///
    /// What does not fit the forms, by row and cell; and [`NoteCode::TooLarge`].
    ///
    /// ```
    /// use okr_core::import::Sheet;
    ///
    /// let sheet = Sheet::from_json(r#"[{ "KPI": "eNPS", "Jul 2026": 31 }]"#)?;
    /// assert_eq!(sheet.rows.len(), 2);
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, ImportError> {
        Sheet::from_node(parse(text)?)
    }

    pub(super) fn from_node(node: Node) -> Result<Self, ImportError> {
        match node {
            Node::Array(items) if is_records(&items) => records(items),
            node @ Node::Array(_) => {
                let rows = read_all::<Vec<Row>>(node)?;
                Sheet { rows, ..Sheet::default() }.numbered(1)
            }
            Node::Object(mut fields) => match fields.iter().position(|(name, _)| name == "rows") {
                Some(_) => read_all::<Described>(Node::Object(fields))?.sheet(),
                None => {
                    match fields.iter().position(|(name, _)| name == "data").map(|index| fields.swap_remove(index).1) {
                        Some(Node::Array(items)) if is_records(&items) => records(items),
                        _ => Err(no_rows("an object without a list `rows` or `data`")),
                    }
                }
            },
            other => Err(no_rows(other.describe())),
        }
    }

    /// Gives rows without a number the next one, and checks the limits.
    pub(super) fn numbered(mut self, first: u32) -> Result<Self, ImportError> {
        let mut next = first;
        let mut cells = 0usize;
        if self.rows.len() > MAX_ROWS {
            return Err(too_large("rows", self.rows.len(), MAX_ROWS));
        }
        for row in &mut self.rows {
            row.number = if row.number == 0 { next } else { row.number };
            next = row.number + 1;
            cells += row.cells.len();
            if row.cells.len() > MAX_COLUMNS {
                return Err(too_large("columns", row.cells.len(), MAX_COLUMNS));
            }
            for cell in &row.cells {
                if let CellValue::Text(text) = &cell.value
                    && text.len() > MAX_CELL_CHARACTERS
                    && text.chars().count() > MAX_CELL_CHARACTERS
                {
                    return Err(too_large("characters in a cell", text.chars().count(), MAX_CELL_CHARACTERS));
                }
            }
        }
        if cells > MAX_CELLS {
            return Err(too_large("cells", cells, MAX_CELLS));
        }
        Ok(self)
    }

    /// Fills merged cells down: each row of a merged cell repeats the value of its first.
    ///
    /// # Errors
    ///
    /// [`NoteCode::BadOption`] for what is no range; [`NoteCode::TooLarge`].
    ///
    /// ```
    /// use okr_core::import::{Cell, Sheet};
    ///
    /// let rows = [[Cell::text("Hire faster"), Cell::text("Days")], [Cell::empty(), Cell::text("Offers")]];
    /// let sheet = Sheet::from_cells(rows)?.merge(["A1:A2"])?;
    /// assert_eq!(sheet.rows[1].cells[0].value, Cell::text("Hire faster").value);
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    pub fn merge<'a>(mut self, ranges: impl IntoIterator<Item = &'a str>) -> Result<Self, ImportError> {
        let mut filled = 0usize;
        for range in ranges {
            let Some(merged) = Rectangle::parse(range) else {
                let message = format!("a merged range is written like `A2:A5`, found `{range}`");
                return Err(Note::of(NoteCode::BadOption, message).option("merges").into());
            };
            // Rows rise by their numbers.
            let first = self.rows.partition_point(|row| row.number < merged.first_row);
            let last = self.rows.partition_point(|row| row.number <= merged.last_row);
            let Some(rows) = self.rows.get_mut(first..last) else { continue };
            filled = filled.saturating_add(rows.len());
            if filled > MAX_CELLS {
                return Err(too_large("merged cells", filled, MAX_CELLS));
            }
            fill(rows, &merged);
        }
        Ok(self)
    }

    /// Whether no cell holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.cells.iter().all(Cell::is_empty))
    }

    /// The number of the widest row's cells.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

/// Repeats the value of the first of these rows, which a merged cell spans, in the others.
fn fill(rows: &mut [Row], merged: &Rectangle) {
    let column = merged.first_column;
    let Some(first) = rows.first().filter(|row| row.number == merged.first_row) else { return };
    let value = Cell { filled: true, ..first.cells.get(column).cloned().unwrap_or_default() };
    for row in rows {
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::default());
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = value.clone();
        }
    }
}

pub(super) fn too_large(what: &str, found: usize, most: usize) -> ImportError {
    let message = format!("a sheet must have at most {most} {what}, found {found}");
    Note::of(NoteCode::TooLarge, message).with("what", what).with("most", most).with("found", found).into()
}

fn no_rows(found: &str) -> ImportError {
    let message =
        format!("a sheet must be a list of rows, a list of objects, or an object with `rows` or `data`, found {found}");
    Note::of(NoteCode::BadJson, message).into()
}

fn read_all<T: Read>(node: Node) -> Result<T, ImportError> {
    crate::document::read_node(node, "").map_err(|errors| Errors::new(errors).into())
}

/// Whether a list holds objects that are not rows.
fn is_records(items: &[Node]) -> bool {
    let is_row = |fields: &Vec<(String, Node)>| {
        fields.iter().any(|(name, node)| name == "cells" && matches!(node, Node::Array(_)))
    };
    !items.is_empty() && items.iter().all(|item| matches!(item, Node::Object(fields) if !is_row(fields)))
}

impl Read for Row {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(_) => {
                let Some(mut fields) = Fields::new(node, at, &["cells", "hidden"], notes) else {
                    return Row::default();
                };
                Row {
                    cells: fields.required("cells"),
                    hidden: fields.optional("hidden").unwrap_or_default(),
                    number: 0,
                }
            }
            node => Row { cells: Read::read(node, at, notes), hidden: false, number: 0 },
        }
    }

    fn placeholder() -> Self {
        Row::default()
    }
}

/// A sheet as an object with `rows`.
pub(super) struct Described {
    sheet: Sheet,
    first: u32,
    merges: Vec<String>,
}

impl Described {
    pub(super) fn sheet(self) -> Result<Sheet, ImportError> {
        self.sheet.numbered(self.first)?.merge(self.merges.iter().map(String::as_str))
    }
}

impl Read for Described {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let known = ["rows", "first", "merges", "date1904", "file", "sheet", "hidden"];
        let Some(mut fields) = Fields::new(node, at, &known, notes) else { return Self::placeholder() };
        let sheet = Sheet {
            rows: fields.required("rows"),
            date1904: fields.optional("date1904").unwrap_or_default(),
            file: fields.optional("file"),
            name: fields.optional("sheet"),
            hidden: fields.optional("hidden").unwrap_or_default(),
            notes: Vec::new(),
        };
        let first = fields.optional::<u32>("first").filter(|first| *first == 0).unwrap_or(1);
        Described { sheet, first, merges: fields.optional("merges").unwrap_or_default() }
    }

    fn placeholder() -> Self {
        Described { sheet: Sheet::default(), first: 1, merges: Vec::new() }
    }
}

/// A list of objects as a sheet: the names of their fields are the header, row 0.
fn records(items: Vec<Node>) -> Result<Sheet, ImportError> {
    let mut names: indexmap::IndexMap<String, usize> = indexmap::IndexMap::new();
    let mut rows = Vec::with_capacity(items.len() + 1);
    for item in items {
        let mut flat = Vec::new();
        flatten(item, "", &mut flat);
        let mut cells = vec![Cell::default(); names.len()];
        for (name, cell) in flat {
            let next = names.len();
            let index = *names.entry(name).or_insert(next);
            if index > MAX_COLUMNS {
                return Err(too_large("columns", index, MAX_COLUMNS));
            }
            if cells.len() <= index {
                cells.resize(index + 1, Cell::default());
            }
            if let Some(place) = cells.get_mut(index) {
                *place = cell;
            }
        }
        rows.push(Row { cells, hidden: false, number: 0 });
    }
    let header = Row { cells: names.into_keys().map(Cell::text).collect(), hidden: false, number: 0 };
    rows.insert(0, header);
    Sheet { rows, ..Sheet::default() }.numbered(0)
}

/// The values of an object with their names, nested ones with dots. Lists of plain values are joined.
fn flatten(node: Node, name: &str, flat: &mut Vec<(String, Cell)>) {
    let named = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    let value = match node {
        Node::Object(fields) => {
            for (part, node) in fields {
                flatten(node, &named(&part), flat);
            }
            return;
        }
        Node::Array(items) if items.iter().any(|item| matches!(item, Node::Object(_) | Node::Array(_))) => {
            for (index, item) in items.into_iter().enumerate() {
                flatten(item, &named(&index.to_string()), flat);
            }
            return;
        }
        Node::Array(items) => CellValue::Text(items.into_iter().map(plain).collect::<Vec<_>>().join("\n")),
        Node::Null | Node::NonFinite(_) => CellValue::Empty,
        Node::Bool(value) => CellValue::Bool(value),
        Node::Number(number) => number.as_f64().map_or(CellValue::Empty, CellValue::Number),
        Node::String(text) => CellValue::Text(text),
        Node::HalfText => CellValue::Error(node.describe().to_owned()),
    };
    flat.push((name.to_owned(), Cell { value, ..Cell::default() }));
}

fn plain(node: Node) -> String {
    match node {
        Node::String(text) => text,
        other => serde_json::Value::from(other).to_string(),
    }
}
