/** Plans. */

import type { CheckIns } from "./check_ins.js";
import { call, parse, use } from "./core.js";
import type { Problem } from "./errors.js";
import { type ExportedSheet, exported } from "./export.js";
import { jsonText, requireText } from "./json.js";
import { Plan as Handle } from "./okr_wasm.js";
import type { Readings } from "./readings.js";
import { Tracker } from "./tracker.js";
import type { CheckIn, Fragment, Plan as PlanDocument, Rename } from "./types.js";

/** A plan after a merge. */
export interface Merged {
  /** The plan. */
  plan: Plan;
  /** Readings that continue under another name, with the ids that they have in the plan. */
  renames: Rename[];
}

/**
 * An immutable plan: teams, cycles, objectives with their key results, and KPIs.
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
   * @throws {TypeError} if a value can't be written as JSON, such as a `Date` or a `Map`.
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
   * Reads a plan from JSON text.
   *
   * @throws {OkrError} with everything that does not fit the format.
   */
  static fromJson(text: string): Plan {
    return new Plan(requireText(text, "text"));
  }

  /** Returns every problem that keeps this plan from being evaluated; empty for a sound plan. */
  check(): Problem[] {
    return parse(use(this.handle, (handle) => handle.check()));
  }

  /**
   * Resolves the references of this plan and checks its values, so that it can be evaluated.
   *
   * @throws {OkrError} with every problem that keeps it from being evaluated.
   */
  resolve(): Tracker {
    return Tracker.of(use(this.handle, (handle) => handle.resolve()));
  }

  /**
   * Returns this plan with a draft, a graduate or a carry-over added. Ids that are taken get a number; nothing is overwritten.
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

  /**
   * Returns this plan, with readings and check-ins, as sheets that a person can edit; `importSheets` returns the same again. What has no
   * column of its own (curves, milestones, rules) stands as JSON in the last one. Text that a spreadsheet would take for a formula gets an
   * apostrophe, which is taken off again.
   *
   * @example
   * for (const { name, csv } of plan.toSheets(readings)) await writeFile(`${name}.csv`, csv);
   */
  toSheets(readings?: Readings, checkIns?: CheckIns | readonly CheckIn[]): ExportedSheet[] {
    return use(this.handle, (handle) => exported(handle, readings, checkIns));
  }

  /** Returns the plan as a plain object, so that `JSON.stringify(plan)` is its JSON text. */
  toJSON(): PlanDocument {
    return parse(use(this.handle, (handle) => handle.json()));
  }

  /** Frees its memory now. Without this call it is freed some time after the last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using plan = …`. */
  [Symbol.dispose](): void {
    this.free();
  }
}
