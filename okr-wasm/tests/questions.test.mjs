// What can be asked of a tracker, on the example quarter.

import assert from "node:assert/strict";
import { test } from "node:test";

import { findingsText, OkrError, Plan, Readings, version } from "okr-wasm";

import { checkInsText, planText, quarter } from "./quarter.mjs";

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

/** The row of a table of the report with this id. */
const row = (table, name, id) => table.find((row) => row[name] === id);

test("a report is a plain object equal to its JSON text", () => {
  const report = tracker.evaluate(readings, { asOf, checkIns });
  assert.equal(report.as_of, asOf);
  assert.equal(row(report.objectives, "objective", "useful-reviews").status, "off_track");
  assert.equal(Object.getPrototypeOf(report), Object.prototype);
  assert.deepEqual(JSON.parse(tracker.evaluateJson(readings, { asOf, checkIns })), report);
});

test("check-ins work alike as a handle and as a list", () => {
  const list = JSON.parse(checkInsText);
  assert.equal(tracker.evaluateJson(readings, { asOf, checkIns: list }), tracker.evaluateJson(readings, { asOf, checkIns }));
  assert.notEqual(tracker.evaluateJson(readings, { asOf }), tracker.evaluateJson(readings, { asOf, checkIns }));
});

test("periods are listed on request, and a scope limits what is listed", () => {
  assert.deepEqual(tracker.evaluate(readings, { asOf }).kpi_periods, []);
  const scope = { kpis: ["enps"], teams: [], cycles: ["2026-Q3"] };
  const report = tracker.evaluate(readings, { asOf, kpiPeriods: true, scope });
  assert.deepEqual(report.kpis.map((row) => row.kpi), ["enps"]);
  assert.ok(report.kpi_periods.length > 12 && report.kpi_periods.every((row) => row.kpi === "enps"));
  assert.deepEqual(report.cycles.map((row) => row.cycle), ["2026-Q3"]);
});

test("a policy in the options overrides the plan's", () => {
  assert.equal(tracker.evaluate(readings, { asOf, policy: "focused" }).policy.preset, "focused");
  const { policy } = tracker.evaluate(readings, { asOf, policy: { check_in_days: 10 } });
  assert.equal(policy.check_in_days, 10);
  assert.equal(policy.objectives_per_cycle.min, 1);
});

test("what if: readings replaced", () => {
  const rows = [{ metric: "time-to-hire", date: asOf, value: 25 }];
  const report = tracker.whatIf(readings, { asOf, checkIns, readings: rows });
  assert.equal(row(report.key_results, "metric", "time-to-hire").score, 1);
  assert.deepEqual(report, tracker.evaluate(readings.with(rows), { asOf, checkIns }));
  assert.ok(row(tracker.evaluate(readings, { asOf }).key_results, "metric", "time-to-hire").score < 1);
});

test("a scan has the rows of the triggers without messages", () => {
  const { triggers } = tracker.evaluate(readings, { asOf, checkIns });
  const scan = tracker.scan(readings, { asOf });
  assert.ok(scan.length > 0);
  const columns = ["kpi", "team", "rule", "number", "state", "since", "fired", "run", "clear_run"];
  const pick = (row) => Object.fromEntries(columns.map((name) => [name, row[name]]));
  assert.deepEqual(scan, triggers.map(pick));
  assert.ok(tracker.scan(readings, { asOf, scope: { kpis: ["turnover"] } }).every(({ kpi }) => kpi === "turnover"));
  assert.deepEqual(problems(() => tracker.scan(readings, { asOf, scope: { kpis: ["turnovers"] } })), [
    "unknown_reference /scope/kpis/0",
  ]);
});

test("history equals the reports of its days", () => {
  const dates = ["2026-07-15", "2026-08-19", "2026-09-30"];
  const history = tracker.history(readings, { dates, checkIns });
  for (const date of dates) {
    const report = tracker.evaluate(readings, { asOf: date, checkIns });
    for (const { key_result, score, expected, status } of report.key_results) {
      const found = history.find((row) => row.date === date && row.table === "key_results" && row.id === key_result);
      assert.deepEqual(found, { date, table: "key_results", id: key_result, score, expected, status });
    }
  }
  assert.deepEqual(tracker.history(readings, { dates: [] }), []);
  assert.deepEqual(problems(() => tracker.history(readings, { dates: ["2026-07-15", "2026-02-30", "2026-Q3"] })), [
    "bad_date /dates/1",
    "bad_date /dates/2",
  ]);
});

