//! Rows that can't be used, and why.

use std::fmt;

use indexmap::IndexMap;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::table::Readings;
use crate::document::index_of_word;
use crate::error::{Error, ErrorKind, Errors};
use crate::order;

/// How many problems are kept in full.
pub(super) const SHOWN: usize = 100;

/// One problem of one row.
///
/// ```
/// use okr_core::readings::Loader;
///
/// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-02-30", "value": 31 }]"#)?;
/// let problem = &loaded.rejected.first()[0];
/// assert_eq!((problem.row, problem.column.as_str(), problem.code()), (0, "date", "bad_date"));
/// assert_eq!(problem.to_string(), "row 0, column `date`: `2026-02-30` is not a date: 2026-02 has no day 30");
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[non_exhaustive]
pub struct RejectedRow {
    /// The row, from 0. Headers and blank lines are not counted.
    pub row: usize,
    /// The column at fault; empty if it is the row as a whole.
    pub column: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ErrorKind,
}

impl RejectedRow {
    /// The code of [`kind`](Self::kind).
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 1e16 }]"#)?;
    /// assert_eq!(loaded.rejected.first()[0].code(), "out_of_bounds");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// The message in English: lowercase, without a full stop, and without the row.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "", "date": "2026-07", "value": 31 }]"#)?;
    /// assert_eq!(loaded.rejected.first()[0].message(), "missing field `metric`");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> String {
        match &self.kind {
            ErrorKind::BadRow { reason, .. } => reason.clone(),
            ErrorKind::DuplicateReading { metric, date, rows, others, .. } => {
                ErrorKind::duplicate_reading(metric, date, *rows, others)
            }
            ErrorKind::MissingField { field } if field == "value" => {
                format!("{}; the option `missing` with `skip` leaves such rows out", self.kind)
            }
            kind => kind.to_string(),
        }
    }

    /// The problem as a `bad_row` with the path `/readings/<row>/<column>`; a `duplicate_reading` as itself.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 1e16 }]"#)?;
    /// let error = loaded.rejected.first()[0].error();
    /// assert_eq!((error.code(), error.path.as_str()), ("bad_row", "/readings/0/value"));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn error(&self) -> Error {
        let kind = match &self.kind {
            kind @ ErrorKind::DuplicateReading { .. } => kind.clone(),
            _ => ErrorKind::BadRow { row: self.row, column: self.column.clone(), reason: self.message() },
        };
        let path = match self.column.as_str() {
            "" => format!("/readings/{}", self.row),
            column => format!("/readings/{}/{}", self.row, column.replace('~', "~0").replace('/', "~1")),
        };
        Error::new(path, kind)
    }
}

impl Serialize for RejectedRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("row", &self.row)?;
        map.serialize_entry("column", &self.column)?;
        map.serialize_entry("code", self.code())?;
        map.serialize_entry("data", &self.kind.data())?;
        map.serialize_entry("message", &self.message())?;
        map.end()
    }
}

impl fmt::Display for RejectedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().kind.fmt(f)
    }
}

/// The rows that can't be used: their number, the first 100 problems in full, and the number of problems of each code.
///
/// ```
/// use okr_core::readings::Loader;
///
/// let loaded = Loader::new().json(r#"[
///     { "metric": "enps", "date": "2026-07", "value": 31 },
///     { "metric": "", "date": "2026-07", "value": 31 },
///     { "metric": "enps", "date": "July", "value": 31 }
/// ]"#)?;
/// assert_eq!(loaded.readings.len(), 1);
/// assert_eq!(loaded.rejected.rows(), 2);
/// assert_eq!(loaded.rejected.counts().collect::<Vec<_>>(), [("bad_date", 1), ("missing_field", 1)]);
/// let json = serde_json::to_value(&loaded.rejected).unwrap();
/// assert_eq!(json["first"][0]["message"], "missing field `metric`");
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, serde::Deserialize)]
#[serde(try_from = "Written")]
pub struct Rejected {
    rows: usize,
    /// The last row added, while rows are added.
    last: Option<usize>,
    first: Vec<RejectedRow>,
    counts: Vec<(&'static str, usize)>,
}

impl Rejected {
    /// The number of rows that can't be used.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 1e16 }]"#)?;
    /// assert_eq!(loaded.rejected.rows(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether all rows can be used.
    ///
    /// ```
    /// assert!(okr_core::readings::Rejected::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The first 100 problems, by row. A row may have several.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 1e16 }]"#)?;
    /// assert_eq!(loaded.rejected.first()[0].column, "value");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn first(&self) -> &[RejectedRow] {
        &self.first
    }

