/** The package as Cloudflare's workers see it: ready once imported. */

import { type CoreSource, loadSync } from "./load.js";
// @ts-expect-error a worker that imports the file gets the compiled module, not its exports
import core from "./okr_wasm_bg.wasm";

export type { CoreSource };
export * from "./okr.js";

loadSync(core);

/** Does nothing: in a worker of Cloudflare the core is loaded on import. It exists for programs that also run in a browser. */
export async function init(_source?: CoreSource | Promise<CoreSource>): Promise<void> {}
