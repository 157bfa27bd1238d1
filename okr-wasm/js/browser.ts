/** The package as web pages, workers and bundlers see it. */

import { type CoreSource, compile, isPage, loadOnce } from "./load.js";

export type { CoreSource };
export * from "./okr.js";

/**
 * Loads the compiled core. Await it once, before anything else; further calls return the same promise.
 *
 * @param source where the core is. Default: the file beside this one; where a bundler has left that behind, a copy inside the program.
 * @throws {Error} if the core can't be loaded, or has another version; then it can be called again.
 *
 * @example
 * await init();
 */
export function init(source?: CoreSource | Promise<CoreSource>): Promise<void> {
  return loadOnce(source, nearby);
}

async function nearby(): Promise<WebAssembly.Module> {
  const response = await fetchNearby();
  if (response !== undefined) return compile(response);
  const { inside } = await import("./inside.js");
  return inside();
}

/** Fetches the file beside this one, if it is there. */
async function fetchNearby(): Promise<Response | undefined> {
  try {
    // Bundlers look for these very words.
    const response = await fetch(new URL("okr_wasm_bg.wasm", import.meta.url));
    return response.ok && !isPage(response) ? response : undefined;
  } catch {
    return undefined;
  }
}
