/** The compiled core as part of the program. */

import { CORE } from "./bytes.js";
import { compile } from "./load.js";

/** Compiles the core that this file holds. */
export async function inside(): Promise<WebAssembly.Module> {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("the core of okr-wasm could not be loaded: there is no `DecompressionStream` here; give `init` the core's bytes");
  }
  const packed = Uint8Array.from(atob(CORE), (letter) => letter.charCodeAt(0));
  const content = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return compile(new Response(content, { headers: { "content-type": "application/wasm" } }));
}
