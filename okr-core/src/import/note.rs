//! Notes: what was not understood, left out, guessed or refused.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use crate::document::{Meta, shorten, vocabulary};
use crate::error::Errors;
use crate::report::column::{table, word_cell};

vocabulary! {
    /// What became of the thing that a note is about.
    pub enum Treatment {
        /// It can be read in two ways, or in none that fits: it is not in the result. `option` decides it.
        Refused = "refused",
        /// It is understood and does not belong into the result.
        LeftOut = "left_out",
        /// It is in the result, by a rule that could be wrong here.
        Guessed = "guessed",
        /// It is not understood, and is not in the result.
        NotUnderstood = "not_understood",
        /// It is in the result, in another form.
        Changed = "changed",
    }
}

macro_rules! codes {
    ($( $(#[doc = $doc:expr])* $variant:ident = $text:literal $treatment:ident, )*) => {
        vocabulary! {
            /// The code of a note or of the reason why a sheet is refused.
            pub enum NoteCode {
                $( $(#[doc = $doc])* $variant = $text, )*
            }
        }

        impl NoteCode {
            /// What became of the thing that the note is about.
            #[must_use]
            pub const fn treatment(self) -> Treatment {
                match self {
                    $( Self::$variant => Treatment::$treatment, )*
                }
            }
        }
    };
}

codes! {
    /// The file is of another kind: a PDF, a workbook, a page.
    WrongFile = "wrong_file" Refused,
    /// The text is in no encoding that is known.
    BadEncoding = "bad_encoding" Refused,
    /// The JSON text has no rows.
    BadJson = "bad_json" Refused,
    /// The sheet holds more than the limits allow.
    TooLarge = "too_large" Refused,
    /// Several sheets of a workbook can be read.
    SeveralSheets = "several_sheets" Refused,
    /// The sheet has no cells.
    EmptySheet = "empty_sheet" Refused,
    /// An option names what the sheet does not have.
    BadOption = "bad_option" Refused,
    /// No row looks like a header.
    NoHeader = "no_header" Refused,
    /// Several rows look like a header.
    SeveralHeaders = "several_headers" Refused,
    /// The names of the columns stand in two rows.
    HeaderOfTwoLines = "header_of_two_lines" Refused,
    /// A second table stands below the first.
    SecondTable = "second_table" Refused,
    /// Two columns have the same meaning.
    TwoColumns = "two_columns" Refused,
    /// A name of a column has several meanings, and its values do not decide.
    AmbiguousColumn = "ambiguous_column" Refused,
    /// Nothing tells objectives from key results.
    NoStructure = "no_structure" Refused,
    /// Nothing says in which cycle the goals are.
    NeedsCycle = "needs_cycle" Refused,
    /// Numbers with a decimal point and with a decimal comma stand in one file.
    MixedSeparators = "mixed_separators" Refused,
    /// `1,234` may be a thousand or a fraction.
    NeedsDecimal = "needs_decimal" Refused,
    /// Numbers beside a percent sign may be fractions or points.
    NeedsPercent = "needs_percent" Refused,
    /// `03/04/2026` may be in March or in April.
    NeedsDates = "needs_dates" Refused,
    /// A column has dates with the day first and with the month first.
    MixedDates = "mixed_dates" Refused,
    /// A point in time has no civil day without a zone.
    NeedsZone = "needs_zone" Refused,
    /// A period is written without its year.
    NeedsYear = "needs_year" Refused,
    /// A fiscal period is written, and the fiscal year's first month is not known.
    NeedsFiscalYear = "needs_fiscal_year" Refused,
    /// Values or statuses have no date.
    NeedsAsOf = "needs_as_of" Refused,
    /// Nothing says of which KPI the values are.
    NeedsKpi = "needs_kpi" Refused,
    /// KPIs do not say which values are better.
    NeedsBetter = "needs_better" Refused,
    /// KPIs do not say how often they have a value.
    NeedsCadence = "needs_cadence" Refused,
    /// A confidence is on a scale that is not known.
    NeedsConfidence = "needs_confidence" Refused,
    /// A cell is no number.
    NotANumber = "not_a_number" NotUnderstood,
    /// `12m` may be millions, minutes, months or metres.
    AmbiguousUnit = "ambiguous_unit" Refused,
    /// A number without the scale of its neighbours (`15` beside `$12k`).
    AmbiguousScale = "ambiguous_scale" Refused,
    /// A row has numbers of two units.
    TwoUnits = "two_units" Refused,
    /// A number is out of bounds.
    OutOfBounds = "out_of_bounds" Refused,
    /// A cell is no date.
    NotADate = "not_a_date" NotUnderstood,
    /// A formula without a stored value.
    FormulaWithoutValue = "formula_without_value" NotUnderstood,
    /// A cell with an error of the spreadsheet.
    ErrorCell = "error_cell" NotUnderstood,
    /// A word is not known.
    UnknownWord = "unknown_word" NotUnderstood,
    /// A status that says neither on track, at risk, off track nor done.
    StatusWithoutMeaning = "status_without_meaning" NotUnderstood,
    /// A cycle that is no period and is not listed in `cycles`.
    UnknownCycle = "unknown_cycle" Refused,
    /// A parent that no row is.
    UnknownParent = "unknown_parent" NotUnderstood,
    /// A parent that several rows are.
    AmbiguousParent = "ambiguous_parent" Refused,
    /// Rows are their own ancestors.
    ParentCircle = "parent_circle" Refused,
    /// A key result has no objective.
    NoObjective = "no_objective" Refused,
    /// Two rows have one id, or an id can't be used.
    BadId = "bad_id" Refused,
    /// A row repeats another.
    DuplicateRow = "duplicate_row" Refused,
    /// Two values for one metric and day.
    DuplicateReading = "duplicate_reading" Refused,
    /// The target equals the baseline.
    FlatTarget = "flat_target" Refused,
    /// A first day behind the last.
    BadInterval = "bad_interval" Refused,
    /// A bound (`≤ 4`) that the baseline already meets.
    AgainstDirection = "against_direction" Refused,
    /// A target can't be read, so that the key result can't be measured.
    UnreadableTarget = "unreadable_target" Refused,
    /// A range or target of a KPI that does not fit its direction.
    BadRange = "bad_range" Refused,
    /// A row that is marked to be deleted.
    RowToDelete = "row_to_delete" Refused,
    /// A value of a merged cell that stands beside several key results.
    MergedValue = "merged_value" Refused,
    /// Periods in the header that do not rise.
    PeriodsNotRising = "periods_not_rising" Refused,
    /// A reading rejected by the loader's rules.
    BadRow = "bad_row" Refused,
    /// A cell of the library's own export that does not fit.
    BadCell = "bad_cell" Refused,
    /// A sheet of a workbook that is not read.
    SheetNotUsed = "sheet_not_used" LeftOut,
    /// A column that is not used.
    ColumnNotUsed = "column_not_used" LeftOut,
    /// A hidden row.
    HiddenRow = "hidden_row" LeftOut,
    /// A row of totals or averages.
    TotalRow = "total_row" LeftOut,
    /// A column of totals, averages or of the year to date.
    TotalColumn = "total_column" LeftOut,
    /// A project, task or initiative.
    OtherKind = "other_kind" LeftOut,
    /// Rows above the header.
    AboveHeader = "above_header" LeftOut,
    /// A row without a title.
    RowWithoutTitle = "row_without_title" LeftOut,
    /// A cell that does not belong to what its row holds.
    CellNotUsed = "cell_not_used" LeftOut,
    /// Numbers of an objective that has key results.
    ObjectiveNumbers = "objective_numbers" LeftOut,
    /// A value or comment that is already known.
    NotNew = "not_new" LeftOut,
    /// A key result without numbers is left out as told.
    WithoutNumbersSkipped = "without_numbers_skipped" LeftOut,
    /// Progress that is written is never taken over.
    ProgressNotUsed = "progress_not_used" LeftOut,
    /// Progress that is written differs from what its numbers say.
    ProgressDiffers = "progress_differs" LeftOut,
    /// A key result without numbers became a milestone.
    WithoutNumbers = "without_numbers" Guessed,
    /// The text was read as Windows-1252.
    Encoding = "encoding" Guessed,
    /// First days of months were read as months.
    FirstDaysAreMonths = "first_days_are_months" Guessed,
    /// The only column of texts was taken for the names of the KPIs.
    TitleGuessed = "title_guessed" Guessed,
    /// A cadence follows from the dates of the values.
    CadenceGuessed = "cadence_guessed" Guessed,
    /// Word `behind` was read as off track.
    StatusGuessed = "status_guessed" Guessed,
    /// A cell names several people: the first owns, the others are co-owners.
    SeveralOwners = "several_owners" Changed,
    /// A cell names several parents: the first is used.
    SeveralParents = "several_parents" Changed,
    /// A number was put behind an id.
    NumberedId = "numbered_id" Changed,
    /// An objective that is measured by its own numbers has a key result of its own.
    MeasuredItself = "measured_itself" Changed,
    /// Objectives have no key results.
    NoKeyResults = "no_key_results" Changed,
}

word_cell!(NoteCode, Treatment);

table! {
    /// What was not understood, left out, guessed or refused, and where.
    #[derive(Eq, Hash)]
    pub struct Note: bare {
        /// What it is.
        code: NoteCode,
        /// What became of it.
        treatment: Treatment,
        /// In words.
        message: String,
        /// The number of the row, as the spreadsheet shows it: the first is 1. Of several, the first.
        row: Option<u32>,
        /// The name of the column in the header; its letter where it has none.
        column: Option<String>,
        /// The address of the cell, such as `D7`. Of several, the first.
        at: Option<String>,
        /// What the cell holds.
        cell: Option<String>,
        /// The option that decides it.
        option: Option<String>,
        /// How many cells or rows it holds for, where more than one.
        count: Option<u32>,
        /// The first 20 rows that it holds for, where more than one.
        rows: Vec<u32>,
        /// The values that the message is made from.
        data: Option<Meta>,
    }
}

impl Note {
    pub(super) fn of(code: NoteCode, message: impl Into<String>) -> Self {
        Note {
            code,
            treatment: code.treatment(),
            message: message.into(),
            row: None,
            column: None,
            at: None,
            cell: None,
            option: None,
            count: None,
            rows: Vec::new(),
            data: None,
        }
    }

    pub(super) fn row(mut self, number: u32) -> Self {
        self.row = Some(number);
        self
    }

    pub(super) fn column(mut self, name: impl Into<String>) -> Self {
        self.column = Some(name.into());
        self
    }

    pub(super) fn at(mut self, address: impl Into<String>) -> Self {
        self.at = Some(address.into());
        self
    }

    pub(super) fn option(mut self, name: impl Into<String>) -> Self {
        self.option = Some(name.into());
        self
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.data.get_or_insert_with(Map::new).insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn of_cell(mut self, text: &str) -> Self {
        self.cell = Some(shorten(text));
        self
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.at, self.row) {
            (Some(at), _) => write!(f, "{at}: ")?,
            (None, Some(row)) => write!(f, "row {row}: ")?,
            // A message about a column names it.
            (None, None) => {}
        }
        f.write_str(&self.message)?;
        match self.count {
            Some(count) => write!(f, " ({count} times)"),
            None => Ok(()),
        }
    }
}

/// How many rows a note lists.
const LISTED_ROWS: usize = 20;

/// The notes of an import while it runs. Notes of one code, column and option become one.
#[derive(Debug, Default)]
pub(super) struct NoteList(Vec<Note>);

impl NoteList {
    pub(super) fn add(&mut self, note: Note) {
        self.0.push(note);
    }

    pub(super) fn extend(&mut self, notes: impl IntoIterator<Item = Note>) {
        self.0.extend(notes);
    }

    /// The notes, equal ones of one column together, in the order in which they were first found.
    pub(super) fn finish(self) -> Vec<Note> {
        let mut merged: Vec<Note> = Vec::new();
        let mut seen: hashbrown::HashMap<(NoteCode, Option<String>, Option<String>, bool), usize> =
            hashbrown::HashMap::new();
        let mut told = hashbrown::HashSet::new();
        for note in self.0 {
            // A cell that is read twice is noted once.
            if note.row.is_some() && !told.insert((note.code, note.row, note.column.clone(), note.message.clone())) {
                continue;
            }
            let key = (note.code, note.column.clone(), note.option.clone(), note.row.is_some());
            let known = seen.get(&key).copied().and_then(|index| merged.get_mut(index));
            // What is refused in a row, and not in a column, stands for itself.
            let alone =
                note.column.is_none() && matches!(note.treatment, Treatment::Refused | Treatment::NotUnderstood);
            match known.filter(|_| note.row.is_some() && !alone) {
                Some(first) => {
                    if first.rows.is_empty() {
                        first.rows.extend(first.row);
                    }
                    if first.rows.len() < LISTED_ROWS {
                        first.rows.extend(note.row);
                    }
                    first.count = Some(first.count.unwrap_or(1).saturating_add(1));
                }
                None => {
                    seen.insert(key, merged.len());
                    merged.push(note);
                }
            }
        }
        merged
    }
}

/// Why a sheet can't be imported at all.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum ImportError {
    /// The sheet can be read in several ways, or in none: the note says which, and which option decides it.
    Refused(Box<Note>),
    /// The options, or the sheet's JSON text, do not fit their form.
    #[serde(deserialize_with = "written_errors")]
    Invalid(Errors),
}

/// The errors of `{code, message, errors}`.
fn written_errors<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Errors, D::Error> {
    #[derive(serde::Deserialize)]
    struct Written {
        errors: Errors,
    }
    serde::Deserialize::deserialize(deserializer).map(|Written { errors }| errors)
}

impl ImportError {
    pub(super) fn of(note: Note) -> Self {
        ImportError::Refused(Box::new(note))
    }

    /// The error as JSON text: a note, or `{code, message, errors}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }

    /// The error's code: that of the note, or `invalid`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ImportError::Refused(note) => note.code.as_str(),
            ImportError::Invalid(_) => "invalid",
        }
    }
}

impl From<Note> for ImportError {
    fn from(note: Note) -> Self {
        ImportError::of(note)
    }
}

impl From<Errors> for ImportError {
    fn from(errors: Errors) -> Self {
        ImportError::Invalid(errors)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Refused(note) => note.fmt(f),
            ImportError::Invalid(errors) => errors.fmt(f),
        }
    }
}

impl std::error::Error for ImportError {}

impl Serialize for ImportError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ImportError::Refused(note) => note.serialize(serializer),
            ImportError::Invalid(errors) => {
                let mut map = serializer.serialize_map(Some(3))?;
                map.serialize_entry("code", self.code())?;
                map.serialize_entry("message", &errors.to_string())?;
                map.serialize_entry("errors", errors)?;
                map.end()
            }
        }
    }
}
