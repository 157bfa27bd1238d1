/** Plans. */

import type { CheckIns } from "./check_ins.js";
import { call, parse, use } from "./core.js";
import type { Problem } from "./errors.js";
import { type ExportedSheet, exported } from "./export.js";
import { jsonText, requireArray, requireFields, requireText } from "./json.js";
import { Plan as Handle } from "./okr_wasm.js";
import type { Readings } from "./readings.js";
import { Tracker } from "./tracker.js";
import type { CheckIn, Difference, Fragment, Item, ItemKind, Measure, Plan as PlanDocument, Reach, Rename } from "./types.js";

/** A plan after a merge. */
export interface Merged {
  /** The plan. */
  plan: Plan;
  /** Readings that continue under another name, with the ids that they have in the plan. */
  renames: Rename[];
}

/** An item that `plan.find(…)` found. */
export type Found = {
  [Kind in ItemKind]: {
    /** The JSON Pointer of the item in the plan. */
    path: string;
    /** What it is. */
    kind: Kind;
    /** The item. */
    item: Extract<Item, Record<Kind, unknown>>[Kind];
  };
}[ItemKind];

/** What an item is. */
export interface KindOptions {
  /** What the item is; needed only where items of several kinds have the id. */
  kind?: ItemKind | undefined;
}

/** Where an item is added. */
export interface AddOptions {
  /** Id of the objective that gets a key result; for no other item. */
  to?: string | undefined;
  /** The index among its like, from 0. Default: last. */
  at?: number | undefined;
}

/** Where an item is moved. */
export interface MoveOptions extends KindOptions {
  /** Id of the objective that a key result moves to. Default: its own. */
  to?: string | undefined;
  /** The index that it has afterwards, from 0. Default: last. */
  at?: number | undefined;
}

/** How an item is removed. */
export interface RemoveOptions extends KindOptions {
  /**
   * Whether to take references to it away as well, and to remove what cannot be without them: objectives of the cycle, KPIs of the calendar
   * or input or of no other team, and key results that read the KPI. Default: false.
   */
  cascade?: boolean | undefined;
}

/** A revision of a key result. */
export interface ReviseOptions {
  /** First day on which the change applies. */
  from: string;
  /** New target of a `reach`, which keeps its baseline. Not together with `measure`. */
  target?: Reach["to"] | undefined;
  /** New measure. */
  measure?: Measure | undefined;
  /** New weight. */
  weight?: number | undefined;
  /** Reason for the change. */
  reason?: string | undefined;
  /** The day of the newest report that was made, such as `report.as_of`; needed unless `backdate`. */
  reported?: string | undefined;
  /** Whether the revision may begin before that day; the numbers that were reported then change. Default: false. */
  backdate?: boolean | undefined;
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
   * Finds an item of any kind by its id; undefined where nothing has it.
   *
   * @throws {OkrError} if items of several kinds have the id and `kind` does not say which is meant.
   *
   * @example
   * const { path, item } = plan.find("days") ?? {};
   */
  find(id: string, options: KindOptions = {}): Found | undefined {
    requireFields(options, ["kind"], "option");
    const text = use(this.handle, (handle) => handle.find(requireText(id, "id"), options.kind));
    return text === undefined ? undefined : parse(text);
  }

  /**
   * Returns this plan with one more item; `to` is the objective that gets a key result.
   *
   * @throws {OkrError} if the id is taken or invalid, or an option does not fit.
   *
   * @example
   * plan.add({ key_result: { id: "days", title: "Days to hire", measure: { kind: "reach", from: 42, to: 25 } } }, { to: "hire" });
   */
  add(item: Item, options: AddOptions = {}): Plan {
    requireFields(options, ["to", "at"], "option");
    return this.edit("add", { item, ...options });
  }

  /**
   * Returns this plan with an item in the place of the one with its kind and id. An objective is replaced with its key results.
   *
   * @throws {OkrError} if nothing of its kind has the id, or the objective would lose key results that others refer to.
   *
   * @example
   * plan.replace({ team: { id: "people", name: "People and Culture", level: "department" } });
   */
  replace(item: Item): Plan {
    return this.edit("replace", { item });
  }

  /**
   * Returns this plan with an item at another place of its list, or a key result in another objective.
   *
   * @throws {OkrError} if there is no such item or place.
   *
   * @example
   * plan.move("days", { to: "hire", at: 0 });
   */
  move(id: string, options: MoveOptions = {}): Plan {
    requireFields(options, ["to", "at", "kind"], "option");
    return this.edit("move", { id, ...options });
  }

  /**
   * Returns this plan without an item; of an objective also without its key results.
   *
   * @throws {OkrError} with every reference to it, unless `cascade`.
   *
   * @example
   * plan.remove("enps", { cascade: true });
   */
  remove(id: string, options: RemoveOptions = {}): Plan {
    requireFields(options, ["kind", "cascade"], "option");
    return this.edit("remove", { id, ...options });
  }

  /**
   * Returns this plan with another id for an item, there and in all references. Readings and check-ins follow with their own `renamed`.
   *
   * @throws {OkrError} if there is no such item, or the new id is taken or invalid.
   *
   * @example
   * const next = plan.rename("enps", "employee-nps");
   * const moved = readings.renamed([{ from: "enps", to: "employee-nps", kind: "kpi" }]);
   */
  rename(id: string, to: string, options: KindOptions = {}): Plan {
    requireFields(options, ["kind"], "option");
    return this.edit("rename", { from: id, to, ...options });
  }

  /**
   * Returns this plan with a revision of a key result from a day on. Reports about days before keep their numbers.
   *
   * @throws {OkrError} if it would begin before the newest report, or does not fit the key result.
   *
   * @example
   * plan.revise("days", { from: "2026-08-17", target: 28, reported: report.as_of });
   */
  revise(keyResult: string, options: ReviseOptions): Plan {
    requireFields(options, ["from", "target", "measure", "weight", "reason", "reported", "backdate"], "option");
    return this.edit("revise", { id: keyResult, ...options });
  }

  /**
   * Returns the newer plan that a difference makes of this one: all rows of `diff`, or some of them.
   *
   * @throws {OkrError} with each row whose value before is another one in this plan.
   */
  apply(rows: readonly Difference[]): Plan {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return Plan.of(use(this.handle, (handle) => handle.apply(text)));
  }

  /** @internal */
  static difference(old: Plan, newer: Plan, renames: string): string {
    return use(old.handle, (handle) => use(newer.handle, (other) => handle.diff(other, renames)));
  }

  private edit(edit: string, fields: object): Plan {
    const text = jsonText({ [edit]: fields }, edit);
    return Plan.of(use(this.handle, (handle) => handle.edit(text)));
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

/**
 * Compares two plans by ids: rows that make the newer one of the older one. `renames` says which items have another id in the newer
 * plan; without it they are one item that is gone and one that is new.
 *
 * @throws {OkrError} if an id stands for several items, or a rename does not fit the older plan.
 *
 * @example
 * const rows = diff(before, after);
 * before.apply(rows); // the same as `after`
 */
export function diff(old: Plan, newer: Plan, renames: readonly Rename[] = []): Difference[] {
  return parse(Plan.difference(old, newer, jsonText(requireArray(renames, "renames"), "renames")));
}
