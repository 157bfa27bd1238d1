// Pages in Chromium, and the static server for them.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Serves the files of a folder; returns the server and its address. */
export async function serve(folder, headers = {}) {
  const server = createServer(({ url }, response) => {
    const path = join(folder, new URL(url, "http://localhost").pathname);
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

/** A port that nothing listens on. */
export async function freePort() {
  const { server, address } = await serve(".");
  await new Promise((done) => server.close(done));
  return new URL(address).port;
}

/** Returns the title that a page gives itself, once its server answers. Anything that goes wrong in the page is thrown. */
export async function titleOf(address, seconds = 30) {
  const { chromium } = await import("playwright-core");
  await answers(address, seconds);
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
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(address);
    const titled = page.waitForFunction(() => !["", "waiting"].includes(document.title), null, { timeout: seconds * 1000 });
    await titled.catch(() => {
      throw new Error(`the page did not get a title: ${problems.join("; ")}`);
    });
    return await page.title();
  } finally {
    await browser.close();
  }
}

async function answers(address, seconds) {
  for (let tries = 0; tries < seconds * 4; tries++) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return;
    await wait(250);
  }
  throw new Error(`nothing answered at ${address}`);
}
