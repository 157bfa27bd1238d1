// The vectors of edits, as JavaScript sees them: `OKR_EDITS` names another folder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { CheckIns, OkrError, Plan, Readings, diff } from "okr-wasm";

const FOLDER = fileURLToPath(new URL("../../conformance/edits", import.meta.url));
const KNOWN = [
  ...["why", "edit", "expected", "errors", "new", "renames", "rows", "patch"],
  ...["readings", "check_ins", "metrics", "subjects"],
];

function main() {
  const folder = process.env["OKR_EDITS"] || FOLDER;
  let [count, failed] = [0, 0];
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    const { plan, cases } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const vector of cases) {
      count += 1;
      const problem = run(plan, vector);
      if (problem !== undefined) {
        failed += 1;
        console.log(`${name}: ${vector.why}\n  ${problem}`);
      }
    }
  }
  console.log(`javascript: ${count} vectors of edits`);
  console.log(`${count - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || count === 0 ? 1 : 0;
}

/** What is wrong with a case; undefined where it passes. */
function run(document, vector) {
  const unknown = Object.keys(vector).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) return `this runner does not know ${unknown.join(", ")}`;
  const before = patched(document, vector.patch ?? []);
  const written = (plan) => new Plan(plan).toJSON();
  try {
    const found = outcome(before, vector);
    if (vector.errors) return `errors were expected, found ${JSON.stringify(found)}`;
    const { metrics, subjects, rows } = vector;
    const wanted = vector.expected ? written(patched(before, vector.expected)) : metrics ? { metrics, subjects } : rows;
    return isDeepStrictEqual(found, wanted) ? undefined : `expected ${JSON.stringify(wanted)}\n  found ${JSON.stringify(found)}`;
  } catch (error) {
    if (!(error instanceof OkrError)) throw error;
    const wanted = vector.errors ?? [];
    const same = (problem, index) => Object.entries(wanted[index] ?? { code: "" }).every(([field, value]) => problem[field] === value);
    if (error.errors.length === wanted.length && error.errors.every(same)) return undefined;
    return `expected ${JSON.stringify(wanted)}\n  found ${error.message}`;
  }
}

/** What comes out of a case, as plain values. */
function outcome(document, { edit, new: patch, renames = [], rows, readings, check_ins }) {
  if (readings) {
    const measured = Readings.fromRows(readings.map(([metric, date, value]) => ({ metric, date, value }))).renamed(renames);
    const said = new CheckIns(check_ins).renamed(renames).toJSON();
    const subject = (checkIn) => ["objective", "key_result", "kpi", "cycle"].find((field) => checkIn[field] !== undefined);
    return {
      metrics: [...new Set(measured.toJSON().map(({ metric }) => metric))],
      subjects: said.map((checkIn) => `${subject(checkIn)} ${checkIn[subject(checkIn)]}`),
    };
  }
  const plan = new Plan(document);
  if (patch) {
    const newer = new Plan(patched(document, patch));
    const found = diff(plan, newer, renames);
    if (!isDeepStrictEqual(plan.apply(found).toJSON(), newer.toJSON())) throw new Error("applying does not make the newer plan");
    return found;
  }
  return (rows ? plan.apply(rows) : edited(plan, edit)).toJSON();
}

/** A plan after an edit, by the method of its name. */
function edited(plan, edit) {
  const [[name, fields]] = Object.entries(edit);
  const { id, item, from, to, ...options } = fields;
  // What no call says goes to the core as it is.
  if ("casacde" in fields) return plan.edit(name, fields);
  switch (name) {
    case "add":
      return plan.add(item, { ...options, to });
    case "replace":
      return plan.replace(item);
    case "move":
      return plan.move(id, { ...options, to });
    case "remove":
      return plan.remove(id, options);
    case "rename":
      return plan.rename(from, to, options);
    case "revise":
      return plan.revise(id, { ...options, from });
    default:
      return plan.edit(name, fields);
  }
}

/** A document changed by a list of `{op, path, value}`. */
function patched(document, patch) {
  const copy = structuredClone(document);
  for (const { op, path, value } of patch) {
    const keys = path.split("/").slice(1);
    const last = keys.pop();
    const parent = keys.reduce((part, key) => part[key], copy);
    if (Array.isArray(parent)) {
      parent.splice(Number(last), op === "add" ? 0 : 1, ...(op === "remove" ? [] : [structuredClone(value)]));
    } else if (op === "remove") {
      delete parent[last];
    } else {
      parent[last] = structuredClone(value);
    }
  }
  return copy;
}

main();
