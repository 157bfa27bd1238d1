/// <reference lib="esnext.disposable" preserve="true" />
/** Objectives, key results and KPIs: validation, scores, health, triggers and findings. */

import { call } from "./core.js";
import { version as coreVersion } from "./okr_wasm.js";

export { adviceMarkdown, advise } from "./advise.js";
export { CheckIns } from "./check_ins.js";
export { type CodedTexts, NO_DAY, type ReadingColumns } from "./columns.js";
export { findingsByCode, findingsText } from "./findings.js";
export { OkrError, type Problem, type ProblemCode, type ProblemOf, SheetError } from "./errors.js";
export type { ExportedSheet, SheetColumn } from "./export.js";
export {
  type ImportGoalsOptions,
  type ImportKpisOptions,
  type ImportSheetsOptions,
  type Imported,
  type InspectSheetOptions,
  type KnownValues,
  importGoals,
  importKpis,
  importSheets,
  inspectSheet,
  notesText,
} from "./import.js";
export type { GoalSheetOptions, KpiSheetOptions, ReadingSheetOptions, SheetOptions } from "./import_options.js";
export { Live } from "./live.js";
export type {
  AgendaOptions,
  AgendaTextOptions,
  ChangesMarkdownOptions,
  ChangesOptions,
  ChangesTextOptions,
  DayOptions,
  EvaluateOptions,
  ExplainOptions,
  FunnelOptions,
  HistoryOptions,
  Options,
  NextPlanOptions,
  ReviewOptions,
  SolveOptions,
  WhatIfOptions,
} from "./options.js";
export {
  type AddOptions,
  type Found,
  type KindOptions,
  type Merged,
  type MoveOptions,
  Plan,
  type RemoveOptions,
  type ReviseOptions,
  diff,
} from "./plan.js";
export {
  type CsvOptions,
  type LoadOptions,
  Readings,
  type Rejected,
  type RejectedRow,
  type WideOptions,
} from "./readings.js";
export {
  type BlobLike,
  type CellValue,
  type Sheet,
  type SheetCell,
  type SheetFile,
  type SheetRecords,
  type SheetRow,
  type SheetSource,
  type Workbook,
  readSheet,
} from "./sheet.js";
export type { DigestOptions, PictureOptions, Report } from "./report.js";
export { Tracker } from "./tracker.js";
// What stands above goes before types of the same name; the documents of a plan and a report get names of their own.
export type * from "./types.js";
export type { Plan as PlanDocument, Report as ReportDocument } from "./types.js";

/** The version of the library. */
export function version(): string {
  return call(coreVersion);
}
