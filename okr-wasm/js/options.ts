/** Options: what is asked of a tracker. */

import { CheckIns } from "./check_ins.js";
import { jsonText, requireDate, requireFields } from "./json.js";
import type { CheckIn, CivilDate, PolicyChoice, Reading, Scope } from "./types.js";

/** What every question has in common. */
export interface Options {
  /** What people said. */
  checkIns?: CheckIns | readonly CheckIn[] | undefined;
  /** A policy over the plan's, field by field: a preset's name, or fields. */
  policy?: PolicyChoice | undefined;
  /** What is listed; nothing that is computed depends on it. */
  scope?: Scope | undefined;
}

/** A question about one day. */
export interface DayOptions extends Options {
  /** The day at whose end one looks, as text: `"2026-08-31"`. */
  asOf: CivilDate;
}

/** What a report is made of. */
export interface EvaluateOptions extends DayOptions {
  /** Whether the table `kpi_periods` is filled. */
  kpiPeriods?: boolean | undefined;
}

/** A report under other readings. */
export interface WhatIfOptions extends EvaluateOptions {
  /** Readings that are set on top; for one metric and date these count. */
  readings: readonly Reading[];
}

/** Scores on many days. */
export interface HistoryOptions extends Options {
  /** The days, each at its end. */
  dates: readonly CivilDate[];
}

/** Which value is needed. */
export interface SolveOptions extends DayOptions {
  /** Id of the key result. */
  keyResult: string;
  /** The score that its objective is to have, 0 to 1. */
  objectiveScore: number;
}

/** Which score is to be explained. */
export interface ExplainOptions extends DayOptions {
  /** Id of a key result, an objective, a cycle or a KPI, or of a team in a cycle: `team@cycle`. */
  id: string;
}

/** Which cycle is looked back on. */
export interface ReviewOptions extends DayOptions {
  /** Id of the cycle. */
  cycle: string;
}

/** The names that the core has for what every question has in common. */
const NAMES = { asOf: "as_of", policy: "policy", scope: "scope", kpiPeriods: "kpi_periods" };

/** A question as the core takes it: check-ins that it holds already, the rest as JSON text. */
export interface Request {
  checkIns: CheckIns | undefined;
  text: string;
}

/** The request of options, among which there may also be the `own` ones of a question. */
export function request(options: DayOptions, ...own: string[]): Request {
  requireFields(options, ["asOf", "checkIns", "policy", "scope", ...own], "option");
  requireDate(options.asOf, "asOf");
  const { checkIns } = options;
  const fields: { [field: string]: unknown } = {};
  for (const [name, field] of Object.entries(NAMES)) fields[field] = options[name as keyof DayOptions];
  if (checkIns instanceof CheckIns) return { checkIns, text: jsonText(fields, "options") };
  return { checkIns: undefined, text: jsonText({ ...fields, check_ins: checkIns }, "options") };
}
