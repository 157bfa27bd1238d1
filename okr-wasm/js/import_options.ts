/** Options of imports, and the core's names for them. */

// Generated from the types of okr-core by `make generate`; changes here are lost.

import type {
  Better,
  Cadence,
  CivilDate,
  ColumnSeparator,
  Cycle,
  DateOrder,
  DecimalSeparator,
  PercentScale,
  ReadingField,
  SheetField,
  SheetMapping,
  Team,
  TextEncoding,
  WithoutNumbers,
} from "./types.js";

/** Options of every sheet. */
export interface SheetOptions {
  /**
   * The day on which the sheet was exported: that of values and statuses without a date of their
   * own.
   */
  asOf?: CivilDate | undefined;
  /** What columns mean, by their names or letters; none: not used. */
  columns?: { [key: string]: SheetField | null } | undefined;
  /** A mapping from `inspect`, perhaps changed: it takes the place of the header's names. */
  mapping?: SheetMapping | undefined;
  /** The number of the row that holds the header, as the spreadsheet shows it. */
  header?: number | undefined;
  /** The cells to read, such as `A3:H40`. */
  range?: string | undefined;
  /** The decimal separator. */
  decimal?: DecimalSeparator | undefined;
  /** The order of day, month and year. */
  dates?: DateOrder | undefined;
  /** What plain numbers between 0 and 1 beside a percent sign are. */
  percent?: PercentScale | undefined;
  /** Which civil day a point in time is: `written`, `UTC` or an offset such as `+02:00`. */
  zone?: string | undefined;
  /** The year of periods that are written without one. */
  year?: number | undefined;
  /** The first month of the fiscal year, 1 to 12, for periods such as `Q3 FY26`. */
  fiscalYearStart?: number | undefined;
  /** The encoding of a text file. */
  encoding?: TextEncoding | undefined;
  /** What separates the columns of a text file. */
  separator?: ColumnSeparator | undefined;
  /** The name of the file, for `meta.source`. */
  file?: string | undefined;
  /** The name of the sheet: which one of a workbook to read; for `meta.source`. */
  sheet?: string | undefined;
  /** Teams that the sheet names by id or name. */
  teams?: Team[] | undefined;
}

/** Options of a sheet of goals. */
export interface GoalSheetOptions extends SheetOptions {
  /** The cycle of all goals. */
  cycle?: string | Cycle | undefined;
  /** The scale of confidences: `0-1`, `0-10`, `0-100`, `1-5`, or what each word stands for. */
  confidence?: string | { [key: string]: number } | undefined;
  /** What becomes of a key result without numbers. */
  withoutNumbers?: WithoutNumbers | undefined;
  /** Cycles that the sheet names by id or name and that are not periods. */
  cycles?: Cycle[] | undefined;
}

/** Options of a sheet of KPIs. */
export interface KpiSheetOptions extends SheetOptions {
  /** Which values are better: for all KPIs, or by the name or id of each. */
  better?: Better | { [key: string]: Better } | undefined;
  /** How often KPIs have a value: for all, or by the name or id of each. */
  cadence?: Cadence | { [key: string]: Cadence } | undefined;
  /** The name of the KPI whose values the sheet holds, where no column has it. */
  kpi?: string | undefined;
}

/** Options of a table of readings. */
export interface ReadingSheetOptions {
  /** What columns mean, by their names or letters; none: not used. */
  columns?: { [key: string]: ReadingField | null } | undefined;
  /** The metric of all values, where no column has it. */
  metric?: string | undefined;
  /** The number of the row that holds the header, as the spreadsheet shows it. */
  header?: number | undefined;
  /** The cells to read, such as `A3:H40`. */
  range?: string | undefined;
  /** The decimal separator. */
  decimal?: DecimalSeparator | undefined;
  /** The order of day, month and year. */
  dates?: DateOrder | undefined;
  /** What plain numbers between 0 and 1 beside a percent sign are. */
  percent?: PercentScale | undefined;
  /** Which civil day a point in time is: `written`, `UTC` or an offset such as `+02:00`. */
  zone?: string | undefined;
  /** The year of periods that are written without one. */
  year?: number | undefined;
  /** The first month of the fiscal year, 1 to 12, for periods such as `Q3 FY26`. */
  fiscalYearStart?: number | undefined;
  /** The encoding of a text file. */
  encoding?: TextEncoding | undefined;
  /** What separates the columns of a text file. */
  separator?: ColumnSeparator | undefined;
  /** The name of the sheet: which one of a workbook to read. */
  sheet?: string | undefined;
}

/** The core's names for the options of a sheet. */
export const SHEET_NAMES = {
  asOf: "as_of",
  cycle: "cycle",
  columns: "columns",
  mapping: "mapping",
  header: "header",
  range: "range",
  decimal: "decimal",
  dates: "dates",
  percent: "percent",
  confidence: "confidence",
  zone: "zone",
  better: "better",
  cadence: "cadence",
  kpi: "kpi",
  year: "year",
  fiscalYearStart: "fiscal_year_start",
  encoding: "encoding",
  separator: "separator",
  file: "file",
  sheet: "sheet",
  withoutNumbers: "without_numbers",
  cycles: "cycles",
  teams: "teams",
} as const;

/** The core's names for the options of a table of readings. */
export const READING_SHEET_NAMES = {
  columns: "columns",
  metric: "metric",
  header: "header",
  range: "range",
  decimal: "decimal",
  dates: "dates",
  percent: "percent",
  zone: "zone",
  year: "year",
  fiscalYearStart: "fiscal_year_start",
  encoding: "encoding",
  separator: "separator",
  sheet: "sheet",
} as const;
