// Plans: in and out, sound and unsound, and what is told of those that can't be used.

import assert from "node:assert/strict";
import { test } from "node:test";

import { OkrError, Plan, Tracker } from "okr-wasm";

import { planText } from "./quarter.mjs";

const cycle = { id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" };
const offers = { id: "offers", title: "Offers accepted", measure: { kind: "reach", from: 68, to: 82 } };
const hire = { id: "hire", title: "Hire the best people", cycle: "2026-Q3", key_results: [offers] };
const sound = { version: 1, cycles: [cycle], objectives: [hire] };

/** The problems that some work throws, as `code path`. */
function problems(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof OkrError, String(error));
    return error.errors.map(({ code, path }) => `${code} ${path}`);
  }
  return assert.fail("nothing was thrown");
}

test("a plan is read from an object or text, and written as an object", () => {
  const plan = new Plan(sound);
  assert.deepEqual(plan.toJSON(), sound);
  assert.equal(JSON.stringify(Plan.fromJson(JSON.stringify(sound))), JSON.stringify(plan));
  assert.equal(JSON.stringify(new Plan(plan)), JSON.stringify(plan));
  assert.deepEqual(new Plan(planText).toJSON(), JSON.parse(planText));
});

test("the caller's own data is carried unchanged", () => {
  const meta = { __proto__: null, "a/b": [1, [null, { ü: "x" }]], emoji: "🙂", big: 1e300, text: "\u007f NaN" };
  assert.deepEqual(new Plan({ ...sound, meta }).toJSON().meta, { ...meta });
});

test("changing an argument afterwards has no effect", () => {
  const document = structuredClone(sound);
  const plan = new Plan(document);
  document.objectives.length = 0;
  assert.equal(plan.toJSON().objectives.length, 1);
});

test("undefined and null fields count as absent", () => {
  assert.deepEqual(new Plan({ ...sound, name: undefined, meta: null, kpis: [] }).toJSON(), sound);
});

test("all problems are thrown at once, each with its path and its data", () => {
  const teams = [{ id: "people", name: "People", level: "squad", parnet: "x" }];
  const broken = { ...sound, teams, kpis: [{ id: "", name: "eNPS", better: "higher", cadence: "monthly" }] };
  try {
    new Plan(broken);
    assert.fail("nothing was thrown");
  } catch (error) {
    assert.ok(error instanceof Error && error instanceof OkrError);
    assert.equal(error.name, "OkrError");
    assert.match(error.message, /^3 problems\n {2}\/teams\/0\/parnet \(people\): unknown field `parnet`: did you mean `parent`\?\n {4}help: known fields/);
    assert.match(error.stack, /plan\.test\.mjs/);
    assert.deepEqual(Object.keys(error), ["errors"]);
    const [field, word, id] = error.errors;
    assert.equal(field.code, "unknown_field");
    assert.equal(field.data.nearest, "parent");
    assert.match(field.help, /`meta`/);
    assert.deepEqual([word.code, word.path], ["unknown_value", "/teams/0/level"]);
    assert.deepEqual(word.data.known, ["company", "department", "team", "individual"]);
    assert.deepEqual([id.code, id.path], ["bad_id", "/kpis/0/id"]);
  }
});

test("an unsound plan can be read, but not resolved", () => {
  const flat = { ...offers, measure: { kind: "reach", from: 25, to: 25 } };
  const plan = new Plan({ ...sound, objectives: [{ ...hire, cycle: "2026-Q4", key_results: [flat] }] });
  const found = ["unknown_reference /objectives/0/cycle", "flat_target /objectives/0/key_results/0/measure"];
  assert.deepEqual(plan.check().map(({ code, path }) => `${code} ${path}`).sort(), found.sort());
  assert.deepEqual(problems(() => plan.resolve()).sort(), found.sort());
  assert.equal(plan.toJSON().objectives[0].cycle, "2026-Q4");
  assert.deepEqual(new Plan(sound).check(), []);
  assert.ok(new Plan(sound).resolve() instanceof Tracker);
});

test("text that is not a plan", () => {
  for (const text of ["", "{", '{"version": 1,', "nul", '{"a": 1}}', planText.slice(0, 5000)]) {
    assert.deepEqual(problems(() => Plan.fromJson(text)), ["bad_json "], text.slice(0, 20));
  }
  for (const text of ["[]", "null", "17", '"plan"']) assert.deepEqual(problems(() => new Plan(text)), ["wrong_type "], text);
  assert.deepEqual(problems(() => new Plan('{ "version": 2 }')), ["bad_version /version"]);
  assert.deepEqual(problems(() => new Plan(`{"meta":{"a":${"[".repeat(300)}${"]".repeat(300)}}}`)), ["bad_json /meta/a/0/0/0/0/0/0"]);
  assert.deepEqual(Plan.fromJson(`\ufeff${JSON.stringify(sound)}`).toJSON(), sound);
});

