/** The slider: one key result, and the value that it is given. */

import type { Explanation, KeyResultRow, ObjectiveRow, Report, Solution } from "okr-wasm";

import { find, html } from "./elements.js";
import { measured, number, score, STATUS } from "./words.js";

/** What the panel compares. */
export interface Compared {
  /** The report of what was measured, and that of what if. */
  actual: Report;
  report: Report;
  keyResult: string;
}

const REASONS = {
  already_met: "Its objective succeeds without it.",
  out_of_reach: "No value of this key result alone makes its objective succeed.",
  not_counted: "It does not count in its objective.",
  no_single_value: "No single value tells its score.",
  no_baseline: "There is no value to start from.",
};

/** Whether a key result goes from a baseline to a target, so that a slider can move its value. */
export function isMovable(row: KeyResultRow): boolean {
  const ended = row.status === "dropped" || row.status === "draft";
  return row.kind === "reach" && row.baseline !== null && row.target !== null && row.current !== null && !ended;
}

/** The panel for a key result, with the slider where it was measured. */
export function panel(actual: Report, row: KeyResultRow): HTMLElement[] {
  const movable = actual.key_results.filter(isMovable);
  const options = movable.map((one) => html("option", { value: one.key_result, selected: one === row }, one.title));
  const { min, max, step } = scale(row);
  const marks = [row.baseline, row.target].map((value) => html("option", { value: value ?? 0 }));
  return [
    html("label", { for: "moved" }, "Key result"),
    html("select", { id: "moved" }, ...options),
    html("label", { for: "value" }, "Value"),
    html("output", { id: "value-text", for: "value", class: "figure" }),
    html("input", { id: "value", type: "range", min, max, step, value: row.current ?? 0, list: "marks" }),
    html("datalist", { id: "marks" }, ...marks),
    html("p", { class: "ends quiet" }, html("span", {}, number(min)), html("span", {}, number(max))),
    html("dl", { id: "effects" }),
    html("div", { id: "way" }),
    html("p", { id: "needed" }),
    html("p", { id: "why", class: "why" }),
    html("button", { id: "reset", type: "button" }, "Back to what was measured"),
  ];
}

/** From somewhat before the baseline to somewhat past the target, in steps that are easy to read. */
function scale(row: KeyResultRow): { min: number; max: number; step: number } {
  const known = [row.baseline, row.target, row.current].filter((x) => x !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const step = 10 ** Math.floor(Math.log10((high - low) / 50));
  const round = (x: number) => Number((Math.round(x / step) * step).toFixed(6));
  const room = (high - low) / 5;
  return { min: round(low < 0 ? low - room : Math.max(low - room, 0)), max: round(high + room), step: Number(step.toFixed(6)) };
}

/** Writes what a value does; without one what was measured. */
export function showValue({ actual, report, keyResult }: Compared, value: number | undefined): void {
  const before = actual.key_results.find((row) => row.key_result === keyResult);
  const after = report.key_results.find((row) => row.key_result === keyResult);
  if (!before || !after) return;
  const text = measured(value ?? before.current ?? 0, after.unit);
  find("value-text").textContent = text;
  find("value").setAttribute("aria-valuetext", text);
  const objective = (in_: Report) => in_.objectives.find((row) => row.objective === after.objective);
  find("effects").replaceChildren(
    ...effect("Key result", before, after),
    ...effect("Objective", objective(actual), objective(report)),
  );
  find<HTMLButtonElement>("reset").disabled = value === undefined || value === before.current;
}

/** Writes how the score comes about, and with which value the objective would be a success. */
export function showReasons(row: KeyResultRow, { title }: ObjectiveRow, solution: Solution, explanation: Explanation): void {
  find("needed").textContent =
    solution.value === null
      ? (REASONS[solution.reason ?? "not_counted"] ?? "")
      : `“${title}” succeeds (${score(solution.objective_score)}) with ${measured(solution.value, row.unit)}.`;
  find("why").textContent = explanation.text;
}

type Scored = { score: number | null; status: keyof typeof STATUS } | undefined;

function effect(name: string, before: Scored, after: Scored): HTMLElement[] {
  if (!before || !after) return [];
  const changed = before.score !== after.score || before.status !== after.status;
  const word = STATUS[after.status];
  const was = changed ? html("del", {}, html("span", { class: "unseen" }, "was "), `${score(before.score)} ${STATUS[before.status].text}`) : null;
  return [
    html("dt", {}, name),
    html("dd", {}, was, html("span", { class: `now ${word.tone}` }, `${word.sign} ${score(after.score)} ${word.text}`)),
  ];
}
