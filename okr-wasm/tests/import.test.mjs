// Sheets: every form in which they come, days, refusals, and the way back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import process from "node:process";
import { test } from "node:test";

import fc from "fast-check";
import {
  CheckIns,
  OkrError,
  Plan,
  Readings,
  SheetError,
  importGoals,
  importKpis,
  importSheets,
  inspectSheet,
  notesText,
  readSheet,
} from "okr-wasm";

import { csv as readingsText, planText } from "./quarter.mjs";

const options = { cycle: "Q3 2026", asOf: "2026-08-31" };
const rows = [
  ["Objective", "Key Result", "Start Value", "Target", "Current"],
  ["Hire faster", "Days to hire", 42, 25, 33.5],
  [null, "Offers accepted", 60, 80, 68],
];
const text = "Objective;Key Result;Start Value;Target;Current\nHire faster;Days to hire;42;25;33,5\n;Offers accepted;60;80;68\n";

/** What was imported, as plain data without its sources. */
function plain({ plan, readings, checkIns, notes }) {
  const goals = plan.toJSON().objectives.map(({ id, title, key_results = [] }) => ({
    id,
    title,
    key_results: key_results.map(({ id, title, measure }) => ({ id, title, measure })),
  }));
  return { goals, readings: readings.toJSON(), checkIns, notes };
}

function refused(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof SheetError, String(error?.stack));
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("goals become a plan that evaluates", () => {
  const { plan, readings, checkIns, mapping, notes } = importGoals(rows, options);
  assert.ok(plan instanceof Plan && readings instanceof Readings);
  assert.deepEqual(plan.toJSON().cycles, [{ id: "2026-Q3", name: "Q3 2026", start: "2026-07-01", end: "2026-09-30" }]);
  assert.deepEqual(readings.toJSON(), [
    { metric: "hire-faster-days-to-hire", date: "2026-08-31", value: 33.5 },
    { metric: "hire-faster-offers-accepted", date: "2026-08-31", value: 68 },
  ]);
  assert.deepEqual([checkIns, notes, mapping.layout], [[], [], "beside"]);
  const [days] = plan.resolve().evaluate(readings, { asOf: "2026-08-31", checkIns }).key_results;
  // (42 - 33.5) / (42 - 25)
  assert.equal(days.score, 0.5);
});

test("every form of a sheet is the same sheet", async () => {
  const expected = plain(importGoals(rows, options));
  const bytes = new TextEncoder().encode(text);
  const [names, ...values] = rows;
  const filled = values.map((row) => [row[0] ?? "Hire faster", ...row.slice(1)]);
  const records = filled.map((row) => Object.fromEntries(row.map((value, index) => [names[index], value])));
  const around = new Uint8Array(bytes.length + 2);
  around.set(bytes, 1);
  const forms = {
    text,
    bytes,
    buffer: bytes.buffer,
    node: Buffer.from(text),
    view: new DataView(around.buffer, 1, bytes.length),
    file: await readSheet(new File([text], "goals.csv")),
    blob: await readSheet(new Blob([text])),
    json: await readSheet(new File([JSON.stringify(rows)], "goals.JSON")),
    cells: rows.map((row) => row.map((value) => ({ value }))),
    named: rows.map((row) => row.map((value) => (typeof value === "number" ? { number: value } : { text: value ?? "" }))),
    sheet: { rows },
    merged: { rows, merges: ["A2:A3"] },
    hidden: { rows: [...rows, { cells: ["Old", "Gone", 1, 2, 1], hidden: true }] },
    workbook: { sheets: [{ sheet: "Goals", rows }, { sheet: "Empty", rows: [] }] },
    records,
    data: { data: records },
  };
  for (const [form, sheet] of Object.entries(forms)) {
    const found = plain(importGoals(sheet, options));
    if (form === "hidden") assert.equal(found.notes.pop().code, "hidden_row");
    assert.deepEqual(found, expected, form);
  }
  const source = importGoals(forms.file, options).plan.toJSON().objectives[0].meta.source;
  assert.deepEqual([source.file, source.row], ["goals.csv", 2]);
  assert.equal(importGoals(forms.file, { ...options, file: "mine" }).plan.toJSON().objectives[0].meta.source.file, "mine");
});

test("holes and undefined are empty cells, and NaN is too", () => {
  const sparse = [...rows.slice(0, 2), [undefined, "Offers accepted", 60, 80, NaN]];
  delete sparse[2][0];
  assert.deepEqual(importGoals(sparse, options).readings.length, 1);
});

