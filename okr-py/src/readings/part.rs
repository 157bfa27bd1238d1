//! A column as Python passes it.

use std::borrow::Cow;
use std::collections::HashMap;

use okr_core::readings::{DateColumn, MetricColumn, NO_DAY, NumberColumn, TextColumn};
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::arrow::{self, Chunks, Zone};

/// Stands for a text that is missing.
const NO_TEXT: u32 = u32::MAX;
/// The day number of `datetime.date(1970, 1, 1)` in Python's count.
const EPOCH: i32 = 719_163;

/// A column of a table in an Arrow stream.
#[pyclass(frozen, module = "okr._core")]
pub struct ArrowColumn(pub Chunks);

/// A column.
pub enum Part {
    /// One text for all rows.
    Same(String),
    /// Arrow data.
    Arrow(Chunks),
    /// Numbers, NaN for a missing value.
    Numbers(Vec<f64>),
    /// Day numbers.
    Days(Vec<i32>),
    /// Texts by index, each stored once; any other index for a missing text.
    Texts(Listed),
    /// The same as Arrow data.
    Codes(Chunks, Chunks),
}

/// Texts, each stored once, and the index of each row's text.
#[derive(Default)]
pub struct Listed {
    codes: Vec<u32>,
    texts: Vec<String>,
}

impl Listed {
    fn of(column: &impl TextColumn) -> Self {
        let mut listed = Listed::default();
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut last: Option<(&str, u32)> = None;
        for row in 0..column.rows() {
            let code = column.text(row).map_or(NO_TEXT, |text| match last {
                Some((before, code)) if before == text => code,
                _ => {
                    let code = *known.entry(text).or_insert_with(|| {
                        listed.texts.push(text.to_owned());
                        index(listed.texts.len() - 1)
                    });
                    last = Some((text, code));
                    code
                }
            });
            listed.codes.push(code);
        }
        listed
    }
}

/// The index of a text among others; there are fewer than [`NO_TEXT`].
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NO_TEXT)
}

/// The texts of a column as a list, and the index of each row's text; an index beyond the list for a missing one.
struct Coded<'a> {
    codes: Cow<'a, [u32]>,
    texts: Box<dyn TextColumn + 'a>,
}

/// Metrics, from the KPI and the team of each row: a text is made for each pair, and not for each row.
///
/// # Errors
/// `ValueError` for an id of a KPI with `@`, which already names a team.
fn joined(kpis: &Coded<'_>, teams: &Coded<'_>) -> PyResult<(Vec<u32>, Vec<String>)> {
    let (rows, others) = (kpis.codes.len(), teams.codes.len());
    if rows != others {
        return Err(PyValueError::new_err(format!("columns must have the same length, found {rows} and {others}")));
    }
    let mut metrics = Vec::new();
    let mut known: HashMap<(u32, u32), u32> = HashMap::new();
    let mut last = ((NO_TEXT, NO_TEXT), NO_TEXT);
    let mut codes = Vec::with_capacity(rows);
    for pair in kpis.codes.iter().copied().zip(teams.codes.iter().copied()) {
        if pair != last.0 {
            let code = match known.get(&pair) {
                Some(code) => *code,
                None => {
                    let metric = metric(kpis.texts.text(pair.0 as usize), teams.texts.text(pair.1 as usize))?;
                    let code = metric.map_or(NO_TEXT, |metric| {
                        metrics.push(metric);
                        index(metrics.len() - 1)
                    });
                    known.insert(pair, code);
                    code
                }
            };
            last = (pair, code);
        }
        codes.push(last.1);
    }
    Ok((codes, metrics))
}

/// The metric of a KPI and a team; none without a KPI. An empty team is none.
fn metric(kpi: Option<&str>, team: Option<&str>) -> PyResult<Option<String>> {
    let Some(kpi) = kpi else { return Ok(None) };
    let Some(team) = team.filter(|team| !team.is_empty()) else { return Ok(Some(kpi.to_owned())) };
    if kpi.contains('@') {
        return Err(PyValueError::new_err(format!(
            "column `kpi`: must hold ids of KPIs, which have no `@`, found `{kpi}` beside the team `{team}`; name a \
             column of such names with `metric`"
        )));
    }
    Ok(Some(format!("{kpi}@{team}")))
}

impl TextColumn for &Listed {
    fn rows(&self) -> usize {
        self.codes.len()
    }

    fn text(&self, row: usize) -> Option<&str> {
        self.texts.get(*self.codes.get(row)? as usize).map(String::as_str)
    }
}

/// One text for all rows.
struct Repeated<'a>(&'a str, usize);

impl TextColumn for Repeated<'_> {
    fn rows(&self) -> usize {
        self.1
    }

    fn text(&self, row: usize) -> Option<&str> {
        (row < self.1).then_some(self.0)
    }
}

