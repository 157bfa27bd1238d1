// Loading, as a browser does it; the entry for Node loads itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as browser from "../pkg/browser.js";
import * as inline from "../pkg/inline.js";

const { Plan, Readings, init, version } = browser;
const { version: VERSION } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const bytes = readFileSync(new URL("../pkg/okr_wasm_bg.wasm", import.meta.url));
const html = () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } });

/** The core with another text in its section for the version. */
function ofVersion(text) {
  const other = Buffer.from(bytes);
  other.write(text, other.lastIndexOf("okr_version") + "okr_version".length);
  return other;
}

test("every call before init says what is missing", () => {
  const message = "okr-wasm is not loaded yet: `await init()` once, before anything else";
  for (const work of [() => new Plan({}), () => Readings.fromRows([]), () => Readings.fromColumns({ metric: [], date: [], value: [] }), version]) {
    assert.throws(work, { name: "Error", message });
  }
});

test("a source that is not the core is reported with its address, and init can be called again", async () => {
  await assert.rejects(init("https://nowhere.invalid/okr.wasm"), /^Error: the core of okr-wasm could not be loaded from https:/);
  await assert.rejects(init(html()), /^Error: the core of okr-wasm could not be loaded: .* the server answered with a page \(text\/html\)$/);
  await assert.rejects(init(new Response("", { status: 404, statusText: "Not Found" })), /the server answered 404 Not Found$/);
  await assert.rejects(init(new Uint8Array([1, 2, 3])), (error) => error.cause instanceof WebAssembly.CompileError);
  for (const nothing of [null, 7, {}]) await assert.rejects(init(nothing), /^Error: the core of okr-wasm could not be loaded: TypeError/);
  assert.throws(version);
});

test("a core of another version is refused with both versions, and init can be called again", async () => {
  const message = `the core of okr-wasm must have version ${VERSION}, found 0.0.9`;
  for (const entry of [browser, inline]) {
    await assert.rejects(entry.init(ofVersion("0.0.9")), { name: "Error", message });
    await assert.rejects(entry.init(WebAssembly.compile(ofVersion("0.0.9"))), { message });
  }
  // As in runtimes that don't compile while they read.
  const { compileStreaming } = WebAssembly;
  delete WebAssembly.compileStreaming;
  const response = new Response(ofVersion("0.0.9"), { headers: { "content-type": "application/wasm" } });
  await assert.rejects(init(response), { message });
  WebAssembly.compileStreaming = compileStreaming;
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  await assert.rejects(init(empty), /, found WebAssembly without a version of okr-wasm$/);
  assert.throws(version);
});

test("the core is loaded once, however often init is called", async () => {
  const response = new Response(bytes, { headers: { "content-type": "application/wasm" } });
  const first = init(Promise.resolve(response));
  assert.equal(init(), first);
  assert.equal(inline.init(), first);
  await first;
  const plan = new Plan({ name: "kept" });
  await init(WebAssembly.compile(bytes));
  assert.equal(plan.toJSON().name, "kept");
});
