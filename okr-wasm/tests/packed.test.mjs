// The package as people get it: packed, installed into a project of its own, run in Node, checked, bundled, opened in a browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGE = join(ROOT, "okr-wasm");
// Inside the project, so that the tools of its node_modules are found, but not its link to the package.
const PROJECT = join(ROOT, "target/packed");
const VERSION = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")).version;
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

const run = (program, ...words) => execFileSync(program, words, { cwd: PROJECT, encoding: "utf8" });
const tool = (name) => join(ROOT, "node_modules/.bin", name);

before(() => {
  rmSync(PROJECT, { recursive: true, force: true });
  mkdirSync(PROJECT, { recursive: true });
  cpSync(join(PACKAGE, "tests/packed"), PROJECT, { recursive: true });
  run("npm", "pack", PACKAGE, "--silent", "--pack-destination", PROJECT);
  run("npm", "install", "--silent", "--offline", "--no-audit", "--no-fund", "--no-save", `okr-wasm-${VERSION}.tgz`);
});

test("the package contains what it needs and nothing else", () => {
  const names = readdirSync(join(PROJECT, "node_modules/okr-wasm"), { recursive: true });
  for (const name of ["README.md", "pkg/okr_wasm_bg.wasm", "pkg/browser.d.ts", "pkg/LICENSE-MIT", "pkg/LICENSE-APACHE"]) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(names.filter((name) => /^(js|src|tests)/.test(name)), []);
});

test("a Node program runs", () => {
  assert.equal(run("node", "program.js").trim(), VERSION);
});

test("a typed program compiles", () => {
  run(tool("tsc"), "--project", "tsconfig.json");
});

test("a bundler bundles it, and the page works in a browser", { skip: CHROMIUM ? false : "no chromium" }, async () => {
  run(tool("vite"), "build", "--logLevel", "error");
  const server = serve(join(PROJECT, "dist"));
  try {
    assert.equal(await titleOf(`http://127.0.0.1:${await listening(server)}/`), VERSION);
  } finally {
    server.close();
  }
});

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

function serve(folder) {
  return createServer(({ url }, response) => {
    const file = join(folder, url === "/" ? "index.html" : new URL(url, "http://localhost").pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
}

function listening(server) {
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));
}

/** The title that a page gives itself. */
async function titleOf(address) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    await page.goto(address);
    await page.waitForFunction(() => document.title !== "waiting", null, { timeout: 20_000 }).catch(() => {});
    assert.deepEqual(problems, []);
    return await page.title();
  } finally {
    await browser.close();
  }
}
