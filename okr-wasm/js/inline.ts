/** The package with the core inside, for programs that can't fetch a file. */

import { inside } from "./inside.js";
import { type CoreSource, loadOnce } from "./load.js";

export type { CoreSource };
export * from "./okr.js";

/**
 * Loads the compiled core. Await it once, before anything else; further calls return the same promise.
 *
 * @param source where another copy of the core is.
 * @throws {Error} if the core can't be loaded; then it can be called again.
 *
 * @example
 * await init();
 */
export function init(source?: CoreSource | Promise<CoreSource>): Promise<void> {
  return loadOnce(source, inside);
}
