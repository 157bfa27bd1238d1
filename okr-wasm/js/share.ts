/** Snapshots that keep the identity of what did not change. */

import type { Report } from "./types.js";

/** Returns a report with each row and table that equals one of an earlier report as that object, and the earlier report if all do. */
export function share(before: Report | undefined, after: Report): Report {
  if (before === undefined) return after;
  const names = Object.keys(after) as (keyof Report)[];
  const fields = names.map((name) => [name, shareField(before[name], after[name])] as const);
  return fields.every(([name, field]) => field === before[name]) ? before : (Object.fromEntries(fields) as unknown as Report);
}

function shareField(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return shareRows(before, after);
  return isSame(before, after) ? before : after;
}

function shareRows(before: unknown[], after: unknown[]): unknown[] {
  const rows = after.map((row, index) => (isSame(before[index], row) ? before[index] : row));
  if (rows.length === before.length && rows.every((row, index) => row === before[index])) return before;
  // Rows of triggers, periods and series come and go, and so move the others.
  const moved = new Map(before.filter((row, index) => row !== rows[index]).map((row) => [JSON.stringify(row), row]));
  return rows.map((row, index) => (row === before[index] ? row : (moved.get(JSON.stringify(row)) ?? row)));
}

/** Whether two values have the same fields, down to the last. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const names = Object.keys(one) as (keyof object)[];
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
}
