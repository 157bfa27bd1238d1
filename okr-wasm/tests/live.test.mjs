// Live reports, on the example quarter.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CheckIns, Live, OkrError, Plan, Readings } from "okr-wasm";

import { quarter } from "./quarter.mjs";

const { tracker, readings, checkIns } = quarter();
const asOf = "2026-08-31";

function problems(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof OkrError, String(error));
    return error.errors.map(({ code, path }) => `${code} ${path}`);
  }
  return assert.fail("nothing was thrown");
}

/** A plan of one key result, from 42 to 25. */
function hiring() {
  const days = { id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } };
  return new Plan({
    version: 1,
    cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
    objectives: [{ id: "hire", title: "Hire faster than others", cycle: "2026-Q3", key_results: [days] }],
  }).resolve();
}

test("setting a reading returns the rows that change", () => {
  const live = hiring().live(Readings.fromRows([{ metric: "days", date: "2026-08-07", value: 42 }]), { asOf: "2026-08-14" });
  assert.ok(live instanceof Live);
  assert.equal(live.asOf, "2026-08-14");
  const changed = live.set("days", "2026-08-14", 33);
  assert.deepEqual(changed.key_results.map((row) => [row.key_result, row.score]), [["days", 9 / 17]]);
  assert.deepEqual(changed.objectives.map((row) => [row.objective, row.score]), [["hire", 9 / 17]]);
  assert.deepEqual(changed.cycles.map((row) => row.score), [9 / 17]);
  assert.deepEqual([changed.teams, changed.kpis, changed.triggers, changed.kpi_periods], [[], [], false, false]);
  assert.deepEqual(live.set("days", "2026-08-14", 33).key_results, []);
  assert.equal(live.clear("days", "2026-08-14").key_results[0].score, 0);
  assert.deepEqual(live.readings().toJSON(), [{ metric: "days", date: "2026-08-07", value: 42 }]);
});

test("after any changes a live report equals evaluating its readings", () => {
  const live = tracker.live(readings, { asOf, checkIns, kpiPeriods: true });
  const said = checkIns.toJSON();
  let day = asOf;
  // A fixed sequence of numbers stands for chance.
  let state = 7;
  const below = (bound) => (state = (state * 48271) % 2147483647) % bound;
  const metrics = [...readings.metrics, "nowhere"];
  const changes = [
    () => live.set(metrics[below(metrics.length)], `2026-0${6 + below(3)}-1${below(10)}`, below(100)),
    () => live.set(metrics[below(metrics.length)], `2026-0${1 + below(8)}`, below(100)),
    () => live.clear(metrics[below(metrics.length)], `2026-0${1 + below(8)}`),
    () => {
      const rows = [0, 1, 2].map(() => ({ metric: metrics[below(metrics.length)], date: "2026-07", value: below(50), recorded: "2026-08-20" }));
      return live.setAll([...rows, { metric: metrics[0], date: "2026-07", value: null, recorded: "2026-08-21" }]);
    },
    () => live.setAsOf((day = `2026-0${7 + below(2)}-1${below(10)}`)),
    () => {
      const checkIn = { objective: "useful-reviews", date: "2026-08-01", confidence: below(11) / 10 };
      said.push(checkIn);
      return live.checkIn(checkIn);
    },
    () => live.clearAll(),
  ];
  const fresh = () => tracker.evaluateJson(live.readings(), { asOf: day, checkIns: said, kpiPeriods: true });
  let before = JSON.parse(fresh());
  for (let step = 0; step < 60; step++) {
    const change = step % 20 === 19 ? 6 : below(6);
    const changed = changes[change]();
    const text = fresh();
    const after = JSON.parse(text);
    for (const table of ["cycles", "teams", "objectives", "key_results", "kpis"]) {
      const differing = after[table].filter((row, place) => JSON.stringify(row) !== JSON.stringify(before[table][place]));
      assert.deepEqual(changed[table], differing, `${table} after change ${change} in step ${step}`);
    }
    for (const table of ["kpi_periods", "triggers"]) {
      assert.equal(changed[table], JSON.stringify(before[table]) !== JSON.stringify(after[table]));
    }
    if (step % 5 === 0) assert.equal(live.reportJson(), text);
    else assert.deepEqual(live.part("triggers"), after.triggers);
    before = after;
  }
  assert.deepEqual(live.report(), before);
  for (const field of Object.keys(before)) assert.deepEqual(live.part(field), before[field]);
});

test("a scope limits the rows that are returned", () => {
  const all = tracker.live(readings, { asOf });
  const { kpi } = all.part("kpis")[0];
  const live = tracker.live(readings, { asOf, scope: { kpis: [all.part("kpis")[1].kpi] } });
  assert.equal(all.set(kpi, asOf, 99).kpis.length, 1);
  assert.equal(live.set(kpi, asOf, 99).kpis.length, 0);
  assert.equal(live.part("kpis").length, 1);
});

