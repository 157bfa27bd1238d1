// Runs each of the programs named on the command line, and prints an outcome per line as JSON.

import process from "node:process";
import { pathToFileURL } from "node:url";

const write = process.stdout.write.bind(process.stdout);

for (const path of process.argv.slice(2)) {
  let text = "";
  process.stdout.write = (chunk) => {
    text += chunk;
    return true;
  };
  let ok = true;
  try {
    await import(pathToFileURL(path).href);
  } catch (error) {
    ok = false;
    text += error?.stack ?? String(error);
  }
  process.stdout.write = write;
  process.stdout.write(`${JSON.stringify({ ok, text })}\n`);
}
