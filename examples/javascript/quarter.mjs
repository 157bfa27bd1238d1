// Prints the report of the example quarter on a day as JSON text: `quarter.mjs [YYYY-MM-DD]`.

import { readFileSync } from "node:fs";
import process from "node:process";

import { reportJson } from "okr-wasm";

const asOf = process.argv[2] ?? "2026-08-31";
const read = (name) => readFileSync(new URL(`../data/people-quarter${name}`, import.meta.url), "utf8");

const [head, ...lines] = read(".csv").trim().split(/\r?\n/).map((line) => line.split(","));
const readings = lines.map((cells) =>
  Object.fromEntries(
    head
      .map((name, place) => [name, cells[place]])
      .filter(([, text]) => text)
      .map(([name, text]) => [name, name === "value" || name === "sample" ? Number(text) : text]),
  ),
);
console.log(reportJson(read(".json"), JSON.stringify(readings), asOf, read("-check-ins.json"), undefined, true));
