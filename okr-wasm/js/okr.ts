/** Objectives, key results and KPIs: validation, scores, health, triggers and findings. */

export { reportJson, version } from "./okr_wasm.js";
