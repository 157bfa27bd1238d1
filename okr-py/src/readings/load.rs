//! Loading readings.

use std::fs::File;
use std::path::PathBuf;

use okr_core::Errors;
use okr_core::bindings::check_column_names;
use okr_core::readings::{Columns, Loaded, Loader, MissingValue};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::Readings;
use super::part::Part;
use crate::arrow::{Chunks, Zone};
use crate::errors::Raised;

/// What to do about rows that can't be used, and about empty values.
#[derive(Clone, Copy)]
pub struct Options {
    /// Skip bad rows instead of refusing all rows.
    pub skip_bad: bool,
    /// Skip rows with empty values instead of reporting them as bad.
    pub skip_missing: bool,
}

impl Options {
    fn loader(self) -> Loader {
        Loader::new().missing(if self.skip_missing { MissingValue::Skip } else { MissingValue::Error })
    }

    fn load(self, py: Python<'_>, load: impl FnOnce(Loader) -> Result<Loaded, Errors> + Send) -> PyResult<Readings> {
        let loaded = py.detach(|| load(self.loader()));
        Readings::of(py, loaded.map_err(|errors| Raised::Readings.with(py, &errors))?, self)
    }
}

/// Loads readings from a JSON list of rows.
#[pyfunction]
pub fn load_json(py: Python<'_>, text: &str, skip_bad: bool, skip_missing: bool) -> PyResult<Readings> {
    Options { skip_bad, skip_missing }.load(py, |loader| loader.json(text))
}

/// Loads readings from CSV text.
#[pyfunction]
pub fn load_csv(py: Python<'_>, text: &[u8], skip_bad: bool, skip_missing: bool) -> PyResult<Readings> {
    Options { skip_bad, skip_missing }.load(py, |loader| loader.csv(text))
}

/// Loads readings from a CSV file.
#[pyfunction]
pub fn load_csv_file(py: Python<'_>, path: PathBuf, skip_bad: bool, skip_missing: bool) -> PyResult<Readings> {
    let options = Options { skip_bad, skip_missing };
    let loaded = py.detach(|| options.loader().csv_from(File::open(&path)?));
    let loaded = loaded.map_err(|error| match error.raw_os_error() {
        Some(number) => pyo3::exceptions::PyOSError::new_err((number, error.to_string(), path.clone())),
        None => error.into(),
    })?;
    Readings::of(py, loaded.map_err(|errors| Raised::Readings.with(py, &errors))?, options)
}

/// Loads readings from columns; `None` if one of them must be converted row by row.
#[pyfunction]
#[pyo3(signature = (metric, date, value, recorded, sample, note, zone, skip_bad, skip_missing))]
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
    skip_bad: bool,
    skip_missing: bool,
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
    parts.load(py, zone, Options { skip_bad, skip_missing }).map(Some)
}

/// Loads readings from a table in an Arrow stream. `names` maps fields to other column names.
#[pyfunction]
pub fn load_stream(
    py: Python<'_>,
    stream: Bound<'_, PyAny>,
    names: Vec<(String, String)>,
    zone: Option<Bound<'_, PyAny>>,
    skip_bad: bool,
    skip_missing: bool,
) -> PyResult<Readings> {
    let Some(columns) = Chunks::of(&stream)?.columns()? else {
        return Err(PyTypeError::new_err("expected a table, found a single column"));
    };
    let known_as =
        |name: String| names.iter().find(|(_, given)| *given == name).map_or(name, |(field, _)| field.clone());
    let parts = columns.into_iter().map(|(name, column)| (known_as(name), Part::Arrow(column)));
    Parts(parts.collect()).load(py, zone, Options { skip_bad, skip_missing })
}

/// Checks whether a table with these column names can be read.
#[pyfunction]
pub fn check_columns(py: Python<'_>, names: Vec<String>) -> PyResult<()> {
    check_column_names(&names).map_err(|errors| Raised::Readings.with(py, &errors))
}

/// Columns by name.
#[derive(Default)]
struct Parts(Vec<(String, Part)>);

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
        let mut columns = Columns::new(
            part("metric")?.metrics(rows)?,
            part("date")?.dates("date", rows, zone)?,
            part("value")?.numbers("value", rows)?,
        );
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
