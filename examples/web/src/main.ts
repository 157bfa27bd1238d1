/** The page: a day and a value in, everything that follows from them out; of a value only what differs by it. */

import { init, type KeyResultRow, type Report, version } from "okr-wasm";

import { withChanges } from "./changes.js";
import { dayNumber, dayOf, dayText, weeks } from "./days.js";
import { find, html } from "./elements.js";
import { kpis } from "./kpis.js";
import { objectives, type Shown } from "./objectives.js";
import { loadQuarter } from "./quarter.js";
import "./style.css";
import { isMovable, panel, showReasons, showValue } from "./what_if.js";

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

/** The report with the value of the slider: each change returns the rows that differ, at once. */
const live = tracker.live(readings, { asOf: chosen.asOf, checkIns, kpiPeriods: true, values: true });

/** The report of what was measured, and the report on display, with the value of the slider. */
let actual: Report;
let report: Report;

/** Everything for another day. */
function showDay(): void {
  const day = find<HTMLInputElement>("day");
  find("day-text").textContent = dayText(chosen.asOf);
  day.setAttribute("aria-valuetext", dayText(chosen.asOf));
  live.clearAll();
  live.setAsOf(chosen.asOf);
  actual = report = live.report();
  const movable = actual.key_results.filter(isMovable);
  const row = movable.find((row) => row.key_result === chosen.keyResult) ?? movable[0];
  if (row) choose(row);
  else {
    chosen.value = undefined;
    find("what-if").replaceChildren(html("p", { class: "quiet" }, "Nothing has been measured yet."));
    showReport();
  }
}

/** Another key result under the slider. */
function choose(row: KeyResultRow): void {
  chosen.keyResult = row.key_result;
  chosen.value = undefined;
  live.clearAll();
  report = actual;
  find("what-if").replaceChildren(...panel(actual, row));
  find("moved").addEventListener("change", ({ target }) => chooseId((target as HTMLSelectElement).value));
  find("value").addEventListener("input", ({ target }) => move(row, Number((target as HTMLInputElement).value)));
  find("value").addEventListener("change", rest);
  find("reset").addEventListener("click", () => {
    choose(row);
    find("spoken").textContent = `${row.title}: as measured`;
    find("value").focus();
  });
  showReport();
  showEffects();
  explain();
}

function chooseId(id: string): void {
  const row = actual.key_results.find((row) => row.key_result === id);
  if (row) choose(row);
}

/** The slider moves: redraws the rows that differ, nothing else. */
function move(row: KeyResultRow, value: number): void {
  chosen.value = value;
  const end = cycles.get(row.cycle)?.end ?? chosen.asOf;
  const date = chosen.asOf < end ? chosen.asOf : end;
  const began = performance.now();
  const changed = live.set(row.metric ?? row.key_result, date, value);
  const took = performance.now() - began;
  report = withChanges(report, changed, live);
  const cards = new Set([...changed.objectives, ...changed.key_results].map(({ objective }) => objective));
  for (const card of objectives(shown()).filter((card) => cards.has(card.dataset["objective"] ?? ""))) {
    document.querySelector(`[data-objective="${card.dataset["objective"]}"]`)?.replaceWith(card);
  }
  kpisDiffer ||= changed.kpis.length > 0 || changed.kpi_periods || changed.triggers;
  showEffects();
  showSpeed(took);
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(drawPictures);
}

let frame = 0;
let kpisDiffer = false;

/** What takes longer than the rows: at most once for each frame that is drawn. */
function drawPictures(): void {
  if (kpisDiffer) showKpis();
  explain();
}

/** The slider rests: what is worth waiting for, and what changed for those who hear the page. */
function rest(): void {
  report.findings = live.part("findings");
  showFindings();
  const row = actual.key_results.find((row) => row.key_result === chosen.keyResult);
  find("spoken").textContent = row ? `${row.title}: ${find("effects").textContent ?? ""}` : "";
}

function showEffects(): void {
  showValue({ actual, report, keyResult: chosen.keyResult }, chosen.value);
}

/** The way to the target, the steps to the score, and the value that it takes. */
function explain(): void {
  const keyResult = chosen.keyResult;
  const options = { asOf: chosen.asOf, checkIns };
  const row = report.key_results.find((row) => row.key_result === keyResult);
  const objective = report.objectives.find(({ objective }) => objective === row?.objective);
  if (!row || !objective) return;
  find("way").innerHTML = live.report().picture("burn_up", keyResult, { width: 320 });
  using supposed = live.readings();
  const objectiveScore = report.policy.success[objective.ambition];
  const solution = tracker.solve(supposed, { ...options, keyResult, objectiveScore });
  showReasons(row, objective, solution, tracker.explain(supposed, { ...options, id: keyResult }));
}

function shown(): Shown {
  const movable = new Set(actual.key_results.filter(isMovable).map((row) => row.key_result));
  return { report, history: historyUpTo(chosen.asOf), teams, moved: chosen.keyResult, movable };
}

function showReport(): void {
  find("objectives").replaceChildren(...objectives(shown()));
  showKpis();
  showFindings();
  showSpeed();
}

/** The live report draws what it holds, without evaluating once more. */
function showKpis(): void {
  kpisDiffer = false;
  find("kpis").replaceChildren(...kpis(live.report()));
}

function showFindings(): void {
  const findings = report.findings.map(({ message, help }) =>
    html("li", {}, html("strong", {}, plain(message)), help ? html("span", { class: "quiet" }, plain(help)) : null),
  );
  find("findings").replaceChildren(...(findings.length > 0 ? findings : [html("li", { class: "quiet" }, "Nothing to say.")]));
}

/** `took`: milliseconds of the last change. Browsers measure to a tenth. */
function showSpeed(took?: number): void {
  const size = `${actual.readings.rows} readings and ${actual.key_results.length} key results`;
  const time = took === undefined || took >= 0.1 ? `in ${took?.toFixed(1)} ms` : "in under 0.1 ms";
  const speed = took === undefined ? "" : `; what the slider changed among ${size} was known ${time}`;
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
