// Memory: what is given back is used again, and nothing grows by asking often.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CheckIns, OkrError, Plan, Readings } from "okr-wasm";

import { initSync } from "../pkg/okr_wasm.js";
import { checkInsText, csv, planText } from "./quarter.mjs";

// Already loaded: this only tells where its memory is.
const { memory } = initSync();

test("memory does not grow with the number of questions", () => {
  const checkIns = JSON.parse(checkInsText);
  const round = () => {
    const plan = Plan.fromJson(planText);
    const [tracker, readings, handle] = [plan.resolve(), Readings.fromCsv(csv), new CheckIns(checkIns)];
    tracker.evaluate(readings, { asOf: "2026-08-31", checkIns, kpiPeriods: true });
    tracker.history(readings, { dates: ["2026-08-31", "2026-09-30"], checkIns: handle });
    tracker.whatIf(readings, { asOf: "2026-08-31", readings: [{ metric: "enps", date: "2026-08-31", value: 1 }] });
    assert.throws(() => tracker.evaluate(readings, { asOf: "never" }), OkrError);
    assert.throws(() => new Plan({ kpis: [{}] }), OkrError);
    assert.throws(() => Readings.fromRows([{}]), OkrError);
    for (const held of [plan, tracker, readings, handle]) held.free();
  };
  for (let count = 0; count < 20; count++) round();
  const before = memory.buffer.byteLength;
  for (let count = 0; count < 300; count++) round();
  assert.equal(memory.buffer.byteLength, before);
});

test("setting the same value repeatedly takes no memory", () => {
  const readings = Readings.fromCsv(csv);
  const live = Plan.fromJson(planText).resolve().live(readings, { asOf: "2026-08-31" });
  const slide = (count) => {
    for (let value = 0; value < count; value++) live.set("enps", "2026-08-31", value % 100);
    live.clear("enps", "2026-08-31");
  };
  slide(200);
  const before = memory.buffer.byteLength;
  slide(5000);
  assert.equal(memory.buffer.byteLength, before);
  live.free();
});

test("half a million readings by column; freed memory is reused", () => {
  const rows = 500_000;
  const codes = Uint32Array.from({ length: rows }, (_, row) => row % 50);
  const date = Int32Array.from({ length: rows }, (_, row) => 20_000 + Math.floor(row / 1000));
  const value = Float64Array.from({ length: rows }, (_, row) => Math.sin(row));
  const names = Array.from({ length: 50 }, (_, metric) => `m${metric}`);
  const load = () => Readings.fromColumns({ metric: { names, codes }, date, value }, { duplicates: "last" });
  const first = load();
  assert.equal(first.length, rows);
  first.free();
  load().free();
  const before = memory.buffer.byteLength;
  for (let count = 0; count < 5; count++) load().free();
  assert.equal(memory.buffer.byteLength, before);
});