    /// The number of problems of each code, by code, including those in [`first`](Self::first).
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 1e16 }]"#)?;
    /// assert_eq!(loaded.rejected.counts().collect::<Vec<_>>(), [("out_of_bounds", 1)]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn counts(&self) -> impl ExactSizeIterator<Item = (&'static str, usize)> {
        self.counts.iter().copied()
    }

    /// The first problems as errors, and behind them a `more_problems` that counts the others; none if all rows can be used.
    ///
    /// ```
    /// use okr_core::readings::Rejected;
    ///
    /// assert_eq!(Rejected::default().errors(), None);
    /// ```
    #[must_use]
    pub fn errors(&self) -> Option<Errors> {
        if self.is_empty() {
            return None;
        }
        let mut counts: IndexMap<String, usize> = self.counts().map(|(code, count)| (code.to_owned(), count)).collect();
        for problem in &self.first {
            counts.get_mut(problem.code()).into_iter().for_each(|count| *count -= 1);
        }
        counts.retain(|_, count| *count > 0);
        let problems = counts.values().sum();
        let more = (problems > 0).then(|| Error::new("", ErrorKind::MoreProblems { problems, counts }));
        Some(Errors::new(self.first.iter().map(RejectedRow::error).chain(more)))
    }

    /// Adds a problem. Its row is not before that of the last problem.
    #[cold]
    pub(super) fn add(&mut self, row: usize, column: &str, kind: ErrorKind) {
        if self.last != Some(row) {
            self.last = Some(row);
            self.rows += 1;
        }
        self.count(kind.code(), 1);
        if self.first.len() < SHOWN {
            self.first.push(RejectedRow { row, column: column.to_owned(), kind });
        }
    }

    /// Adds what a sheet's row, or the sheet, holds that could not become a row here.
    #[cold]
    pub(crate) fn add_noted(&mut self, row: usize, column: &str, reason: String) {
        let kind = ErrorKind::BadRow { row, column: column.to_owned(), reason };
        self.rows += 1;
        self.count(kind.code(), 1);
        self.first.push(RejectedRow { row, column: column.to_owned(), kind });
        order::by_key(&mut self.first, |problem| problem.row);
        self.first.truncate(SHOWN);
    }

    /// Adds `rows` rows that were not rejected yet, for one problem each in the column `date`; those of the first rows in full.
    #[cold]
    pub(super) fn add_all(&mut self, rows: usize, first: Vec<(usize, ErrorKind)>) {
        let Some((_, kind)) = first.first() else { return };
        self.rows += rows;
        self.count(kind.code(), rows);
        let first = first.into_iter().map(|(row, kind)| RejectedRow { row, column: "date".to_owned(), kind });
        self.first.extend(first);
        order::by_key(&mut self.first, |problem| problem.row);
        self.first.truncate(SHOWN);
    }

    /// All rows were added.
    pub(super) fn finish(mut self) -> Self {
        self.last = None;
        self
    }

    fn count(&mut self, code: &'static str, more: usize) {
        match self.counts.binary_search_by_key(&code, |(code, _)| *code) {
            Ok(index) => self.counts.get_mut(index).into_iter().for_each(|(_, count)| *count += more),
            Err(index) => self.counts.insert(index, (code, more)),
        }
    }

    /// Adds the problems of later rows, the first of which has the number `offset`.
    pub(super) fn append(&mut self, following: Rejected, offset: usize) {
        self.rows += following.rows;
        self.last = following.last.map(|row| row + offset).or(self.last);
        for (code, count) in following.counts {
            self.count(code, count);
        }
        let free = SHOWN - self.first.len();
        let rows = following.first.into_iter().take(free);
        self.first.extend(rows.map(|problem| RejectedRow { row: problem.row + offset, ..problem }));
    }
}

impl Serialize for Rejected {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("first", &self.first)?;
        map.serialize_entry("counts", &self.counts().collect::<IndexMap<_, _>>())?;
        map.end()
    }
}

/// What is written of [`Rejected`].
#[derive(serde::Deserialize)]
struct Written {
    rows: usize,
    first: Vec<RejectedRow>,
    counts: IndexMap<String, usize>,
}

impl TryFrom<Written> for Rejected {
    type Error = ErrorKind;

    fn try_from(written: Written) -> Result<Self, ErrorKind> {
        let mut rejected = Rejected { rows: written.rows, first: written.first, ..Rejected::default() };
        for (code, count) in written.counts {
            let index = index_of_word(&code, ErrorKind::CODES)?;
            rejected.count(ErrorKind::CODES.get(index).copied().unwrap_or_default(), count);
        }
        Ok(rejected)
    }
}

/// The result of loading: the readings of the good rows, and what became of the others.
///
/// Use [`readings`](Self::readings) to continue with the good rows, [`complete`](Self::complete) to refuse all if any was rejected.
///
/// ```
/// use okr_core::readings::Loader;
///
/// let rows = r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }, { "metric": "enps", "date": "soon", "value": 31 }]"#;
/// let loaded = Loader::new().json(rows).unwrap();
/// assert_eq!((loaded.readings.len(), loaded.rejected.rows()), (1, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Loaded {
    /// The readings of the good rows.
    pub readings: Readings,
    /// The rows that can't be used.
    pub rejected: Rejected,
    /// The number of rows that were skipped because their value is missing.
    pub skipped: usize,
}

impl Loaded {
    /// Returns the readings if no row was rejected.
    ///
    /// # Errors
    ///
    /// A `bad_row` or `duplicate_reading` for each of the first 100 problems, with the path `/readings/<row>/<column>`.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "", "date": "2026-07", "value": 31 }]"#)?;
    /// let errors = loaded.complete().unwrap_err();
    /// assert_eq!(errors.to_string(), "1 problem\n  /readings/0/metric: row 0, column `metric`: missing field `metric`");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn complete(self) -> Result<Readings, Errors> {
        match self.rejected.errors() {
            None => Ok(self.readings),
            Some(errors) => Err(errors),
        }
    }
}
