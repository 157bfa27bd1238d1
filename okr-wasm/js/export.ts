/** Plans, readings and check-ins as sheets that a person can edit. */

import { CheckIns } from "./check_ins.js";
import { call, parse, use } from "./core.js";
import { Beside, type Plan as PlanHandle } from "./okr_wasm.js";
import { Readings } from "./readings.js";
import type { CheckIn, CivilDate, ColumnFormat } from "./types.js";

/** A column of a sheet of an export: what a person needs to know to edit it. */
export interface SheetColumn {
  /** Its name in the header. */
  name: string;
  /** What it means. */
  about: string;
  /** How its cells are shown. */
  format: ColumnFormat;
  /** How wide it is, in characters. */
  width: number;
}

/** A sheet of an export. */
export interface ExportedSheet {
  /** `goals`, `kpis`, `readings`, `check_ins`, `teams`, `cycles` or `plan`; and `about`, which explains the columns of the others. */
  name: string;
  /** Its columns, from the left; behind them the last goes on where its JSON needs more than one cell. */
  columns: SheetColumn[];
  /** Its rows, the header first. Days are text. */
  rows: (string | number | boolean | null)[][];
  /** The same as CSV text. */
  csv: string;
}

/** A cell as the core writes it. */
type Written = string | number | boolean | null | { text?: string; number?: number; date?: CivilDate; bool?: boolean };

/**
 * The sheets of a plan with readings and check-ins.
 *
 * @internal
 */
export function exported(plan: PlanHandle, readings?: Readings, checkIns?: CheckIns | readonly CheckIn[]): ExportedSheet[] {
  const said = checkIns === undefined || checkIns instanceof CheckIns ? checkIns : new CheckIns(checkIns);
  const beside = call(() => new Beside());
  try {
    if (readings !== undefined) beside.readings(Readings.handleOf(readings));
    if (said !== undefined) beside.check_ins(CheckIns.handleOf(said));
    const text = use(plan, (plan) => beside.sheets(plan));
    const [sheets, texts] = parse<[(Omit<ExportedSheet, "rows" | "csv"> & { rows: Written[][] })[], string[]]>(text);
    return sheets.map(({ rows, ...sheet }, index) => ({ ...sheet, rows: rows.map((row) => row.map(plain)), csv: texts[index] as string }));
  } finally {
    beside.free();
    if (said !== checkIns) said?.free();
  }
}

/** The value of a cell without its format. */
function plain(cell: Written): string | number | boolean | null {
  if (typeof cell !== "object" || cell === null) return cell;
  return cell.number ?? cell.text ?? cell.date ?? cell.bool ?? null;
}
