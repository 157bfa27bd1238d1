// Editing plans as JavaScript programs do; the vectors of `conformance/edits` run in edits.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OkrError, Plan, diff, findingsByCode, Readings } from "okr-wasm";

const plan = new Plan({
  version: 1,
  teams: [{ id: "hire", name: "Hiring", level: "team" }],
  cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
  objectives: [
    {
      id: "hire",
      title: "Hire people who stay",
      cycle: "2026-Q3",
      team: "hire",
      kpis: ["enps"],
      key_results: [{ id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } }],
    },
  ],
  kpis: [{ id: "enps", name: "eNPS", better: "higher", cadence: "monthly" }],
});

test("items are found by their ids", () => {
  const found = plan.find("days");
  assert.deepEqual([found?.path, found?.kind, found?.item.title], ["/objectives/0/key_results/0", "key_result", "Days to hire"]);
  assert.equal(plan.find("nights"), undefined);
  assert.throws(() => plan.find("hire"), /must stand for one item, found `team`, `objective`/);
  assert.equal(plan.find("hire", { kind: "team" })?.path, "/teams/0");
});

test("an edit leaves the plan as it is", () => {
  const before = plan.toJSON();
  assert.equal(plan.add({ input: { id: "leavers" } }, { at: 0 }).toJSON().inputs?.[0]?.id, "leavers");
  assert.equal(plan.rename("hire", "staff", { kind: "team" }).toJSON().objectives?.[0]?.team, "staff");
  assert.deepEqual(plan.move("days", { to: "hire", at: 0 }).toJSON(), before);
  assert.deepEqual(plan.toJSON(), before);
  assert.throws(() => plan.remove("enps", { casacde: true }), TypeError);
});

test("what would dangle is listed, with help", () => {
  assert.throws(
    () => plan.remove("enps"),
    (error) => {
      assert.ok(error instanceof OkrError);
      assert.deepEqual([error.errors[0]?.path, error.errors[0]?.id], ["/objectives/0/kpis/0", "hire"]);
      assert.match(error.message, /\n {4}help: take the references away first, or remove with `cascade`/);
      return true;
    },
  );
  assert.equal(plan.remove("enps", { cascade: true }).toJSON().objectives?.[0]?.kpis, undefined);
});

test("a difference makes the newer plan, and fits no other", () => {
  const revised = plan.rename("enps", "nps").revise("days", { from: "2026-08-17", target: 30, reported: "2026-08-14" });
  const rows = diff(plan, revised, [{ from: "enps", to: "nps" }]);
  assert.deepEqual(rows.map(({ what }) => what), ["renamed", "changed"]);
  assert.deepEqual(plan.apply(rows).toJSON(), revised.toJSON());
  assert.throws(() => revised.apply(rows), /unknown kpi `enps`/);
});

test("findings have a list for each code", () => {
  const findings = plan.resolve().lint(Readings.fromRows([]), { asOf: "2026-08-14" });
  const codes = findingsByCode(findings);
  assert.deepEqual(codes["kpi-without-range"]?.map(({ id }) => id), ["enps"]);
  assert.equal(Object.values(codes).flat().length, findings.length);
});
