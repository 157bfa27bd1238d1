/** Options of the questions to a tracker. */

import { CheckIns } from "./check_ins.js";
import { jsonText, requireDate, requireFields } from "./json.js";
import type { Plan } from "./plan.js";
import type { CheckIn, CivilDate, Plan as PlanDocument, PolicyChoice, Reading, Scope } from "./types.js";

/** Options that every question has. */
export interface Options {
  /** Check-ins on key results and KPIs. */
  checkIns?: CheckIns | readonly CheckIn[] | undefined;
  /** A policy that overrides the plan's, field by field: the name of a preset, or fields. */
  policy?: PolicyChoice | undefined;
  /** Which rows are listed. It has no effect on the numbers. */
  scope?: Scope | undefined;
}

/** A question about one day. */
export interface DayOptions extends Options {
  /** The day as of which to evaluate, at its end, as text: `"2026-08-31"`. */
  asOf: CivilDate;
}

/** Options of a report. */
export interface EvaluateOptions extends DayOptions {
  /** Whether to fill the table `kpi_periods`. */
  kpiPeriods?: boolean | undefined;
  /** Whether to fill the table `values`. */
  values?: boolean | undefined;
}

/** Options of a report under other readings. */
export interface WhatIfOptions extends EvaluateOptions {
  /** The readings to set. They replace those of the same metric and date. */
  readings: readonly Reading[];
}

/** Options of a history. */
export interface HistoryOptions extends Options {
  /** The days, each at its end. */
  dates: readonly CivilDate[];
}

/** Options of `solve`. */
export interface SolveOptions extends DayOptions {
  /** Id of the key result. */
  keyResult: string;
  /** The score that the objective should have, 0 to 1. */
  objectiveScore: number;
}

/** Options of an explanation. */
export interface ExplainOptions extends DayOptions {
  /** Id of a key result, an objective, a cycle or a KPI, or of a team in a cycle: `team@cycle`. */
  id: string;
}

/** Options of a review. */
export interface ReviewOptions extends DayOptions {
  /** Id of the cycle. */
  cycle: string;
}

/** Options of what is new since a day. */
export interface ChangesOptions extends DayOptions {
  /** The day since which something is new, at its end. */
  since: CivilDate;
  /** The plan as it was on that day. With it, what was added, removed and edited is listed as well. */
  before?: Plan | PlanDocument | undefined;
}

/** Options of a message about what is new. */
export interface ChangesTextOptions extends ChangesOptions {
  /** The most lines to write; 10 where not given. The message says how many more there are. */
  maxLines?: number | undefined;
}

/** Options of a message in Markdown. */
export interface ChangesMarkdownOptions extends ChangesTextOptions {
  /** What to group the lines by, under a heading each. */
  by?: "owner" | "team" | undefined;
}

/** Options of the agenda of a talk. */
export interface AgendaOptions extends ChangesOptions {
  /** The day of the last talk, at its end: what came after it is new. */
  since: CivilDate;
}

/** Options of an agenda as text. */
export interface AgendaTextOptions extends AgendaOptions {
  /** The most lines of a section; 10 where not given. The text says how many more there are. */
  maxLines?: number | undefined;
}

/** Options of the plan that follows from a review. */
export interface NextPlanOptions extends ReviewOptions {
  /** Ids of objectives and key results whose next steps are taken. Default: all. */
  keep?: readonly string[] | undefined;
  /** Ids whose next steps are left out. */
  drop?: readonly string[] | undefined;
}

/** The core's names for the common options. */
const NAMES = { asOf: "as_of", policy: "policy", scope: "scope", kpiPeriods: "kpi_periods", values: "values" };

/** A question for the core: check-ins by handle where there is one, the rest as JSON text. */
export interface Request {
  checkIns: CheckIns | undefined;
  text: string;
}

/** Makes a request from options. `own` names the options that only this question has. */
export function request(options: DayOptions, ...own: string[]): Request {
  requireFields(options, ["asOf", "checkIns", "policy", "scope", ...own], "option");
  requireDate(options.asOf, "asOf");
  const { checkIns } = options;
  const fields: { [field: string]: unknown } = {};
  for (const [name, field] of Object.entries(NAMES)) fields[field] = options[name as keyof DayOptions];
  if (checkIns instanceof CheckIns) return { checkIns, text: jsonText(fields, "options") };
  return { checkIns: undefined, text: jsonText({ ...fields, check_ins: checkIns }, "options") };
}
