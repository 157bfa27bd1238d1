// A year of a small company, played step by step: each report and review says what the story says.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { Plan, Readings } from "okr-wasm";

const SCRIPT = fileURLToPath(new URL("../../examples/data/year.json", import.meta.url));

/** The company as it stands after some steps. */
class Company {
  checkIns = [];
  readings = Readings.fromRows([]);
  remembered = {};
  /** The reports as JSON text: the same bytes in every language. */
  said = [];

  constructor(plan) {
    this.plan = new Plan(plan);
  }

  /** Plays a step; returns where it goes otherwise than told. */
  play(step) {
    this.arrive(step);
    if (step.edit) this.edit(step.edit);
    if (step.accept) this.accept(step);
    if (step.adopt) this.adopt(step.adopt);
    const answer = this.ask(step);
    this.plan.resolve().free();
    if (answer === undefined) return [];
    return [...differences(answer, step.expect), ...findings(answer, step.findings)];
  }

  /** Readings and check-ins that come in. */
  arrive({ readings = {}, check_ins = {} }) {
    this.readings = this.readings.merge(Readings.fromRows(rows(readings)));
    for (const [objective, list] of Object.entries(check_ins)) {
      this.checkIns.push(...list.map(([date, confidence]) => ({ objective, date, confidence })));
    }
  }

  edit(edits) {
    const plan = this.plan.toJSON();
    for (const [path, value] of edits) set(plan, path.split("/"), value);
    this.plan = new Plan(plan);
  }

  /** Puts the draft of a trigger into the plan. */
  accept({ accept, as_of, added }) {
    const { triggers } = this.tracked((tracker) => tracker.evaluate(this.readings, this.day(as_of)));
    this.merge({ objectives: [triggers.find((row) => `${row.kpi}:${row.rule}` === accept).draft] });
    assert.equal(this.plan.toJSON().objectives.at(-1).id, added);
  }

  /** Puts graduates and carry-overs of the last review into the plan. */
  adopt({ graduates, carry_over }) {
    for (const id of graduates) {
      const { kpi, rename } = this.review.graduates.find((row) => row.key_result === id);
      this.merge({ kpis: [kpi], renames: [rename] });
    }
    for (const id of carry_over) {
      this.merge({ objectives: [this.review.carry_over.find((row) => row.continues === id).objective] });
    }
  }

  merge(fragment) {
    const { plan, renames } = this.plan.merge(fragment);
    this.plan = plan;
    this.readings = this.readings.renamed(renames);
  }

  /** What the library says to the question of a step. */
  ask(step) {
    const { readings } = this;
    return this.tracked((tracker) => {
      if (step.evaluate) return this.report(step, tracker);
      if (step.compare) return tracker.compare(readings, this.day(step.compare));
      const day = this.day(step.as_of);
      if (step.review) {
        const cycle = { ...day, cycle: step.review };
        this.review = tracker.review(readings, cycle);
        assert.match(tracker.reviewMarkdown(readings, cycle), new RegExp(`^# Review of ${step.review}\n`));
        return this.review;
      }
      if (step.solve) {
        return tracker.solve(readings, { ...day, keyResult: step.solve, objectiveScore: step.objective_score });
      }
      return step.what_if && tracker.whatIf(readings, { ...day, readings: rows(step.what_if) });
    });
  }

  /** A report, compared with one that was remembered. */
  report(step, tracker) {
    const text = tracker.evaluateJson(this.readings, { ...this.day(step.evaluate), kpiPeriods: true, values: true });
    this.said.push(text);
    if (step.remember) this.remembered[step.remember] = text;
    if (step.same_as) assert.equal(text, this.remembered[step.same_as], step.what);
    return JSON.parse(text);
  }

  day(asOf) {
    return { asOf, checkIns: this.checkIns };
  }

  tracked(question) {
    const tracker = this.plan.resolve();
    try {
      return question(tracker);
    } finally {
      tracker.free();
    }
  }
}

/** Rows of readings from { metric: [[date, value, recorded], …] }. */
function rows(readings) {
  return Object.entries(readings).flatMap(([metric, list]) =>
    list.map(([date, value, recorded]) => (recorded ? { metric, date, value, recorded } : { metric, date, value })),
  );
}

/** Sets what a path of names, ids and places leads to; `+` is the place after the last. */
function set(value, [part, ...parts], wanted) {
  const named = Array.isArray(value) ? value.findIndex((item) => item.id === part) : -1;
  const place = part === "+" ? value.length : named >= 0 ? named : part;
  if (parts.length === 0) value[place] = wanted;
  else set(value[place], parts, wanted);
}

/** Where what was said differs from what is told, by path. */
function differences(said, told = {}) {
  return Object.entries(told).flatMap(([path, wanted]) => {
    const found = lookUp(said, path.split("/"), "");
    if (agrees(found, wanted)) return [];
    return [`${path}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
  });
}

/** What list/key/field… leads to: null where the list has no such item, undefined where there is no such field. */
function lookUp(value, [part, ...parts], table) {
  if (part === undefined || value === null || value === undefined) return value;
  const found = Array.isArray(value)
    ? (value.find((item) => key(table, item) === part) ?? value[Number(part)] ?? null)
    : value[part];
  return lookUp(found, parts, part);
}

/** How an item of a list is called. */
function key(table, item) {
  switch (table) {
    case "triggers":
      return `${item.kpi}:${item.rule}`;
    case "kpi_periods":
      return `${item.kpi}:${item.period}`;
    case "teams":
      return `${item.team}@${item.cycle}`;
    case "carry_over":
      return item.continues;
    case "graduates":
      return item.key_result;
    case "too_easy":
      return item.team;
    default:
      return item.id ?? item[table.slice(0, -1)];
  }
}

/** Numbers exactly, or within `tol` of `near`; all else as it is. */
function agrees(found, wanted) {
  if (wanted === null || typeof wanted !== "object" || found === null) return found === wanted;
  if ("near" in wanted) return typeof found === "number" && Math.abs(found - wanted.near) <= wanted.tol;
  if (typeof found !== "object" || Array.isArray(found) !== Array.isArray(wanted)) return false;
  const keys = Object.keys(wanted);
  return keys.length === Object.keys(found).length && keys.every((key) => agrees(found[key], wanted[key]));
}

function findings(said, { has = [], lacks = [] } = {}) {
  const present = new Set((said.findings ?? []).map(({ code, id }) => `${code}@${id}`));
  return [
    ...has.filter((key) => !present.has(key)).map((key) => `missing finding ${key}`),
    ...lacks.filter((key) => present.has(key)).map((key) => `unexpected finding ${key}`),
  ];
}

test("the year unfolds as its story says", () => {
  const { plan, steps } = JSON.parse(readFileSync(SCRIPT, "utf8"));
  const company = new Company(plan);
  const problems = steps.flatMap((step) =>
    company.play(step).map((problem) => `${step.day} (${step.what})\n  ${problem}`),
  );
  assert.deepEqual(problems, []);
  const folder = process.env["OKR_YEAR"];
  if (folder) writeFileSync(join(folder, "javascript.txt"), company.said.join("\n"));
});
