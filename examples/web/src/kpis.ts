/** KPIs over time, and the rules that call for action. */

import type { KpiRow, Report, TriggerRow } from "okr-wasm";

import { html } from "./elements.js";
import { chip } from "./parts.js";
import { sparkline } from "./sparkline.js";
import { HEALTH, measured, number } from "./words.js";

const MOVED = { better: "better", worse: "worse", same: "unchanged", unknown: "" };

export function kpis(report: Report): HTMLElement[] {
  return report.kpis.map((row) => card(row, report));
}

function card(row: KpiRow, report: Report): HTMLElement {
  const word = HEALTH[row.health];
  const periods = report.kpi_periods.filter((period) => period.kpi === row.kpi && period.team === row.team);
  const newest = periods.at(-1);
  const values = periods.map((period) => period.value);
  // The running period is in the row and not yet among the complete ones.
  if (row.period !== null && row.period !== newest?.period) values.push(row.value);
  const change = row.change === null ? "" : `${row.change > 0 ? "+" : ""}${number(row.change)} ${MOVED[row.moved]}`;
  return html(
    "li",
    { class: `card ${word.tone}`, "data-kpi": row.kpi },
    html("h3", {}, row.name),
    chip(word),
    html(
      "p",
      { class: "score" },
      html("span", { class: "figure" }, measured(row.value, row.unit)),
      html("span", { class: "quiet" }, [row.period, change].filter(Boolean).join(", ")),
    ),
    sparkline({ label: course(row, values), values, lower: newest?.lower, upper: newest?.upper, target: row.target }),
    html("div", {}, ...report.triggers.filter((trigger) => raised(trigger, row)).map(note)),
  );
}

function course(row: KpiRow, values: (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return `${row.name}: no values`;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return `${row.name}, ${known.length} values between ${number(low)} and ${number(high)}, now ${measured(row.value, row.unit)}`;
}

function raised(trigger: TriggerRow, row: KpiRow): boolean {
  return trigger.kpi === row.kpi && trigger.team === row.team && trigger.state !== "insufficient_data";
}

function note(trigger: TriggerRow): HTMLElement {
  const answer = trigger.addressed_by.length > 0 ? ` Answered by ${trigger.addressed_by.join(", ")}.` : "";
  const draft = trigger.draft ? ` A draft is ready: “${trigger.draft.title}”.` : "";
  // The message begins with the KPI's name, which is the title here.
  const message = trigger.message.replace(/^`[^`]*` /, "").replaceAll("`", "");
  return html("p", { class: "trigger" }, html("strong", {}, trigger.state), `: ${message}.${answer}${draft}`);
}
