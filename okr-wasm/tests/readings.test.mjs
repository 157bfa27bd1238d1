// Readings: every door, good rows beside bad ones, and what typed arrays can hold.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { CheckIns, NO_DAY, OkrError, Plan, Readings, Tracker } from "okr-wasm";

import { csv } from "./quarter.mjs";

const rows = [
  { metric: "enps", date: "2026-07-31", value: 31 },
  { metric: "enps", date: "2026-08-31", value: -4.5, recorded: "2026-09-02", sample: 120, note: "survey, summer" },
  { metric: "turnover", date: "2026-07-31", value: 12.1 },
];
const skip = { onBadRows: "skip" };

function problems(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof OkrError, String(error));
    return error.errors.map(({ code, path }) => `${code} ${path}`);
  }
  return assert.fail("nothing was thrown");
}

test("rows round-trip", () => {
  const readings = Readings.fromRows(rows);
  assert.equal(readings.length, 3);
  assert.deepEqual(readings.metrics, ["enps", "turnover"]);
  assert.deepEqual(readings.toJSON(), rows);
  assert.deepEqual(readings.rejected, { rows: 0, first: [], counts: {} });
  assert.equal(readings.skipped, 0);
  assert.deepEqual(Readings.fromRows(new Set(rows)).toJSON(), rows);
  assert.deepEqual(Readings.fromRows(rows.values()).toJSON(), rows);
  assert.deepEqual(Readings.fromJson(JSON.stringify(rows)).toJSON(), rows);
  assert.equal(Readings.fromRows([]).length, 0);
});

test("appended rows are corrections or events", () => {
  const readings = Readings.fromRows(rows);
  const later = [{ metric: "enps", date: "2026-07-31", value: 33 }, { metric: "new", date: "2026-07-31", value: 1 }];
  const appended = readings.append(later);
  assert.deepEqual([readings.length, appended.length], [3, 5]);
  assert.deepEqual(appended.toJSON(), readings.merge(Readings.fromRows(later)).toJSON());
  const sale = { metric: "sales", date: "2026-07-03", value: 1 };
  assert.equal(Readings.fromRows([sale], { duplicates: "sum" }).append([sale, sale]).length, 3);
  assert.deepEqual(problems(() => readings.append([{ metric: "enps", date: "2026-07-31", value: 1e16 }])), ["bad_row /readings/0/value"]);
});

test("columns are the same readings as rows, in every form", () => {
  const day = (text) => Date.parse(text) / 86_400_000;
  const texts = {
    metric: ["enps", "enps", "turnover"],
    date: ["2026-07", "2026-08-31", "2026-07-31"],
    value: [31, -4.5, 12.1],
    recorded: [null, "2026-09-02", undefined],
    sample: [null, 120, NaN],
    note: [undefined, "survey, summer", null],
  };
  const typed = {
    metric: { names: ["turnover", "enps", "other"], codes: Uint8Array.of(1, 1, 0) },
    date: Int32Array.of(day("2026-07-31"), day("2026-08-31"), day("2026-07-31")),
    value: Float64Array.of(31, -4.5, 12.1),
    recorded: Int32Array.of(NO_DAY, day("2026-09-02"), NO_DAY),
    sample: Float64Array.of(NaN, 120, NaN),
    note: texts.note,
  };
  const byMetric = (readings) => readings.toJSON().sort((a, b) => (a.metric < b.metric ? -1 : 1));
  assert.deepEqual(byMetric(Readings.fromColumns(texts)), rows);
  assert.deepEqual(byMetric(Readings.fromColumns(typed)), rows);
  assert.deepEqual(byMetric(Readings.fromColumns({ ...typed, value: Float32Array.of(31, -4.5, 12.5) })).at(-1).value, 12.5);
});

test("a column may change afterwards, or be a view of a larger buffer", () => {
  const value = new Float64Array(8).subarray(2, 4);
  value.set([1, 2]);
  const readings = Readings.fromColumns({ metric: ["a", "a"], date: ["2026-07-01", "2026-07-02"], value });
  value.fill(9);
  assert.deepEqual(readings.toJSON().map((row) => row.value), [1, 2]);
});