test("appended readings stay when what was set is cleared", () => {
  const live = tracker.live(readings, { asOf });
  const row = { metric: "enps", date: asOf, value: 17 };
  live.append([row]);
  live.set("enps", asOf, 40);
  live.clearAll();
  assert.deepEqual(live.readings().toJSON(), readings.append([row]).toJSON());
});

test("a refused change changes nothing", () => {
  const live = tracker.live(readings, { asOf });
  const before = live.reportJson();
  assert.deepEqual(problems(() => live.set("enps", "2026-13", 1)), ["bad_date /date"]);
  assert.deepEqual(problems(() => live.set("enps", asOf, Number.NaN)), ["bad_row /readings/0/value"]);
  assert.deepEqual(problems(() => live.setAll([{ metric: "enps", date: asOf, value: 1 }, { metric: "enps", date: asOf, value: 1e16 }])), [
    "bad_row /readings/1/value",
  ]);
  assert.deepEqual(problems(() => live.checkIn({ kpi: "enpss", date: asOf })), ["unknown_reference /check_ins/0/kpi"]);
  assert.deepEqual(problems(() => live.checkIn({ kpi: "enps", date: asOf, confidence: 60 })), ["out_of_bounds /check_ins/0/confidence"]);
  assert.deepEqual(problems(() => live.setAsOf("2026-02-30")), ["bad_date /as_of"]);
  assert.deepEqual(problems(() => tracker.live(readings, { asOf: "2026-02-30" })), ["bad_date /as_of"]);
  assert.throws(() => live.set("enps", new Date(), 1), /Date, which is an instant/);
  assert.throws(() => live.set("enps", asOf, "1"), /`value` must be a number, found text/);
  assert.throws(() => live.set(7, asOf, 1), /`metric` must be text, found a number/);
  assert.throws(() => live.part("objective"), /a report has no field `objective`/);
  assert.equal(live.reportJson(), before);
});

test("a live report outlives its tracker, and can be freed", () => {
  const mine = Readings.fromRows([{ metric: "days", date: "2026-08-14", value: 33 }]);
  const said = new CheckIns([{ key_result: "days", date: "2026-08-14", confidence: 0.6 }]);
  const own = hiring();
  const live = own.live(mine, { asOf: "2026-08-14", checkIns: said });
  for (const handle of [mine, said, own]) handle.free();
  assert.equal(live.part("key_results")[0].confidence, 0.6);
  assert.equal(live.set("days", "2026-08-14", 25).objectives[0].score, 1);
  live.free();
  assert.throws(() => live.report(), /freed by `free`/);
});

test("a snapshot keeps the identity of everything that did not change", () => {
  const live = tracker.live(readings, { asOf, checkIns, kpiPeriods: true, values: true });
  const first = live.snapshot();
  assert.deepEqual(first, JSON.parse(live.reportJson()));
  assert.equal(live.snapshot(), first);
  // A change of nothing.
  live.checkIn({ kpi: "enps", date: "2027-01-01", note: "after the day of the report" });
  assert.equal(live.snapshot(), first);
  // The days to hire are those of a KPI, with periods, triggers and values.
  live.set("time-to-hire", asOf, 26);
  const second = live.snapshot();
  assert.deepEqual(second, JSON.parse(live.reportJson()));
  let kept = 0;
  for (const [name, table] of Object.entries(first).filter(([, table]) => Array.isArray(table))) {
    const rows = new Map(table.map((row) => [JSON.stringify(row), row]));
    for (const row of second[name]) {
      const before = rows.get(JSON.stringify(row));
      if (before === undefined) continue;
      assert.equal(row, before, name);
      kept++;
    }
    assert.equal(second[name] === table, JSON.stringify(second[name]) === JSON.stringify(table), name);
  }
  assert.ok(kept > 100);
  assert.notEqual(second.key_results, first.key_results);
  assert.equal(second.policy, first.policy);
  live.setAsOf("2026-08-30");
  assert.equal(live.snapshot().as_of, "2026-08-30");
});

test("listeners hear of changes until they stop, and of nothing that was refused", () => {
  const live = hiring().live(Readings.fromRows([]), { asOf: "2026-08-14" });
  const { subscribe, snapshot } = live;
  const heard = [];
  const listener = () => heard.push(snapshot().key_results[0].score);
  const stops = [subscribe(listener), subscribe(listener)];
  live.set("days", "2026-08-14", 33);
  assert.deepEqual(heard, [9 / 17, 9 / 17]);
  assert.throws(() => live.set("days", "never", 33), OkrError);
  stops[0]();
  stops[0]();
  live.set("days", "2026-08-14", 25);
  assert.deepEqual(heard, [9 / 17, 9 / 17, 1]);
  stops[1]();
  live.clearAll();
  assert.equal(heard.length, 3);
});
