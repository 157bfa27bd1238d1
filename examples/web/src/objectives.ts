/** Objectives with their key results. */

import type { HistoryRow, KeyResultRow, ObjectiveRow, Report } from "okr-wasm";

import { html } from "./elements.js";
import { bar, chip } from "./parts.js";
import { sparkline } from "./sparkline.js";
import { measured, score, STATUS } from "./words.js";

export interface Shown {
  report: Report;
  /** Scores on the days up to the one that is shown. */
  history: HistoryRow[];
  /** Names of teams by id. */
  teams: Map<string, string>;
  /** The key result that the slider moves. */
  moved: string;
  /** Those that the slider can move. */
  movable: Set<string>;
}

export function objectives(shown: Shown): HTMLElement[] {
  return shown.report.objectives.map((objective) => card(objective, shown));
}

function card(objective: ObjectiveRow, shown: Shown): HTMLElement {
  const word = STATUS[objective.status];
  const rows = shown.report.key_results.filter((row) => row.objective === objective.objective);
  const title = `title-${objective.objective}`;
  const team = objective.team ? shown.teams.get(objective.team) : undefined;
  return html(
    "article",
    { class: `card ${word.tone}`, "aria-labelledby": title, "data-objective": objective.objective },
    html(
      "header",
      {},
      html("h3", { id: title }, objective.title),
      chip(word),
      html("p", { class: "quiet" }, [team, objective.owner].filter(Boolean).join(" · ")),
    ),
    html(
      "div",
      { class: "score" },
      html("span", { class: "figure" }, score(objective.score)),
      html("span", { class: "quiet" }, `of ${score(objective.expected)} expected by now`),
      trend(objective, shown.history),
    ),
    bar(objective.score, objective.expected, word.tone),
    html("ul", { class: "key-results" }, ...rows.map((row) => keyResult(row, shown))),
  );
}

function trend(objective: ObjectiveRow, history: HistoryRow[]): Node {
  const course = history.filter((row) => row.table === "objectives" && row.id === objective.objective);
  const values = [...course.slice(0, -1).map((row) => row.score), objective.score];
  return sparkline({ label: `score week by week, now ${score(objective.score)}`, values, scale: [0, 1], width: 120, height: 32 });
}

function keyResult(row: KeyResultRow, { moved, movable }: Shown): HTMLElement {
  const word = STATUS[row.status];
  const title = movable.has(row.key_result)
    ? html("button", { type: "button", "data-move": row.key_result, "aria-pressed": String(row.key_result === moved) }, row.title)
    : html("span", {}, row.title);
  return html(
    "li",
    { "data-key-result": row.key_result, "data-status": row.status },
    html("span", { class: `sign ${word.tone}`, role: "img", "aria-label": word.text, title: word.text }, word.sign),
    title,
    html("span", { class: "values" }, values(row)),
    bar(row.score, row.expected, word.tone),
  );
}

function values(row: KeyResultRow): string {
  if (row.target !== null) return `${measured(row.current, null)} → ${measured(row.target, row.unit)}`;
  if (row.current !== null) return measured(row.current, row.unit);
  return row.score === null ? "" : `${Math.round(100 * row.score)} %`;
}
