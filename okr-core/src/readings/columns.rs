//! Columns as callers have them.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

use super::batch::{self, Batch, Growing, MissingValue};
use super::group::group;
use super::rejected::Rejected;
use super::store::{NO_DAY, NO_NOTE};
use super::table::Table;
use super::texts::{Interner, Texts};
use super::{Loaded, Readings, parallel};
use crate::calendar::{FIRST_DAY, LAST_DAY, day_number, parse_reading_day};
use crate::document::shorten;
use crate::error::{Error, ErrorKind, Errors};
use crate::number::LARGEST_VALUE;

/// A column of texts, in whatever form a caller has it.
///
/// ```
/// use okr_core::readings::TextColumn;
///
/// /// One name for all rows.
/// struct Same(&'static str, usize);
///
/// impl TextColumn for Same {
///     fn rows(&self) -> usize {
///         self.1
///     }
///
///     fn text(&self, row: usize) -> Option<&str> {
///         (row < self.1).then_some(self.0)
///     }
/// }
///
/// assert_eq!(TextColumn::text(&["a", "b"].as_slice(), 1), Some("b"));
/// assert_eq!(Same("enps", 2).text(1), Some("enps"));
/// ```
pub trait TextColumn: Send + Sync {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// The text of a row, from 0; none where it has none.
    fn text(&self, row: usize) -> Option<&str>;
}

impl<T: AsRef<str> + Send + Sync> TextColumn for &[T] {
    fn rows(&self) -> usize {
        self.len()
    }

    fn text(&self, row: usize) -> Option<&str> {
        self.get(row).map(AsRef::as_ref)
    }
}

impl<T: AsRef<str> + Send + Sync> TextColumn for Vec<T> {
    fn rows(&self) -> usize {
        self.len()
    }

    fn text(&self, row: usize) -> Option<&str> {
        self.get(row).map(AsRef::as_ref)
    }
}

impl<T: TextColumn + ?Sized> TextColumn for Box<T> {
    fn rows(&self) -> usize {
        (**self).rows()
    }

    fn text(&self, row: usize) -> Option<&str> {
        (**self).text(row)
    }
}

/// The metric of each row: names, or indices of a list of names.
///
/// ```
/// use okr_core::readings::{Columns, Loader, MetricColumn};
///
/// let metric = MetricColumn::codes(vec![0, 1, 0], vec!["enps", "turnover"]);
/// let columns = Columns::new(metric, vec![20_665, 20_665, 20_696], vec![31.0, 12.4, 29.0]);
/// assert_eq!(Loader::new().columns(columns)?.readings.metrics().collect::<Vec<_>>(), ["enps", "turnover"]);
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub struct MetricColumn<'a>(Metrics<'a>);

enum Metrics<'a> {
    Names(Box<dyn TextColumn + 'a>),
    Codes(Cow<'a, [u32]>, Box<dyn TextColumn + 'a>),
}

impl<'a> MetricColumn<'a> {
    /// The name of each row.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, MetricColumn};
    ///
    /// let metric = MetricColumn::names(vec!["enps", "turnover"]);
    /// assert_eq!(Readings::from_columns(Columns::new(metric, vec![20_665; 2], vec![31.0, 12.4]))?.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn names(names: impl TextColumn + 'a) -> Self {
        MetricColumn(Metrics::Names(Box::new(names)))
    }

    /// For each row the index of its name, from 0, in `names`; a row with another index has no metric.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, MetricColumn};
    ///
    /// let metric = MetricColumn::codes(vec![0, 1, 0], vec!["enps", "turnover"]);
    /// let readings = Readings::from_columns(Columns::new(metric, vec![20_665, 20_665, 20_696], vec![31.0, 12.4, 29.0]))?;
    /// assert_eq!(readings.rows().map(|row| row.metric).collect::<Vec<_>>(), ["enps", "enps", "turnover"]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn codes(codes: impl Into<Cow<'a, [u32]>>, names: impl TextColumn + 'a) -> Self {
        MetricColumn(Metrics::Codes(codes.into(), Box::new(names)))
    }

    fn rows(&self) -> usize {
        match &self.0 {
            Metrics::Names(names) => names.rows(),
            Metrics::Codes(codes, _) => codes.len(),
        }
    }
}

impl<'a, T: AsRef<str> + Send + Sync> From<&'a [T]> for MetricColumn<'a> {
    fn from(names: &'a [T]) -> Self {
        MetricColumn::names(names)
    }
}

impl<'a, T: AsRef<str> + Send + Sync + 'a> From<Vec<T>> for MetricColumn<'a> {
    fn from(names: Vec<T>) -> Self {
        MetricColumn::names(names)
    }
}

