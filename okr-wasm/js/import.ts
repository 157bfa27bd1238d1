/** Import of sheets: goals, KPIs, and the sheets of an export. */

import { CheckIns } from "./check_ins.js";
import { call, parse } from "./core.js";
import type { ExportedSheet } from "./export.js";
import {
  type GoalSheetOptions,
  type KpiSheetOptions,
  SHEET_NAMES,
  type SheetOptions,
} from "./import_options.js";
import { jsonText, requireArray, requireFields } from "./json.js";
import { type Imported as Handle, type Sheets, notes_text } from "./okr_wasm.js";
import { Plan } from "./plan.js";
import { Readings } from "./readings.js";
import { type SheetSource, fileOf, withSheets } from "./sheet.js";
import type { CheckIn, Holds, ImportNote, SheetMapping } from "./types.js";

/** What is known already, so that importing a sheet again adds only what is new. */
export interface KnownValues {
  /** Readings of earlier imports: what they have is not new. */
  readings?: Readings | undefined;
  /** Check-ins of earlier imports: what they have is not new. */
  checkIns?: CheckIns | readonly CheckIn[] | undefined;
}

/** Options of `importGoals`. */
export interface ImportGoalsOptions extends GoalSheetOptions, KnownValues {}

/** Options of `importKpis`. */
export interface ImportKpisOptions extends KpiSheetOptions, KnownValues {}

/** Options of `inspectSheet`. */
export interface InspectSheetOptions extends GoalSheetOptions, KpiSheetOptions {
  /** What the sheet holds. */
  holds: Holds;
}

/** Options of `importSheets`. */
export type ImportSheetsOptions = Pick<SheetOptions, "decimal" | "encoding" | "separator">;

/** What comes out of a sheet. */
export interface Imported {
  /** Teams, cycles, objectives and KPIs of the sheet. */
  plan: Plan;
  /** Values that are new. */
  readings: Readings;
  /** Statuses, confidences and comments that are new. */
  checkIns: CheckIn[];
  /** How the sheet was read; change it and pass it as `mapping`. */
  mapping: SheetMapping;
  /** What was not understood, left out, guessed or refused. `notesText` shows them as plain text. */
  notes: ImportNote[];
}

/**
 * Imports objectives and key results from a sheet. A number is never guessed, and nothing is lost in silence: what was not taken over
 * stands in `notes`, with the option that decides it (in the core's words: `as_of` is `asOf`).
 *
 * @throws {SheetError} if the sheet can be read in several ways, or in none.
 *
 * @example
 * const sheet = [["Objective", "Key Result", "Target", "Current"], ["Hire faster", "Days to hire", 25, 33]];
 * const { plan, readings, notes } = importGoals(sheet, { cycle: "Q3 2026", asOf: "2026-08-31" });
 */
export function importGoals(sheet: SheetSource, options: ImportGoalsOptions = {}): Imported {
  return imported(sheet, options, "goals");
}

/**
 * Imports KPIs and their values from a sheet: a row for each value, a column for each period, or a row for each period.
 *
 * @throws {SheetError} if the sheet can be read in several ways, or in none.
 *
 * @example
 * const sheet = [["KPI", "Jul 2026", "Aug 2026"], ["eNPS", 31, 28]];
 * const { plan, readings } = importKpis(sheet, { better: { eNPS: "higher" } });
 */
export function importKpis(sheet: SheetSource, options: ImportKpisOptions = {}): Imported {
  return imported(sheet, options, "kpis");
}

/**
 * Returns how a sheet would be read: its header, its layout, and what its columns mean. Change it and pass it to `importGoals` or
 * `importKpis` as `mapping`.
 *
 * @throws {SheetError} if no header is found, or two columns have one meaning.
 */
export function inspectSheet(sheet: SheetSource, options: InspectSheetOptions): SheetMapping {
  requireFields(options, ["holds", ...Object.keys(SHEET_NAMES)], "option");
  const text = written(options, options.holds, fileOf(sheet));
  return parse(withSheets([sheet], options, (sheets) => sheets.inspect(text)));
}

/**
 * Reads the sheets that `plan.toSheets` wrote, perhaps edited: their CSV text, their rows, or the sheets themselves, in any order.
 *
 * @throws {SheetError} if one of them is not such a sheet.
 *
 * @example
 * const sheets = plan.toSheets(readings).map((sheet) => sheet.csv);
 * const again = importSheets(sheets);
 */
export function importSheets(sheets: readonly (ExportedSheet | SheetSource)[], options: ImportSheetsOptions = {}): Imported {
  requireFields(options, ["decimal", "encoding", "separator"], "option");
  const text = jsonText(options, "options");
  const sources = requireArray(sheets, "sheets").map((sheet) => (isExported(sheet) ? sheet.rows : sheet));
  return taken(withSheets(sources, options, (sheets) => sheets.own(text)));
}

function isExported(sheet: ExportedSheet | SheetSource): sheet is ExportedSheet {
  return typeof sheet === "object" && sheet !== null && "csv" in sheet && "rows" in sheet;
}

/**
 * Formats notes as plain text, a line each: the cell or row, and what is the matter.
 *
 * @throws {TypeError} if they are not the notes of an import.
 */
export function notesText(notes: readonly ImportNote[]): string {
  const rows = jsonText(requireArray(notes, "notes"), "notes");
  const text = call(() => notes_text(rows));
  if (text === undefined) throw new TypeError("`notes` must be notes of an import, unchanged");
  return text;
}

function imported(sheet: SheetSource, options: ImportGoalsOptions & ImportKpisOptions, holds: Holds): Imported {
  requireFields(options, ["readings", "checkIns", ...Object.keys(SHEET_NAMES)], "option");
  const text = written(options, holds, fileOf(sheet));
  const { readings = Readings.fromRows([]), checkIns = [] } = options;
  const said = checkIns instanceof CheckIns ? checkIns : new CheckIns(checkIns);
  try {
    const known = [Readings.handleOf(readings), CheckIns.handleOf(said)] as const;
    return taken(withSheets([sheet], options, (sheets: Sheets) => sheets.import(text, ...known)));
  } finally {
    if (said !== checkIns) said.free();
    if (readings !== options.readings) readings.free();
  }
}

/** The options in the core's words, as JSON text. */
function written(options: GoalSheetOptions & KpiSheetOptions, holds: Holds, file: string | undefined): string {
  const fields: { [field: string]: unknown } = { holds, file };
  for (const [name, field] of Object.entries(SHEET_NAMES)) {
    const value = options[name as keyof typeof SHEET_NAMES];
    if (value !== undefined) fields[field] = value;
  }
  return jsonText(fields, "options");
}

/** The parts of what was imported. */
function taken(handle: Handle): Imported {
  try {
    const readings = Readings.of(call(() => handle.readings()));
    const [checkIns, mapping, notes] = parse<[CheckIn[], SheetMapping, ImportNote[]]>(handle.rest());
    return { plan: Plan.of(handle.plan()), readings, checkIns, mapping, notes };
  } finally {
    handle.free();
  }
}
