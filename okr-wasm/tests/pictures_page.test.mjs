// The golden pages and pictures in a browser: light and dark, at three widths. Nothing overflows, runs, or fails axe.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const skip = CHROMIUM ? false : "no chromium";
const FOLDER = fileURLToPath(new URL("../../conformance/pictures/", import.meta.url));
const axe = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const ended = (ending) => readdirSync(FOLDER).filter((name) => name.endsWith(ending));

let browser;

before(async () => {
  if (skip) return;
  const { chromium } = await import("playwright-core");
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
});

after(() => browser?.close());

/** A page of a width; whatever it runs, says or loads fails the test. */
async function page(colorScheme, width) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on("dialog", (dialog) => assert.fail(dialog.message()));
  page.on("pageerror", (error) => assert.fail(error));
  page.on("request", (request) => assert.match(request.url(), /^(file|data|about):/));
  return page;
}

/** Texts of pictures that reach beyond their picture, by more than the rounding of a glyph. */
const outside = () =>
  [...document.querySelectorAll("svg.okr")].flatMap((svg) => {
    const { width, height } = svg.viewBox.baseVal;
    return [...svg.querySelectorAll("text")]
      .filter((text) => {
        const box = text.getBBox();
        return box.width > 0 && (box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1);
      })
      .map((text) => `${svg.querySelector("title").textContent.slice(0, 40)}: ${text.textContent}`);
  });

for (const name of ended(".html")) {
  test(`${name} in light and dark, narrow and wide`, { skip }, async () => {
    for (const scheme of ["light", "dark"]) {
      for (const width of [320, 768, 1280]) {
        const opened = await page(scheme, width);
        await opened.goto(`file://${FOLDER}${name}`);
        await opened.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        const { scrollWidth } = await opened.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth }));
        assert.ok(scrollWidth <= width, `${scheme}, ${width} px: ${scrollWidth} px wide`);
        assert.deepEqual(await opened.evaluate(outside), [], `${scheme}, ${width} px`);
        if (!name.includes("fragment")) {
          await opened.evaluate(axe);
          const { violations } = await opened.evaluate(() => window.axe.run());
          const found = violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => [node.html.slice(0, 160), node.failureSummary])]);
          assert.deepEqual(found, [], `${scheme}, ${width} px`);
        }
        await opened.close();
      }
    }
  });
}

test("pictures as files: no text outside, none runs", { skip }, async () => {
  const opened = await page("light", 1400);
  for (const name of ended(".svg")) {
    await opened.setContent(readFileSync(FOLDER + name, "utf8"));
    assert.deepEqual(await opened.evaluate(outside), [], name);
  }
  await opened.close();
});