impl Part {
    /// Reads a column from an object; `None` for a list whose objects must be converted one by one.
    ///
    /// # Errors
    /// `TypeError` if it is not a column.
    pub fn of(column: &Bound<'_, PyAny>, name: &str) -> PyResult<Option<Part>> {
        if let Ok(text) = column.cast::<PyString>() {
            return Ok(Some(Part::Same(text.to_str()?.to_owned())));
        }
        if let Ok(list) = column.cast::<PyList>() {
            return of_list(list, name);
        }
        if let Ok(column) = column.cast::<ArrowColumn>() {
            return Ok(Some(Part::Arrow(column.get().0.clone())));
        }
        if column.is_instance_of::<PyCapsule>() {
            return Chunks::of(column).map(|chunks| Some(Part::Arrow(chunks)));
        }
        if let Ok(pair) = column.cast::<PyTuple>() {
            return match pair.extract::<(PyBuffer<i64>, Vec<String>)>() {
                Ok((codes, texts)) => {
                    let code = |code: i64| u32::try_from(code).unwrap_or(u32::MAX);
                    let codes = codes.to_vec(column.py())?.into_iter().map(code).collect();
                    Ok(Some(Part::Texts(Listed { codes, texts })))
                }
                Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(column.py()) => Err(error),
                Err(_) => match Chunks::of_two(pair)? {
                    Some((codes, texts)) => Ok(Some(Part::Codes(codes, texts))),
                    None => Chunks::of(column).map(|chunks| Some(Part::Arrow(chunks))),
                },
            };
        }
        if let Ok(numbers) = column.extract::<PyBuffer<f64>>() {
            return Ok(Some(Part::Numbers(numbers.to_vec(column.py())?)));
        }
        let days = column.extract::<PyBuffer<i64>>()?.to_vec(column.py())?;
        let day = |day: i64| match day {
            i64::MIN => NO_DAY,
            day => i32::try_from(day).unwrap_or(if day < 0 { NO_DAY + 1 } else { i32::MAX }),
        };
        Ok(Some(Part::Days(days.into_iter().map(day).collect())))
    }

    /// The number of rows; `None` if it fits any number.
    pub fn rows(&self) -> Option<usize> {
        match self {
            Part::Same(_) => None,
            Part::Arrow(chunks) | Part::Codes(chunks, _) => Some(chunks.arrays.iter().map(|array| array.len()).sum()),
            Part::Numbers(numbers) => Some(numbers.len()),
            Part::Days(days) => Some(days.len()),
            Part::Texts(texts) => Some(texts.codes.len()),
        }
    }

    /// Converts it to metrics.
    pub fn metrics(&self, rows: usize) -> PyResult<MetricColumn<'_>> {
        match self {
            Part::Same(name) => Ok(MetricColumn::codes(vec![0; rows], vec![name.as_str()])),
            Part::Texts(Listed { codes, texts }) => Ok(MetricColumn::codes(codes.as_slice(), texts.as_slice())),
            Part::Arrow(chunks) => match arrow::codes(chunks) {
                Some((codes, texts)) => Ok(MetricColumn::codes(codes, texts)),
                None => arrow::texts(chunks).map(MetricColumn::names).ok_or_else(|| self.is_no("metric", "texts")),
            },
            Part::Codes(codes, texts) => match (arrow::indices(codes), arrow::texts(texts)) {
                (Some(codes), Some(texts)) => Ok(MetricColumn::codes(codes, texts)),
                _ => Err(self.is_no("metric", "texts")),
            },
            Part::Numbers(_) | Part::Days(_) => Err(self.is_no("metric", "texts")),
        }
    }

    /// Converts ids of KPIs, and the team of each row, to metrics: `kpi`, or `kpi@team` where there is a team.
    pub fn metrics_of_teams(&self, teams: &Part, rows: usize) -> PyResult<MetricColumn<'_>> {
        let (kpis, teams) = (self.coded("kpi", rows)?, teams.coded("team", rows)?);
        joined(&kpis, &teams).map(|(codes, texts)| MetricColumn::codes(codes, texts))
    }

    /// Converts it to a list of texts and the index of each row's text.
    fn coded(&self, name: &str, rows: usize) -> PyResult<Coded<'_>> {
        let (codes, texts): (Cow<'_, [u32]>, Box<dyn TextColumn + '_>) = match self {
            Part::Same(text) => (vec![0; rows].into(), Box::new(Repeated(text, 1))),
            Part::Texts(texts) => (texts.codes.as_slice().into(), Box::new(texts.texts.as_slice())),
            Part::Arrow(chunks) => match arrow::codes(chunks) {
                Some((codes, texts)) => (codes, Box::new(texts)),
                None => {
                    let texts = arrow::texts(chunks).ok_or_else(|| self.is_no(name, "texts"))?;
                    let Listed { codes, texts } = Listed::of(&texts);
                    (codes.into(), Box::new(texts))
                }
            },
            Part::Codes(codes, texts) => match (arrow::indices(codes), arrow::texts(texts)) {
                (Some(codes), Some(texts)) => (codes, Box::new(texts)),
                _ => return Err(self.is_no(name, "texts")),
            },
            Part::Numbers(_) | Part::Days(_) => return Err(self.is_no(name, "texts")),
        };
        Ok(Coded { codes, texts })
    }

    /// Converts it to texts.
    pub fn texts(&self, name: &str, rows: usize) -> PyResult<Box<dyn TextColumn + '_>> {
        match self {
            Part::Same(text) => Ok(Box::new(Repeated(text, rows))),
            Part::Texts(texts) => Ok(Box::new(texts)),
            Part::Arrow(chunks) => match arrow::texts(chunks) {
                Some(texts) => Ok(Box::new(texts)),
                None => Err(self.is_no(name, "texts")),
            },
            Part::Numbers(_) | Part::Days(_) | Part::Codes(..) => Err(self.is_no(name, "texts")),
        }
    }

    /// Converts it to numbers.
    pub fn numbers(&self, name: &str, rows: usize) -> PyResult<NumberColumn<'_>> {
        let none = |texts: &Listed| texts.texts.is_empty();
        match self {
            Part::Numbers(numbers) => Ok(numbers.as_slice().into()),
            Part::Arrow(chunks) => match (arrow::numbers(chunks), arrow::texts(chunks)) {
                (Some(numbers), _) => Ok(numbers.into()),
                (None, Some(texts)) => Ok(NumberColumn::texts(texts)),
                (None, None) => Err(self.is_no(name, "numbers")),
            },
            Part::Texts(texts) if none(texts) => Ok(vec![f64::NAN; rows].into()),
            Part::Texts(texts) => Ok(NumberColumn::texts(texts)),
            Part::Same(_) | Part::Days(_) | Part::Codes(..) => Err(self.is_no(name, "numbers")),
        }
    }

    /// Converts it to dates.
    pub fn dates(&self, name: &str, rows: usize, zone: Option<&Zone<'_>>) -> PyResult<DateColumn<'_>> {
        match self {
            Part::Days(days) => Ok(DateColumn::days(days.as_slice())),
            Part::Same(date) => Ok(DateColumn::texts(Repeated(date, rows))),
            Part::Texts(texts) => Ok(DateColumn::texts(texts)),
            Part::Arrow(chunks) => arrow::days(name, chunks, zone)?.ok_or_else(|| self.is_no(name, "dates")),
            Part::Numbers(_) | Part::Codes(..) => Err(self.is_no(name, "dates")),
        }
    }

    fn is_no(&self, name: &str, expected: &str) -> PyErr {
        let found = match self {
            Part::Same(text) => format!("the text `{text}`"),
            Part::Arrow(chunks) => format!("the Arrow type {}", chunks.data_type),
            Part::Numbers(_) => "numbers".to_owned(),
            Part::Days(_) => "dates".to_owned(),
            Part::Texts(_) | Part::Codes(..) => "texts".to_owned(),
        };
        PyTypeError::new_err(format!("column `{name}`: expected {expected}, found {found}"))
    }
}

