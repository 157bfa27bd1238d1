// What holds for whatever is handed over.

import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";
import { CheckIns, OkrError, Plan, Readings } from "okr-wasm";

import { csv, planText } from "./quarter.mjs";

/** Rows that contradict each other are not what these tests are about: the last counts. */
const last = { duplicates: "last" };

/** An error of the documented kinds; anything else that is thrown is a defect. */
function expected(error) {
  return error instanceof OkrError ? error.errors.length > 0 : error.constructor === TypeError;
}

/** What some work gives, or none where it throws as documented. */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    assert.ok(expected(error), error?.stack);
    return undefined;
  }
}

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const day = fc.date({ min: new Date("2024-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const value = fc.double({ min: -1e15, max: 1e15, noNaN: true });
const reading = fc.record(
  { metric: id, date: day, value, recorded: day, sample: fc.double({ min: 1e-3, max: 1e6, noNaN: true }), note: fc.string({ minLength: 1 }) },
  { requiredKeys: ["metric", "date", "value"] },
);

/** Rows as they are kept: an order of their own, no negative zero, nothing that says no more than the rest. */
const kept = (row) => JSON.stringify([row.metric, row.date, row.value + 0, row.recorded === row.date ? undefined : row.recorded, row.sample, row.note]);

test("readings round-trip, as rows and as columns", () => {
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 60 }), (rows) => {
      const byRow = Readings.fromRows(rows, last);
      assert.deepEqual(byRow.toJSON().map(kept).sort(), rows.map(kept).sort());
      const column = (name) => rows.map((row) => row[name]);
      const columns = Object.fromEntries(["metric", "date", "value", "recorded", "sample", "note"].map((name) => [name, column(name)]));
      const byColumn = Readings.fromColumns(columns, last);
      assert.deepEqual(byColumn.toJSON(), byRow.toJSON());
      assert.deepEqual(Readings.fromRows(byRow.toJSON(), last).toJSON(), byRow.toJSON());
    }),
  );
});

test("good rows are kept and counted whatever else the input contains", () => {
  const row = fc.oneof(reading.map((good) => ({ good, row: good })), fc.jsonValue().map((row) => ({ row })));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const readings = Readings.fromRows(rows.map(({ row }) => row), { ...last, onBadRows: "skip" });
      assert.ok(readings.length >= rows.filter(({ good }) => good).length);
      assert.equal(readings.length + readings.rejected.rows, rows.length);
    }),
  );
});

test("a plan round-trips through JSON", () => {
  const range = fc.record({ min: value }, { requiredKeys: ["min"] });
  const kpi = fc.record(
    {
      id,
      name: fc.string(),
      better: fc.constant("higher"),
      cadence: fc.constantFrom("daily", "weekly", "monthly", "quarterly", "yearly"),
      healthy: range,
      unit: fc.string(),
      tags: fc.array(fc.string(), { minLength: 1 }),
      meta: fc.dictionary(fc.string(), fc.jsonValue()),
    },
    { requiredKeys: ["id", "name", "better", "cadence"] },
  );
  fc.assert(
    fc.property(fc.uniqueArray(kpi, { selector: (kpi) => kpi.id, minLength: 1 }), (kpis) => {
      const once = new Plan({ version: 1, kpis }).toJSON();
      assert.deepEqual(once, JSON.parse(JSON.stringify({ version: 1, kpis })));
      assert.deepEqual(new Plan(once).toJSON(), once);
    }),
  );
});

test("any argument either works or throws as documented", () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true });
  const near = fc.tuple(fc.constantFrom(...Object.keys(JSON.parse(planText)), "kpis", "extra"), anything).map(([field, value]) => ({ ...JSON.parse(planText), [field]: value }));
  const given = fc.oneof(anything, near);
  fc.assert(
    fc.property(given, (given) => {
      const plan = attempt(() => new Plan(given));
      if (plan) attempt(() => plan.resolve());
      attempt(() => new CheckIns(given));
      attempt(() => Readings.fromRows(given, { onBadRows: "skip" }));
      attempt(() => Readings.fromColumns(given));
      attempt(() => Readings.fromCsv(given));
    }),
    { numRuns: 500 },
  );
});

test("any text either works or throws as documented", () => {
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", '"', ",", "\r\n", "NaN", "1e999", "{", "[", "\ufeff"));
  const broken = (text) => fc.tuple(fc.nat(text.length), fc.nat(40), piece).map(([at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(broken(planText), fc.string({ unit: "binary" }), fc.json()), (text) => {
      attempt(() => new Plan(text).resolve());
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.oneof(broken(csv), fc.string({ unit: "binary" })), (text) => {
      attempt(() => Readings.fromCsv(text, { onBadRows: "skip", missing: "skip" }));
    }),
    { numRuns: 300 },
  );
});

test("every number of a report is finite, whatever the values are", () => {
  const tracker = Plan.fromJson(planText).resolve();
  const metrics = Readings.fromCsv(csv).metrics;
  const rows = fc.array(fc.record({ metric: fc.constantFrom(...metrics), date: day, value: fc.oneof(value, fc.integer({ min: -3, max: 3 })) }), { maxLength: 80 });
  fc.assert(
    fc.property(rows, day, (rows, asOf) => {
      const readings = Readings.fromRows(rows, last);
      const report = tracker.evaluate(readings, { asOf, kpiPeriods: true });
      assert.deepEqual(report, JSON.parse(tracker.evaluateJson(readings, { asOf, kpiPeriods: true })));
      // What is no number would have become null in the text; null is where the type allows it.
      for (const row of report.objectives) assert.ok(row.weight !== null && row.status !== null);
      for (const row of report.key_results) if (row.unmeasured === null && row.status !== "draft") assert.ok(row.score !== null);
      for (const row of report.kpi_periods) if (!row.gap && row.health !== "small_sample") assert.ok(row.value !== null);
      assert.equal(report.readings.rows, rows.filter((row) => row.date <= asOf).length);
    }),
    { numRuns: 60 },
  );
});