test("values that nest too deeply are refused as in text", () => {
  const nested = (levels) => (levels === 0 ? 1 : [nested(levels - 1)]);
  assert.deepEqual(problems(() => new Plan({ meta: { a: nested(300) } })), ["bad_json /meta/a/0/0/0/0/0/0"]);
  const circle = { meta: {} };
  circle.meta.self = circle;
  assert.throws(() => new Plan(circle), { name: "TypeError", message: "plan.meta.self contains itself" });
});

test("numbers that are not finite are reported as problems of their fields", () => {
  const kpi = { id: "enps", name: "NaN", better: "higher", cadence: "monthly" };
  const document = {
    ...sound,
    cycles: [{ ...cycle, start: "2026-07-32" }],
    kpis: [{ ...kpi, target: NaN, min_sample: Infinity, healthy: { min: -Infinity } }],
    meta: { a: [1, NaN] },
  };
  assert.deepEqual(problems(() => new Plan(document)).sort(), [
    "bad_date /cycles/0/start",
    "non_finite /kpis/0/healthy/min",
    "non_finite /kpis/0/min_sample",
    "non_finite /kpis/0/target",
    "non_finite /meta/a/1",
  ]);
  assert.deepEqual(problems(() => new Plan({ ...sound, kpis: [{ ...kpi, target: 1e16 }] }).resolve()), [
    "out_of_bounds /kpis/0/target",
  ]);
});

test("values that JSON would lose or change are refused, with their path", () => {
  const refused = (meta, message) => assert.throws(() => new Plan({ ...sound, meta }), { name: "TypeError", message });
  refused({ a: new Map([["b", 1]]) }, "plan.meta.a is a Map: write a plain object or an array");
  refused({ a: [new Set()] }, "plan.meta.a[0] is a Set: write a plain object or an array");
  refused({ a: new Float64Array(1) }, "plan.meta.a is a Float64Array: write a plain object or an array");
  refused({ a: 1n }, "plan.meta.a is a bigint: write Number(…)");
  refused({ a: () => 1 }, "plan.meta.a is a function, which JSON can't represent");
  refused({ a: Symbol("s") }, "plan.meta.a is a symbol, which JSON can't represent");
  refused({ a: [undefined] }, "plan.meta.a[0] is undefined, which JSON can't represent");
  refused({ a: [1, , 2] }, "plan.meta.a[1] is undefined, which JSON can't represent");
  refused({ a: new Promise(() => {}) }, "plan.meta.a is a Promise: write a plain object or an array");
  refused({ a: new Number(1) }, "plan.meta.a is a Number: write a plain object or an array");
  assert.throws(() => new Plan(new Map()), { name: "TypeError", message: "plan is a Map: write a plain object or an array" });
  assert.throws(() => new Plan(undefined), { name: "TypeError", message: "plan is undefined, which JSON can't represent" });
});

test("a Date is refused, with the reason", () => {
  const document = { ...sound, cycles: [{ ...cycle, start: new Date(Date.UTC(2026, 6, 1)) }] };
  assert.throws(() => new Plan(document), {
    name: "TypeError",
    message:
      "plan.cycles[0].start is a Date, which is an instant: its day depends on the time zone. Write the day as text, " +
      'such as "2026-08-31"; that of the user\'s own zone is date.toLocaleDateString("sv-SE")',
  });
});

test("values with toJSON are written by it", () => {
  const day = { toJSON: () => "2026-07-01" };
  assert.deepEqual(new Plan({ ...sound, cycles: [{ ...cycle, start: day }] }).toJSON(), sound);
  class Team {
    id = "people";
    name = "People";
    level = "team";
  }
  assert.deepEqual(new Plan({ teams: [new Team()] }).toJSON().teams, [{ id: "people", name: "People", level: "team" }]);
});

test("a fragment is merged under new ids, and the original plan is unchanged", () => {
  const kpi = { id: "offers-kpi", name: "Offers accepted", better: "higher", cadence: "monthly", healthy: { min: 82 } };
  const plan = new Plan({ ...sound, kpis: [kpi] });
  const renames = [{ from: "offers", to: "offers-kpi" }];
  const merged = plan.merge({ objectives: [hire], kpis: [kpi], renames });
  assert.deepEqual(merged.plan.toJSON().objectives.map(({ id }) => id), ["hire", "hire-2"]);
  assert.deepEqual(merged.plan.toJSON().kpis.map(({ id }) => id), ["offers-kpi", "offers-kpi-2"]);
  assert.deepEqual(merged.renames, [{ from: "offers", to: "offers-kpi-2" }]);
  assert.deepEqual(merged.plan.check(), []);
  assert.equal(plan.toJSON().objectives.length, 1);
  assert.deepEqual(problems(() => plan.merge({ objective: [] })), ["unknown_field /objective"]);
});
