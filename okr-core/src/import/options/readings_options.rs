//! What the caller says about a table of readings.

use super::{ColumnChoices, DateOrder, Decimal, Encoding, Holds, Options, PercentScale, Separator, Zone};
use crate::document::{document, read_text, vocabulary};
use crate::error::Errors;
use crate::import::field::Field;

vocabulary! {
    /// What a column of a table of readings means.
    pub enum ReadingField {
        /// The metric.
        Metric = "metric",
        /// The day or period.
        Date = "date",
        /// The value.
        Value = "value",
        /// The day on which the value became known.
        Recorded = "recorded",
        /// How many cases a value rests on.
        Sample = "sample",
        /// A remark.
        Note = "note",
        /// The team: the metric is then `metric@team`.
        Team = "team",
    }
}

impl ReadingField {
    const fn field(self) -> Field {
        match self {
            ReadingField::Metric => Field::Kpi,
            ReadingField::Date => Field::Date,
            ReadingField::Value => Field::Value,
            ReadingField::Recorded => Field::Updated,
            ReadingField::Sample => Field::Sample,
            ReadingField::Note => Field::Note,
            ReadingField::Team => Field::Team,
        }
    }
}

document! {
    /// What the caller says about a table of readings; nothing is needed where the table says it.
    ///
    /// ```
    /// use okr_core::import::ReadingsOptions;
    ///
    /// let options = ReadingsOptions::new().metric("enps").year(2026u32);
    /// assert_eq!(options.metric.as_deref(), Some("enps"));
    /// ```
    pub struct ReadingsOptions {
        optional {
            /// What columns mean, by their names or letters; none: not used.
            columns: ColumnChoices<ReadingField>,
            /// The metric of all values, where no column has it.
            metric: String,
            /// The number of the row that holds the header, as the spreadsheet shows it.
            header: u32,
            /// The cells to read, such as `A3:H40`.
            range: String,
            /// The decimal separator.
            decimal: Decimal,
            /// The order of day, month and year.
            dates: DateOrder,
            /// What plain numbers between 0 and 1 beside a percent sign are.
            percent: PercentScale,
            /// Which civil day a point in time is: `written`, `UTC` or an offset such as `+02:00`.
            zone: Zone,
            /// The year of periods that are written without one.
            year: u32,
            /// The first month of the fiscal year, 1 to 12, for periods such as `Q3 FY26`.
            fiscal_year_start: u32,
            /// The encoding of a text file.
            encoding: Encoding,
            /// What separates the columns of a text file.
            separator: Separator,
            /// The name of the sheet: which one of a workbook to read.
            sheet: String,
        }
    }
}

impl ReadingsOptions {
    /// The options of a JSON object.
    ///
    /// # Errors
    ///
    /// All that does not fit, with the nearest known name of an option.
    ///
    /// ```
    /// use okr_core::import::ReadingsOptions;
    ///
    /// assert_eq!(ReadingsOptions::from_json(r#"{ "year": 2026 }"#)?.year, Some(2026));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        let options: ReadingsOptions = read_text(text, "")?;
        super::check_bounds(options.fiscal_year_start, options.year)?;
        Ok(options)
    }

    /// The same as options of a sheet of KPIs.
    pub(crate) fn of_sheet(&self) -> Options {
        let mut options = Options::new(Holds::Kpis);
        let field = |(name, field): (&String, &Option<ReadingField>)| (name.clone(), field.map(ReadingField::field));
        options.columns = self.columns.as_ref().map(|columns| ColumnChoices(columns.0.iter().map(field).collect()));
        options.kpi.clone_from(&self.metric);
        options.header = self.header;
        options.range.clone_from(&self.range);
        options.decimal = self.decimal;
        options.dates = self.dates;
        options.percent = self.percent;
        options.zone = self.zone;
        options.year = self.year;
        options.fiscal_year_start = self.fiscal_year_start;
        options.encoding = self.encoding;
        options.separator = self.separator;
        options.sheet.clone_from(&self.sheet);
        options
    }
}
