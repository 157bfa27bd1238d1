// Loading, as a browser does it; the entry for Node loads itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Plan, Readings, init, version } from "../pkg/browser.js";

const bytes = readFileSync(new URL("../pkg/okr_wasm_bg.wasm", import.meta.url));
const html = () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } });

test("every call before init says what is missing", () => {
  const message = "okr-wasm is not loaded yet: `await init()` once, before anything else";
  for (const work of [() => new Plan({}), () => Readings.fromRows([]), () => Readings.fromColumns({ metric: [], date: [], value: [] }), version]) {
    assert.throws(work, { name: "Error", message });
  }
});

test("a source that is not the core is reported with its address, and init can be called again", async () => {
  await assert.rejects(init("https://nowhere.invalid/okr.wasm"), /^Error: the core of okr-wasm could not be loaded from https:/);
  await assert.rejects(init(html()), /^Error: the core of okr-wasm could not be loaded: /);
  await assert.rejects(init(new Uint8Array([1, 2, 3])), (error) => error.cause instanceof WebAssembly.CompileError);
  assert.throws(version);
});

test("the core is loaded once, however often init is called", async () => {
  const response = new Response(bytes, { headers: { "content-type": "application/wasm" } });
  const first = init(Promise.resolve(response));
  assert.equal(init(), first);
  await first;
  const plan = new Plan({ name: "kept" });
  await init(WebAssembly.compile(bytes));
  assert.equal(plan.toJSON().name, "kept");
});
