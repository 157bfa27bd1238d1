//! Columns as callers have them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;

use super::batch::{Batch, Growing};
use super::check::{check_day, check_sample, check_value, number};
use super::group;
use super::numbers::RowNumbers;
use super::options::Options;
use super::parallel;
use super::rejected::{Loaded, Rejected};
use super::store::{NO_DAY, NO_NOTE};
use super::table::Readings;
use super::texts::Texts;
use crate::calendar::{FIRST_DAY, LAST_DAY, day_number};
use crate::document::shorten;
use crate::error::{Error, ErrorKind, Errors, Problems};
use crate::number::LARGEST_VALUE;

/// A column of texts in the caller's own form, such as an Arrow array. Vectors and slices of strings are columns already.
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
    /// The number of rows.
    fn rows(&self) -> usize;

    /// The text of a row, counted from 0; none if it has none.
    fn text(&self, row: usize) -> Option<&str>;
}

impl fmt::Debug for dyn TextColumn + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextColumn").field("rows", &self.rows()).finish_non_exhaustive()
    }
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

/// The metric of each row: names, or indices into a list of names.
///
/// ```
/// use okr_core::readings::{Columns, Loader, MetricColumn};
///
/// let metric = MetricColumn::codes(vec![0, 1, 0], vec!["enps", "turnover"]);
/// let columns = Columns::new(metric, vec![20_665, 20_665, 20_696], vec![31.0, 12.4, 29.0]);
/// assert_eq!(Loader::new().columns(columns)?.readings.metrics().collect::<Vec<_>>(), ["enps", "turnover"]);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug)]
pub struct MetricColumn<'a>(Metrics<'a>);

#[derive(Debug)]
enum Metrics<'a> {
    Names(Box<dyn TextColumn + 'a>),
    Codes(Cow<'a, [u32]>, Box<dyn TextColumn + 'a>),
}

impl<'a> MetricColumn<'a> {
    /// Takes the name of each row's metric.
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

    /// Takes for each row the index of its name in `names`, from 0. A row with any other index has no metric.
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

/// The date of each row: day numbers or texts.
///
/// ```
/// use okr_core::readings::{Columns, DateColumn, Loader};
///
/// let date = DateColumn::texts(vec!["2026-06", "2026-07"]);
/// let columns = Columns::new(vec!["enps", "enps"], date, vec![31.0, 29.0]);
/// assert_eq!(Loader::new().columns(columns)?.readings.len(), 2);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug)]
pub struct DateColumn<'a>(Dates<'a>);

#[derive(Debug)]
enum Dates<'a> {
    Days(Cow<'a, [i32]>),
    Texts(Box<dyn TextColumn + 'a>),
}

impl<'a> DateColumn<'a> {
    /// Takes day numbers: days since 1970-01-01; [`NO_DAY`] where a row has none.
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

    /// Takes dates and periods as text: `2026-08-14`, `2026-07`, `2026-Q3`, `2026-W33`, `2026`.
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

/// The value or sample of each row: numbers, or texts that write them.
///
/// ```
/// use okr_core::readings::{Columns, Loader, NumberColumn};
///
/// let value = NumberColumn::texts(vec!["31", "n/a"]);
/// let loaded = Loader::new().columns(Columns::new(vec!["enps"; 2], vec![20_665, 20_696], value))?;
/// assert_eq!(
///     loaded.rejected.first()[0].to_string(),
///     "row 1, column `value`: expected a number such as `12.5`, found the text `n/a`"
/// );
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug)]
pub struct NumberColumn<'a>(Numbers<'a>);

#[derive(Debug)]
enum Numbers<'a> {
    Numbers(Cow<'a, [f64]>),
    Texts(Box<dyn TextColumn + 'a>),
}

impl<'a> NumberColumn<'a> {
    /// Takes texts, as CSV writes numbers; an empty text is a missing value.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, NumberColumn};
    ///
    /// let readings = Readings::from_columns(Columns::new(vec!["enps"], vec![20_665], NumberColumn::texts(vec!["31"])))?;
    /// assert_eq!(readings.rows().next().unwrap().value, Some(31.0));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn texts(texts: impl TextColumn + 'a) -> Self {
        NumberColumn(Numbers::Texts(Box::new(texts)))
    }

    fn rows(&self) -> usize {
        match &self.0 {
            Numbers::Numbers(numbers) => numbers.len(),
            Numbers::Texts(texts) => texts.rows(),
        }
    }

    /// The column as numbers, not a number for a text that is none; the texts that they come from; and whether one of them is no number.
    fn into_numbers(self) -> (Cow<'a, [f64]>, GivenTexts<'a>, bool) {
        match self.0 {
            Numbers::Numbers(numbers) => (numbers, None, false),
            Numbers::Texts(texts) => {
                let rows = texts.rows();
                let found = parallel::collect(rows, |row| number_of(&*texts, row).map_err(|_| ()));
                let wrong = found.iter().any(Result::is_err);
                (found.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect(), Some(texts), wrong)
            }
        }
    }
}

