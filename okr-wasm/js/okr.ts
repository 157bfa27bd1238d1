/** Objectives, key results and KPIs: validation, scores, health, triggers and findings. */

export { version } from "./okr_wasm.js";
