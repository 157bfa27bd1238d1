//! What the caller says about a sheet.

mod column_choices;
mod confidence_scale;
mod cycle_choice;
mod per_name;
mod readings_options;
#[cfg(feature = "schema")]
mod schema;
mod vocabulary;
mod zone;

use chrono::NaiveDate;

pub use column_choices::ColumnChoices;
pub use confidence_scale::ConfidenceScale;
pub use cycle_choice::CycleChoice;
pub use per_name::PerName;
pub(super) use per_name::read_map;
pub use readings_options::{ReadingField, ReadingsOptions};
pub use vocabulary::{DateOrder, Decimal, Encoding, Holds, PercentScale, Separator, WithoutNumbers};
pub use zone::Zone;

use super::mapping::Mapping;
use super::note::{ImportError, Note, NoteCode};
use crate::calendar::Cadence;
use crate::document::{document, read_text};
use crate::error::{Error, ErrorKind, Errors, Problems};
use crate::plan::{Better, Cycle, Team};

document! {
    /// What the caller says about a sheet. Nothing but `holds` is needed where the sheet says the rest.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::import::{Holds, Options};
    ///
    /// let options = Options::new(Holds::Goals).as_of(parse_date("2026-08-31")?).cycle("Q3 2026");
    /// assert_eq!(options, Options::from_json(r#"{ "holds": "goals", "as_of": "2026-08-31", "cycle": "Q3 2026" }"#).unwrap());
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub struct Options {
        required {
            /// What the sheet holds.
            holds: Holds,
        }
        optional {
            /// The day on which the sheet was exported: that of values and statuses without a date of their own.
            as_of: NaiveDate,
            /// The cycle of all goals.
            cycle: CycleChoice,
            /// What columns mean, by their names or letters; none: not used.
            columns: ColumnChoices,
            /// A mapping from `inspect`, perhaps changed: it takes the place of the header's names.
            mapping: Mapping,
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
            /// The scale of confidences: `0-1`, `0-10`, `0-100`, `1-5`, or what each word stands for.
            confidence: ConfidenceScale,
            /// Which civil day a point in time is: `written`, `UTC` or an offset such as `+02:00`.
            zone: Zone,
            /// Which values are better: for all KPIs, or by the name or id of each.
            better: PerName<Better>,
            /// How often KPIs have a value: for all, or by the name or id of each.
            cadence: PerName<Cadence>,
            /// The name of the KPI whose values the sheet holds, where no column has it.
            kpi: String,
            /// The year of periods that are written without one.
            year: u32,
            /// The first month of the fiscal year, 1 to 12, for periods such as `Q3 FY26`.
            fiscal_year_start: u32,
            /// The encoding of a text file.
            encoding: Encoding,
            /// What separates the columns of a text file.
            separator: Separator,
            /// The name of the file, for `meta.source`.
            file: String,
            /// The name of the sheet: which one of a workbook to read; for `meta.source`.
            sheet: String,
        }
        defaulted {
            /// What becomes of a key result without numbers.
            without_numbers: WithoutNumbers = WithoutNumbers::Milestone,
        }
        lists {
            /// Cycles that the sheet names by id or name and that are not periods.
            cycles: Cycle,
            /// Teams that the sheet names by id or name.
            teams: Team,
        }
    }
}

/// The options that only one kind of sheet has.
const OF_ONE_KIND: [(&str, Holds); 7] = [
    ("cycle", Holds::Goals),
    ("cycles", Holds::Goals),
    ("confidence", Holds::Goals),
    ("without_numbers", Holds::Goals),
    ("better", Holds::Kpis),
    ("cadence", Holds::Kpis),
    ("kpi", Holds::Kpis),
];

impl Options {
    /// What a sheet must hold for an option to mean anything; none where it does not matter.
    ///
    /// ```
    /// use okr_core::import::{Holds, Options};
    ///
    /// assert_eq!(Options::only_for("better"), Some(Holds::Kpis));
    /// assert_eq!(Options::only_for("decimal"), None);
    /// ```
    #[must_use]
    pub fn only_for(option: &str) -> Option<Holds> {
        OF_ONE_KIND.iter().find(|(name, _)| *name == option).map(|(_, holds)| *holds)
    }

    /// Whether the caller said that a column is not used.
    pub(super) fn declines(&self, column: Option<&str>) -> bool {
        let choice = self.columns.as_ref().zip(column).and_then(|(columns, name)| columns.0.get(name));
        choice.is_some_and(Option::is_none)
    }

    /// Refuses options that mean nothing for what the sheet holds.
    pub(super) fn check(&self) -> Result<(), ImportError> {
        // INVARIANT: options are written as an object, without those that are not set.
        let written = serde_json::to_value(self).unwrap_or_default();
        let is_foreign = |(name, holds): &&(&str, Holds)| *holds != self.holds && written.get(name).is_some();
        match OF_ONE_KIND.iter().find(is_foreign) {
            None => Ok(()),
            Some((name, holds)) => {
                let message = format!("`{name}` is an option of {holds}, and the sheet holds {}", self.holds);
                Err(Note::of(NoteCode::BadOption, message).option(*name).into())
            }
        }
    }

    /// The options of a JSON object.
    ///
    /// # Errors
    ///
    /// All that does not fit, with the nearest known name of an option.
    ///
    /// ```
    /// use okr_core::import::Options;
    ///
    /// let options = Options::from_json(r#"{ "holds": "goals", "cycle": "Q3 2026", "as_of": "2026-08-31" }"#)?;
    /// assert_eq!(options.as_of.map(|day| day.to_string()), Some("2026-08-31".to_owned()));
    /// assert!(Options::from_json(r#"{ "holds": "goals", "cylce": "Q3 2026" }"#).is_err());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        let options: Options = read_text(text, "")?;
        check_bounds(options.fiscal_year_start, options.year)?;
        Ok(options)
    }
}

fn check_bounds(fiscal_year_start: Option<u32>, year: Option<u32>) -> Result<(), Errors> {
    let outside = |name: &str, value: Option<u32>, most: f64| {
        let value = value.map(f64::from).filter(|value| !(1.0..=most).contains(value))?;
        Some(Error::new(format!("/{name}"), ErrorKind::OutOfBounds { value, min: 1.0, max: most }))
    };
    let errors = [outside("fiscal_year_start", fiscal_year_start, 12.0), outside("year", year, 9999.0)];
    let errors: Problems = errors.into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}
