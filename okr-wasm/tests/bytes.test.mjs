// The report's text is the same bytes here and in Rust.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { quarter } from "./quarter.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

test("the example quarter has the same bytes as in Rust", () => {
  const { tracker, readings, checkIns } = quarter();
  for (const asOf of ["2026-06-30", "2026-07-03", "2026-08-13", "2026-08-19", "2026-08-31", "2026-09-30", "2026-10-08"]) {
    const words = ["run", "--quiet", "--bin", "quarter", "--", "--json", asOf];
    const rust = execFileSync("cargo", words, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(`${tracker.evaluateJson(readings, { asOf, checkIns, kpiPeriods: true })}\n`, rust, asOf);
  }
});
