/** Live reports in React. */

import { useSyncExternalStore } from "react";

import type { Live } from "./live.js";
import type { Report } from "./types.js";

/**
 * Reads a live report in a component, which renders again when it changes.
 *
 * @example
 * const { objectives, key_results } = useLive(live);
 */
export function useLive(live: Live): Report;

/**
 * Reads a part of a live report in a component, which renders again when that part changes.
 *
 * @param select returns the part: a table, a row or a value of the report, not an object of its own.
 *
 * @example
 * const row = useLive(live, (report) => report.key_results.find((row) => row.key_result === "days"));
 */
export function useLive<Part>(live: Live, select: (report: Report) => Part): Part;

export function useLive<Part>(live: Live, select?: (report: Report) => Part): Part | Report {
  const read = () => (select === undefined ? live.snapshot() : select(live.snapshot()));
  return useSyncExternalStore(live.subscribe, read, read);
}
