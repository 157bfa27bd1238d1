const { writeFileSync } = require("node:fs");
const { Plan, Readings } = require("okr-wasm");
const { score } = require("./score.cjs");

test("score", () => writeFileSync("score.txt", String(score({ Plan, Readings }))));
