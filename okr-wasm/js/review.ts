/** The plan that follows from a review. */

import { call, parse } from "./core.js";
import { jsonText } from "./json.js";
import { next_plan } from "./okr_wasm.js";
import type { Fragment, Review } from "./types.js";

/** Which next steps of a review are taken. */
export interface NextPlanOptions {
  /** Ids of objectives and key results whose next steps are taken. Default: all. */
  keep?: readonly string[] | undefined;
  /** Ids whose next steps are left out. */
  drop?: readonly string[] | undefined;
}

/**
 * Makes the plan for the next cycle: the successors of what is carried over, and the KPIs of what graduates.
 *
 * @throws {OkrError} for ids that the review does not have.
 *
 * @example
 * const review = tracker.review(readings, { cycle: "2026-Q3", asOf: "2026-10-05" });
 * const { plan: next, renames } = plan.merge(nextPlan(review, { drop: ["days"] }));
 */
export function nextPlan(review: Review, { keep = [], drop = [] }: NextPlanOptions = {}): Fragment {
  const texts = [jsonText(review, "review"), jsonText(keep, "keep"), jsonText(drop, "drop")] as const;
  return parse(call(() => next_plan(...texts)));
}