test("columns of different lengths are refused as a whole", () => {
  const columns = { metric: ["a", "a"], date: ["2026-07-01"], value: [1, 2, 3] };
  assert.deepEqual(problems(() => Readings.fromColumns(columns)), ["wrong_type /readings/date", "wrong_type /readings/value"]);
  assert.deepEqual(problems(() => Readings.fromColumns(columns, skip)).length, 2);
});

test("an index without a metric is a bad row, even if negative", () => {
  const metric = { names: ["a"], codes: [0, -1, 1, 0.5, NaN] };
  const date = Array(5).fill("2026-07-01");
  const readings = Readings.fromColumns({ metric, date, value: [1, 2, 3, 4, 5] }, skip);
  assert.equal(readings.length, 1);
  assert.deepEqual(readings.rejected.counts, { missing_field: 4 });
  const typed = { names: ["a"], codes: Int32Array.of(0, -1, 1, 2, 3) };
  assert.equal(Readings.fromColumns({ metric: typed, date, value: [1, 2, 3, 4, 5] }, skip).length, 1);
});

test("a bad row among good ones: refuse all, or keep the others", () => {
  const mixed = [rows[0], { metric: "enps", date: "2026-02-30", value: 1 }, { metric: "", date: "2026-07", value: 1e16 }, rows[2]];
  assert.deepEqual(problems(() => Readings.fromRows(mixed)), [
    "bad_row /readings/1/date",
    "bad_row /readings/2/metric",
    "bad_row /readings/2/value",
  ]);
  const readings = Readings.fromRows(mixed, skip);
  assert.deepEqual(readings.toJSON(), [rows[0], rows[2]]);
  assert.equal(readings.rejected.rows, 2);
  assert.deepEqual(readings.rejected.counts, { bad_date: 1, missing_field: 1, out_of_bounds: 1 });
  assert.deepEqual(readings.rejected.first[0], {
    row: 1,
    column: "date",
    code: "bad_date",
    data: { value: "2026-02-30", reason: "2026-02 has no day 30" },
    message: "`2026-02-30` is not a date: 2026-02 has no day 30",
  });
});

test("rows of the wrong type are bad rows; the good ones are kept", () => {
  const mixed = [rows[0], null, 17, "row", [], { ...rows[0], value: "31" }, { ...rows[0], vlaue: 1 }, { date: 2026 }, rows[2]];
  const readings = Readings.fromRows(mixed, skip);
  assert.equal(readings.length, 2);
  assert.equal(readings.rejected.rows, 7);
  assert.equal(Readings.fromRows(Array(500).fill({}), skip).rejected.first.length, 100);
});

test("NaN is a missing value: an error, no row, or a retraction", () => {
  const missing = [{ metric: "enps", date: "2026-07", value: NaN }, { metric: "enps", date: "2026-08", value: null }, { metric: "enps", date: "2026-09" }];
  assert.deepEqual(problems(() => Readings.fromRows(missing)), [0, 1, 2].map((row) => `bad_row /readings/${row}/value`));
  const skipped = Readings.fromRows([...missing, ...rows], { missing: "skip" });
  assert.deepEqual([skipped.length, skipped.skipped], [3, 3]);
  const retracted = Readings.fromRows([...rows, { ...missing[0], recorded: "2026-08-20" }]);
  assert.deepEqual(retracted.toJSON()[1], { metric: "enps", date: "2026-07-31", value: null, recorded: "2026-08-20" });
  const columns = { metric: ["enps", "enps"], date: ["2026-07", "2026-08"], value: Float64Array.of(NaN, 1) };
  assert.deepEqual(problems(() => Readings.fromColumns(columns)), ["bad_row /readings/0/value"]);
  assert.equal(Readings.fromColumns(columns, { missing: "skip" }).skipped, 1);
});

test("infinite values are wrong, never missing", () => {
  for (const value of [Infinity, -Infinity]) {
    const row = { metric: "enps", date: "2026-07", recorded: "2026-08-01", value };
    assert.deepEqual(problems(() => Readings.fromRows([row])), ["bad_row /readings/0/value"]);
    const columns = { metric: ["enps"], date: ["2026-07"], value: Float64Array.of(value) };
    assert.deepEqual(problems(() => Readings.fromColumns(columns, { missing: "skip" })), ["bad_row /readings/0/value"]);
  }
  const counts = Readings.fromRows([{ metric: Infinity, date: NaN, value: 1, sample: -Infinity }], skip).rejected.counts;
  assert.deepEqual(counts, { missing_field: 1, non_finite: 1, wrong_type: 1 });
});

