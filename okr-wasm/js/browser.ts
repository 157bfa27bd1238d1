/** The package as web pages, workers and bundlers see it. */

import { markLoaded } from "./core.js";
import load from "./okr_wasm.js";

export * from "./okr.js";

/** Where the compiled core is: an address, a response, its bytes, or the compiled module. */
export type CoreSource = string | URL | Request | Response | BufferSource | WebAssembly.Module;

let loading: Promise<void> | undefined;

/**
 * Loads the compiled core. Await it once, before anything else; further calls return the same promise.
 *
 * @param source where the core is, if not beside this file.
 * @throws {Error} if the core can't be loaded; then it can be called again.
 *
 * @example
 * await init();
 */
export function init(source?: CoreSource | Promise<CoreSource>): Promise<void> {
  loading ??= start(source).catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function start(source?: CoreSource | Promise<CoreSource>): Promise<void> {
  const place = (await source) ?? new URL("okr_wasm_bg.wasm", import.meta.url);
  try {
    await load({ module_or_path: place });
  } catch (cause) {
    const where = place instanceof URL || typeof place === "string" ? ` from ${place}` : "";
    throw new Error(`the core of okr-wasm could not be loaded${where}: ${cause}`, { cause });
  }
  markLoaded();
}
