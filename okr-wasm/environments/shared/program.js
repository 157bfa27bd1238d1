import { Plan, Readings } from "okr-wasm";
import { score } from "./score.js";

console.log(score({ Plan, Readings }));