impl<'a, T: Into<Cow<'a, [f64]>>> From<T> for NumberColumn<'a> {
    fn from(numbers: T) -> Self {
        NumberColumn(Numbers::Numbers(numbers.into()))
    }
}

/// The number that the text of a row writes.
fn number_of(texts: &dyn TextColumn, row: usize) -> Result<f64, ErrorKind> {
    number(texts.text(row).unwrap_or_default().trim_ascii())
}

/// Readings by column, as in a data frame. Columns that are handed over as a `Vec` and lie in order are not copied.
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
#[derive(Debug)]
pub struct Columns<'a> {
    metric: MetricColumn<'a>,
    date: DateColumn<'a>,
    value: NumberColumn<'a>,
    recorded: Option<DateColumn<'a>>,
    sample: Option<NumberColumn<'a>>,
    note: Option<Box<dyn TextColumn + 'a>>,
}

impl<'a> Columns<'a> {
    /// Takes the required columns. A value that is not a number is a missing one.
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
        value: impl Into<NumberColumn<'a>>,
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

    /// Adds the days on which the readings became known. Rows without one became known on their date.
    ///
    /// ```
    /// use okr_core::Readings;
    /// use okr_core::readings::{Columns, NO_DAY};
    ///
    /// let columns = Columns::new(vec!["enps"; 2], vec![20_665; 2], vec![31.0, f64::NAN]).recorded(vec![NO_DAY, 20_679]);
    /// let values: Vec<_> = Readings::from_columns(columns)?.rows().map(|row| row.value).collect();
    /// assert_eq!(values, [Some(31.0), None]); // retracted two weeks later
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, recorded: impl Into<DateColumn<'a>>) -> Self {
        self.recorded = Some(recorded.into());
        self
    }

    /// Adds samples, above 0; not a number where a row has none.
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
    pub fn sample(mut self, sample: impl Into<NumberColumn<'a>>) -> Self {
        self.sample = Some(sample.into());
        self
    }

    /// Adds notes; an empty text is none.
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

    /// Returns the number of rows, or an error for each column that has another number than the first.
    fn check_lengths(&self) -> Result<usize, Errors> {
        let rows = self.metric.rows();
        let lengths = [
            ("date", Some(self.date.rows())),
            ("value", Some(self.value.rows())),
            ("recorded", self.recorded.as_ref().map(DateColumn::rows)),
            ("sample", self.sample.as_ref().map(NumberColumn::rows)),
            ("note", self.note.as_ref().map(|note| note.rows())),
        ];
        let wrong = lengths.into_iter().filter_map(|(column, length)| Some((column, length.filter(|n| *n != rows)?)));
        let errors: Problems = wrong
            .map(|(column, length)| {
                let (expected, found) = (format!("{rows} rows as in `metric`"), format!("{length} rows"));
                Error::new(format!("/readings/{column}"), ErrorKind::WrongType { expected, found })
            })
            .collect();
        if errors.is_empty() { Ok(rows) } else { Err(Errors::new(errors)) }
    }
}

/// Rows that one thread looks at together.
const PIECE: usize = 1 << 18;
/// Marks a row without a metric; not below the number of names.
const NO_METRIC: u32 = u32::MAX;
/// Marks a date that can't be read; not the number of a date.
const BAD_DAY: i32 = NO_DAY + 1;

/// Loads columns: as they are if all rows are good, else without the others.
pub(super) fn load(columns: Columns<'_>, options: Options) -> Result<Loaded, Errors> {
    let rows = columns.check_lengths()?;
    let Columns { metric, date, value, recorded, sample, note } = columns;
    let (metrics, names) = match metric.0 {
        Metrics::Names(names) => intern(&*names, rows),
        Metrics::Codes(codes, names) => decode(codes, &*names),
    };
    let (notes, note_texts) = note.map(|note| intern_notes(&*note)).unwrap_or_default();
    let (dates, date_texts) = date.into_days(&options);
    let (recorded, recorded_texts) = recorded.map(|recorded| recorded.into_days(&options)).unwrap_or_default();
    let (values, value_texts, _) = value.into_numbers();
    let (samples, sample_texts, wrong_samples) = sample.map(NumberColumn::into_numbers).unwrap_or_default();
    let batch = Batch { metrics, dates, values, recorded, samples, notes: notes.into() };
    let duplicates = options.duplicates;
    let ranges = || (0..rows).step_by(PIECE).map(|start| start..rows.min(start + PIECE)).collect::<Vec<_>>();
    // A text that is no number stands there as a missing value, which is good only as a sample.
    if !wrong_samples && parallel::map(ranges(), |rows| is_good(&batch, rows, names.len())).into_iter().all(|good| good)
    {
        let (batch, mut rejected) = (known_by(batch, options.recorded), Rejected::default());
        let store = group::load(names, batch, note_texts, duplicates, &RowNumbers::default(), &mut rejected);
        return Ok(Loaded { readings: Readings::from_store(store), rejected: rejected.finish(), skipped: 0 });
    }
    let texts = (value_texts, sample_texts);
    let reader = RowReader { batch: &batch, names: names.len(), date_texts, recorded_texts, texts, options: &options };
    let mut good = Growing::default();
    let mut numbers = RowNumbers::default();
    let mut loaded = Loaded::default();
    for (rows, piece) in ranges().into_iter().zip(parallel::map(ranges(), |rows| reader.read(rows))) {
        numbers.append(&piece.numbers, good.len(), rows.start);
        good.append(piece.good);
        loaded.rejected.append(piece.rejected, rows.start);
        loaded.skipped += piece.skipped;
    }
    let store = group::load(names, good.finish(), note_texts, duplicates, &numbers, &mut loaded.rejected);
    loaded.readings = Readings::from_store(store);
    loaded.rejected = loaded.rejected.finish();
    Ok(loaded)
}