test("CSV text: any order, CRLF, a byte-order mark, quoted commas, blank lines", () => {
  const text = '\ufeffnote,date,value,metric,recorded,sample\r\n"survey, summer",2026-08-31,-4.5,enps,2026-09-02,120\r\n\r\n,2026-07,31,enps,,\r\n,2026-07-31,12.1,turnover,,\r\n';
  assert.deepEqual(Readings.fromCsv(text).toJSON(), rows);
  assert.equal(Readings.fromCsv(csv).length, csv.trim().split("\n").length - 1);
  assert.equal(Readings.fromCsv("metric,date,value\n").length, 0);
});

test("CSV text that is not a table, or has bad rows", () => {
  assert.deepEqual(problems(() => Readings.fromCsv("")), ["wrong_type /readings"]);
  assert.deepEqual(problems(() => Readings.fromCsv("metric,value\nenps,1\n", skip)), ["missing_field /readings/date"]);
  assert.deepEqual(problems(() => Readings.fromCsv("metric,date,value,vlaue\n", skip)), ["unknown_field /readings/vlaue"]);
  const readings = Readings.fromCsv("metric,date,value\nenps,2026-07,31\nenps,2026-07,n/a\nenps,2026-08-14T09:00Z,1\nenps,2026-08,32\n", skip);
  assert.deepEqual(readings.toJSON().map((row) => row.value), [31, 32]);
  assert.deepEqual(readings.rejected.first.map(({ row, column }) => [row, column]), [[1, "value"], [2, "date"]]);
});

test("JSON text that is not a list of rows", () => {
  for (const text of ["", "[", "[1,", '[{"metric":"a"}']) assert.deepEqual(problems(() => Readings.fromJson(text, skip)), ["bad_json /readings"], text);
  for (const text of ["{}", "null", "1"]) assert.deepEqual(problems(() => Readings.fromJson(text, skip)), ["wrong_type /readings"], text);
});

test("setting readings leaves the original ones unchanged", () => {
  const readings = Readings.fromRows(rows);
  const set = readings.with([{ metric: "enps", date: "2026-07", value: 40 }, { metric: "new", date: "2026-07", value: 1 }]);
  assert.deepEqual(set.toJSON().map((row) => row.value), [40, -4.5, 12.1, 1]);
  assert.deepEqual(readings.toJSON(), rows);
  assert.deepEqual(problems(() => readings.with([{ metric: "enps", date: "2026-07", value: Infinity }])), ["bad_row /readings/0/value"]);
});

test("arguments of other types are TypeErrors that say what would be right", () => {
  const refused = (work, message) => assert.throws(work, { name: "TypeError", message });
  refused(() => Readings.fromRows(null), "rows must be an array such as [{ metric, date, value }], found null");
  refused(() => Readings.fromRows("a,b"), "rows must be an array such as [{ metric, date, value }], found text");
  refused(() => Readings.fromRows([{ ...rows[0], value: 1n }]), "rows[0].value is a bigint: write Number(…)");
  refused(() => Readings.fromRows([{ ...rows[0], date: new Date() }]), /^rows\[0\]\.date is a Date, which is an instant/);
  refused(() => Readings.fromCsv(5), "`csv` must be text or bytes, found a number");
  refused(() => Readings.fromJson("[]", { onBadRow: "skip" }), "unknown option `onBadRow`: options are `onBadRows`, `missing`, `duplicates`, `recorded`, `fiscalYearStart`");
  refused(() => Readings.fromCsv(csv, { onBadRows: "ignore" }), '`onBadRows` must be "throw" or "skip", found "ignore"');
  const columns = { metric: ["a"], date: ["2026-07-01"], value: [1] };
  refused(() => Readings.fromColumns({ ...columns, value: ["1"] }), "`value[0]` must be a number, found text");
  refused(() => Readings.fromColumns({ ...columns, value: BigInt64Array.of(1n) }), "`value[0]` must be a number, found a bigint");
  refused(() => Readings.fromColumns({ ...columns, metric: [7] }), "`metric[0]` must be text, found a number");
  refused(() => Readings.fromColumns({ ...columns, date: [new Date(0)] }), /^`date\[0\]` is a Date, which is an instant/);
  refused(() => Readings.fromColumns({ ...columns, date: Float64Array.of(1) }), "`date` must be an array of text or an Int32Array of days, found a Float64Array");
  refused(() => Readings.fromColumns({ ...columns, vlaue: [1] }), "unknown column `vlaue`: columns are `metric`, `date`, `value`, `recorded`, `sample`, `note`");
  refused(() => Readings.fromColumns({ metric: ["a"], value: [1] }), "`date` must be an array of text or an Int32Array of days, found undefined");
  refused(() => Readings.fromColumns(rows), /^columns must be an object/);
});

