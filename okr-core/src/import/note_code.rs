//! The codes of notes, and what each says became of the thing.

use crate::document::vocabulary;
use crate::report::column::word_cell;

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
