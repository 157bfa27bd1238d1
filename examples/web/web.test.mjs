// The page in a browser: what it shows is what the library says, and the slider moves it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { CheckIns, Plan, Readings } from "okr-wasm";
import { build, createServer, preview } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));
const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const skip = CHROMIUM ? false : "no chromium";
const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");

const read = (name) => readFileSync(new URL(`../data/people-quarter${name}`, import.meta.url), "utf8");
const tracker = Plan.fromJson(read(".json")).resolve();
const readings = Readings.fromCsv(read(".csv"));
const checkIns = CheckIns.fromJson(read("-check-ins.json"));

let browser;
let server;

before(async () => {
  if (skip) return;
  const { chromium } = await import("playwright-core");
  const words = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...words, "--disable-component-update", "--disable-sync"],
  });
  await build({ root, logLevel: "error" });
  server = await preview({ root, logLevel: "error", preview: { port: 0 } });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A page that is ready; anything that goes wrong in it fails the test. */
async function open(address, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("pageerror", (error) => assert.fail(error));
  page.on("console", (message) => assert.ok(!["error", "warning"].includes(message.type()), message.text()));
  await page.goto(address);
  await page.waitForSelector("article");
  return page;
}

/** Titles with the text of their status, as the page shows them. */
const statuses = (page) => page.$$eval("article", (cards) => cards.map((card) => [card.dataset.objective, card.querySelector(".chip").lastChild.textContent]));

const text = (status) => status.replace("_", " ").replace(/^./, (letter) => letter.toUpperCase());

/** The same, as the library says them. */
const expected = (readings, asOf) =>
  tracker.evaluate(readings, { asOf, checkIns }).objectives.map((row) => [row.objective, text(row.status)]);

/** What a picture says, on the page and in its text. */
const described = (page, element) => page.textContent(`${element} desc`);
const description = (picture) => /<desc>(.*)<\/desc>/.exec(picture)[1];

test("the page shows what the library says", { skip }, async () => {
  const page = await open(server.resolvedUrls.local[0]);
  assert.equal(await page.title(), "Alderway, third quarter of 2026");
  assert.deepEqual(await statuses(page), expected(readings, "2026-08-31"));
  assert.equal(await page.locator("[data-kpi]").count(), 10);
  assert.match(await page.textContent("#why"), /\(42 − 31\.3\) \/ \(42 − 25\)/);
  const report = tracker.evaluate(readings, { asOf: "2026-08-31", checkIns, kpiPeriods: true, values: true });
  assert.equal(await described(page, "[data-kpi=turnover]"), description(report.picture("tile", "turnover")));
  assert.equal(await described(page, "#way"), description(report.picture("burn_up", "hire-in-25-days")));
  await page.close();
});

test("the slider asks what a value would do, and back", { skip }, async () => {
  const page = await open(server.resolvedUrls.local[0]);
  const before = await page.textContent(".objectives");
  await page.focus("#value");
  await page.keyboard.press("Home");
  const value = Number(await page.inputValue("#value"));
  const set = readings.with([{ metric: "time-to-hire", date: "2026-08-31", value }]);
  const { key_results, findings } = tracker.evaluate(set, { asOf: "2026-08-31", checkIns });
  const { status } = key_results.find((row) => row.key_result === "hire-in-25-days");
  assert.equal(await page.getAttribute("[data-key-result=hire-in-25-days]", "data-status"), status);
  assert.equal(status, "achieved");
  assert.deepEqual(await statuses(page), expected(set, "2026-08-31"));
  assert.equal(await page.locator("#findings li strong").count(), findings.length);
  await page.waitForFunction((value) => document.querySelector("#why").textContent.includes(`now ${value} `), value);
  assert.match(await page.textContent("#effects"), /was 0\.62 On track✓ 1\.00 Achieved/);
  assert.equal(await page.getAttribute("[data-kpi=time-to-hire]", "data-health"), "healthy");
  assert.match(await described(page, "[data-kpi=time-to-hire]"), new RegExp(`: ${value}\\sdays .*, healthy`));
  assert.match(await described(page, "#way"), new RegExp(`${value}\\sdays`));
  await page.click("#reset");
  assert.equal(await page.textContent(".objectives"), before);
  await page.click("button[data-move=offers-accepted]");
  assert.equal(await page.inputValue("#moved"), "offers-accepted");
  assert.equal(await page.evaluate(() => document.activeElement.id), "value");
  await page.close();
});

test("every day of the quarter can be looked at", { skip }, async () => {
  const page = await open(server.resolvedUrls.local[0]);
  const dates = ["2026-07-01", "2026-07-03", "2026-08-14", "2026-10-10"];
  for (const asOf of dates) {
    await page.fill("#day", String(Date.parse(asOf) / 86_400_000));
    assert.deepEqual(await statuses(page), expected(readings, asOf), asOf);
  }
  await page.close();
});

test("it has no barrier that a checker can find, in light and dark, wide and narrow", { skip }, async () => {
  for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
    const page = await open(server.resolvedUrls.local[0], options);
    await page.fill("#value", "26");
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    assert.ok(!wide, "nothing is wider than the page");
    if (process.env.OKR_SCREENSHOTS) {
      const name = options.colorScheme ?? (options.viewport ? "narrow" : "light");
      await page.screenshot({ path: `${process.env.OKR_SCREENSHOTS}/${name}.png`, fullPage: true });
    }
    await page.close();
  }
});

test("the development server needs no configuration either", { skip }, async () => {
  const development = await createServer({ root, logLevel: "error", server: { port: 0 } });
  await development.listen();
  try {
    const page = await open(development.resolvedUrls.local[0]);
    assert.deepEqual(await statuses(page), expected(readings, "2026-08-31"));
    await page.close();
  } finally {
    await development.close();
  }
});