/// The rows with the day on which those became known that do not say so.
fn known_by(mut batch: Batch<'_>, recorded: Option<i32>) -> Batch<'_> {
    if let Some(recorded) = recorded {
        if batch.recorded.is_empty() {
            batch.recorded = vec![NO_DAY; batch.dates.len()].into();
        }
        batch.recorded.to_mut().iter_mut().filter(|day| **day == NO_DAY).for_each(|day| *day = recorded);
    }
    batch
}

/// Whether all rows of a range can be stored as they are.
fn is_good(batch: &Batch<'_>, rows: Range<usize>, names: usize) -> bool {
    fn all<T: Copy>(column: &[T], rows: &Range<usize>, good: impl Fn(T) -> bool) -> bool {
        // Without a way out of the middle, the processor looks at several rows at a time.
        column.get(rows.clone()).unwrap_or_default().iter().fold(true, |all, &x| all & good(x))
    }
    let is_day = |day: i32| (FIRST_DAY..=LAST_DAY).contains(&day);
    // A negative zero is stored without its sign.
    let is_value = |x: f64| (x.abs() <= LARGEST_VALUE) & (x.to_bits() != (-0.0_f64).to_bits());
    all(&batch.metrics, &rows, |metric| (metric as usize) < names)
        && all(&batch.dates, &rows, is_day)
        && all(&batch.values, &rows, is_value)
        && all(&batch.recorded, &rows, |day| is_day(day) | (day == NO_DAY))
        && all(&batch.samples, &rows, |x| x.is_nan() | (x > 0.0) & (x <= LARGEST_VALUE))
}

/// The texts that a column was made from, if it was.
type GivenTexts<'a> = Option<Box<dyn TextColumn + 'a>>;

/// Reads columns row by row, because some rows are not good.
struct RowReader<'a> {
    batch: &'a Batch<'a>,
    /// How many names of metrics there are.
    names: usize,
    date_texts: Option<Box<dyn TextColumn + 'a>>,
    recorded_texts: Option<Box<dyn TextColumn + 'a>>,
    /// The texts of values and of samples.
    texts: (GivenTexts<'a>, GivenTexts<'a>),
    options: &'a Options,
}

/// The good rows of a range, and what became of the others.
#[derive(Default)]
struct Piece {
    good: Growing,
    numbers: RowNumbers,
    rejected: Rejected,
    skipped: usize,
}

