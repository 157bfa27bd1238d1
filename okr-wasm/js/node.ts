/** The package as Node sees it: ready once imported. */

import { readFileSync } from "node:fs";

import { markLoaded } from "./core.js";
import { initSync } from "./okr_wasm.js";

export * from "./okr.js";

initSync({ module: readFileSync(new URL("okr_wasm_bg.wasm", import.meta.url)) });
markLoaded();

/** Does nothing here: the core is loaded already. It is for programs that run in a browser too. */
export async function init(_source?: unknown): Promise<void> {}
