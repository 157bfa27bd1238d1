/// <reference lib="esnext.disposable" preserve="true" />
/** Objectives, key results and KPIs: validation, scores, health, triggers and findings. */

import { call } from "./core.js";
import { version as coreVersion } from "./okr_wasm.js";

export { adviceMarkdown, advise } from "./advise.js";
export { CheckIns } from "./check_ins.js";
export { type CodedTexts, NO_DAY, type ReadingColumns } from "./columns.js";
export { findingsText } from "./findings.js";
export { OkrError, type Problem, type ProblemCode, type ProblemOf } from "./errors.js";
export { Live } from "./live.js";
export type {
  ChangesMarkdownOptions,
  ChangesOptions,
  ChangesTextOptions,
  DayOptions,
  EvaluateOptions,
  ExplainOptions,
  HistoryOptions,
  Options,
  ReviewOptions,
  SolveOptions,
  WhatIfOptions,
} from "./options.js";
export { type Merged, Plan } from "./plan.js";
export { type LoadOptions, Readings, type Rejected, type RejectedRow } from "./readings.js";
export { Tracker } from "./tracker.js";
// The classes above stand before types of the same name; the document of a plan gets one of its own.
export type * from "./types.js";
export type { Plan as PlanDocument } from "./types.js";

/** The version of the library. */
export function version(): string {
  return call(coreVersion);
}
