/** The package as Node sees it: ready once imported. */

import { readFileSync } from "node:fs";

import { markLoaded } from "./core.js";
import { initSync } from "./okr_wasm.js";

export * from "./okr.js";

initSync({ module: readFileSync(new URL("okr_wasm_bg.wasm", import.meta.url)) });
markLoaded();

/** Does nothing: in Node the core is loaded on import. It exists for programs that also run in a browser. */
export async function init(_source?: unknown): Promise<void> {}
