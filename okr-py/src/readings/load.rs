//! Loading readings.

use std::fs::File;
use std::path::PathBuf;

use okr_core::Errors;
use okr_core::bindings::check_column_names;
use okr_core::calendar::parse_date;
use okr_core::error::ErrorKind;
use okr_core::import::{self, ReadingsOptions};
use okr_core::readings::{Columns, Duplicates, Loaded, Loader, MissingValue};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use super::Readings;
use super::part::{ArrowColumn, Part};
use crate::arrow::{Chunks, Zone};
use crate::door::detached;
use crate::errors::{Raised, refused};
use crate::sheets::{Named, workbook};

/// How rows are loaded, as Python passes it: whether to skip bad rows, whether to skip empty values, what several rows for one date
/// mean, when rows became known that do not say so, and the month in which the fiscal year starts.
pub type Given = (bool, bool, String, Option<String>, Option<u32>);

/// How rows are loaded.
#[derive(Clone, Copy, Default)]
pub struct Options {
    /// Skip bad rows instead of refusing all rows.
    pub skip_bad: bool,
    /// What the core does.
    pub loader: Loader,
}

impl Options {
    /// Reads the options.
    ///
    /// # Errors
    /// `ValueError` for one that is out of its range.
    fn of(given: Given) -> PyResult<Self> {
        let (skip_bad, skip_missing, duplicates, recorded, fiscal_year_start) = given;
        let wrong = |option: &str, error: &dyn std::fmt::Display| PyValueError::new_err(format!("`{option}`: {error}"));
        let duplicates: Duplicates = duplicates.parse().map_err(|error: ErrorKind| wrong("duplicates", &error))?;
        let mut loader = Loader::new().duplicates(duplicates);
        if skip_missing {
            loader = loader.missing(MissingValue::Skip);
        }
        if let Some(recorded) = recorded {
            loader = loader.recorded(parse_date(&recorded).map_err(|error| wrong("recorded_on", &error))?);
        }
        if let Some(month) = fiscal_year_start {
            let outside =
                || PyValueError::new_err(format!("`fiscal_year_start` must be a month, 1 to 12, found {month}"));
            loader = loader.fiscal_year_start(month).map_err(|_| outside())?;
        }
        Ok(Options { skip_bad, loader })
    }

    fn load(self, py: Python<'_>, load: impl FnOnce(Loader) -> Result<Loaded, Errors> + Send) -> PyResult<Readings> {
        let loaded = detached(py, || load(self.loader))?;
        Readings::of(py, loaded.map_err(|errors| Raised::Readings.with(py, &errors))?, self)
    }
}

/// Loads readings from a JSON list of rows.
#[pyfunction]
pub fn load_json(py: Python<'_>, text: &str, options: Given) -> PyResult<Readings> {
    Options::of(options)?.load(py, |loader| loader.json(text))
}

/// Loads readings from CSV text.
#[pyfunction]
pub fn load_csv(py: Python<'_>, text: &[u8], options: Given) -> PyResult<Readings> {
    Options::of(options)?.load(py, |loader| loader.csv(text))
}

/// Loads readings from a CSV file.
#[pyfunction]
pub fn load_csv_file(py: Python<'_>, path: PathBuf, options: Given) -> PyResult<Readings> {
    let options = Options::of(options)?;
    let loaded = detached(py, || options.loader.csv_from(File::open(&path)?))?;
    let loaded = loaded.map_err(|error| match error.raw_os_error() {
        Some(number) => pyo3::exceptions::PyOSError::new_err((number, error.to_string(), path.clone())),
        None => error.into(),
    })?;
    Readings::of(py, loaded.map_err(|errors| Raised::Readings.with(py, &errors))?, options)
}

/// Loads readings from a table in the form in which people have it.
#[pyfunction]
pub fn load_sheet(py: Python<'_>, sheets: Vec<Named>, sheet_options: &str, options: Given) -> PyResult<Readings> {
    let options = Options::of(options)?;
    let loaded = detached(py, || {
        let of_sheet = ReadingsOptions::from_json(sheet_options)?;
        let workbook = workbook(sheets, of_sheet.encoding, of_sheet.separator)?;
        import::readings(&workbook, &of_sheet, &options.loader)
    })?;
    Readings::of(py, loaded.map_err(|error| refused(py, &error))?, options)
}