test("solve: the value that a score needs", () => {
  const plan = new Plan({
    cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
    objectives: [
      {
        id: "hire",
        title: "Hire the best people",
        cycle: "2026-Q3",
        key_results: [
          { id: "offers", title: "Offers accepted", measure: { kind: "reach", from: 68, to: 82 } },
          { id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } },
        ],
      },
    ],
  });
  const july = Readings.fromRows([{ metric: "offers", date: "2026-07", value: 75 }]);
  const solve = (objectiveScore) => plan.resolve().solve(july, { asOf: "2026-09-30", keyResult: "days", objectiveScore });
  const asked = { key_result: "days", objective: "hire" };
  assert.deepEqual(solve(0.75), { ...asked, objective_score: 0.75, key_result_score: 1, value: 25, reason: null });
  assert.equal(solve(0.9).reason, "out_of_reach");
  assert.equal(solve(0.25).reason, "already_met");
  assert.deepEqual(problems(() => solve(1.5)), ["out_of_bounds /objective_score"]);
  assert.equal(problems(() => solve(NaN)).length, 1);
  const unknown = { asOf, keyResult: "day", objectiveScore: 1 };
  assert.deepEqual(problems(() => plan.resolve().solve(july, unknown)), ["unknown_reference /key_result"]);
});

test("explain: the steps that lead to a score", () => {
  const { key_result } = row(tracker.evaluate(readings, { asOf }).key_results, "metric", "time-to-hire");
  const explanation = tracker.explain(readings, { asOf: "2026-08-20", id: key_result });
  assert.match(explanation.text, /\(42 − 33\) \/ \(42 − 25\)/);
  assert.ok(explanation.steps.some((step) => step.kind === "formula"));
  assert.equal(tracker.explain(readings, { asOf, id: "people@2026-Q3" }).table, "teams");
  assert.deepEqual(problems(() => tracker.explain(readings, { asOf, id: "nothing" })), ["unknown_reference /id"]);
});

test("review: the outcome of a cycle, and what continues", () => {
  const review = tracker.review(readings, { asOf: "2026-10-08", cycle: "2026-Q3", checkIns });
  assert.equal(review.cycle, "2026-Q3");
  assert.ok(review.graduates.length > 0);
  const [{ kpi, rename }] = review.graduates;
  assert.ok(kpi.healthy && rename);
  const options = { asOf: "2026-10-08", cycle: "2026-Q3", checkIns };
  const following = tracker.nextPlan(readings, { ...options, drop: ["manager-effectiveness", "useful-reviews"] });
  assert.deepEqual(following.objectives.map(({ id }) => id), ["support-efficiency-2026-Q4"]);
  assert.ok(!following.kpis.some(({ id }) => id === "manager-effectiveness-kpi"));
  assert.deepEqual(problems(() => tracker.nextPlan(readings, { ...options, keep: ["useful-review"] })), ["unknown_reference /keep/0"]);
  assert.deepEqual(problems(() => tracker.review(readings, { asOf, cycle: "2026-Q5" })), ["unknown_reference /cycle"]);
});

test("compare: teams", () => {
  const comparison = tracker.compare(readings, { asOf, checkIns });
  assert.ok(comparison.cycles.some((row) => row.cycle === "2026-Q3"));
});

test("a trigger's draft can be merged, and the plan still resolves", () => {
  const { triggers } = tracker.evaluate(readings, { asOf, checkIns });
  const draft = triggers.find((trigger) => trigger.draft !== null)?.draft;
  assert.ok(draft, "the story has a draft for turnover");
  const { plan } = new Plan(planText).merge({ objectives: [draft] });
  assert.deepEqual(plan.check(), []);
  const report = plan.resolve().evaluate(readings, { asOf, checkIns });
  assert.ok(report.objectives.some((objective) => objective.objective === draft.id));
});

test("all problems in options are thrown at once", () => {
  const options = { asOf: "2026-08-32", policy: { check_in_day: 3, amber: { committed: NaN } }, scope: { kpis: ["x"] }, checkIns: [{ date: "2026-08-01" }] };
  assert.deepEqual(problems(() => tracker.evaluate(readings, options)).sort(), [
    "bad_date /as_of",
    "non_finite /policy/amber/committed",
    "unknown_field /policy/check_in_day",
    "wrong_type /check_ins/0",
  ]);
  assert.deepEqual(problems(() => tracker.evaluate(readings, { asOf, scope: { kpis: ["enp"], teams: ["x"] } })).sort(), [
    "unknown_reference /scope/kpis/0",
    "unknown_reference /scope/teams/0",
  ]);
  assert.deepEqual(problems(() => tracker.evaluate(readings, { asOf, policy: "focussed" })), ["unknown_value /policy"]);
  assert.deepEqual(problems(() => tracker.evaluate(readings, { asOf, kpiPeriods: "yes" })), ["wrong_type /kpi_periods"]);
});

