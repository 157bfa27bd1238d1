const { Plan, Readings } = require("okr-wasm");
const { score } = require("./score.cjs");

console.log(score({ Plan, Readings }));
