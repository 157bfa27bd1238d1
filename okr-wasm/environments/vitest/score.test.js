import { writeFileSync } from "node:fs";
import { Plan, Readings, init } from "okr-wasm";
import { test } from "vitest";
import { score } from "./score.js";

test("score", async () => {
  await init();
  writeFileSync("score.txt", String(score({ Plan, Readings })));
});
