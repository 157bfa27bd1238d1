// Pictures and documents: the same bytes as in Rust and Python, methods that copies do not carry, and what goes wrong.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { CheckIns, OkrError, Plan, Readings } from "okr-wasm";

const ROOT = new URL("../../", import.meta.url);
const text = (path) => readFileSync(new URL(path, ROOT), "utf8");
const file = (name) => readFileSync(new URL("conformance/pictures/" + encodeURIComponent(name), ROOT), "utf8");
const { sources, pictures, funnels } = JSON.parse(text("conformance/pictures/cases.json"));

const read = ({ files }) => ({
  tracker: Plan.fromJson(text(`${files}.json`)).resolve(),
  readings: Readings.fromCsv(text(`${files}.csv`)),
  checkIns: new CheckIns(text(`${files}-check-ins.json`)),
});
const report = (source) => {
  const { tracker, readings, checkIns } = read(source);
  return tracker.evaluate(readings, { asOf: source.as_of, checkIns, kpiPeriods: true, values: true });
};
const reports = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, report(source)]));

for (const { source, kind, id, width } of pictures) {
  test(`${kind} of ${id} is the file`, () => {
    assert.equal(reports[source].picture(kind, id, { width }), file(`${source}-${kind}-${id}-${width}.svg`));
  });
}

for (const { source, kpi, width } of funnels) {
  test(`funnel of ${kpi}, ${width} px, is the file`, () => {
    const { tracker, readings, checkIns } = read(sources[source]);
    const drawn = tracker.funnel(readings, { kpi, width, asOf: sources[source].as_of, checkIns });
    assert.equal(drawn, file(`${source}-funnel-${kpi}-${width}.svg`));
  });
}

for (const [name, source] of Object.entries(sources)) {
  if (!source.review) continue;
  test(`documents of ${name} are the files`, () => {
    const { tracker, readings, checkIns } = read(source);
    const changes = tracker.changesText(readings, { since: source.since, asOf: source.as_of, checkIns });
    assert.equal(reports[name].toHtml({ changes }), file(`${name}-report.html`));
    assert.equal(reports[name].digest({ changes }), file(`${name}-digest.md`));
    assert.equal(reports[name].toHtml({ title: "Only KPIs", parts: ["kpis"], fragment: true }), file(`${name}-fragment.html`));
    assert.equal(reports[name].toMarkdown({ changes }), file(`${name}-report.md`));
    const { cycle, as_of: asOf } = source.review;
    assert.equal(tracker.reviewHtml(readings, { cycle, asOf, checkIns }), file(`${name}-review.html`));
  });
}

test("without an id the running cycle is drawn", () => {
  for (const kind of ["tree", "timeline"]) {
    assert.equal(reports.quarter.picture(kind), reports.quarter.picture(kind, "2026-Q3"));
  }
});

test("a report is plain tables: its methods are in no copy", () => {
  const { quarter } = reports;
  const copy = structuredClone(quarter);
  assert.deepEqual(copy, quarter);
  assert.ok(!("picture" in copy) && !Object.keys(quarter).includes("picture"));
});

test("reports of what-if questions and of live reports draw themselves", () => {
  const { tracker, readings, checkIns } = read(sources.quarter);
  const asked = { asOf: sources.quarter.as_of, checkIns, kpiPeriods: true };
  const before = tracker.evaluate(readings, asked);
  const after = tracker.whatIf(readings, { ...asked, readings: [{ metric: "enps", date: "2026-08-31", value: 55 }] });
  assert.match(after.picture("tile", "enps"), /55.points/);
  assert.doesNotMatch(before.picture("tile", "enps"), /55.points/);
  const live = tracker.live(readings, asked);
  const first = live.report();
  assert.equal(first.picture("tile", "enps"), before.picture("tile", "enps"));
  live.setAll([{ metric: "enps", date: "2026-08-31", value: 55 }]);
  assert.throws(() => first.picture("tile", "enps"), /has changed since/);
  assert.equal(live.report().picture("tile", "enps"), after.picture("tile", "enps"));
});

test("unknown items, kinds, options and freed readings are errors", () => {
  const { tracker, readings, checkIns } = read(sources.quarter);
  const quarter = tracker.evaluate(readings, { asOf: sources.quarter.as_of, checkIns });
  assert.throws(() => quarter.picture("tile", "turn-over"), (error) => error instanceof OkrError && /did you mean `turnover`/.test(error.message));
  assert.throws(() => quarter.picture("pie", "turnover"), /found `pie`/);
  assert.throws(() => quarter.picture("tile", "turnover", { width: 100 }), /between 240 and 2000, found `100`/);
  assert.throws(() => quarter.picture("tile", "turnover", { height: 100 }), /unknown option `height`/);
  assert.throws(() => quarter.toHtml({ parts: ["kpi"] }), /unknown value `kpi`/);
  assert.throws(() => quarter.digest({ parts: [] }), /unknown option `parts`/);
  assert.throws(() => tracker.funnel(readings, { kpi: "enps", asOf: sources.quarter.as_of }), /unknown kpi of teams `enps`/);
  readings.free();
  assert.throws(() => quarter.picture("tile", "turnover"), /was freed/);
});