/// The date of each row: day numbers, or texts.
///
/// ```
/// use okr_core::readings::{Columns, DateColumn, Loader};
///
/// let date = DateColumn::texts(vec!["2026-06", "2026-07"]);
/// let columns = Columns::new(vec!["enps", "enps"], date, vec![31.0, 29.0]);
/// assert_eq!(Loader::new().columns(columns)?.readings.len(), 2);
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub struct DateColumn<'a>(Dates<'a>);

enum Dates<'a> {
    Days(Cow<'a, [i32]>),
    Texts(Box<dyn TextColumn + 'a>),
}

impl<'a> DateColumn<'a> {
    /// Day numbers, days since 1970-01-01; [`NO_DAY`] where a row has none.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, DateColumn};
    ///
    /// let readings = Readings::from_columns(Columns::new(vec!["enps"], DateColumn::days(vec![20_665]), vec![31.0]))?;
    /// assert_eq!(readings.rows().next().unwrap().date.to_string(), "2026-07-31");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn days(days: impl Into<Cow<'a, [i32]>>) -> Self {
        DateColumn(Dates::Days(days.into()))
    }

    /// Dates and periods as text: `2026-08-14`, `2026-07`, `2026-Q3`, `2026-W33`, `2026`.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, DateColumn};
    ///
    /// let readings = Readings::from_columns(Columns::new(vec!["enps"], DateColumn::texts(vec!["2026-07"]), vec![31.0]))?;
    /// assert_eq!(readings.rows().next().unwrap().date.to_string(), "2026-07-31");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn texts(texts: impl TextColumn + 'a) -> Self {
        DateColumn(Dates::Texts(Box::new(texts)))
    }

    fn rows(&self) -> usize {
        match &self.0 {
            Dates::Days(days) => days.len(),
            Dates::Texts(texts) => texts.rows(),
        }
    }

    /// The day number of a row, none where it has none; or why it can't be used.
    fn day(&self, row: usize) -> Result<Option<i32>, ErrorKind> {
        match &self.0 {
            Dates::Days(days) => match days.get(row).copied() {
                None | Some(NO_DAY) => Ok(None),
                Some(day) => batch::check_day(day).map(|()| Some(day)),
            },
            Dates::Texts(texts) => match texts.text(row) {
                None | Some("") => Ok(None),
                Some(text) => parse_reading_day(text).map(Some).map_err(|error| ErrorKind::BadDate {
                    value: shorten(&error.text),
                    reason: error.reason.to_string(),
                }),
            },
        }
    }
}

impl<'a> From<&'a [i32]> for DateColumn<'a> {
    fn from(days: &'a [i32]) -> Self {
        DateColumn::days(days)
    }
}

impl From<Vec<i32>> for DateColumn<'_> {
    fn from(days: Vec<i32>) -> Self {
        DateColumn::days(days)
    }
}

impl From<&[NaiveDate]> for DateColumn<'_> {
    fn from(dates: &[NaiveDate]) -> Self {
        DateColumn::days(dates.iter().copied().map(day_number).collect::<Vec<_>>())
    }
}

/// Readings by column, as a data frame has them. Columns that are handed over as a `Vec` and lie in order are not copied.
///
/// ```
/// use okr_core::readings::{Columns, Loader};
///
/// let columns = Columns::new(vec!["enps", "enps"], vec![20_665, 20_696], vec![31.0, 29.0]).sample(vec![120.0, f64::NAN]);
/// let loaded = Loader::new().columns(columns)?;
/// let samples: Vec<_> = loaded.readings.rows().map(|row| row.sample).collect();
/// assert_eq!(samples, [Some(120.0), None]);
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub struct Columns<'a> {
    metric: MetricColumn<'a>,
    date: DateColumn<'a>,
    value: Cow<'a, [f64]>,
    recorded: Option<DateColumn<'a>>,
    sample: Option<Cow<'a, [f64]>>,
    note: Option<Box<dyn TextColumn + 'a>>,
}

