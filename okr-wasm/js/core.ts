/** Calls into the compiled core. */

import { OkrError, type Problem, SheetError } from "./errors.js";
import type { ImportNote } from "./types.js";

let loaded = false;

/** Records that the core is loaded. */
export function markLoaded(): void {
  loaded = true;
}

/** What the core throws, as JSON text. */
interface Thrown {
  message: string;
  errors: Problem[] | null;
  note?: ImportNote | null;
}

/** Calls the core and turns the problems that it throws into an `OkrError`. */
export function call<T>(work: () => T): T {
  if (!loaded) throw new Error("okr-wasm is not loaded yet: `await init()` once, before anything else");
  try {
    return work();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    const { message, errors, note } = parse<Thrown>(thrown);
    // A refused sheet has a note, or null.
    throw note === undefined ? new OkrError(message, errors ?? []) : new SheetError(message, errors ?? [], note ?? undefined);
  }
}

/** Calls the core with one of its handles. */
export function use<Held, T>(held: Held | undefined, work: (held: Held) => T): T {
  if (held === undefined) throw new Error("this object was freed by `free` and can't be used any more");
  return call(() => work(held));
}

/** Parses JSON text from the core, whose types follow its schema. */
export function parse<T>(text: string): T {
  return JSON.parse(text) as T;
}
