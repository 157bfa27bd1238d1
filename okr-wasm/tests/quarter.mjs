// The example quarter, as every test of the package reads it.

import { readFileSync } from "node:fs";

import { CheckIns, Plan, Readings } from "okr-wasm";

const read = (name) => readFileSync(new URL(`../../examples/data/people-quarter${name}`, import.meta.url), "utf8");

export const planText = read(".json");
export const csv = read(".csv");
export const checkInsText = read("-check-ins.json");

/** A new tracker, with what was measured and said. */
export function quarter() {
  const tracker = Plan.fromJson(planText).resolve();
  return { tracker, readings: Readings.fromCsv(csv), checkIns: new CheckIns(checkInsText) };
}
