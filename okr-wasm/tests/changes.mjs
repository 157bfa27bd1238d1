// The vectors of changes, as JavaScript sees them: `OKR_CHANGES` names another folder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { OkrError, Plan, Readings } from "okr-wasm";

const FOLDER = fileURLToPath(new URL("../../conformance/changes", import.meta.url));
const KNOWN = [
  ...["why", "plan", "readings", "load", "check_ins", "since", "as_of", "before", "scope"],
  ...["rows", "text", "markdown_by_owner", "max_lines", "errors"],
];

function main() {
  const folder = process.env["OKR_CHANGES"] || FOLDER;
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  let failed = 0;
  for (const name of names.sort()) {
    const problems = run(JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (problems.length > 0) {
      failed += 1;
      console.log([name, ...problems].join("\n  "));
    }
  }
  console.log(`javascript: ${names.length} vectors of changes`);
  console.log(`${names.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
}

/** What is wrong with a case; nothing where it passes. */
function run(vector) {
  const unknown = Object.keys(vector).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) return [`this runner does not know ${unknown.join(", ")}`];
  const { rows, texts, errors } = evaluate(vector);
  if (errors || vector.errors) {
    const found = (errors ?? []).map(({ code, path }) => ({ code, path }));
    return isDeepStrictEqual(found, vector.errors ?? []) ? [] : [`found ${JSON.stringify(found)}`];
  }
  const problems = rows.length === vector.rows.length ? [] : [`found ${rows.length} rows`];
  rows.slice(0, vector.rows.length).forEach((row, index) => {
    for (const [field, wanted] of Object.entries(vector.rows[index])) {
      if (row[field] !== wanted) problems.push(`${row.code} ${row.id}: expected ${field} ${wanted}, found ${row[field]}`);
    }
  });
  for (const [name, text] of Object.entries(texts)) {
    if (vector[name] !== undefined && vector[name] !== text) problems.push(`another ${name}:\n${text}`);
  }
  return problems;
}

/** The changes of a case as rows and texts, or all that is wrong with it. */
function evaluate({ plan, readings, load = {}, check_ins, since, as_of, before, scope, max_lines }) {
  try {
    const tracker = new Plan(plan).resolve();
    const measured = Readings.fromRows(readings, { duplicates: "last", ...load });
    const options = { since, asOf: as_of, before, checkIns: check_ins, scope };
    const message = { ...options, maxLines: max_lines };
    const texts = {
      text: tracker.changesText(measured, message),
      markdown_by_owner: tracker.changesMarkdown(measured, { ...message, by: "owner" }),
    };
    return { rows: tracker.changes(measured, options), texts };
  } catch (error) {
    if (error instanceof OkrError) return { errors: error.errors };
    throw error;
  }
}

main();
