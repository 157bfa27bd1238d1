//! Loading: the options, and each form in which rows come.

use std::borrow::Borrow;

use chrono::NaiveDate;

use super::columns::Columns;
use super::duplicates::Duplicates;
use super::intake::Intake;
use super::missing_value::MissingValue;
use super::options::Options;
use super::reading::Reading;
use super::rejected::Loaded;
use super::table::Readings;
use crate::calendar::{Calendar, day_number};
use crate::error::{Error, ErrorKind, Errors};

/// Loads readings. It returns those of the good rows, and says what is wrong with the others.
///
/// ```
/// use okr_core::readings::{Loader, MissingValue};
///
/// let loader = Loader::new().missing(MissingValue::Skip);
/// let loaded = loader.json(r#"[
///     { "metric": "enps", "date": "2026-06", "value": 31 },
///     { "metric": "enps", "date": "2026-07" },
///     { "metric": "enps", "date": "2026-13", "value": 32 }
/// ]"#)?;
/// assert_eq!((loaded.readings.len(), loaded.skipped, loaded.rejected.rows()), (1, 1, 1));
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Loader {
    options: Options,
}

impl Loader {
    /// A loader that rejects rows whose value is missing, and rows that contradict each other.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// assert!(Loader::new().json("[]")?.readings.is_empty());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets what a missing value means.
    ///
    /// ```
    /// use okr_core::readings::{Columns, Loader, MissingValue};
    ///
    /// let columns = Columns::new(vec!["enps"; 2], vec![20_665, 20_696], vec![31.0, f64::NAN]);
    /// let loaded = Loader::new().missing(MissingValue::Skip).columns(columns)?;
    /// assert_eq!((loaded.readings.len(), loaded.skipped), (1, 1));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn missing(mut self, missing: MissingValue) -> Self {
        self.options.missing = missing;
        self
    }

    /// Sets what several rows with the same metric, date and `recorded` mean.
    ///
    /// They may come in any chunks of the input. A row that does not write `recorded` became known on the day that
    /// [`recorded`](Self::recorded) sets, else on its date.
    ///
    /// ```
    /// use okr_core::readings::{Duplicates, Loader};
    ///
    /// let text = "metric,date,value\nenps,2026-07,31\nenps,2026-07,29\n";
    /// let loaded = Loader::new().csv(text)?;
    /// assert_eq!(loaded.rejected.counts().collect::<Vec<_>>(), [("duplicate_reading", 2)]);
    /// assert_eq!(
    ///     loaded.rejected.first()[0].message(),
    ///     "`enps` must have one row for `2026-07-31`, found 2: also row 1"
    /// );
    /// assert_eq!(Loader::new().duplicates(Duplicates::Last).csv(text)?.readings.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn duplicates(mut self, duplicates: Duplicates) -> Self {
        self.options.duplicates = duplicates;
        self
    }

    /// Sets the day on which rows became known that do not say so, such as that of an export.
    ///
    /// Such a row is seen from that day on, or from its own date on where that is later. Without this option it is seen from its date
    /// on. An empty value is a retraction only where its row itself says when it became known.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Loader;
    ///
    /// let loader = Loader::new().recorded(parse_date("2026-08-10")?);
    /// let row = loader.csv("metric,date,value\nenps,2026-07,31\n")?.readings.rows().next().unwrap();
    /// assert_eq!(row.recorded, Some(parse_date("2026-08-10")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, day: NaiveDate) -> Self {
        self.options.recorded = Some(day_number(day));
        self
    }

    /// Lets dates be fiscal periods, `FY2027-Q1` and `FY2027`, of the fiscal year that starts in a month.
    ///
    /// A fiscal year has the name of the year in which it ends; a period stands for its last day. Without this option, fiscal periods
    /// are refused. Other periods stay those of the calendar year.
    ///
    /// # Errors
    ///
    /// `out_of_bounds` if `month` is not within 1 to 12.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loader = Loader::new().fiscal_year_start(4)?;
    /// let row = loader.csv("metric,date,value\nsales,FY2027-Q1,31\n")?.readings.rows().next().unwrap();
    /// assert_eq!(row.date.to_string(), "2026-06-30");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn fiscal_year_start(mut self, month: u32) -> Result<Self, Errors> {
        let calendar = u8::try_from(month).ok().and_then(Calendar::new).ok_or_else(|| {
            let kind = ErrorKind::OutOfBounds { value: f64::from(month), min: 1.0, max: 12.0 };
            Errors::new(vec![Error::new("/fiscal_year_start", kind)])
        })?;
        self.options.fiscal = Some(calendar);
        Ok(self)
    }

    pub(super) fn options(&self) -> Options {
        self.options
    }

    /// Loads rows.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{Loader, Reading};
    ///
    /// let loaded = Loader::new().rows([Reading::new("enps", parse_date("2026-07-31")?, 31.0)]);
    /// assert_eq!(loaded.readings.len(), 1);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn rows<I>(&self, rows: I) -> Loaded
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        let mut intake = Intake::new(self.options);
        for row in rows {
            intake.push(row.borrow());
        }
        intake.finish()
    }

    /// Loads columns.
    ///
    /// # Errors
    ///
    /// `wrong_type` for each column whose length differs from that of the first. A row that can't be used is rejected.
    ///
    /// ```
    /// use okr_core::readings::{Columns, Loader};
    ///
    /// let loaded = Loader::new().columns(Columns::new(vec!["enps", "enps"], vec![20_665, 20_696], vec![31.0, 29.0]))?;
    /// assert_eq!(loaded.readings.len(), 2);
    /// assert!(Loader::new().columns(Columns::new(vec!["enps"], vec![20_665, 20_696], vec![31.0])).is_err());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn columns(&self, columns: Columns<'_>) -> Result<Loaded, Errors> {
        super::columns::load(columns, self.options)
    }

    /// Loads a JSON list of rows.
    ///
    /// # Errors
    ///
    /// `bad_json` and `wrong_type` if the text is not a JSON list. A row that can't be used is rejected.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().json(r#"[{ "metric": "enps", "date": "2026-07", "value": 31 }]"#)?;
    /// assert_eq!(loaded.readings.len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn json(&self, text: &str) -> Result<Loaded, Errors> {
        let mut intake = Intake::new(self.options);
        super::json::read(text, &mut intake)?;
        Ok(intake.finish())
    }

    /// Loads CSV text: a header with `metric`, `date` and `value`, and optionally `recorded`, `sample` and `note`, in any order;
    /// fields separated by commas; blank lines are skipped.
    ///
    /// # Errors
    ///
    /// `wrong_type` without a header, `missing_field`, `unknown_field` and `repeated_field` for its columns. A row that can't be used is
    /// rejected.
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let loaded = Loader::new().csv("metric,date,value\nenps,2026-06,31\nenps,2026-07,n/a\n")?;
    /// assert_eq!(loaded.readings.len(), 1);
    /// assert_eq!(
    ///     loaded.rejected.first()[0].to_string(),
    ///     "row 1, column `value`: expected a number such as `12.5`, found the text `n/a`"
    /// );
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[cfg(feature = "csv")]
    pub fn csv(&self, text: impl AsRef<[u8]>) -> Result<Loaded, Errors> {
        super::csv::load(text.as_ref(), self.options, super::csv::Sizes::default())
    }

    /// Loads CSV text piece by piece, such as a file too large to be held in memory.
    ///
    /// # Errors
    ///
    /// Errors of the reader; within, those of [`csv`](Self::csv).
    ///
    /// ```
    /// use okr_core::readings::Loader;
    ///
    /// let file = std::io::Cursor::new("metric,date,value\nenps,2026-06,31\n");
    /// assert_eq!(Loader::new().csv_from(file)??.readings.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "csv")]
    pub fn csv_from(&self, reader: impl std::io::Read) -> std::io::Result<Result<Loaded, Errors>> {
        super::csv::load_from(reader, self.options, super::csv::Sizes::default())
    }
}

