// node shot.mjs out.png scheme width html
import { chromium } from "/work/wt/N/node_modules/playwright-core/index.mjs";
const [,, out, scheme, width, ...files] = process.argv;
import { readFileSync } from "node:fs";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: +width, height: 900 }, colorScheme: scheme });
if (files.length === 1 && files[0].endsWith(".html")) await page.goto("file://" + files[0]);
else await page.setContent(`<body style="margin:8px;background:${scheme==="dark"?"#000":"#ccc"};display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start">` + files.map(f => `<img src="data:image/svg+xml;base64,${readFileSync(f).toString("base64")}">`).join(""));
await page.waitForTimeout(200);
await page.screenshot({ path: out, fullPage: true });
await browser.close();
