/** The package as Node sees it: ready once imported, and with the core inside. */

import { Buffer } from "node:buffer";
import { gunzipSync } from "node:zlib";

import { CORE } from "./bytes.js";
import { type CoreSource, loadSync } from "./load.js";

export type { CoreSource };
export * from "./okr.js";

loadSync(new WebAssembly.Module(gunzipSync(Buffer.from(CORE, "base64"))));

/** Does nothing: in Node the core is loaded on import. It exists for programs that also run in a browser. */
export async function init(_source?: CoreSource | Promise<CoreSource>): Promise<void> {}
