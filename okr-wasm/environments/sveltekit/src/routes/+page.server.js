import { Plan, Readings } from "okr-wasm";
import { score } from "../../score.js";

export const load = () => ({ server: score({ Plan, Readings }) });