impl Readings {
    /// Loads rows, all of which must be good.
    ///
    /// # Errors
    ///
    /// A `bad_row` for each of the first 100 problems, with the path `/readings/<row>/<column>`. To keep the good rows, use
    /// a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::Reading;
    ///
    /// let july = parse_date("2026-07-31")?;
    /// assert_eq!(Readings::from_rows([Reading::new("enps", july, 31.0)])?.len(), 1);
    /// assert!(Readings::from_rows([Reading::new("enps", july, f64::INFINITY)]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_rows<I>(rows: I) -> Result<Self, Errors>
    where
        I: IntoIterator,
        I::Item: Borrow<Reading>,
    {
        Loader::new().rows(rows).complete()
    }

    /// Loads a JSON list of rows, all of which must be good.
    ///
    /// # Errors
    ///
    /// `bad_json` or `wrong_type` if the text is not a JSON list; else a `bad_row` for each of the first 100 problems, with the path
    /// `/readings/<row>/<column>`. To keep the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// let errors = Readings::from_json(r#"[{ "metric": "enps", "date": "2026-07-32", "value": 31 }]"#).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().path, "/readings/0/date");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        Loader::new().json(text)?.complete()
    }

    /// Loads columns, all of whose rows must be good.
    ///
    /// # Errors
    ///
    /// `wrong_type` for each column whose length differs from that of the first; else a `bad_row` for each of the first 100 problems, with the
    /// path `/readings/<row>/<column>`. To keep the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Columns;
    ///
    /// let readings = Readings::from_columns(Columns::new(vec!["enps", "enps"], vec![20_665, 20_696], vec![31.0, 29.0]))?;
    /// assert_eq!(readings.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_columns(columns: Columns<'_>) -> Result<Self, Errors> {
        Loader::new().columns(columns)?.complete()
    }

    /// Loads CSV text, all of whose rows must be good: a header with `metric`, `date` and `value`, and optionally `recorded`, `sample`
    /// and `note`, in any order.
    ///
    /// # Errors
    ///
    /// `wrong_type` without a header, `missing_field`, `unknown_field` and `repeated_field` for its columns; else a `bad_row` for each of
    /// the first 100 problems, with the path `/readings/<row>/<column>`. To keep the good rows, use a [`Loader`].
    ///
    /// ```
    /// use okr_core::Readings;
    ///
    /// assert_eq!(Readings::from_csv("value,metric,date\n31,enps,2026-07\n")?.len(), 1);
    /// let errors = Readings::from_csv("metric,day,value\n").unwrap_err();
    /// assert_eq!(errors.iter().map(|error| error.code()).collect::<Vec<_>>(), ["unknown_field", "missing_field"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[cfg(feature = "csv")]
    pub fn from_csv(text: impl AsRef<[u8]>) -> Result<Self, Errors> {
        Loader::new().csv(text)?.complete()
    }
}

/// Collects rows as [`Readings::from_rows`] loads them.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::readings::Reading;
/// use okr_core::{Errors, Readings};
///
/// let july = parse_date("2026-07-31")?;
/// let readings: Result<Readings, Errors> = [("enps", 31.0), ("turnover", 12.4)]
///     .into_iter()
///     .map(|(metric, value)| Reading::new(metric, july, value))
///     .collect();
/// assert_eq!(readings?.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl FromIterator<Reading> for Result<Readings, Errors> {
    fn from_iter<I: IntoIterator<Item = Reading>>(rows: I) -> Self {
        Readings::from_rows(rows)
    }
}
