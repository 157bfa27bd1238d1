/** The package as a web page and a bundler see it. */

import load, { type InitInput } from "./okr_wasm.js";

export * from "./okr.js";

/**
 * Loads the compiled core. Call it once, before anything else; later calls do nothing.
 *
 * @param source where the core is, if not beside this file: a URL, a response, bytes or a module.
 */
export async function init(source?: InitInput | Promise<InitInput>): Promise<void> {
  await load({ module_or_path: source ?? new URL("okr_wasm_bg.wasm", import.meta.url) });
}