test("formats of cells count", () => {
  const sheet = [rows[0], ["Win", "Share", { value: 0.1, format: "0.0%" }, { value: 0.29, percent: true }, { number: 0.2, percent: true }]];
  const { plan, readings } = importGoals(sheet, options);
  const { measure, unit } = plan.toJSON().objectives[0].key_results[0];
  assert.deepEqual([measure.from, measure.to, unit, readings.toJSON()[0].value], [10, 29, "%", 20]);
  assert.throws(() => importGoals([rows[0], ["x", { value: "a", text: "b" }]], options), /sheet\[1\]\[1\] must have one of `value` and `text`/);
  assert.throws(() => importGoals([rows[0], ["x", { value: [] }]], options), /sheet\[1\]\[1\]\.value must be text, a number/);
  assert.throws(() => importGoals([rows[0], ["x", 1n]], options), /sheet\[1\]\[1\] is a bigint/);
});

/** Does some work in a zone of this machine. */
function inZone(zone, work) {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

function importDates(date, more = {}) {
  return importKpis([["KPI", "Date", "Value"], ["eNPS", date, 31]], { better: "higher", cadence: "monthly", ...more });
}

test("a Date at midnight, in UTC or here, is that day", () => {
  for (const zone of ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]) {
    inZone(zone, () => {
      for (const date of [new Date("2026-08-31"), new Date(2026, 7, 31), { value: new Date(2026, 7, 31) }, { date: new Date("2026-08-31") }]) {
        assert.equal(importDates(date).readings.toJSON()[0].date, "2026-08-31", zone);
      }
      const records = [{ KPI: "eNPS", Date: new Date(2026, 7, 31), Value: 31 }];
      assert.equal(importKpis(records, { better: "higher", cadence: "monthly" }).readings.toJSON()[0].date, "2026-08-31");
    });
  }
});

test("any other Date needs a zone", () => {
  const evening = new Date("2026-08-31T23:30:00Z");
  inZone("Europe/Berlin", () => {
    const { readings, notes } = importDates(evening);
    assert.deepEqual([readings.length, notes[0].code, notes[0].option], [0, "needs_zone", "zone"]);
    assert.equal(importDates(evening, { zone: "UTC" }).readings.toJSON()[0].date, "2026-08-31");
    assert.equal(importDates(evening, { zone: "+02:00" }).readings.toJSON()[0].date, "2026-09-01");
    // A zone that is said holds for midnights too.
    assert.equal(importDates(new Date("2026-08-31"), { zone: "-05:00" }).readings.toJSON()[0].date, "2026-08-30");
    assert.throws(() => importDates(evening, { zone: "written" }), /sheet\[1\]\[1\] is a Date.*`zone` must be `UTC`/);
    assert.throws(() => importDates(new Date(NaN)), /sheet\[1\]\[1\] is an invalid Date/);
  });
});

test("a refusal is an error with its note", () => {
  const error = refused(() => importGoals("%PDF-1.7", options));
  assert.ok(error instanceof OkrError && error instanceof Error);
  assert.deepEqual([error.name, error.note.code, error.errors], ["SheetError", "wrong_file", []]);
  assert.match(error.message, /this is a PDF/);
  const zip = refused(() => importGoals(Uint8Array.of(80, 75, 3, 4), options));
  assert.match(zip.message, /a workbook \(`\.xlsx`\)/);
  assert.deepEqual(refused(() => importGoals([], options)).note.code, "empty_sheet");
  const invalid = refused(() => importGoals(rows, { ...options, decimal: ";" }));
  assert.deepEqual([invalid.note, invalid.errors[0].path], [undefined, "/decimal"]);
  assert.deepEqual(refused(() => importGoals([["a", {}], ["b", { number: "1" }]], options)).errors[0].path, "/1/1/number");
  assert.equal(refused(() => importGoals(rows, { ...options, better: "higher" })).note.code, "bad_option");
});

test("what can't be meant is a TypeError that says what would be right", () => {
  assert.throws(() => importGoals(rows, { as_of: "2026-08-31" }), /unknown option `as_of`: options are `readings`, `checkIns`, `asOf`/);
  assert.throws(() => importGoals(rows, { asOf: new Date() }), /options\.as_of is a Date/);
  assert.throws(() => importGoals(text, { encoding: "windows-1252" }), /`encoding` is an option of bytes/);
  assert.throws(() => importGoals(new Blob([text]), options), /sheet is a Blob, which takes time to read: write await readSheet/);
  for (const sheet of [undefined, null, 5, true]) {
    assert.throws(() => importGoals(sheet, options), /sheet must be CSV text, bytes, rows, objects or a workbook, found/);
  }
  assert.throws(() => importGoals(rows, { ...options, readings: [] }), /`readings` must come from/);
  assert.throws(() => notesText([{ code: "new" }]), TypeError);
});

