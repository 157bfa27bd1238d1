/** Check-ins: what people report about key results and KPIs. */

import { call, parse, use } from "./core.js";
import { jsonText, requireArray, requireText } from "./json.js";
import { CheckIns as Handle } from "./okr_wasm.js";
import type { CheckIn, Rename } from "./types.js";

/**
 * Check-ins in the memory of the core. Use them to ask several questions about the same check-ins.
 *
 * @example
 * const checkIns = new CheckIns([{ kpi: "enps", date: "2026-08-14", confidence: 0.6, note: "survey delayed" }]);
 */
export class CheckIns {
  private handle: Handle | undefined;

  /**
   * @param checkIns the check-ins, or the JSON text of a list of them.
   * @throws {OkrError} with everything that does not fit.
   */
  constructor(checkIns: readonly CheckIn[] | string) {
    if (checkIns instanceof Handle) {
      this.handle = checkIns;
      return;
    }
    const text = typeof checkIns === "string" ? checkIns : jsonText(checkIns, "checkIns");
    this.handle = call(() => new Handle(text));
  }

  /**
   * Reads check-ins from a JSON list.
   *
   * @throws {OkrError} with everything that does not fit.
   */
  static fromJson(text: string): CheckIns {
    return new CheckIns(requireText(text, "text"));
  }

  /** @internal */
  static handleOf(checkIns: CheckIns): Handle {
    return use(checkIns.handle, (handle) => handle);
  }

  /** The number of check-ins. */
  get length(): number {
    return use(this.handle, (handle) => handle.length());
  }

  /**
   * Returns these check-ins with the new ids of the items that they are about, after `plan.rename(…)`. Renames without `kind` change
   * nothing.
   *
   * @example
   * checkIns.renamed([{ from: "enps", to: "employee-nps", kind: "kpi" }]);
   */
  renamed(renames: readonly Rename[]): CheckIns {
    const text = jsonText(requireArray(renames, "renames"), "renames");
    return new CheckIns(use(this.handle, (handle) => handle.renamed(text)) as never);
  }

  /** Returns the check-ins as plain objects, in the order in which they were given. */
  toJSON(): CheckIn[] {
    return parse(use(this.handle, (handle) => handle.json()));
  }

  /** Frees its memory now. Without this call it is freed some time after the last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using checkIns = …`. */
  [Symbol.dispose](): void {
    this.free();
  }
}