test("check-ins round-trip", () => {
  const list = [{ date: "2026-08-14", kpi: "enps", by: "Maya Lind", confidence: 0.5, note: "survey delayed" }];
  const checkIns = new CheckIns(list);
  assert.equal(checkIns.length, 1);
  assert.deepEqual(checkIns.toJSON(), list);
  assert.deepEqual(new CheckIns(JSON.stringify(list)).toJSON(), list);
  const bad = [{ date: "2026-08-14" }, { date: "2026-08", kpi: "enps", confidence: NaN }, { date: "2026-08-14", kpi: "enps", confidence: 60 }];
  assert.deepEqual(problems(() => new CheckIns(bad)).sort(), [
    "bad_date /check_ins/1/date",
    "non_finite /check_ins/1/confidence",
    "out_of_bounds /check_ins/2/confidence",
    "wrong_type /check_ins/0",
  ]);
});

test("half a character is refused, with its path", () => {
  const half = "a\ud83d";
  const refused = (work, message) => assert.throws(work, { name: "TypeError", message });
  refused(() => Readings.fromRows([rows[0], { ...rows[1], note: half }]), /^rows\[1\]\.note contains half a character/);
  const columns = { date: ["2026-07-31"], value: [1] };
  refused(() => Readings.fromColumns({ ...columns, metric: [half] }), /^`metric\[0\]` contains half a character/);
  const coded = { names: [half], codes: [0] };
  refused(() => Readings.fromColumns({ ...columns, metric: coded }), /^`metric\.names\[0\]` contains half a character/);
  assert.deepEqual(Readings.fromRows([{ ...rows[0], metric: "👩‍👩‍👧" }]).metrics, ["👩‍👩‍👧"]);
});

test("readings and trackers have no public constructor", () => {
  assert.throws(() => new Readings(), { name: "TypeError", message: /made by Readings.fromRows/ });
  assert.throws(() => new Tracker(), { name: "TypeError", message: /made by plan.resolve/ });
  const columns = { metric: ["a"], date: ["2026-07-31"], value: new DataView(new ArrayBuffer(8)) };
  assert.throws(() => Readings.fromColumns(columns), { name: "TypeError", message: "`value` must be an array, found a DataView" });
});

test("texts of all scripts work in columns", () => {
  const names = ["Größe", "😀", "人員", "plain", "é😀", "last"];
  const day = "2026-08-14";
  const note = names.map((name) => `${name}, noted`);
  const columns = { metric: names, date: names.map(() => day), value: names.map((_, place) => place), note };
  const rows = Readings.fromColumns(columns).toJSON();
  const found = new Map(rows.map((row) => [row.metric, row]));
  for (const [place, name] of names.entries()) {
    assert.deepEqual(found.get(name), { metric: name, date: day, value: place, note: note[place] });
  }
});

