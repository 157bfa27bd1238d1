// Shows the golden pictures and pages to people: contact sheets in light and dark, at three widths, in target/pictures; and the page
// of the example quarter as the picture of the README. `make pictures` runs it.

import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TARGET = fileURLToPath(new URL("../../target/pictures/", import.meta.url));
const README = fileURLToPath(new URL("../../examples/quarter.png", import.meta.url));
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!executablePath) throw new Error("pictures need chromium");

const ended = (ending) => readdirSync(HERE).filter((name) => name.endsWith(ending));
const image = (name) => `<img alt="" src="data:image/svg+xml;base64,${readFileSync(HERE + name).toString("base64")}">`;
const style = "margin:8px;display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start;background:gray";

mkdirSync(TARGET, { recursive: true });
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width: 1320, height: 900 }, colorScheme });
    await page.setContent(`<body style="${style}">${ended(".svg").map(image).join("")}`);
    await page.screenshot({ path: `${TARGET}pictures-${colorScheme}.png`, fullPage: true });
    for (const name of ended(".html")) {
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`file://${HERE}${name}`);
        await page.$$eval("details", (all) => all.forEach((details) => (details.open = true)));
        await page.screenshot({ path: `${TARGET}${name}-${colorScheme}-${width}.png`, fullPage: true });
      }
    }
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1100, height: 1240 }, colorScheme: "light" });
  await page.goto(`file://${HERE}quarter-report.html`);
  await page.$$eval("details", (all) => (all[3].open = true));
  await page.screenshot({ path: README });
} finally {
  await browser.close();
}