test("a file that is too large is refused before it is read", async () => {
  const large = new Blob([]);
  Object.defineProperty(large, "size", { value: 200 * 2 ** 20 });
  await assert.rejects(readSheet(large), (error) => error instanceof SheetError && error.note.code === "too_large");
  await assert.rejects(readSheet(text), /`file` must be a File or Blob, found text/);
});

test("only what is new comes out", () => {
  const first = importGoals(rows, options);
  const again = importGoals(rows, { ...options, asOf: "2026-09-07", readings: first.readings, checkIns: first.checkIns });
  assert.deepEqual([again.readings.length, again.notes.map((note) => note.code)], [0, ["not_new"]]);
  assert.equal(first.readings.length, 2);
});

test("a mapping can be changed and handed back", () => {
  const sheet = [["Goal", "Metric", "Target", "Remarks"], ["Hire", "Days", 25, "Ana"]];
  const mapping = inspectSheet(sheet, { holds: "goals" });
  assert.deepEqual(mapping.columns.map(({ field }) => field), ["objective", "measure_name", "target", undefined]);
  mapping.columns[3].field = "owner";
  assert.equal(importGoals(sheet, { cycle: "Q3 2026", mapping }).plan.toJSON().objectives[0].key_results[0].owner, "Ana");
  assert.throws(() => inspectSheet(sheet), TypeError);
});

test("notes in words", () => {
  const { notes } = importGoals([...rows, [null, "Days", 1, 2, "12m"], ["Total"]], options);
  assert.equal(
    notesText(notes),
    "row 5: row `Total` holds totals or averages\nE4: `12m` may be millions, minutes, months or metres; write `M`, `min` or `mo`\n",
  );
  assert.equal(notesText([]), "");
});

test("the example quarter comes back from its sheets", () => {
  const plan = Plan.fromJson(planText);
  const readings = Readings.fromCsv(readingsText);
  const checkIns = [{ key_result: plan.toJSON().objectives[0].key_results[0].id, date: "2026-08-14", status: "at_risk", note: "=SUM(A1)" }];
  const sheets = plan.toSheets(readings, checkIns);
  assert.deepEqual(sheets.map(({ name }) => name), ["goals", "kpis", "readings", "check_ins", "teams", "cycles", "plan", "about"]);
  const byText = sheets.map(({ csv }) => csv);
  const byBytes = byText.map((csv) => new TextEncoder().encode(csv)).reverse();
  for (const form of [sheets, sheets.map(({ rows }) => rows), byText, byBytes]) {
    const again = importSheets(form);
    assert.deepEqual(again.notes, []);
    assert.deepEqual(again.plan.toJSON(), plan.toJSON());
    assert.deepEqual(again.readings.toJSON(), readings.toJSON());
    assert.deepEqual(again.checkIns, checkIns);
  }
  assert.deepEqual(importGoals({ sheets: sheets.map(({ name, rows }) => ({ sheet: name, rows })) }).plan.toJSON(), plan.toJSON());
  assert.deepEqual(plan.toSheets().map(({ name }) => name), ["goals", "kpis", "teams", "cycles", "plan", "about"]);
  assert.deepEqual(plan.toSheets(undefined, new CheckIns(checkIns))[2].rows[1].includes("'=SUM(A1)"), true);
  const values = sheets.flatMap(({ rows }) => rows.flat());
  assert.ok(values.every((value) => value === null || ["string", "number", "boolean"].includes(typeof value)));
  assert.equal(refused(() => importSheets([rows])).note.code, "no_header");
  assert.throws(() => importSheets(rows, { asOf: "2026-08-31" }), /unknown option `asOf`/);
});

