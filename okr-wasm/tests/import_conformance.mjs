// The vectors of imports, as JavaScript sees them: `OKR_IMPORT_VECTORS` names another folder.
//
// `OKR_IMPORT_NOTES` names a file for all notes and refusals, to compare them with those of other languages to the letter.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

import { Readings, SheetError, importGoals, importKpis, inspectSheet } from "okr-wasm";

import { Sheets } from "../pkg/okr_wasm.js";

const FOLDER = fileURLToPath(new URL("../../conformance/import", import.meta.url));
const KNOWN = ["why", "source", "sheet", "csv", "bytes", "options", "readings", "check_ins", "inspect", "expect", "error"];

function main() {
  const folder = process.env["OKR_IMPORT_VECTORS"] || FOLDER;
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"));
  const lines = [];
  let failed = 0;
  for (const name of names.sort()) {
    const vector = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const found = outcome(vector);
    lines.push(...found.lines.map((line) => `${name}: ${line}\n`));
    const problems = compare(vector, found);
    if (problems.length > 0) {
      failed += 1;
      console.log([name, ...problems].join("\n  "));
    }
  }
  if (process.env["OKR_IMPORT_NOTES"]) writeFileSync(process.env["OKR_IMPORT_NOTES"], lines.join(""));
  console.log(`javascript: ${names.length} import vectors`);
  console.log(`${names.length - failed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || names.length === 0 ? 1 : 0;
}

/** What comes out of a case: its parts or its error, and its messages in order. */
function outcome(vector) {
  const sheet = vector.sheet ?? vector.csv ?? Uint8Array.from(vector.bytes);
  const { holds, ...named } = vector.options ?? {};
  const options = Object.fromEntries(Object.entries(named).map(([name, value]) => [camel(name), value]));
  try {
    const inspect = vector.inspect && inspectSheet(sheet, { holds, ...options });
    const known = { checkIns: vector.check_ins, readings: vector.readings && Readings.fromRows(vector.readings) };
    const door = holds === "goals" ? importGoals : importKpis;
    const { plan, readings, checkIns, mapping, notes } = door(sheet, { ...options, ...known });
    const lines = notes.map((note) => `${note.code}: ${note.message}`);
    return { inspect, plan: plan.toJSON(), readings: readings.toJSON(), check_ins: checkIns, mapping, notes, lines };
  } catch (error) {
    if (error instanceof SheetError) return refusal(error.message, error.note, error.errors);
    if (!/^unknown option/.test(error.message)) throw error;
    return refusedByCore(vector);
  }
}

/** What the core says of options that JavaScript refuses by itself. */
function refusedByCore({ csv, options }) {
  const sheets = new Sheets();
  sheets.file(new TextEncoder().encode(csv));
  try {
    sheets.inspect(JSON.stringify(options));
  } catch (thrown) {
    const { message, note, errors } = JSON.parse(thrown);
    return refusal(message, note, errors);
  }
  throw new Error("the core knows all options, and JavaScript does not");
}

function refusal(message, note, errors) {
  const error = note ?? { code: "invalid", errors };
  return { error, lines: message.split("\n").map((line) => `${error.code}: ${line}`) };
}

function camel(name) {
  return name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
}

/** What is wrong with a case; nothing where it passes. */
function compare(vector, found) {
  const unknown = Object.keys(vector).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) return [`this runner does not know ${unknown.join(", ")}`];
  if (vector.error || found.error) return part("error", found.error, vector.error);
  const { expect = {} } = vector;
  const how = { plan: whole, readings: rows, check_ins: rows, mapping: part, notes: compareNotes };
  const problems = Object.entries(how).flatMap(([name, compared]) => {
    if (name in expect) return compared(name, found[name], expect[name]);
    const optional = name === "plan" || name === "mapping";
    return optional || found[name].length === 0 ? [] : [`${name}: none expected, found ${JSON.stringify(found[name])}`];
  });
  return vector.inspect ? [...part("inspect", found.inspect, vector.inspect), ...problems] : problems;
}

/** Compares all fields but the version and, where none is expected, the callers' data. */
function whole(path, found, wanted) {
  if (!areAlike(found, wanted)) return found === wanted ? [] : [different(path, found, wanted)];
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].flatMap((name) => {
    if (!(name in wanted) && (name === "meta" || name === "version")) return [];
    return whole(`${path}/${name}`, found[name], wanted[name]);
  });
}

/** Compares the fields that are expected. */
function part(path, found, wanted) {
  if (!areAlike(found, wanted)) return (found ?? null) === (wanted ?? null) ? [] : [different(path, found, wanted)];
  if (Array.isArray(found) && found.length !== wanted.length) return [different(path, found, wanted)];
  return Object.keys(wanted).flatMap((name) => part(`${path}/${name}`, found[name], wanted[name]));
}

/** Compares rows in an order of their own: a table of readings groups them by metric. */
function rows(path, found, wanted) {
  const ordered = (rows) => rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const key = (row) => JSON.stringify(Object.entries(row).sort());
  return whole(path, ordered(found), ordered(wanted));
}

/** Compares notes, in any order. */
function compareNotes(path, found, wanted) {
  const left = [...found];
  const missing = wanted.filter((note) => {
    const index = left.findIndex((it) => part("", it, note).length === 0);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((note) => `${path}: expected ${JSON.stringify(note)}`),
    ...left.map((note) => `${path}: not expected: ${JSON.stringify(note)}`),
  ];
}

function areAlike(found, wanted) {
  const isObject = (value) => typeof value === "object" && value !== null;
  return isObject(found) && isObject(wanted) && Array.isArray(found) === Array.isArray(wanted);
}

function different(path, found, wanted) {
  return `${path}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
}

main();