/// Loads readings from columns; `None` if one of them must be converted row by row. With `team`, `metric` holds ids of KPIs.
#[pyfunction]
#[pyo3(signature = (metric, date, value, recorded, sample, note, zone, options, team = None))]
#[allow(clippy::too_many_arguments)]
pub fn load_columns(
    py: Python<'_>,
    metric: Bound<'_, PyAny>,
    date: Bound<'_, PyAny>,
    value: Bound<'_, PyAny>,
    recorded: Option<Bound<'_, PyAny>>,
    sample: Option<Bound<'_, PyAny>>,
    note: Option<Bound<'_, PyAny>>,
    zone: Option<Bound<'_, PyAny>>,
    options: Given,
    team: Option<Bound<'_, PyAny>>,
) -> PyResult<Option<Readings>> {
    let named = [
        ("metric", Some(metric)),
        ("date", Some(date)),
        ("value", Some(value)),
        ("recorded", recorded),
        ("sample", sample),
        ("note", note),
    ];
    let mut parts = Parts::default();
    for (name, column) in named {
        let Some(column) = column else { continue };
        match Part::of(&column, name)? {
            Some(part) => parts.0.push((name.to_owned(), part)),
            None => return Ok(None),
        }
    }
    if let Some(column) = team {
        parts.1 = Part::of(&column, "metric")?;
        if parts.1.is_none() {
            return Ok(None);
        }
    }
    parts.load(py, zone, Options::of(options)?).map(Some)
}

/// Loads readings from a table in an Arrow stream. `names` maps fields to other column names.
#[pyfunction]
pub fn load_stream(
    py: Python<'_>,
    stream: Bound<'_, PyAny>,
    names: Vec<(String, String)>,
    zone: Option<Bound<'_, PyAny>>,
    options: Given,
) -> PyResult<Readings> {
    let Some(columns) = Chunks::of(&stream)?.columns()? else {
        return Err(PyTypeError::new_err("expected a table, found a single column"));
    };
    let known_as =
        |name: String| names.iter().find(|(_, given)| *given == name).map_or(name, |(field, _)| field.clone());
    let parts = columns.into_iter().map(|(name, column)| (known_as(name), Part::Arrow(column)));
    Parts(parts.collect(), None).load(py, zone, Options::of(options)?)
}

/// Checks whether a table with these column names can be read.
#[pyfunction]
pub fn check_columns(py: Python<'_>, names: Vec<String>) -> PyResult<()> {
    check_column_names(&names).map_err(|errors| Raised::Readings.with(py, &errors))
}

/// What a file is that is not text in UTF-8, and what to do with it.
#[pyfunction]
pub fn foreign_content(content: &[u8]) -> Option<String> {
    okr_core::bindings::foreign_content(content)
}

/// The columns of a table in an Arrow stream or array, by name.
#[pyfunction]
pub fn split_table(table: Bound<'_, PyAny>) -> PyResult<Vec<(String, ArrowColumn)>> {
    let columns = Chunks::of(&table)?.columns()?;
    let columns = columns.ok_or_else(|| PyTypeError::new_err("expected a table, found a single column"))?;
    Ok(columns.into_iter().map(|(name, column)| (name, ArrowColumn(column))).collect())
}

/// Columns by name, and the team of each row where metrics are ids of KPIs.
#[derive(Default)]
struct Parts(Vec<(String, Part)>, Option<Part>);

impl Parts {
    fn get(&self, name: &str) -> Option<&Part> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, part)| part)
    }

    fn load(&self, py: Python<'_>, zone: Option<Bound<'_, PyAny>>, options: Options) -> PyResult<Readings> {
        check_columns(py, self.0.iter().map(|(name, _)| name.clone()).collect())?;
        let columns = self.columns(zone.map(Zone).as_ref())?;
        options.load(py, |loader| loader.columns(columns))
    }

    fn columns(&self, zone: Option<&Zone<'_>>) -> PyResult<Columns<'_>> {
        // What all rows have in common has as many rows as the other columns.
        let rows = self.0.iter().find_map(|(_, part)| part.rows()).unwrap_or(0);
        let part =
            |name: &str| self.get(name).ok_or_else(|| PyTypeError::new_err(format!("column `{name}` is missing")));
        let metrics = match &self.1 {
            None => part("metric")?.metrics(rows)?,
            Some(teams) => part("metric")?.metrics_of_teams(teams, rows)?,
        };
        let mut columns =
            Columns::new(metrics, part("date")?.dates("date", rows, zone)?, part("value")?.numbers("value", rows)?);
        if let Some(recorded) = self.get("recorded") {
            columns = columns.recorded(recorded.dates("recorded", rows, zone)?);
        }
        if let Some(sample) = self.get("sample") {
            columns = columns.sample(sample.numbers("sample", rows)?);
        }
        if let Some(note) = self.get("note") {
            columns = columns.note(note.texts("note", rows)?);
        }
        Ok(columns)
    }
}
