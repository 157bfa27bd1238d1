//! Rows that come one by one, such as from the cursor of a database.

use chrono::NaiveDate;

use super::check::{check_day, check_value};
use super::intake::{Intake, Row};
use super::loader::Loader;
use super::reading::Reading;
use super::rejected::Loaded;
use super::store::NO_DAY;
use crate::calendar::day_number;

/// Collects readings one by one, without a list of rows in between. It keeps columns and each name once.
///
/// Chunks that several threads collect [join](Self::append) in their order.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::readings::ReadingsBuilder;
///
/// let mut builder = ReadingsBuilder::new();
/// // As a cursor returns them.
/// for (metric, date, value) in [("enps", "2026-06-30", 31.0), ("enps", "2026-07-31", 29.0)] {
///     builder.push(metric, parse_date(date)?, value);
/// }
/// assert_eq!(builder.finish().complete()?.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadingsBuilder {
    intake: Intake,
}

impl Loader {
    /// A builder that treats its rows as this loader does.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{Duplicates, Loader};
    ///
    /// let mut builder = Loader::new().duplicates(Duplicates::Sum).builder();
    /// let day = parse_date("2026-07-03")?;
    /// builder.push("sales", day, 1.0);
    /// builder.push("sales", day, 1.0);
    /// assert_eq!(builder.finish().complete()?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn builder(&self) -> ReadingsBuilder {
        ReadingsBuilder { intake: Intake::new(self.options()) }
    }
}

impl ReadingsBuilder {
    /// A builder without rows, with the options of [`Loader::new`].
    ///
    /// ```
    /// use okr_core::readings::ReadingsBuilder;
    ///
    /// assert!(ReadingsBuilder::new().finish().readings.is_empty());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the value of a metric on a day. A row that can't be used is rejected, as [`finish`](Self::finish) says.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::ReadingsBuilder;
    ///
    /// let mut builder = ReadingsBuilder::new();
    /// builder.push("enps", parse_date("2026-07-31")?, f64::INFINITY);
    /// assert_eq!(builder.finish().rejected.rows(), 1);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn push(&mut self, metric: &str, date: NaiveDate, value: f64) {
        let day = day_number(date);
        let good = !metric.trim().is_empty()
            && check_day(day).is_ok()
            && check_value(value, false, self.intake.options()) == Ok(true);
        if good {
            self.intake.take(Row { metric, date: day, value, recorded: NO_DAY, sample: f64::NAN, note: None });
        } else {
            self.intake.push(&Reading::new(metric, date, value));
        }
    }

    /// Adds a row with all that it says.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{Reading, ReadingsBuilder};
    ///
    /// let mut builder = ReadingsBuilder::new();
    /// builder.push_reading(&Reading::new("enps", parse_date("2026-07-31")?, 31.0).sample(120.0));
    /// assert_eq!(builder.finish().readings.rows().next().unwrap().sample, Some(120.0));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn push_reading(&mut self, reading: &Reading) {
        self.intake.push(reading);
    }

    /// Adds the rows of another builder behind those of this one, such as those that another thread collected.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::ReadingsBuilder;
    ///
    /// let (mut june, mut july) = (ReadingsBuilder::new(), ReadingsBuilder::new());
    /// june.push("enps", parse_date("2026-06-30")?, 31.0);
    /// july.push("enps", parse_date("2026-07-31")?, 29.0);
    /// june.append(july);
    /// assert_eq!(june.finish().readings.len(), 2);
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn append(&mut self, later: ReadingsBuilder) {
        self.intake.append(later.intake);
    }

    /// The readings of the good rows, and what is wrong with the others. Rows are numbered from 0 in the order in which they were added.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::ReadingsBuilder;
    ///
    /// let mut builder = ReadingsBuilder::new();
    /// builder.push("enps", parse_date("2026-07-31")?, 31.0);
    /// builder.push("", parse_date("2026-07-31")?, 12.0);
    /// let loaded = builder.finish();
    /// assert_eq!((loaded.readings.len(), loaded.rejected.rows()), (1, 1));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn finish(self) -> Loaded {
        self.intake.finish()
    }
}

impl Extend<Reading> for ReadingsBuilder {
    fn extend<I: IntoIterator<Item = Reading>>(&mut self, rows: I) {
        rows.into_iter().for_each(|row| self.push_reading(&row));
    }
}