impl RowReader<'_> {
    #[cold]
    fn read(&self, rows: Range<usize>) -> Piece {
        let mut piece = Piece::default();
        for (number, row) in rows.enumerate() {
            self.read_row(number, row, &mut piece);
        }
        piece
    }

    fn read_row(&self, number: usize, row: usize, piece: &mut Piece) {
        let Piece { good, numbers, rejected, skipped } = piece;
        let problems = rejected.rows();
        let mut reject = |column: &str, kind| rejected.add(number, column, kind);
        let missing = |field: &str| ErrorKind::MissingField { field: field.into() };
        let metric = self.batch.metrics.get(row).copied().filter(|&metric| (metric as usize) < self.names);
        if metric.is_none() {
            reject("metric", missing("metric"));
        }
        let date = day(&self.batch.dates, self.date_texts.as_deref(), row, self.options)
            .and_then(|day| day.ok_or_else(|| missing("date")));
        let date = date.map_err(|kind| reject("date", kind)).ok();
        let recorded = day(&self.batch.recorded, self.recorded_texts.as_deref(), row, self.options);
        let read = |texts: &Option<Box<dyn TextColumn + '_>>, numbers: &[f64]| match texts {
            Some(texts) => number_of(&**texts, row),
            None => Ok(numbers.get(row).copied().unwrap_or(f64::NAN)),
        };
        let value = read(&self.texts.0, &self.batch.values);
        let kept = value.clone().and_then(|value| check_value(value, recorded != Ok(None), self.options));
        let value = value.unwrap_or(f64::NAN);
        let kept = kept.map_err(|kind| reject("value", kind)).unwrap_or(true);
        let recorded = recorded.map_err(|kind| reject("recorded", kind)).ok().flatten();
        let sample = read(&self.texts.1, &self.batch.samples);
        let sample = sample.and_then(|sample| check_sample(sample).map(|()| sample));
        let sample = sample.map_err(|kind| reject("sample", kind)).unwrap_or(f64::NAN);
        if rejected.rows() != problems {
            return;
        }
        match metric.zip(date) {
            Some((metric, date)) if kept => {
                let note = self.batch.notes.get(row).copied().unwrap_or(NO_NOTE);
                numbers.push(good.len(), number);
                good.push(metric, date, value, self.options.recorded(recorded.unwrap_or(NO_DAY)), sample, note);
            }
            _ => *skipped += 1,
        }
    }
}

/// Day numbers, and the texts that they come from, if they do.
type Days<'a> = (Cow<'a, [i32]>, GivenTexts<'a>);

impl<'a> DateColumn<'a> {
    /// The column as day numbers: [`NO_DAY`] for none, [`BAD_DAY`] for a text that is no date.
    fn into_days(self, options: &Options) -> Days<'a> {
        match self.0 {
            Dates::Days(days) => (days, None),
            Dates::Texts(texts) => {
                let day = |row| match texts.text(row) {
                    None | Some("") => NO_DAY,
                    Some(text) => options.day(text).unwrap_or(BAD_DAY),
                };
                (parallel::collect(texts.rows(), day).into(), Some(texts))
            }
        }
    }
}

/// The day number of a row, none if it has none; or why it can't be used.
fn day(days: &[i32], texts: Option<&dyn TextColumn>, row: usize, options: &Options) -> Result<Option<i32>, ErrorKind> {
    let day = days.get(row).copied().filter(|&day| day != NO_DAY);
    match (texts.and_then(|texts| texts.text(row)), day) {
        (Some(text), Some(BAD_DAY)) => options
            .day(text)
            .map(Some)
            .map_err(|error| ErrorKind::BadDate { value: shorten(&error.text), reason: error.reason.to_string() }),
        (_, day) => day.map(|day| check_day(day).map(|()| day)).transpose(),
    }
}

/// Names as indices of a list that has each name once, in the order in which they first come.
fn intern(names: &dyn TextColumn, rows: usize) -> (Cow<'static, [u32]>, Texts) {
    let mut metrics = vec![NO_METRIC; rows];
    let span = rows.div_ceil(parallel::threads()).max(PIECE);
    let spans = metrics.chunks_mut(span).enumerate().collect();
    let mut found = parallel::map(spans, |(number, metrics): (usize, &mut [u32])| {
        let mut texts = Texts::default();
        for (row, metric) in (number * span..).zip(metrics) {
            *metric = names.text(row).map_or(NO_METRIC, |name| texts.intern(name));
        }
        texts
    });
    if let [texts] = found.as_mut_slice()
        && !texts.iter().any(is_blank)
    {
        return (metrics.into(), std::mem::take(texts));
    }
    let mut all = Texts::default();
    let maps: Vec<Vec<u32>> = found.iter().map(|names| metric_indices(names.iter().map(Some), &mut all)).collect();
    let spans = metrics.chunks_mut(span).zip(&maps).collect();
    parallel::map(spans, |(metrics, map): (&mut [u32], &Vec<u32>)| translate(metrics, map));
    (metrics.into(), all)
}

/// Codes as indices of a list that has each name once.
fn decode<'a>(codes: Cow<'a, [u32]>, names: &dyn TextColumn) -> (Cow<'a, [u32]>, Texts) {
    let mut all = Texts::with_capacity(names.rows());
    let map = metric_indices((0..names.rows()).map(|code| names.text(code)), &mut all);
    if map.iter().enumerate().all(|(code, &index)| code == index as usize) {
        return (codes, all);
    }
    let mut codes = codes.into_owned();
    parallel::map(codes.chunks_mut(PIECE).collect(), |codes: &mut [u32]| translate(codes, &map));
    (codes.into(), all)
}

/// The index of each name in a list; a blank one is no metric.
fn metric_indices<'a>(names: impl Iterator<Item = Option<&'a str>>, all: &mut Texts) -> Vec<u32> {
    names.map(|name| name.filter(|name| !is_blank(name)).map_or(NO_METRIC, |name| all.intern(name))).collect()
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