test("rows of one day contradict each other, replace each other or combine", () => {
  const sales = [
    { metric: "sales", date: "2026-07-03", value: 1, sample: 2 },
    { metric: "sales", date: "2026-07-03", value: 4, sample: 6 },
    { metric: "sales", date: "2026-07-03", value: 10, recorded: "2026-08-01", sample: 2 },
  ];
  assert.deepEqual(problems(() => Readings.fromRows(sales)), [
    "duplicate_reading /readings/0/date",
    "duplicate_reading /readings/1/date",
  ]);
  const kpi = { id: "sales", name: "Sales", better: "higher", cadence: "daily", grace_days: 60 };
  const tracker = new Plan({ version: 1, kpis: [kpi] }).resolve();
  const sold = (readings, asOf) => {
    const report = tracker.evaluate(readings, { asOf, kpiPeriods: true });
    const { value, sample } = report.kpi_periods.find(({ period }) => period === "2026-07-03");
    return [value, sample];
  };
  const csvText = `metric,date,value,recorded,sample\n${sales.map((row) => `sales,${row.date},${row.value},${row.recorded ?? ""},${row.sample}\n`).join("")}`;
  const columns = {
    metric: { names: ["sales"], codes: Uint8Array.of(0, 0, 0) },
    date: sales.map(({ date }) => date),
    value: Float64Array.from(sales, ({ value }) => value),
    recorded: sales.map(({ recorded }) => recorded),
    sample: Float64Array.from(sales, ({ sample }) => sample),
  };
  for (const [duplicates, july, august] of [
    ["last", [4, 6], [10, 2]],
    ["sum", [5, 8], [15, 10]],
    ["mean", [3.25, 8], [4.6, 10]],
    ["min", [1, 8], [1, 10]],
    ["max", [4, 8], [10, 10]],
  ]) {
    for (const readings of [
      Readings.fromRows(sales, { duplicates }),
      Readings.fromJson(JSON.stringify(sales), { duplicates }),
      Readings.fromCsv(csvText, { duplicates }),
      Readings.fromColumns(columns, { duplicates }),
    ]) {
      assert.equal(readings.length, 3);
      assert.deepEqual(sold(readings, "2026-07-31"), july, duplicates);
      assert.deepEqual(sold(readings, "2026-08-01"), august, duplicates);
    }
  }
  const events = Readings.fromRows(sales, { duplicates: "sum" });
  assert.equal(tracker.evaluate(events, { asOf: "2026-08-01" }).readings.combined, 2);
  assert.deepEqual(sold(events.with([{ metric: "sales", date: "2026-07-03", value: 40 }]), "2026-08-01"), [40, null]);
  assert.deepEqual(problems(() => events.merge(Readings.fromRows(sales, { duplicates: "last" }))), ["mixed_duplicates /readings"]);
  assert.equal(events.merge(events).length, 6);
  assert.deepEqual(
    problems(() => Readings.fromRows([{ metric: "sales", date: "2026-07-03", value: null, recorded: "2026-07-04" }], { duplicates: "sum" })),
    ["bad_row /readings/0/value"],
  );
  assert.throws(() => Readings.fromRows(sales, { duplicates: "first" }), {
    name: "TypeError",
    message: '`duplicates` must be "error", "last", "sum", "mean", "min" or "max", found "first"',
  });
});

test("rows say when they became known, and fiscal periods need to know when the year starts", () => {
  const row = { metric: "sales", date: "FY2027-Q1", value: 3 };
  const expected = [{ metric: "sales", date: "2026-06-30", value: 3, recorded: "2026-08-10" }];
  const options = { recorded: "2026-08-10", fiscalYearStart: 4 };
  assert.deepEqual(Readings.fromRows([row], options).toJSON(), expected);
  assert.deepEqual(Readings.fromColumns({ metric: ["sales"], date: ["FY2027-Q1"], value: [3] }, options).toJSON(), expected);
  assert.throws(() => Readings.fromRows([row]), /a fiscal period needs the loader's `fiscal_year_start`/);
  for (const fiscalYearStart of [0, 13, 1.5, "4"]) {
    assert.throws(() => Readings.fromRows([row], { fiscalYearStart }), /`fiscalYearStart` must be a month, 1 to 12/);
  }
  assert.throws(() => Readings.fromRows([row], { recorded: "soon" }), /`recorded` must be a day such as "2026-08-10", found "soon"/);
});

test("readings of another copy of the package are told from others", () => {
  const other = createRequire(import.meta.url)("okr-wasm");
  const tracker = new other.Plan({}).resolve();
  const mixed = () => tracker.evaluate(Readings.fromRows([]), { asOf: "2026-08-31" });
  assert.throws(mixed, { name: "TypeError", message: /, found a Readings of another copy of okr-wasm$/ });
});
