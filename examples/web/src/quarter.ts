/** The example quarter: a plan, what was measured, and what was said. */

import { CheckIns, Plan, type PlanDocument, Readings, type Tracker } from "okr-wasm";

import checkInsText from "../../data/people-quarter-check-ins.json?raw";
import csv from "../../data/people-quarter.csv?raw";
import planText from "../../data/people-quarter.json?raw";

export interface Quarter {
  /** The plan as it was written. */
  document: PlanDocument;
  tracker: Tracker;
  readings: Readings;
  checkIns: CheckIns;
  /** Its first day, and the day after which nothing new comes. */
  start: string;
  end: string;
  last: string;
}

export function loadQuarter(): Quarter {
  using plan = Plan.fromJson(planText);
  return {
    document: plan.toJSON(),
    tracker: plan.resolve(),
    readings: Readings.fromCsv(csv),
    checkIns: CheckIns.fromJson(checkInsText),
    start: "2026-07-01",
    end: "2026-09-30",
    last: "2026-10-10",
  };
}
