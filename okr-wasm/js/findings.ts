/** Findings as plain text. */

import { call } from "./core.js";
import { jsonText, requireArray } from "./json.js";
import { findings_text } from "./okr_wasm.js";
import type { FindingCode, FindingRow } from "./types.js";

/**
 * Formats findings as plain text, like a compiler's diagnostics: severity, code and message, then the path and the help;
 * at the end the number of findings.
 *
 * @throws {TypeError} if they are not rows of `report.findings`.
 *
 * @example
 * console.log(findingsText(tracker.lint(readings, { asOf: "2026-08-31" })));
 */
export function findingsText(findings: readonly FindingRow[]): string {
  const rows = jsonText(requireArray(findings, "findings"), "findings");
  const text = call(() => findings_text(rows));
  if (text === undefined) throw new TypeError("`findings` must be rows of `report.findings`, unchanged");
  return text;
}

/**
 * Groups findings by their code, in the order in which they come.
 *
 * @example
 * findingsByCode(report.findings)["missing-owner"]?.map(({ id }) => id);
 */
export function findingsByCode(findings: readonly FindingRow[]): Partial<Record<FindingCode, FindingRow[]>> {
  const codes: Partial<Record<FindingCode, FindingRow[]>> = {};
  for (const finding of requireArray(findings, "findings")) (codes[finding.code] ??= []).push(finding);
  return codes;
}
