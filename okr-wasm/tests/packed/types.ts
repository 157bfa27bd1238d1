// What a typed program sees of the installed package; it is compiled, never run.

import {
  CheckIns,
  type Grade,
  type ImportNote,
  type Imported,
  type KeyResult,
  type KpiRow,
  OkrError,
  Plan,
  type PlanDocument,
  type Problem,
  Readings,
  type Report,
  SheetError,
  type SheetField,
  type SheetSource,
  type Status,
  type Tracker,
  importGoals,
  importKpis,
  importSheets,
  init,
  inspectSheet,
  readSheet,
  version,
} from "okr-wasm";

export const text: string = version();
export const loaded: Promise<void> = init();

const keyResult: KeyResult = { id: "offers", title: "Offers accepted", measure: { kind: "reach", from: 68, to: 82 } };
const document: PlanDocument = {
  version: 1,
  cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
  objectives: [{ id: "hire", title: "Hire the best people", cycle: "2026-Q3", key_results: [keyResult] }],
};
using plan: Plan = new Plan(document);
const again: PlanDocument = plan.toJSON();
const problems: Problem[] = plan.check();
const tracker: Tracker = plan.resolve();
const readings = Readings.fromRows([{ metric: "offers", date: "2026-07", value: 75 }], { onBadRows: "skip" });
const report: Report = tracker.evaluate(readings, { asOf: "2026-08-31", policy: { preset: "focused" } });
const scores: (number | null)[] = report.objectives.map((row) => row.score);
const statuses: Status[] = report.key_results.map((row) => row.status);
const grade: Grade | null | undefined = report.objectives[0]?.grade;
export const all = [again, problems, scores, statuses, grade];

Readings.fromColumns({ metric: ["offers"], date: ["2026-07"], value: Float64Array.of(75) });
Readings.fromColumns({ metric: { names: ["offers"], codes: Uint32Array.of(0) }, date: Int32Array.of(20_665), value: [75, null] });
tracker.evaluate(readings, { asOf: "2026-08-31", checkIns: new CheckIns([{ kpi: "enps", date: "2026-08-01" }]) });
tracker.evaluate(readings, { asOf: "2026-08-31", checkIns: [{ cycle: "2026-Q3", date: "2026-08-01" }], policy: "strict" });
tracker.solve(readings, { asOf: "2026-08-31", keyResult: "offers", objectiveScore: 0.7 }).value satisfies number | null;
tracker.history(readings, { dates: ["2026-07-31", "2026-08-31"] }).map(({ id, score }) => [id, score]);

/** A problem's code tells which data it has. */
export function bounds(problem: Problem): string {
  switch (problem.code) {
    case "out_of_bounds":
      return `${problem.data.min} to ${problem.data.max}`;
    case "unknown_reference":
      return problem.data.nearest ?? problem.data.id;
    default:
      return problem.message;
  }
}

/** What is caught tells what it is. */
export function codes(caught: unknown): string[] {
  return caught instanceof OkrError ? caught.errors.map((problem) => problem.code) : [];
}

// @ts-expect-error a version is text
export const number: number = version();
// @ts-expect-error no such kind of measure
new Plan({ objectives: [{ id: "o", title: "t", cycle: "q", key_results: [{ id: "k", title: "t", measure: { kind: "reech", to: 1 } }] }] });
// @ts-expect-error a field that the type does not have
new Plan({ version: 1, cycle: [] });
// @ts-expect-error a civil day is text
tracker.evaluate(readings, { asOf: new Date() });
// @ts-expect-error the day has to be said
tracker.evaluate(readings, {});
// @ts-expect-error options are written as in JavaScript
tracker.evaluate(readings, { asOf: "2026-08-31", kpi_periods: true });
// @ts-expect-error readings are loaded first
tracker.evaluate([{ metric: "offers", date: "2026-07", value: 75 }], { asOf: "2026-08-31" });
// @ts-expect-error a value is a number
Readings.fromRows([{ metric: "offers", date: "2026-07", value: "75" }]);
// @ts-expect-error no such mode
Readings.fromCsv("", { onBadRows: "ignore" });
// @ts-expect-error a tracker comes from a plan
new Tracker();
// @ts-expect-error a score may be missing
export const score: number = report.key_results[0]!.score;
// @ts-expect-error no such status
export const status: Status = "done";
// @ts-expect-error other codes have other data
export const nearest = (problem: Problem): string => problem.data.nearest;
export const health = (row: KpiRow): boolean => row.health === "healthy";
// @ts-expect-error no such health
export const well = (row: KpiRow): boolean => row.health === "well";

// Sheets in all their forms.
const sheet: SheetSource = [
  ["Objective", "Key Result", "Target", "Due"],
  ["Hire", { value: "Days", indent: 1 }, { value: 0.9, format: "0 %" }, new Date("2026-09-30")],
  { cells: [null, undefined, { number: 0.9, percent: true }, { formula: true }], hidden: true },
];
const goals: Imported = importGoals(sheet, { asOf: "2026-08-31", cycle: "Q3 2026", withoutNumbers: "skip", fiscalYearStart: 4 });
importGoals({ sheets: [{ sheet: "OKRs", rows: [["Objective"]], merges: ["A2:A3"] }] }, { checkIns: goals.checkIns, readings: goals.readings });
importKpis([{ KPI: "eNPS", nested: { target: 40 } }], { better: { eNPS: "higher" }, cadence: "monthly" });
importKpis({ data: [{ KPI: "eNPS" }] });
importKpis(new Uint8Array(), { encoding: "windows-1252", separator: ";" });
export const file = async (picked: File): Promise<Imported> => importGoals(await readSheet(picked));
export const fields: (SheetField | undefined)[] = (inspectSheet("a,b", { holds: "kpis" }).columns ?? []).map((column) => column.field);
export const restored: Imported = importSheets(goals.plan.toSheets(goals.readings).map(({ csv }) => csv));
importSheets(goals.plan.toSheets(), { decimal: "," });
Readings.fromCsv("Kennzahl;Datum;Wert", { columns: { Kennzahl: "metric" }, duplicates: "sum" });
Readings.fromWide([["KPI", "Jul 2026"], ["enps", 31]], { metric: "enps", onBadRows: "skip" });
export const decisions = (caught: unknown): string | null | undefined =>
  caught instanceof SheetError ? caught.note?.option : goals.notes.map((note: ImportNote) => note.option)[0];

// @ts-expect-error an option of KPIs
importGoals(sheet, { better: "higher" });
// @ts-expect-error options are written as in JavaScript
importGoals(sheet, { as_of: "2026-08-31" });
// @ts-expect-error it must be said what the sheet holds
inspectSheet(sheet, {});
// @ts-expect-error a file takes time to read
importGoals(new File([], "goals.csv"));
// @ts-expect-error a cell has no such field
importGoals([[{ valeu: 1 }]]);
