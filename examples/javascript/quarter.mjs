// Prints the report of the example quarter on a day as JSON text: `quarter.mjs [YYYY-MM-DD]`.

import { readFileSync } from "node:fs";
import process from "node:process";

import { CheckIns, Plan, Readings } from "okr-wasm";

const read = (name) => readFileSync(new URL(`../data/people-quarter${name}`, import.meta.url), "utf8");

const tracker = Plan.fromJson(read(".json")).resolve();
const readings = Readings.fromCsv(read(".csv"));
const checkIns = new CheckIns(read("-check-ins.json"));
console.log(tracker.evaluateJson(readings, { asOf: process.argv[2] ?? "2026-08-31", checkIns, kpiPeriods: true }));
