// A program for Cloudflare Workers; it is compiled, never run.

import { Plan } from "okr-wasm";
import * as worker from "okr-wasm/workerd";

export const same: worker.Plan = new Plan({});
export const loaded: Promise<void> = worker.init();
