/** Findings as plain text. */

import { call } from "./core.js";
import { jsonText, requireArray } from "./json.js";
import { findings_text } from "./okr_wasm.js";
import type { FindingRow } from "./types.js";

/**
 * Findings as plain text, like a compiler's: severity, code and message, then the place and the help; at the end how
 * many there are.
 *
 * @throws {TypeError} where they are no rows of `report.findings`.
 *
 * @example
 * console.log(findingsText(tracker.lint(readings, { asOf: "2026-08-31" })));
 */
export function findingsText(findings: readonly FindingRow[]): string {
  const rows = jsonText(requireArray(findings, "findings"), "findings");
  const text = call(() => findings_text(rows));
  if (text === undefined) throw new TypeError("`findings` are rows of `report.findings`, each as the report has it");
  return text;
}