test("arguments of other types are TypeErrors that say what would be right", () => {
  const refused = (work, message) => assert.throws(work, { name: "TypeError", message });
  refused(() => tracker.evaluate(readings, { asOf: new Date() }), /^`asOf` is a Date, which is an instant: .* "2026-08-31"/);
  refused(() => tracker.evaluate(readings, { asOf: 20_665 }), '`asOf` must be a day as text, such as "2026-08-31", found a number');
  refused(() => tracker.evaluate(readings, {}), '`asOf` must be a day as text, such as "2026-08-31", found undefined');
  refused(() => tracker.evaluate(readings), "options must be an object such as { asOf: … }, found undefined");
  refused(() => tracker.evaluate(readings, asOf), "options must be an object such as { asOf: … }, found text");
  refused(() => tracker.evaluate(readings, { as_of: asOf }), /^unknown option `as_of`: options are `asOf`, /);
  refused(() => tracker.evaluate(readings, { asOf, checkIns: new Map() }), "options.check_ins is a Map: write a plain object or an array");
  refused(() => tracker.evaluate([], { asOf }), "`readings` must come from Readings.fromRows(…) or another of its static methods, found an Array");
  refused(() => tracker.history(readings, { dates: [new Date()] }), /^`dates\[0\]` is a Date/);
  refused(() => tracker.history(readings, { dates: asOf }), "`dates` must be an array, found text");
  refused(() => tracker.solve(readings, { asOf, keyResult: "k" }), "`objectiveScore` must be a number, found undefined");
  refused(() => tracker.explain(readings, { asOf }), "`id` must be text, found undefined");
});

test("free releases memory, and use after it throws", () => {
  const { tracker, readings, checkIns } = quarter();
  const plan = new Plan({});
  for (const handle of [plan, tracker, readings, checkIns]) {
    handle.free();
    handle.free();
    handle[Symbol.dispose]();
  }
  const freed = { name: "Error", message: "this object was freed by `free` and can't be used any more" };
  assert.throws(() => plan.check(), freed);
  assert.throws(() => readings.length, freed);
  assert.throws(() => tracker.evaluate(quarter().readings, { asOf }), freed);
  assert.throws(() => quarter().tracker.evaluate(readings, { asOf }), freed);
  assert.throws(() => quarter().tracker.evaluate(quarter().readings, { asOf, checkIns }), freed);
});

test("the version is that of the package", async () => {
  const { default: manifest } = await import("../package.json", { with: { type: "json" } });
  assert.equal(version(), manifest.version);
});

test("findings as plain text", () => {
  const findings = tracker.lint(readings, { asOf, checkIns });
  assert.deepEqual(findings, tracker.evaluate(readings, { asOf, checkIns }).findings);
  const lines = findingsText(findings).split("\n");
  assert.match(lines[0], /^info\[too-few-kpis\]: 2 KPIs for team `customer`/);
  assert.equal(lines[1], "  --> /teams/4 (customer)");
  assert.match(lines[2], /^  help: /);
  assert.match(findingsText(findings.filter(({ severity }) => severity === "warning")), /\n2 warnings\n$/);
  assert.equal(findingsText([]), "no findings\n");
  assert.throws(() => findingsText(undefined), { name: "TypeError", message: "`findings` must be an array, found undefined" });
  assert.throws(() => findingsText([{ code: "no-baseline" }]), { name: "TypeError", message: /rows of `report.findings`/ });
});

test("alignment: a tree for each cycle", () => {
  const report = tracker.evaluate(readings, { asOf, checkIns });
  const trees = tracker.alignment(readings, { asOf, checkIns });
  assert.deepEqual(trees.map(({ cycle }) => cycle), report.cycles.map(({ cycle }) => cycle));
  const quarter = trees.find(({ cycle }) => cycle === "2026-Q3");
  for (const branch of quarter.objectives) {
    const { title, score, status } = row(report.objectives, "objective", branch.objective);
    assert.deepEqual([branch.title, branch.score, branch.status], [title, score, status]);
    const key_results = report.key_results.filter(({ objective }) => objective === branch.objective);
    assert.deepEqual(branch.key_results.map(({ key_result }) => key_result), key_results.map(({ key_result }) => key_result));
  }
  const [year] = trees;
  assert.ok(year.objectives.some((top) => [top, ...top.key_results].some(({ objectives }) => objectives.length > 0)));
});

test("KPIs are explained, too", () => {
  const { value, period } = row(tracker.evaluate(readings, { asOf }).kpis, "kpi", "turnover");
  const explanation = tracker.explain(readings, { asOf, id: "turnover" });
  assert.equal(explanation.table, "kpis");
  assert.ok(explanation.text.startsWith(`${period}: ${value} (reading of `), explanation.text);
  assert.equal(explanation.steps.find(({ kind }) => kind === "current").value, value);
});
