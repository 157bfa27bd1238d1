// The package as people get it: packed, installed into projects of their own, checked, bundled, run in Node and in a browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { CHROMIUM } from "../environments/browser.mjs";
import { PROGRAMS, check, description, environmentsOf, lay, pack } from "../environments/run.mjs";

const PROJECT = fileURLToPath(new URL("packed", import.meta.url));
const tool = (name) => fileURLToPath(new URL(`../../node_modules/.bin/${name}`, import.meta.url));

let packed;
before(() => (packed = pack()));

test("the package contains what it needs and nothing else", () => {
  const names = readdirSync(join(lay(PROJECT, packed), "node_modules/okr-wasm"), { recursive: true });
  for (const name of ["README.md", "pkg/okr_wasm_bg.wasm", "pkg/browser.d.ts", "pkg/LICENSE-MIT", "pkg/LICENSE-APACHE"]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(names.filter((name) => /^(js|src|tests|environments)/.test(name)), []);
});

test("a typed program compiles", () => {
  execFileSync(tool("tsc"), { cwd: lay(PROJECT, packed), stdio: "inherit" });
});

test("every way of resolving types finds those of the file that is loaded", () => {
  // A CommonJS program can't be a worker of Cloudflare; `typescript` among the environments checks the types of that entry.
  execFileSync(tool("attw"), [packed, "--exclude-entrypoints", "workerd", "okr_wasm_bg.wasm"], { stdio: "pipe" });
});

const isQuick = ({ quick }) => quick;

for (const program of PROGRAMS.filter((name) => Object.values(description(name).environments).some(isQuick))) {
  test(program, async (context) => {
    const folder = lay(program, packed);
    for (const [name, how] of environmentsOf(program, folder).filter(([, how]) => isQuick(how))) {
      const skip = how.folder === undefined || CHROMIUM ? false : "no chromium";
      await context.test(name, { skip }, () => check(folder, how));
    }
  });
}