impl<'a> Columns<'a> {
    /// The columns that must be there. A value that is not a number is an empty one.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Columns;
    ///
    /// let (names, days, values) = (["enps", "enps"], [20_665, 20_696], [31.0, 29.0]);
    /// let readings = Readings::from_columns(Columns::new(&names[..], &days[..], &values))?;
    /// assert_eq!(readings.len(), 2);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn new(
        metric: impl Into<MetricColumn<'a>>,
        date: impl Into<DateColumn<'a>>,
        value: impl Into<Cow<'a, [f64]>>,
    ) -> Self {
        Columns {
            metric: metric.into(),
            date: date.into(),
            value: value.into(),
            recorded: None,
            sample: None,
            note: None,
        }
    }

    /// The days on which the readings became known; rows without one became known on their date.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, NO_DAY};
    ///
    /// let columns = Columns::new(vec!["enps"; 2], vec![20_665; 2], vec![31.0, f64::NAN]).recorded(vec![NO_DAY, 20_679]);
    /// let values: Vec<_> = Readings::from_columns(columns)?.rows().map(|row| row.value).collect();
    /// assert_eq!(values, [Some(31.0), None]); // taken back two weeks later
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, recorded: impl Into<DateColumn<'a>>) -> Self {
        self.recorded = Some(recorded.into());
        self
    }

    /// Samples, above 0; not a number where a row has none.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Columns;
    ///
    /// let columns = Columns::new(vec!["enps"], vec![20_665], vec![31.0]).sample(vec![120.0]);
    /// assert_eq!(Readings::from_columns(columns)?.rows().next().unwrap().sample, Some(120.0));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn sample(mut self, sample: impl Into<Cow<'a, [f64]>>) -> Self {
        self.sample = Some(sample.into());
        self
    }

    /// Notes; an empty one is none.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::Columns;
    ///
    /// let columns = Columns::new(vec!["enps"], vec![20_665], vec![31.0]).note(vec!["summer survey"]);
    /// assert_eq!(Readings::from_columns(columns)?.rows().next().unwrap().note.as_deref(), Some("summer survey"));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn note(mut self, note: impl TextColumn + 'a) -> Self {
        self.note = Some(Box::new(note));
        self
    }

    /// An error for each column that has not as many rows as the first.
    fn check_lengths(&self) -> Result<usize, Errors> {
        let rows = self.metric.rows();
        let lengths = [
            ("date", Some(self.date.rows())),
            ("value", Some(self.value.len())),
            ("recorded", self.recorded.as_ref().map(DateColumn::rows)),
            ("sample", self.sample.as_ref().map(|sample| sample.len())),
            ("note", self.note.as_ref().map(|note| note.rows())),
        ];
        let wrong = lengths.into_iter().filter_map(|(column, length)| Some((column, length.filter(|n| *n != rows)?)));
        let errors: Vec<Error> = wrong
            .map(|(column, length)| {
                let (expected, found) = (format!("{rows} rows as in `metric`"), format!("{length} rows"));
                Error::new(format!("/readings/{column}"), ErrorKind::WrongType { expected, found })
            })
            .collect();
        if errors.is_empty() { Ok(rows) } else { Err(Errors::new(errors)) }
    }
}

/// Rows whose columns are looked at together.
const PIECE: usize = 1 << 18;
/// Stands for a metric that a row does not have.
const NO_METRIC: u32 = u32::MAX;
/// Stands for a date that can't be read; a day number of no date.
const BAD_DAY: i32 = NO_DAY + 1;

/// Loads columns: as they are where all rows are good, without the others where some are not.
pub(super) fn load(columns: Columns<'_>, missing: MissingValue) -> Result<Loaded, Errors> {
    let rows = columns.check_lengths()?;
    let Columns { metric, date, value, recorded, sample, note } = columns;
    let (metrics, names) = match metric.0 {
        Metrics::Names(names) => intern(&*names, rows),
        Metrics::Codes(codes, names) => decode(codes, &*names),
    };
    let (notes, note_texts) = note.map(|note| intern_notes(&*note)).unwrap_or_default();
    let source = Source { metrics, names: names.len(), date, value, recorded, sample, notes };
    let ranges = (0..rows).step_by(PIECE).map(|start| start..rows.min(start + PIECE)).collect();
    let pieces = parallel::map(ranges, |rows| source.read(rows, missing));
    if pieces.iter().all(Piece::is_as_given) {
        let store = group(names, vec![source.into_batch()], note_texts);
        return Ok(Loaded { readings: Readings::from_store(store), rejected: Rejected::default(), skipped: 0 });
    }
    let mut batches = Vec::with_capacity(pieces.len());
    let mut rejected = Rejected::default();
    let mut skipped = 0;
    for (number, piece) in pieces.into_iter().enumerate() {
        let start = number * PIECE;
        match piece {
            Piece::Good { dates, recorded } => {
                batches.push(source.batch(start..rows.min(start + PIECE), dates, recorded));
            }
            Piece::Read(read) => {
                let (batch, problems, passed_over) = *read;
                batches.push(batch);
                rejected.append(problems, start);
                skipped += passed_over;
            }
        }
    }
    Ok(Loaded { readings: Readings::from_store(group(names, batches, note_texts)), rejected, skipped })
}

