/** Plans. */

import { call, parse, use } from "./core.js";
import type { Problem } from "./errors.js";
import { jsonText, requireText } from "./json.js";
import { Plan as Handle } from "./okr_wasm.js";
import { Tracker } from "./tracker.js";
import type { Fragment, Plan as PlanDocument, Rename } from "./types.js";

/** A plan with a fragment in it. */
export interface Merged {
  /** The plan. */
  plan: Plan;
  /** Readings that go on under another name, with the ids as they are in the plan. */
  renames: Rename[];
}

/**
 * Teams, cycles, objectives with their key results, and KPIs: all that people write. It does not change.
 *
 * @example
 * const plan = new Plan({
 *   version: 1,
 *   kpis: [{ id: "enps", name: "eNPS", better: "higher", cadence: "monthly", target: 40 }],
 * });
 */
export class Plan {
  private handle: Handle | undefined;

  /**
   * @param plan the plan, or the JSON text of one.
   * @throws {OkrError} with everything that does not fit the format.
   * @throws {TypeError} where a value is none that JSON can hold, such as a `Date` or a `Map`.
   */
  constructor(plan: PlanDocument | string) {
    if (plan instanceof Handle) {
      this.handle = plan;
    } else {
      const text = typeof plan === "string" ? plan : jsonText(plan, "plan");
      this.handle = call(() => new Handle(text));
    }
  }

  /** @internal */
  static of(handle: Handle): Plan {
    return new Plan(handle as never);
  }

  /**
   * The plan that JSON text holds.
   *
   * @throws {OkrError} with everything that does not fit the format.
   */
  static fromJson(text: string): Plan {
    return new Plan(requireText(text, "text"));
  }

  /** All that makes this plan impossible to evaluate; empty for a sound one. */
  check(): Problem[] {
    return parse(use(this.handle, (handle) => handle.check()));
  }

  /**
   * The plan with its references resolved and its values sound, ready to be evaluated.
   *
   * @throws {OkrError} with everything that makes it impossible to evaluate.
   */
  resolve(): Tracker {
    return Tracker.of(use(this.handle, (handle) => handle.resolve()));
  }

  /**
   * This plan with a draft, a graduate or a carry-over in it. Ids that are taken get a number; nothing is overwritten.
   *
   * @throws {OkrError} with everything that does not fit the format of the fragment.
   *
   * @example
   * const { plan: next, renames } = plan.merge({ objectives: [trigger.draft] });
   */
  merge(fragment: Fragment): Merged {
    const text = jsonText(fragment, "fragment");
    const merged = use(this.handle, (handle) => handle.merge(text));
    try {
      return { plan: Plan.of(merged.plan()), renames: parse(merged.renames()) };
    } finally {
      merged.free();
    }
  }

  /** The plan as a plain object; so `JSON.stringify(plan)` is its JSON text. */
  toJSON(): PlanDocument {
    return parse(use(this.handle, (handle) => handle.json()));
  }

  /** Gives its memory back at once. Without this call it is given back some time after its last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using plan = …`. */
  [Symbol.dispose](): void {
    this.free();
  }
}
