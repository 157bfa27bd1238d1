// A page with 1,000 key results of 12 readings each, on which one reading changes: the installed package beside plain JavaScript.
// Arguments: how many rounds (0: only compare).

import assert from "node:assert/strict";

import { Plan, Readings, init } from "okr-wasm";

import { report as plain } from "./plain.mjs";

const ROUNDS = Number(process.argv[2] ?? 40);
const OBJECTIVES = 250;
const AS_OF = "2026-09-16";

await init();

let state = 7;
/** A number within 0 and 1: always the same ones. */
function random() {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const plan = {
  cycles: [{ id: "2026-Q3", start: "2026-07-01", end: "2026-09-30" }],
  objectives: Array.from({ length: OBJECTIVES }, (_, place) => ({
    id: `o${place}`,
    title: `Get better at thing ${place}`,
    cycle: "2026-Q3",
    owner: "Ann",
    key_results: Array.from({ length: 4 }, (_, part) => ({
      id: `k${place}-${part}`,
      title: "Move the number",
      owner: "Bo",
      weight: 1 + Math.floor(random() * 4),
      measure: { kind: "reach", from: Math.floor(random() * 40), to: 60 + Math.floor(random() * 40) },
    })),
  })),
};
const keyResults = plan.objectives.flatMap((objective) => objective.key_results);
const rows = [];
for (let week = 0; week < 12; week++) {
  const date = new Date(Date.UTC(2026, 6, 1 + 7 * week)).toISOString().slice(0, 10);
  for (const { id, measure } of keyResults) {
    const way = (measure.to - measure.from) * 0.08 * (week + random());
    rows.push({ metric: id, date, value: measure.from + way + 4 * random() - 2 });
  }
}
const newest = rows.length - keyResults.length;

const tracker = new Plan(plan).resolve();
const columns = {
  metric: { names: keyResults.map(({ id }) => id), codes: Uint32Array.from(rows, (_, place) => place % keyResults.length) },
  date: Int32Array.from(rows, ({ date }) => Date.parse(date) / 86_400_000),
  value: Float64Array.from(rows, ({ value }) => value),
};
const live = tracker.live(Readings.fromColumns(columns), { asOf: AS_OF });

/** Each program makes a new report after one reading has changed. */
const programs = {
  "okr, live: the rows that changed": (place, value) => live.set(rows[place].metric, rows[place].date, value),
  "okr, load and score everything": (place, value) => {
    columns.value[place] = value;
    const readings = Readings.fromColumns(columns);
    const scores = tracker.history(readings, { dates: [AS_OF] });
    readings.free();
    return scores;
  },
  "okr, load and evaluate everything": (place, value) => {
    columns.value[place] = value;
    const readings = Readings.fromColumns(columns);
    const report = tracker.evaluate(readings, { asOf: AS_OF });
    readings.free();
    return report;
  },
  "plain JavaScript": (place, value) => {
    rows[place].value = value;
    return plain(plan, rows, AS_OF);
  },
};

function compare() {
  for (const place of [newest, newest + 417, rows.length - 1]) {
    const value = 30 + 40 * random();
    const found = Object.values(programs).map((program) => program(place, value));
    const [changed, scores, whole, expected] = found;
    const after = live.report();
    assert.deepEqual(after.key_results, whole.key_results);
    assert.equal(changed.key_results.find((row) => row.key_result === rows[place].metric)?.current, value);
    for (const [name, id] of [["key_results", "key_result"], ["objectives", "objective"]]) {
      const scored = scores.filter(({ table }) => table === name);
      assert.equal(expected[name].length, whole[name].length);
      expected[name].forEach((row, at) => {
        const other = whole[name][at];
        assert.deepEqual([other[id], other.status, scored[at].id, scored[at].score], [row[id], row.status, row[id], other.score]);
        const pairs = [[row.score, other.score], [row.expected, other.expected], [row.gap, other.gap]];
        if (row.forecast) pairs.push([row.forecast.value, other.forecast?.value ?? row.forecast.value]);
        for (const [a, b] of pairs) assert.ok(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)), `${row[id]}: ${a}, ${b}`);
      });
    }
    assert.ok(whole.key_results.filter((row) => row.forecast).length > 900);
  }
}

function medianOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

compare();
const title = `${keyResults.length.toLocaleString("en")} key results of 12 readings each, one reading changes`;
if (ROUNDS === 0) {
  console.log(`${title}; all agree`);
} else {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = -5; round < ROUNDS; round++) {
    for (const [name, program] of Object.entries(programs)) {
      const [place, value] = [newest + Math.floor(random() * keyResults.length), 30 + 40 * random()];
      const start = performance.now();
      program(place, value);
      // The first rounds warm up.
      if (round >= 0) times[name].push(performance.now() - start);
    }
  }
  const base = medianOf(times["plain JavaScript"]);
  console.log(`\n${title}\n\n| | median | plain JavaScript takes |\n|---|---:|---:|`);
  for (const [name, found] of Object.entries(times)) {
    const time = medianOf(found);
    console.log(`| ${name} | ${time.toFixed(2)} ms | ${(base / time).toFixed(2)} times that |`);
  }
}