/// Columns with metrics and notes as indices.
struct Source<'a> {
    /// An index below `names`; any other is no metric.
    metrics: Cow<'a, [u32]>,
    names: usize,
    date: DateColumn<'a>,
    value: Cow<'a, [f64]>,
    recorded: Option<DateColumn<'a>>,
    sample: Option<Cow<'a, [f64]>>,
    notes: Vec<u32>,
}

/// Some rows, read.
enum Piece {
    /// All are good; the day numbers of dates that are texts.
    Good { dates: Option<Vec<i32>>, recorded: Option<Vec<i32>> },
    /// The good ones, those that are not, and how many were passed over.
    Read(Box<(Batch<'static>, Rejected, usize)>),
}

impl Piece {
    /// Whether the columns can be used as they were given.
    fn is_as_given(&self) -> bool {
        matches!(self, Piece::Good { dates: None, recorded: None })
    }
}

impl<'a> Source<'a> {
    fn read(&self, rows: Range<usize>, missing: MissingValue) -> Piece {
        let dates = self.date.parse(rows.clone());
        let recorded = self.recorded.as_ref().and_then(|column| column.parse(rows.clone()));
        let batch = self.batch(rows.clone(), None, None);
        let table = batch.table.rows();
        let in_calendar = |day: i32| (FIRST_DAY..=LAST_DAY).contains(&day);
        let good = batch.metrics.iter().fold(true, |good, &metric| good & ((metric as usize) < self.names))
            & dates.as_deref().unwrap_or(table.dates).iter().fold(true, |good, &day| good & in_calendar(day))
            & table.values.iter().fold(true, |good, &value| good & is_plain_value(value))
            & recorded
                .as_deref()
                .unwrap_or(table.recorded)
                .iter()
                .fold(true, |good, &day| good & (in_calendar(day) | (day == NO_DAY)))
            & table.samples.iter().all(|&sample| sample.is_nan() || sample > 0.0 && sample <= LARGEST_VALUE);
        if good { Piece::Good { dates, recorded } } else { self.read_by_row(rows, missing) }
    }

    /// Rows not all of which are good, one by one.
    #[cold]
    fn read_by_row(&self, rows: Range<usize>, missing: MissingValue) -> Piece {
        let mut batch = Growing::default();
        let mut rejected = Rejected::default();
        let mut skipped = 0;
        for (number, row) in rows.enumerate() {
            let problems = rejected.rows();
            let mut reject = |column: &str, kind| rejected.add(number, column, kind);
            let metric = self.metrics.get(row).copied().filter(|&metric| (metric as usize) < self.names);
            if metric.is_none() {
                reject("metric", ErrorKind::MissingField { field: "metric".into() });
            }
            let date = self.date.day(row).unwrap_or_else(|kind| {
                reject("date", kind);
                Some(BAD_DAY)
            });
            if date.is_none() {
                reject("date", ErrorKind::MissingField { field: "date".into() });
            }
            let recorded = self.recorded.as_ref().map_or(Ok(None), |column| column.day(row));
            let retraction = recorded != Ok(None);
            let value = self.value.get(row).copied().unwrap_or(f64::NAN);
            let kept = batch::check_value(value, retraction, missing).unwrap_or_else(|kind| {
                reject("value", kind);
                true
            });
            let recorded = recorded.unwrap_or_else(|kind| {
                reject("recorded", kind);
                Some(BAD_DAY)
            });
            let sample = self.sample.as_ref().and_then(|column| column.get(row)).copied().unwrap_or(f64::NAN);
            batch::check_sample(sample).unwrap_or_else(|kind| reject("sample", kind));
            if rejected.rows() != problems {
                continue;
            }
            if let (Some(metric), Some(date), true) = (metric, date, kept) {
                let note = self.notes.get(row).copied().unwrap_or(NO_NOTE);
                batch.push(metric, date, value, recorded.unwrap_or(NO_DAY), sample, note);
            } else {
                skipped += 1;
            }
        }
        Piece::Read(Box::new((batch.finish(), rejected, skipped)))
    }

    /// Rows all of which are good, with the day numbers of dates that are texts.
    fn batch(&self, rows: Range<usize>, dates: Option<Vec<i32>>, recorded: Option<Vec<i32>>) -> Batch<'_> {
        fn slice<T: Clone>(column: &[T], rows: Range<usize>) -> Cow<'_, [T]> {
            Cow::Borrowed(column.get(rows).unwrap_or_default())
        }
        Batch {
            metrics: slice(&self.metrics, rows.clone()),
            table: Table {
                dates: dates.map_or_else(|| slice(self.date.as_days(), rows.clone()), Cow::Owned),
                values: slice(&self.value, rows.clone()),
                recorded: recorded.map_or_else(
                    || slice(self.recorded.as_ref().map_or(&[], DateColumn::as_days), rows.clone()),
                    Cow::Owned,
                ),
                samples: slice(self.sample.as_deref().unwrap_or_default(), rows.clone()),
                notes: slice(&self.notes, rows),
            },
        }
    }

