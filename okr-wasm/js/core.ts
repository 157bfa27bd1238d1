/** The state of the compiled core, and what it gives and throws. */

import { OkrError, type Problem } from "./errors.js";

let loaded = false;

/** Notes that the core can be called from now on. */
export function markLoaded(): void {
  loaded = true;
}

/** Calls the core; the problems that it throws become an `OkrError`. */
export function call<T>(work: () => T): T {
  if (!loaded) throw new Error("okr-wasm is not loaded yet: `await init()` once, before anything else");
  try {
    return work();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    const { message, errors } = parse<{ message: string; errors: Problem[] }>(thrown);
    throw new OkrError(message, errors);
  }
}

/** Calls the core with something that it holds. */
export function use<Held, T>(held: Held | undefined, work: (held: Held) => T): T {
  if (held === undefined) throw new Error("its memory was given back by `free`: it can't be used any more");
  return call(() => work(held));
}

/** What JSON text of the core holds; its types are those of the core's schema. */
export function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}
