/** The page: a day and a value in, everything that follows from them out. */

import { init, type KeyResultRow, type Report, version } from "okr-wasm";

import { dayNumber, dayOf, dayText, weeks } from "./days.js";
import { find, html } from "./elements.js";
import { kpis } from "./kpis.js";
import { objectives } from "./objectives.js";
import { loadQuarter } from "./quarter.js";
import "./style.css";
import { isMovable, panel, show } from "./what_if.js";

await init();
const quarter = loadQuarter();
const { tracker, readings, checkIns } = quarter;
const teams = new Map(quarter.document.teams?.map((team) => [team.id, team.name]));
const cycles = new Map(quarter.document.cycles?.map((cycle) => [cycle.id, cycle]));

/** What the reader chose. */
const chosen: { asOf: string; keyResult: string; value: number | undefined } = {
  asOf: "2026-08-31",
  keyResult: "hire-in-25-days",
  value: undefined,
};

let actual: Report;

/** Everything for another day. */
function showDay(): void {
  const day = find<HTMLInputElement>("day");
  find("day-text").textContent = dayText(chosen.asOf);
  day.setAttribute("aria-valuetext", dayText(chosen.asOf));
  actual = tracker.evaluate(readings, { asOf: chosen.asOf, checkIns, kpiPeriods: true });
  const movable = actual.key_results.filter(isMovable);
  const row = movable.find((row) => row.key_result === chosen.keyResult) ?? movable[0];
  if (row) choose(row);
  else {
    chosen.value = undefined;
    find("what-if").replaceChildren(html("p", { class: "quiet" }, "Nothing has been measured yet."));
    showReport(actual);
  }
}

/** Another key result under the slider. */
function choose(row: KeyResultRow): void {
  chosen.keyResult = row.key_result;
  chosen.value = undefined;
  find("what-if").replaceChildren(...panel(actual, row));
  find("moved").addEventListener("change", ({ target }) => chooseId((target as HTMLSelectElement).value));
  find("value").addEventListener("input", ({ target }) => move(Number((target as HTMLInputElement).value)));
  find("value").addEventListener("change", speak);
  find("reset").addEventListener("click", () => {
    choose(row);
    find("spoken").textContent = `${row.title}: as measured`;
    find("value").focus();
  });
  showValue(row);
}

function chooseId(id: string): void {
  const row = actual.key_results.find((row) => row.key_result === id);
  if (row) choose(row);
}

function move(value: number): void {
  const row = actual.key_results.find((row) => row.key_result === chosen.keyResult);
  if (!row) return;
  chosen.value = value;
  showValue(row);
}

/** Everything for the value that the slider has. */
function showValue(row: KeyResultRow): void {
  const began = performance.now();
  const end = cycles.get(row.cycle)?.end ?? chosen.asOf;
  const date = chosen.asOf < end ? chosen.asOf : end;
  const set = chosen.value === undefined ? [] : [{ metric: row.metric ?? row.key_result, date, value: chosen.value }];
  using supposed = readings.with(set);
  const options = { asOf: chosen.asOf, checkIns };
  const report = tracker.evaluate(supposed, { ...options, kpiPeriods: true });
  const took = performance.now() - began;
  const keyResult = row.key_result;
  const objective = report.objectives.find(({ objective }) => objective === row.objective);
  const objectiveScore = report.policy.success[objective?.ambition ?? "aspirational"];
  const explanation = tracker.explain(supposed, { ...options, id: keyResult });
  const solution = tracker.solve(supposed, { ...options, keyResult, objectiveScore });
  show({ actual, report, keyResult, explanation, solution }, chosen.value ?? row.current ?? 0);
  showReport(report, took);
}

function showReport(report: Report, took?: number): void {
  const movable = new Set(actual.key_results.filter(isMovable).map((row) => row.key_result));
  const shown = { report, history: historyUpTo(chosen.asOf), teams, moved: chosen.keyResult, movable };
  find("objectives").replaceChildren(...objectives(shown));
  find("kpis").replaceChildren(...kpis(report));
  const findings = report.findings.map(({ message, help }) =>
    html("li", {}, html("strong", {}, plain(message)), help ? html("span", { class: "quiet" }, plain(help)) : null),
  );
  find("findings").replaceChildren(...(findings.length > 0 ? findings : [html("li", { class: "quiet" }, "Nothing to say.")]));
  const speed = took === undefined ? "" : `, ${report.readings.rows} readings and ${report.key_results.length} key results in ${took.toFixed(1)} ms`;
  find("computed").textContent = `Computed in this page by okr-wasm ${version()}${speed}`;
}

/** A message without the marks around names. */
const plain = (message: string) => message.replaceAll("`", "");

let history: { asOf: string; rows: ReturnType<typeof tracker.history> } | undefined;

/** The course of the scores up to a day: it does not depend on the slider. */
function historyUpTo(asOf: string) {
  if (history?.asOf !== asOf) {
    const dates = asOf > quarter.start ? weeks(quarter.start, asOf) : [asOf];
    history = { asOf, rows: tracker.history(readings, { dates, checkIns }) };
  }
  return history.rows;
}

/** What changed, for those who hear the page; said when the slider rests. */
function speak(): void {
  const row = actual.key_results.find((row) => row.key_result === chosen.keyResult);
  const effects = find("effects").textContent ?? "";
  find("spoken").textContent = row ? `${row.title}: ${effects}` : "";
}

const name = quarter.document.name ?? "";
document.title = name;
find("name").textContent = name;
find("cycle").textContent = `${dayText(quarter.start)} to ${dayText(quarter.end)}`;
const day = find<HTMLInputElement>("day");
[day.min, day.max] = [String(dayNumber(quarter.start)), String(dayNumber(quarter.last))];
day.value = String(dayNumber(chosen.asOf));
day.disabled = false;
day.addEventListener("input", () => {
  chosen.asOf = dayOf(Number(day.value));
  showDay();
});
find("objectives").addEventListener("click", ({ target }) => {
  const id = (target as HTMLElement).dataset["move"];
  if (!id) return;
  chooseId(id);
  find("value").focus();
});
showDay();