test("any title and value comes back from the sheets", () => {
  // A cell does not keep spaces around its text, nor a text of spaces alone.
  const title = fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((it) => it.trim() === it && !it.includes("\r") && /\S/.test(it));
  const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(title, title, value, (name, note, amount) => {
      const plan = attempt(() => new Plan({ kpis: [{ id: "k", name, better: "higher", cadence: "monthly", unit: "%" }] }));
      const readings = attempt(() => Readings.fromRows([{ metric: "k", date: "2026-07-31", value: amount, note }]));
      fc.pre(plan !== undefined && readings !== undefined);
      for (const form of [(sheet) => sheet, (sheet) => sheet.csv]) {
        const again = importSheets(plan.toSheets(readings).map(form));
        assert.deepEqual(again.plan.toJSON(), plan.toJSON());
        assert.deepEqual(again.readings.toJSON(), readings.toJSON());
      }
    }),
  );
});

/** What some work returns; none where the core refuses it. */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof OkrError || error.constructor === TypeError, error?.stack);
    return undefined;
  }
}

test("whatever is handed over, errors are of the documented kinds", () => {
  const cell = fc.oneof(fc.jsonValue(), fc.date(), fc.record({ value: fc.oneof(fc.string(), fc.double(), fc.date()), indent: fc.jsonValue() }));
  const header = fc.constantFrom(...rows[0], "Status", "Due", "Owner");
  const sheet = fc.tuple(fc.array(header), fc.array(fc.array(cell))).map(([names, rows]) => [names, ...rows]);
  fc.assert(
    fc.property(fc.oneof(sheet, fc.anything(), fc.string()), (sheet) => {
      for (const work of [() => importGoals(sheet, options), () => importKpis(sheet), () => importSheets([sheet]), () => Readings.fromWide(sheet)]) {
        attempt(work);
      }
    }),
  );
});

test("readings as people write them", () => {
  const columns = { Kennzahl: "metric", Stichtag: "date", Wert: "value" };
  const german = "Kennzahl;Stichtag;Wert\nenps;31.07.2026;29,5\nenps;31.08.2026;31\n";
  const expected = [
    { metric: "enps", date: "2026-07-31", value: 29.5 },
    { metric: "enps", date: "2026-08-31", value: 31 },
  ];
  assert.deepEqual(Readings.fromCsv(german, { columns }).toJSON(), expected);
  assert.deepEqual(Readings.fromCsv(new TextEncoder().encode(german), { columns, encoding: "utf-8" }).toJSON(), expected);
  assert.deepEqual(Readings.fromWide([["KPI", "Jul 2026", "Aug 2026"], ["enps", 29.5, 31]]).toJSON(), expected);
  assert.deepEqual(Readings.fromWide([["Month", "enps"], ["2026-07", 29.5], ["2026-08", 31]]).toJSON(), expected);
  const latin = Uint8Array.of(...new TextEncoder().encode("metric,date,value,note\nx,2026-07-31,1,caf"), 0xe9);
  assert.equal(Readings.fromCsv(latin, { encoding: "windows-1252" }).toJSON()[0].note, "café");
  assert.throws(() => Readings.fromCsv(latin), /`csv` is not UTF-8: `encoding` says what it is/);
  assert.deepEqual(Readings.fromCsv(new TextEncoder().encode("metric,date,value\nx,2026-07,1")).length, 1);
  const totals = [["KPI", "Jul 2026", "YTD"], ["enps", 31, 30]];
  assert.throws(() => Readings.fromWide(totals), (error) => error instanceof OkrError && error.errors[0].code === "bad_row");
  assert.deepEqual(Readings.fromWide(totals, { onBadRows: "skip" }).length, 1);
  assert.equal(refused(() => Readings.fromWide("a,b\n1,2")).note.code, "no_header");
  assert.equal(Readings.fromWide([["KPI", "Q1 FY27"], ["enps", 31]], { fiscalYearStart: 4 }).toJSON()[0].date, "2026-06-30");
  assert.throws(() => Readings.fromWide(totals, { asOf: "2026-08-31" }), /unknown option `asOf`/);
  assert.throws(() => Readings.fromRows([], { decimal: "," }), /unknown option `decimal`/);
});

test("files of the example", () => {
  const goals = importGoals(readFileSync(new URL("../../examples/data/goals.csv", import.meta.url)), options);
  const kpis = importKpis(readFileSync(new URL("../../examples/data/kpis.csv", import.meta.url)), { better: { Turnover: "lower" } });
  const { plan } = goals.plan.merge({ kpis: kpis.plan.toJSON().kpis });
  const report = plan.resolve().evaluate(goals.readings.merge(kpis.readings), { asOf: "2026-08-31", checkIns: goals.checkIns });
  assert.deepEqual(report.key_results.map((row) => row.said), ["on_track", "at_risk", "off_track", null]);
});
