// The vectors of agendas, as JavaScript sees them: `OKR_AGENDA` names another folder.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";

import { OkrError, Plan, Readings } from "okr-wasm";

const FOLDER = fileURLToPath(new URL("../../conformance/agenda", import.meta.url));
const KNOWN = [
  ...["why", "plan", "readings", "load", "check_ins", "owner", "since", "as_of", "before", "scope"],
  ...["rows", "text", "markdown", "max_lines", "errors"],
];

function main() {
  const folder = process.env["OKR_AGENDA"] || FOLDER;
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  let failed = 0;
  for (const name of names.sort()) {
    const problems = run(JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (problems.length > 0) {
      failed += 1;
      console.log([name, ...problems].join("\n  "));
    }
  }
  console.log(`javascript: ${names.length} vectors of agendas`);
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
  const expected = vector.rows ?? rows;
  const problems = rows.length === expected.length ? [] : [`found ${rows.length} rows`];
  rows.slice(0, expected.length).forEach((row, index) => {
    for (const [field, wanted] of Object.entries(expected[index])) {
      if (row[field] !== wanted) problems.push(`${row.section} ${row.id}: expected ${field} ${wanted}, found ${row[field]}`);
    }
  });
  for (const [name, text] of Object.entries(texts)) {
    if (vector[name] !== undefined && vector[name] !== text) problems.push(`another ${name}:\n${text}`);
  }
  return problems;
}

/** The agenda of a case as rows and texts, or all that is wrong with it. */
function evaluate({ plan, readings, load = {}, check_ins, owner, since, as_of, before, scope, max_lines }) {
  try {
    const tracker = new Plan(plan).resolve();
    const measured = Readings.fromRows(readings, { duplicates: "last", ...load });
    const options = { since, asOf: as_of, before, checkIns: check_ins, scope };
    const message = { ...options, maxLines: max_lines };
    const texts = {
      text: tracker.agendaText(owner, measured, message),
      markdown: tracker.agendaMarkdown(owner, measured, message),
    };
    return { rows: tracker.agenda(owner, measured, options), texts };
  } catch (error) {
    if (error instanceof OkrError) return { errors: error.errors };
    throw error;
  }
}

main();
