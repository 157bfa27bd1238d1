/** Snapshots that keep the identity of what did not change. */

import type { Report } from "./types.js";

/** Returns a report with each row and table that equals one of an earlier report as that object, and the earlier report if all do. */
export function share(before: Report | undefined, after: Report): Report {
  if (before === undefined) return after;
  const entries = Object.entries(before).map(([name, old]) => {
    const now: unknown = after[name as keyof Report];
    return [name, Array.isArray(old) && Array.isArray(now) ? shareRows(old, now) : isSame(old, now) ? old : now] as const;
  });
  return entries.every(([name, value]) => before[name as keyof Report] === value) ? before : (Object.fromEntries(entries) as unknown as Report);
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
