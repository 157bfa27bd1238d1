/** KPIs over time, and the rules that call for action. */

import type { KpiRow, Report, TriggerRow } from "okr-wasm";

import { html } from "./elements.js";
import { HEALTH } from "./words.js";

export function kpis(report: Report): HTMLElement[] {
  return report.kpis.map((row) => card(row, report));
}

function card(row: KpiRow, report: Report): HTMLElement {
  const tile = html("div");
  tile.innerHTML = report.picture("tile", row.team === null ? row.kpi : `${row.kpi}@${row.team}`);
  return html(
    "li",
    { class: `card ${HEALTH[row.health]}`, "data-kpi": row.kpi, "data-health": row.health },
    tile,
    html("div", {}, ...report.triggers.filter((trigger) => raised(trigger, row)).map(note)),
  );
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