    /// All rows, which are good, with the columns as they were given.
    fn into_batch(self) -> Batch<'a> {
        let days = |column: DateColumn<'a>| match column.0 {
            Dates::Days(days) => days,
            Dates::Texts(_) => Cow::default(),
        };
        Batch {
            metrics: self.metrics,
            table: Table {
                dates: days(self.date),
                values: self.value,
                recorded: self.recorded.map(days).unwrap_or_default(),
                samples: self.sample.unwrap_or_default(),
                notes: self.notes.into(),
            },
        }
    }
}

/// Whether a value can be stored as it is: it is finite, in bounds, and no negative zero.
#[inline]
fn is_plain_value(value: f64) -> bool {
    (value.abs() <= LARGEST_VALUE) & (value.to_bits() != (-0.0_f64).to_bits())
}

impl DateColumn<'_> {
    /// The day numbers, where these are what was given.
    fn as_days(&self) -> &[i32] {
        match &self.0 {
            Dates::Days(days) => days,
            Dates::Texts(_) => &[],
        }
    }

    /// The day numbers of texts: [`NO_DAY`] for none, [`BAD_DAY`] for what is no date.
    fn parse(&self, rows: Range<usize>) -> Option<Vec<i32>> {
        let Dates::Texts(texts) = &self.0 else { return None };
        let parse = |row| match texts.text(row) {
            None | Some("") => NO_DAY,
            Some(text) => parse_reading_day(text).unwrap_or(BAD_DAY),
        };
        Some(rows.map(parse).collect())
    }
}

/// Names as indices of a list of names, in the order in which they come; an empty name is no metric.
fn intern(names: &dyn TextColumn, rows: usize) -> (Cow<'static, [u32]>, Texts) {
    let mut metrics = vec![NO_METRIC; rows];
    let span = rows.div_ceil(parallel::threads()).max(PIECE);
    let spans = metrics.chunks_mut(span).enumerate().map(|(number, metrics)| (number * span, metrics)).collect();
    let found = parallel::map(spans, |(start, metrics): (usize, &mut [u32])| {
        let mut interner = Interner::default();
        interner.intern_all(|row| names.text(start + row), is_blank, metrics);
        interner.finish()
    });
    if let [_] = found.as_slice() {
        return (metrics.into(), found.into_iter().next().unwrap_or_default());
    }
    let mut all = Texts::default();
    let maps: Vec<Vec<u32>> = found.iter().map(|names| names.iter().map(|name| all.intern(name)).collect()).collect();
    let spans = metrics.chunks_mut(span).zip(&maps).collect();
    parallel::map(spans, |(metrics, map): (&mut [u32], &Vec<u32>)| translate(metrics, map));
    (metrics.into(), all)
}

/// Codes as indices of a list of names that has each name once.
fn decode<'a>(codes: Cow<'a, [u32]>, names: &dyn TextColumn) -> (Cow<'a, [u32]>, Texts) {
    let mut all = Texts::with_capacity(names.rows());
    let index = |code: usize| match names.text(code) {
        Some(name) if !is_blank(name) => all.intern(name),
        _ => NO_METRIC,
    };
    let map: Vec<u32> = (0..names.rows()).map(index).collect();
    if map.iter().enumerate().all(|(code, &index)| code == index as usize) {
        return (codes, all);
    }
    let mut codes = codes.into_owned();
    parallel::map(codes.chunks_mut(PIECE).collect(), |codes: &mut [u32]| translate(codes, &map));
    (codes.into(), all)
}

fn translate(codes: &mut [u32], map: &[u32]) {
    for code in codes {
        *code = map.get(*code as usize).copied().unwrap_or(NO_METRIC);
    }
}

fn intern_notes(notes: &dyn TextColumn) -> (Vec<u32>, Texts) {
    let mut texts = Texts::default();
    let note = |row| notes.text(row).filter(|note| !note.is_empty()).map_or(NO_NOTE, |note| texts.intern(note));
    ((0..notes.rows()).map(note).collect(), texts)
}

/// Whether a name is empty but for white space.
fn is_blank(name: &str) -> bool {
    name.trim_start().is_empty()
}
