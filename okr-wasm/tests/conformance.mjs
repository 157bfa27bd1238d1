// The conformance vectors, as JavaScript sees them: `OKR_VECTORS` names another folder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { OkrError, Plan, Readings } from "okr-wasm";

const FOLDER = fileURLToPath(new URL("../../conformance/vectors", import.meta.url));
const KNOWN = ["why", "source", "plan", "policy", "load", "readings", "check_ins", "as_of", "kpi_periods", "expect", "findings", "errors"];

function main() {
  const folder = process.env["OKR_VECTORS"] || FOLDER;
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"));
  let failed = 0;
  for (const name of names.sort()) {
    const problems = run(JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (problems.length > 0) {
      failed += 1;
      console.log([name, ...problems].join("\n  "));
    }
  }
  console.log(`javascript: ${names.length} vectors`);
  console.log(`${names.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
}

/** What is wrong with a case; nothing where it passes. */
function run(vector) {
  const unknown = Object.keys(vector).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) return [`this runner does not know ${unknown.join(", ")}`];
  const { report, text, errors } = evaluate(vector);
  if (errors || vector.errors) return compareErrors(errors ?? [], vector.errors ?? []);
  if (!isDeepStrictEqual(report, JSON.parse(text))) return ["the report is not what its JSON text holds"];
  return [...compareExpected(report, vector), ...compareFindings(report.findings, vector.findings ?? {})];
}

/** The report of a case, as objects and as text, or all that is wrong with it. */
function evaluate({ plan, load = {}, readings: rows = [], check_ins, policy, as_of = "2026-01-01" }) {
  try {
    const tracker = new Plan(plan).resolve();
    const options = { asOf: as_of, checkIns: check_ins, policy, kpiPeriods: true, values: true };
    const { fiscal_year_start: fiscalYearStart, ...others } = load;
    const readings = Readings.fromRows(rows, { duplicates: "last", ...others, fiscalYearStart });
    return { report: tracker.evaluate(readings, options), text: tracker.evaluateJson(readings, options) };
  } catch (error) {
    if (error instanceof OkrError) return { errors: error.errors };
    throw error;
  }
}

/** Errors are a set of codes and paths. */
function compareErrors(errors, expected) {
  const found = new Set(errors.map(({ code, path }) => `${code} ${path}`));
  const wanted = new Set(expected.map(({ code, path }) => `${code} ${path}`));
  return [
    ...[...wanted].filter((error) => !found.has(error)).map((error) => `missing error ${error}`),
    ...[...found].filter((error) => !wanted.has(error)).map((error) => `unexpected error ${error}`),
  ];
}

function compareExpected(report, { plan, expect = {} }) {
  const kpis = Array.isArray(plan.kpis) ? plan.kpis : [];
  const split = new Set(kpis.filter((kpi) => kpi.teams !== undefined).map((kpi) => kpi.id));
  return Object.entries(expect).flatMap(([path, wanted]) => {
    const found = lookUp(report, path, split);
    if (found === undefined) return [`${path}: no such field`];
    if (agrees(found, wanted)) return [];
    return [`${path}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`];
  });
}

/** The value at table/key/field…; null where there is no such row or item, undefined where no such field. */
function lookUp(report, path, split) {
  const parts = path.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const table = parts.shift();
  let value = report[table];
  if (Array.isArray(value)) {
    const key = parts.shift();
    value = value.find((row) => rowKey(table, row, split) === key) ?? null;
  }
  return parts.reduce((found, part) => {
    if (Array.isArray(found)) return found[Number(part)] ?? null;
    return found === null ? null : found?.[part];
  }, value);
}

/** The key of a row; `split` are the KPIs that have a series for each team. */
function rowKey(table, row, split) {
  const series = split.has(row.kpi) ? `${row.kpi}@${row.team}` : row.kpi;
  switch (table) {
    case "values":
      return `${row.metric}${row.team === null ? "" : `@${row.team}`}:${row.date}`;
    case "check_ins":
      return `${row.of.id}:${row.date}`;
    case "teams":
      return `${row.team}@${row.cycle}`;
    case "kpis":
      return series;
    case "kpi_periods":
      return `${series}:${row.period}`;
    case "triggers":
      return `${series}:${row.rule}${row.number === 1 ? "" : `#${row.number}`}`;
    case "findings":
      return `${row.code}@${row.id}`;
    default:
      return row[table.slice(0, -1)];
  }
}

/** Numbers exactly (0 equals -0), or within `tol` of `near`; all else as it is. */
function agrees(found, wanted) {
  if (wanted === null || typeof wanted !== "object" || found === null) return found === wanted;
  if ("near" in wanted) return typeof found === "number" && Math.abs(found - wanted.near) <= wanted.tol;
  if (typeof found !== "object" || Array.isArray(found) !== Array.isArray(wanted)) return false;
  const keys = Object.keys(wanted);
  return keys.length === Object.keys(found).length && keys.every((key) => agrees(found[key], wanted[key]));
}

function compareFindings(findings, { has = [], lacks = [] }) {
  const present = new Set();
  for (const { code, id, cycle } of findings) {
    present.add(`${code}@${id}`).add(`${code}@${id}@${cycle}`);
  }
  return [
    ...has.filter((key) => !present.has(key)).map((key) => `missing finding ${key}`),
    ...lacks.filter((key) => present.has(key)).map((key) => `unexpected finding ${key}`),
  ];
}

main();