/// Reads a list of objects of one type, some of which may be `None`.
fn of_list(list: &Bound<'_, PyList>, name: &str) -> PyResult<Option<Part>> {
    let part = match name {
        "metric" | "note" => texts(list)?.map(Part::Texts),
        "value" | "sample" => numbers(list)?.map(Part::Numbers),
        _ => match texts(list)? {
            Some(texts) => Some(Part::Texts(texts)),
            None => days(list)?.map(Part::Days),
        },
    };
    Ok(part)
}

fn texts(list: &Bound<'_, PyList>) -> PyResult<Option<Listed>> {
    let mut listed = Listed { codes: Vec::with_capacity(list.len()), texts: Vec::new() };
    let mut known: HashMap<String, u32> = HashMap::new();
    for item in list {
        if item.is_none() {
            listed.codes.push(u32::MAX);
            continue;
        }
        let Ok(text) = item.cast::<PyString>() else { return Ok(None) };
        let text = text.to_str()?;
        let code = match known.get(text) {
            Some(code) => *code,
            None => {
                let code = u32::try_from(known.len()).unwrap_or(u32::MAX);
                known.insert(text.to_owned(), code);
                listed.texts.push(text.to_owned());
                code
            }
        };
        listed.codes.push(code);
    }
    Ok(Some(listed))
}

fn numbers(list: &Bound<'_, PyList>) -> PyResult<Option<Vec<f64>>> {
    let mut numbers = Vec::with_capacity(list.len());
    for item in list {
        let number = if item.is_none() {
            f64::NAN
        } else if item.is_exact_instance_of::<PyInt>() || item.is_instance_of::<PyFloat>() {
            match item.extract() {
                Ok(number) => number,
                Err(_) => return Ok(None),
            }
        } else {
            return Ok(None);
        };
        numbers.push(number);
    }
    Ok(Some(numbers))
}

/// Day numbers of `datetime.date` objects; `None` if one is anything else, including a `datetime`.
fn days(list: &Bound<'_, PyList>) -> PyResult<Option<Vec<i32>>> {
    let date = list.py().import("datetime")?.getattr("date")?;
    let mut days = Vec::with_capacity(list.len());
    for item in list {
        if item.is_none() {
            days.push(NO_DAY);
        } else if item.get_type().is(&date) {
            days.push(item.call_method0("toordinal")?.extract::<i32>()? - EPOCH);
        } else {
            return Ok(None);
        }
    }
    Ok(Some(days))
}
