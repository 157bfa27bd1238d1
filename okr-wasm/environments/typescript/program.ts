import { type CoreSource, Plan, type PlanDocument, Readings, type Report, init } from "okr-wasm";
import * as inline from "okr-wasm/inline";
import type * as react from "okr-wasm/react";

declare const console: { log(text: unknown): void };

const document: PlanDocument = {
  cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
  objectives: [
    {
      id: "hire",
      title: "Hire faster than others",
      cycle: "2026-Q3",
      key_results: [{ id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } }],
    },
  ],
};
const readings: Readings = Readings.fromRows([{ metric: "days", date: "2026-08-14", value: 33 }]);
const report: Report = new Plan(document).resolve().evaluate(readings, { asOf: "2026-08-31" });
const inits: ((source?: CoreSource) => Promise<void>)[] = [init, inline.init];
export const same: inline.Plan = new Plan(document);
export const useLive: typeof react.useLive | undefined = undefined;

Promise.all(inits.map((load) => load())).then(() => console.log(report.objectives[0]?.score));
