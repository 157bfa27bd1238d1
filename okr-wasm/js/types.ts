// Generated from the types of okr-core by `make generate`; changes here are lost.

/** A day, as `YYYY-MM-DD`. */
export type CivilDate = string;

/** A plan: teams, cycles, objectives with their key results, and KPIs. */
export interface Plan {
  /** Version of the document format: always 1. */
  version?: 1 | undefined;
  /** Display name. */
  name?: string | undefined;
  /** Thresholds and limits that override the standard policy. */
  policy?: PolicyChoice | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
  /** Teams that set objectives and own KPIs. */
  teams?: Team[] | undefined;
  /** Time spans for which objectives are set. */
  cycles?: Cycle[] | undefined;
  /** Goals, each with the key results that measure it. */
  objectives?: Objective[] | undefined;
  /** Numbers that show whether something is healthy. */
  kpis?: Kpi[] | undefined;
  /** What formulas of KPIs are made of. */
  inputs?: Input[] | undefined;
  /** Calendars that KPIs are counted in besides the civil one. */
  calendars?: Calendar[] | undefined;
}

/** A policy as written in documents: the name of a preset, or an object with fields. */
export type PolicyChoice = Preset | Policy;

/**
 * A named set of limits.
 *
 * `standard`: 3 to 5 objectives, 2 to 5 key results; a KPI out of range for two months fires.
 *
 * `hr_rhythm`: 2 to 3 objectives, for HR teams with much day-to-day work.
 *
 * `focused`: 2 to 4 objectives.
 *
 * `strict`: 3 to 5 key results; a KPI out of range for three months fires.
 *
 * `large_scale`: 4 to 6 objectives, for large organizations.
 */
export type Preset = "standard" | "hr_rhythm" | "focused" | "strict" | "large_scale";

/** Thresholds and limits that override those of the layer below. Omitted fields keep their value. */
export interface Policy {
  /** Preset on which the other fields are layered. Default: `standard`. */
  preset?: Preset | undefined;
  /** Recommended number of objectives per team and cycle. Default: 3 to 5. */
  objectives_per_cycle?: Count | undefined;
  /** Recommended number of key results per objective. Default: 2 to 5. */
  key_results_per_objective?: Count | undefined;
  /** Recommended number of KPIs per team. Default: 5 to 10. */
  kpis_per_team?: Count | undefined;
  /** Limits for the teams of a level, which replace the three above there. Default: none. */
  by_level?: { [key in Level]?: LevelLimits | undefined } | undefined;
  /** Areas of the work (`area` of a KPI) that the KPIs of a team should cover. Default: none. */
  kpi_areas?: string[] | undefined;
  /** Number of KPIs per team from which nobody looks at them all. Default: 20. */
  metric_fatigue?: number | undefined;
  /** Share of the total weight above which one key result among several dominates. Default: 0.6. */
  dominant_weight?: number | undefined;
  /** Number of words below which a title counts as vague. Default: 3. */
  vague_title_words?: number | undefined;
  /** Score from which a goal counts as too easy. Default: 0.9. */
  too_easy?: number | undefined;
  /** Days after the end of a cycle within which its retrospective is due. Default: 14. */
  retrospective_days?: number | undefined;
  /**
   * Most days between two reviews of a KPI. For quarterly and yearly KPIs, at least one and a half
   * periods are allowed. Default: 45.
   */
  kpi_review_days?: number | undefined;
  /** Score from which a goal is a success. Default: 0.7 for aspirational, 1 for committed goals. */
  success?: Threshold | undefined;
  /** Score from which the grade is amber. Default: 0.4 for aspirational, 0.7 for committed goals. */
  amber?: Threshold | undefined;
  /** How an unmeasured key result enters the score of its objective. Default: `zero`. */
  unmeasured?: Unmeasured | undefined;
  /** What the score of an objective is computed from. Default: `key_results`. */
  objective_from?: ObjectiveFrom | undefined;
  /**
   * Smallest gap (score minus expected score) with which a goal is on track, -1 to 0. Default:
   * -0.10.
   */
  on_track_gap?: number | undefined;
  /** Smallest gap with which a goal is at risk rather than off track, -1 to 0. Default: -0.25. */
  at_risk_gap?: number | undefined;
  /**
   * Most days between two check-ins. Also limits how old a reading can be and how late the value
   * of a period can arrive. Default: 7.
   */
  check_in_days?: number | undefined;
  /** Month in which the fiscal year starts, 1 to 12. Default: 1. */
  fiscal_year_start?: number | undefined;
  /**
   * Rules for KPIs without rules of their own. Default: `out_of_range`, `worsening`, `stagnant`
   * and `spike`.
   */
  kpi_rules?: Rule[] | undefined;
  /** Severity of findings, by code, where it differs from the default. */
  severity?: { [key in FindingCode]?: Severity | undefined } | undefined;
}

/** A recommended number of something: a minimum and a maximum, both included. */
export interface Count {
  /** Minimum. */
  min?: number | undefined;
  /** Maximum. */
  max?: number | undefined;
}

/**
 * The level of a team in the organization.
 *
 * `company`: The whole organization.
 *
 * `department`: A division of the organization.
 *
 * `team`: A group that works together.
 *
 * `individual`: One person.
 */
export type Level = "company" | "department" | "team" | "individual";

/** Recommended numbers for the teams of one level. An omitted bound is that of all teams. */
export interface LevelLimits {
  /** Number of objectives per team and cycle. */
  objectives_per_cycle?: Count | undefined;
  /** Number of key results per objective. */
  key_results_per_objective?: Count | undefined;
  /** Number of KPIs per team. */
  kpis_per_team?: Count | undefined;
}

/** A threshold for each level of ambition. */
export interface Threshold {
  /** Threshold for aspirational goals, 0 to 1. */
  aspirational?: number | undefined;
  /** Threshold for committed goals, 0 to 1. */
  committed?: number | undefined;
}

/**
 * How an unmeasured key result enters the score of its objective.
 *
 * `zero`: With a score of 0.
 *
 * `exclude`: Not at all.
 */
export type Unmeasured = "zero" | "exclude";

/**
 * What the score of an objective is computed from.
 *
 * `key_results`: Its key results.
 *
 * `children`: The objectives that name it as their parent.
 *
 * `both`: Both.
 */
export type ObjectiveFrom = "key_results" | "children" | "both";

/** A condition under which a KPI fires a trigger. */
export type Rule = OutOfRange | OffTarget | Worsening | Stagnant | Spike | Shift | Trend | Stale;

/**
 * Fires when the value is outside the healthy range or, for a KPI with only a target, misses the
 * target.
 */
export interface OutOfRange {
  kind: "out_of_range";
  /** Number of breaches that fire the rule. Exclusive with `months`; if both are omitted, 2 months. */
  periods?: number | undefined;
  /** The same as `periods`, in months: converted to periods by the cadence of the KPI. */
  months?: number | undefined;
  /**
   * Length of the window, in judged periods. If given, `periods` breaches within it fire the rule;
   * otherwise they must be consecutive.
   */
  of?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
  /** How to treat a period without a value. */
  missing?: Missing | undefined;
}

/** Fires when the target is missed. */
export interface OffTarget {
  kind: "off_target";
  /**
   * Length of the window, in judged periods. If given, `periods` breaches within it fire the rule;
   * otherwise they must be consecutive.
   */
  of?: number | undefined;
  /** Number of breaches that fire the rule. */
  periods?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
  /** How to treat a period without a value. */
  missing?: Missing | undefined;
}

/** Fires when the value is strictly worse than the previous one. */
export interface Worsening {
  kind: "worsening";
  /**
   * Length of the window, in judged periods. If given, `periods` breaches within it fire the rule;
   * otherwise they must be consecutive.
   */
  of?: number | undefined;
  /** Number of breaches that fire the rule; n breaches need n + 1 values. */
  periods?: number | undefined;
  /** What a value is compared with: the one before, or that of a year before. */
  against?: Against | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
  /** How to treat a period without a value. */
  missing?: Missing | undefined;
}

/** Fires when the value has hardly moved and is not where it should be. */
export interface Stagnant {
  kind: "stagnant";
  /**
   * Number of latest values to compare, at least 2. Exclusive with `months`; if both are omitted,
   * 3 months.
   */
  periods?: number | undefined;
  /** The same as `periods`, in months. */
  months?: number | undefined;
  /**
   * Largest difference between the values that counts as no movement. Exclusive with
   * `tolerance_percent`.
   */
  tolerance?: number | undefined;
  /** The same as `tolerance`, in percent of the largest absolute value among them. */
  tolerance_percent?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
}

/** Fires when the value is suddenly much worse than the previous one. */
export interface Spike {
  kind: "spike";
  /** Smallest change that fires the rule, in the unit of the KPI. */
  points?: number | undefined;
  /**
   * Smallest change that fires the rule, in percent of the previous value. If neither is given,
   * 50; if both are, the change must reach both.
   */
  percent?: number | undefined;
  /** What a value is compared with: the one before, or that of a year before. */
  against?: Against | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
}

/** Fires on a special cause in the bad direction on the process behaviour chart (XmR chart). */
export interface Shift {
  kind: "shift";
  /** Number of first values that set the limits. If omitted, all values up to the period set them. */
  baseline?: number | undefined;
  /**
   * Whether to drop moving ranges above their limit once, so that a single outlier does not widen
   * the limits.
   */
  screen?: boolean | undefined;
  /** How many values in a row on one side of the mean, or rising or falling, signal: 6 to 9. */
  run?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
}

/** Fires on a monotonic trend in the bad direction (Mann–Kendall test). */
export interface Trend {
  kind: "trend";
  /** Number of latest periods to test; at least 5. */
  window?: number | undefined;
  /** Significance level, above 0 and below 1. */
  alpha?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
}

/** Fires when a period has no readings. */
export interface Stale {
  kind: "stale";
  /**
   * Length of the window, in judged periods. If given, `periods` breaches within it fire the rule;
   * otherwise they must be consecutive.
   */
  of?: number | undefined;
  /** Number of periods without readings that fire the rule. */
  periods?: number | undefined;
  /** Consecutive periods without a breach after which the trigger clears. */
  clear_after?: number | undefined;
}

/**
 * How a rule treats a period without a value.
 *
 * `hold`: Ignore it; the rule keeps its state.
 *
 * `breach`: Treat it as a breach.
 *
 * `ok`: Treat it as a period without a breach.
 */
export type Missing = "hold" | "breach" | "ok";

/**
 * What a value is compared with.
 *
 * `previous`: The nearest value before it.
 *
 * `year_ago`: The value of the same time a year before.
 */
export type Against = "previous" | "year_ago";

/**
 * The code of a finding: something that is sound, but against good practice.
 *
 * `too-few-objectives`: A team has too few objectives in a cycle to set a direction
 *
 * `too-many-objectives`: A team has too many objectives in a cycle to stay focused
 *
 * `too-few-key-results`: An objective has too few key results to show whether it is achieved
 *
 * `too-many-key-results`: An objective has too many key results to work on
 *
 * `too-few-kpis`: A team tracks too few KPIs to see whether it is healthy
 *
 * `too-many-kpis`: A team tracks more KPIs than it can act on
 *
 * `metric-fatigue`: A team has too many KPIs for anyone to follow
 *
 * `only-lagging`: The KPIs of a team tell only of the past
 *
 * `area-without-kpi`: No KPI of a team tells of an area that matters
 *
 * `dominant-weight`: One key result decides the score of its objective
 *
 * `number-in-objective`: The title of an objective contains a number
 *
 * `vague-title`: The title of an objective is too short to be clear
 *
 * `duplicate-title`: Two sibling items have the same title
 *
 * `output-not-outcome`: An objective is measured by milestones only
 *
 * `unit-mismatch`: The unit of a key result differs from that of its KPI
 *
 * `scale-mismatch`: Readings and target differ by a factor of about 100
 *
 * `no-baseline`: A key result has no baseline
 *
 * `met-at-start`: A key result was met before it began
 *
 * `against-better`: A key result moves its KPI in the wrong direction
 *
 * `business-as-usual`: A key result repeats what its healthy KPI asks for anyway
 *
 * `every-kpi-is-an-okr`: Every KPI of a team is a key result
 *
 * `okr-without-kpi`: An objective moves no KPI
 *
 * `first-day-readings`: Every reading of a KPI falls on the first day of a period
 *
 * `number-mismatch`: The title of a key result has numbers, none of which is in its measure
 *
 * `missing-owner`: Nobody answers for it
 *
 * `shared-owner`: Several people answer for it
 *
 * `compensation-linked`: Pay depends on an objective
 *
 * `outside-cycle`: A date lies outside the cycle that it belongs to
 *
 * `cycles-overlap`: Two cycles overlap, and neither is part of the other
 *
 * `unusual-cycle`: A cycle is not about a month, a quarter, a half or a year long
 *
 * `check-in-overdue`: An objective has had no recent check-in
 *
 * `kpi-review-overdue`: A KPI has had no recent review
 *
 * `retrospective-missing`: A cycle ended without a retrospective
 *
 * `outside-calendar`: Readings lie in no period of the calendar of their KPI
 *
 * `fiscal-year-trap`: Readings dated by a plain year fall into the wrong fiscal year
 *
 * `unaligned`: An objective supports nothing, although there is something above it to support
 *
 * `level-inverted`: An objective supports one of a lower level
 *
 * `level-skip`: An objective supports one that is more than a level above
 *
 * `parent-in-other-cycle`: An objective supports one in a different cycle
 *
 * `double-counted`: Two key results in one tree of objectives count the same KPI
 *
 * `kpi-without-range`: A KPI has nothing that tells whether it is healthy
 *
 * `unanswered-trigger`: A trigger has fired, and no objective addresses it
 *
 * `too-easy`: A team reached all that was meant to be a stretch
 *
 * `unread-metric`: A metric has no readings
 *
 * `readings-not-yet`: A metric has readings, all of them from after the day
 *
 * `unknown-metric`: Readings name a metric that is not in the plan
 *
 * `said-otherwise`: A goal was reported in a better state than the computed one
 *
 * `at-a-cost`: A KPI that a key result must not harm has become unhealthy
 *
 * `missing-parts`: A whole is made from fewer parts than expected
 *
 * `recoverable-value`: A withheld value can be worked out from the others
 */
export type FindingCode = "too-few-objectives" | "too-many-objectives" | "too-few-key-results" | "too-many-key-results" | "too-few-kpis" | "too-many-kpis" | "metric-fatigue" | "only-lagging" | "area-without-kpi" | "dominant-weight" | "number-in-objective" | "vague-title" | "duplicate-title" | "output-not-outcome" | "unit-mismatch" | "scale-mismatch" | "no-baseline" | "met-at-start" | "against-better" | "business-as-usual" | "every-kpi-is-an-okr" | "okr-without-kpi" | "first-day-readings" | "number-mismatch" | "missing-owner" | "shared-owner" | "compensation-linked" | "outside-cycle" | "cycles-overlap" | "unusual-cycle" | "check-in-overdue" | "kpi-review-overdue" | "retrospective-missing" | "outside-calendar" | "fiscal-year-trap" | "unaligned" | "level-inverted" | "level-skip" | "parent-in-other-cycle" | "double-counted" | "kpi-without-range" | "unanswered-trigger" | "too-easy" | "unread-metric" | "readings-not-yet" | "unknown-metric" | "said-otherwise" | "at-a-cost" | "missing-parts" | "recoverable-value";

/**
 * How serious a finding is.
 *
 * `error`: Must be fixed.
 *
 * `warning`: Should be reviewed.
 *
 * `info`: Good to know.
 *
 * `off`: Not reported.
 */
export type Severity = "error" | "warning" | "info" | "off";

/** A unit that sets objectives and owns KPIs: a company, a department, a team or one person. */
export interface Team {
  /** Identifier, unique among teams. */
  id: string;
  /** Display name. */
  name: string;
  /** Level in the organization. */
  level: Level;
  /** Id of the team that this one belongs to. */
  parent?: string | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
}

/**
 * A time span for which objectives are set, often a quarter. Its first and last day are both
 * included.
 */
export interface Cycle {
  /** Identifier, unique among cycles, without `@`. */
  id: string;
  /** First day. */
  start: CivilDate;
  /** Last day, included. */
  end: CivilDate;
  /** Display name. */
  name?: string | undefined;
  /** Id of the longer cycle that contains this one. */
  parent?: string | undefined;
  /** The retrospective, once it was held. */
  retrospective?: Retrospective | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
}

/** The record that a retrospective of a cycle was held. */
export interface Retrospective {
  /** Day on which it was held. */
  date: CivilDate;
  /** What was learned. */
  note?: string | undefined;
}

/** A goal for a cycle, measured by its key results. */
export interface Objective {
  /** Identifier, unique among objectives. */
  id: string;
  /** What should be achieved, in words. */
  title: string;
  /** Id of the cycle that it belongs to. */
  cycle: string;
  /** Id of the team that it belongs to. */
  team?: string | undefined;
  /** Who is accountable: one name, stored as written and never parsed. */
  owner?: string | undefined;
  /** The objective or key result that it supports. */
  parent?: Parent | undefined;
  /**
   * First day on which `state` applies. Before that day the objective counts as active; if `state`
   * is `active`, it counts as a draft.
   */
  state_since?: CivilDate | undefined;
  /** Why it is in that state. */
  state_reason?: string | undefined;
  /** Whether compensation depends on it. */
  compensation_linked?: boolean | undefined;
  /** Further details. */
  description?: string | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
  /** How ambitious it is. */
  ambition?: Ambition | undefined;
  /** Weight relative to its siblings; 0 or more. */
  weight?: number | undefined;
  /** State in its life cycle. */
  state?: ObjectiveState | undefined;
  /** Others who share the accountability. */
  co_owners?: string[] | undefined;
  /** Ids of the KPIs that it should improve. */
  kpis?: string[] | undefined;
  /** Labels for search and filters. */
  tags?: string[] | undefined;
  /** Codes of findings to suppress here. */
  allow?: FindingCode[] | undefined;
  /** Key results that measure whether it is achieved. */
  key_results?: KeyResult[] | undefined;
}

/** What an objective supports: another objective, or a single key result. */
export type Parent = { objective: string } | { key_result: string };

/**
 * How ambitious a goal is. It decides which score counts as success.
 *
 * `aspirational`: A stretch goal. A score of 0.7 is a success, unless the policy sets another
 * threshold.
 *
 * `committed`: A promise. Only a score of 1 is a success, unless the policy sets another
 * threshold.
 */
export type Ambition = "aspirational" | "committed";

/**
 * The state of an objective in its life cycle.
 *
 * `active`: In force.
 *
 * `draft`: Not agreed yet. It enters no score.
 *
 * `dropped`: Given up. It enters no score.
 *
 * `closed`: Ended. Its score is final.
 */
export type ObjectiveState = "active" | "draft" | "dropped" | "closed";

/** A measurable result that shows whether an objective is achieved. */
export interface KeyResult {
  /**
   * Identifier, unique among all key results and KPIs, without `@`. Readings refer to it, unless
   * `metric` is given.
   */
  id: string;
  /** What is measured, in words. */
  title: string;
  /** How readings become a score. */
  measure: Measure;
  /** Who is accountable: one name, stored as written and never parsed. */
  owner?: string | undefined;
  /** Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text. */
  unit?: string | undefined;
  /** Id of the KPI whose readings it uses instead of its own. */
  metric?: string | undefined;
  /**
   * How the readings in its window become one value. If omitted, the last one counts; if `metric`
   * names a KPI with an aggregate other than `latest`, the value of the last complete period
   * counts.
   */
  aggregate?: Aggregate | undefined;
  /** First day of its window. If omitted, the first day of the cycle. */
  start?: CivilDate | undefined;
  /** Last day of its window. If omitted, the last day of the cycle. */
  end?: CivilDate | undefined;
  /** How ambitious it is. If omitted, as ambitious as its objective. */
  ambition?: Ambition | undefined;
  /** First day on which `state` applies. Before that day the key result counts as active. */
  state_since?: CivilDate | undefined;
  /** Why it is in that state. */
  state_reason?: string | undefined;
  /** Further details. */
  description?: string | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
  /** Weight in the score of its objective; 0 or more. */
  weight?: number | undefined;
  /** The progress expected over its window. */
  pace?: Pace | undefined;
  /** State in its life cycle. */
  state?: KeyResultState | undefined;
  /** Others who share the accountability. */
  co_owners?: string[] | undefined;
  /** Ids of the KPIs that are to prove that it had an effect. */
  kpis?: string[] | undefined;
  /** Ids of the KPIs that must not suffer from it. */
  guards?: string[] | undefined;
  /** Changes in mid-cycle, in ascending order of date. */
  revisions?: KeyResultRevision[] | undefined;
  /** Labels for search and filters. */
  tags?: string[] | undefined;
  /** Codes of findings to suppress here. */
  allow?: FindingCode[] | undefined;
}

/** How a key result turns readings into a score. */
export type Measure = Reach | Hold | Curve | Milestones | Establish | RollUp;

/** Progress from a baseline to a target: `(value - baseline) / (target - baseline)`. */
export interface Reach {
  kind: "reach";
  /** Target: a value, or a change relative to the baseline. */
  to: Target;
  /** Baseline. If omitted, it is taken from the readings. */
  from?: number | undefined;
  /** Direction of progress. Needed only if neither `from` nor the KPI determines it. */
  direction?: Direction | undefined;
}

/** Staying within bounds. At least one bound is required; values on a bound are within it. */
export interface Hold {
  kind: "hold";
  /** Lower bound. */
  min?: number | undefined;
  /** Upper bound. */
  max?: number | undefined;
  /**
   * How it is scored. If omitted, `share`; `latest` if the key result has an `aggregate` other
   * than `latest`, so that `max` with `sum` is a cap on the total so far.
   */
  judge?: Judge | undefined;
}

/**
 * Linear interpolation between points of value and score. Beyond the first and last point the
 * score stays constant.
 */
export interface Curve {
  kind: "curve";
  /**
   * At least two points. Values strictly increase or strictly decrease; scores never decrease and
   * are between 0 and 1.
   */
  points?: CurvePoint[] | undefined;
}

/**
 * Steps that are reached one by one. The score is the weight of the steps reached, divided by the
 * weight of all.
 */
export interface Milestones {
  kind: "milestones";
  /** The steps; at least one is required. */
  items?: Milestone[] | undefined;
}

/** Establishing a baseline: achieved as soon as a reading exists. */
export interface Establish {
  kind: "establish";
}

/** The weighted mean score of the objectives whose parent is this key result. */
export interface RollUp {
  kind: "roll_up";
}

/**
 * A value, or a change relative to the baseline: absolute (`by`) or in percent of the baseline
 * (`by_percent`).
 */
export type Target = number | { by: number } | { by_percent: number };

/**
 * The direction in which a value should move.
 *
 * `up`: Higher values are progress.
 *
 * `down`: Lower values are progress.
 */
export type Direction = "up" | "down";

/**
 * How a `hold` is scored.
 *
 * `share`: By the share of readings within the bounds.
 *
 * `latest`: By the last reading; 1 if it is within the bounds, otherwise 0.
 */
export type Judge = "share" | "latest";

/** A value, and the score for it, 0 to 1. */
export type CurvePoint = [number, number];

/** A step that is either reached or not. */
export interface Milestone {
  /** What is to be reached, in words. */
  title: string;
  /** Day by which it is due. */
  due?: CivilDate | undefined;
  /** Whether it was reached, or the day on which it was. */
  done?: Done | undefined;
  /** Weight relative to the other milestones; 0 or more. */
  weight?: number | undefined;
}

/** Whether it was reached, or the day on which it was. */
export type Done = boolean | CivilDate;

/**
 * How several readings become one value.
 *
 * `latest`: The latest reading.
 *
 * `sum`: The sum.
 *
 * `mean`: The mean, weighted by sample size where readings have one.
 *
 * `min`: The minimum.
 *
 * `max`: The maximum.
 */
export type Aggregate = "latest" | "sum" | "mean" | "min" | "max";

/**
 * The progress expected over the window of a key result: the same amount every day, or linear
 * between points of a date and a share.
 */
export type Pace = "linear" | { phased: [CivilDate, number][] };

/**
 * The state of a key result in its life cycle.
 *
 * `active`: In force.
 *
 * `dropped`: Given up. It enters no score.
 */
export type KeyResultState = "active" | "dropped";

/**
 * A change to a key result in mid-cycle, effective from a given day.
 *
 * Fields that it omits stay as they were.
 */
export interface KeyResultRevision {
  /** First day on which the change applies. */
  from: CivilDate;
  /** Reason for the change. */
  reason?: string | undefined;
  /** New measure. */
  measure?: Measure | undefined;
  /** New weight. */
  weight?: number | undefined;
}

/** A number that shows whether something is healthy. */
export interface Kpi {
  /** Identifier, unique among all key results and KPIs, without `@`. Readings refer to it. */
  id: string;
  /** Display name. */
  name: string;
  /** Which values are better. */
  better: Better;
  /** Length of a period: one of the five cadences, or the id of a calendar of the plan. */
  cadence: KpiCadence;
  /** Range of healthy values. */
  healthy?: Range | undefined;
  /** Target value. */
  target?: number | undefined;
  /**
   * What it is computed from: numbers, `+ - * /`, parentheses and ids of inputs (in backticks
   * where they have other characters than ASCII letters, digits and `_`). Not together with
   * `aggregate`.
   */
  formula?: string | undefined;
  /** Id of the input whose value is the sample of a period. */
  sample?: string | undefined;
  /**
   * Days after the end of a period for which its readings may still come; the policy's
   * `check_in_days` where not written.
   */
  grace_days?: number | undefined;
  /** Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text. */
  unit?: string | undefined;
  /** Id of the team that is accountable for it. */
  team?: string | undefined;
  /** Who is accountable: one name, stored as written and never parsed. */
  owner?: string | undefined;
  /** A value that others reach, for comparison. */
  benchmark?: Benchmark | undefined;
  /**
   * Smallest sample for which a value is shown; above 0. Values with a smaller sample are
   * withheld.
   */
  min_sample?: number | undefined;
  /** First day of its series. */
  start?: CivilDate | undefined;
  /** Last day of its series. After that day the KPI is retired. */
  end?: CivilDate | undefined;
  /** What part of the work it tells of, such as `finance` or `people`. */
  area?: string | undefined;
  /** Whether it tells what will come or what has been. */
  indicator?: Indicator | undefined;
  /** Rules that fire its triggers. If omitted, the rules of the policy apply. */
  rules?: Rule[] | undefined;
  /** Further details. */
  description?: string | undefined;
  /** Arbitrary data of the caller, stored and returned unchanged. */
  meta?: { [key: string]: unknown } | undefined;
  /** How the readings of a period become its value. */
  aggregate?: Aggregate | undefined;
  /** How many periods a value looks back on, its own included: 12 with months for a rolling year. */
  window?: number | undefined;
  /** What a period without a reading is; `zero` only with `aggregate: sum`. */
  empty?: Empty | undefined;
  /**
   * Ids of the teams for which it has a series each, `kpi@team`, or `any`; not together with
   * `team`.
   */
  teams?: KpiTeams | undefined;
  /** Others who share the accountability. */
  co_owners?: string[] | undefined;
  /** Changes to target or range, in ascending order of date. */
  revisions?: KpiRevision[] | undefined;
  /** Changes of the process behind it, rising by date. */
  phases?: Phase[] | undefined;
  /** Labels for search and filters. */
  tags?: string[] | undefined;
  /** Codes of findings to suppress here. */
  allow?: FindingCode[] | undefined;
}

/**
 * Which values of a KPI are better.
 *
 * `higher`: Higher values.
 *
 * `lower`: Lower values.
 *
 * `inside`: Values within the healthy range.
 */
export type Better = "higher" | "lower" | "inside";

/** How often a KPI has a value: one of the five cadences, or the id of a calendar of the plan. */
export type KpiCadence = Cadence | string;

/**
 * How often a KPI has a value: the length of its periods.
 *
 * `daily`: Each day.
 *
 * `weekly`: Each ISO week, Monday to Sunday.
 *
 * `monthly`: Each calendar month.
 *
 * `quarterly`: Each quarter, from the first month of the fiscal year.
 *
 * `yearly`: Each year, from the first month of the fiscal year.
 */
export type Cadence = "daily" | "weekly" | "monthly" | "quarterly" | "yearly";

/** A range of values. At least one bound is required; values on a bound are within the range. */
export interface Range {
  /** Lower bound. */
  min?: number | undefined;
  /** Upper bound. */
  max?: number | undefined;
}

/** A value that others reach, for comparison. */
export interface Benchmark {
  /** The value. */
  value: number;
  /** Where the value comes from. */
  source?: string | undefined;
}

/**
 * Whether a KPI tells what will come or what has been.
 *
 * `leading`: It moves before the outcome does.
 *
 * `lagging`: It is the outcome.
 */
export type Indicator = "leading" | "lagging";

/**
 * What a period without a reading is.
 *
 * `gap`: A gap: nobody measured.
 *
 * `zero`: 0: nothing happened. A reading may still come until the period is settled.
 */
export type Empty = "gap" | "zero";

/** The ids of teams, or `any` for each name that readings give behind `@`. */
export type KpiTeams = string[] | "any";

/**
 * A change to the target or range of a KPI, effective from a given day. Fields that it omits stay
 * as they were.
 */
export interface KpiRevision {
  /** First day on which the change applies. */
  from: CivilDate;
  /** Reason for the change. */
  reason?: string | undefined;
  /** New target. */
  target?: number | undefined;
  /** New healthy range. */
  healthy?: Range | undefined;
}

/**
 * A change of the process behind a KPI: from here on its chart and its rules look only at what
 * comes after.
 */
export interface Phase {
  /** A day of the first period of the phase. */
  from: CivilDate;
  /** What changed. */
  reason?: string | undefined;
}

/**
 * A number that formulas are made of, such as the hires or the heads of a month. Readings name it
 * by its `id`, or, for a part of the whole such as a team, `id@name`.
 */
export interface Input {
  /** Unique among key results, KPIs and inputs together; no `@`. */
  id: string;
  /** What people call it. */
  name?: string | undefined;
  /** `%` (0–100), `pp`, an ISO currency, or free text. */
  unit?: string | undefined;
  /** More words. */
  description?: string | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** How the readings of a period become its value. */
  aggregate?: Aggregate | undefined;
  /** What a period without a reading is; `zero` only with `aggregate: sum`. */
  empty?: Empty | undefined;
}

/**
 * How a KPI's time is cut into periods where days, ISO weeks, months, quarters and years do not
 * fit: sprints, weeks from Sunday, half years, 4-4-5 months, terms. It has one of `every`,
 * `pattern` and `periods`; a KPI names it as its `cadence`.
 */
export interface Calendar {
  /** Unique among calendars; none of `daily`, `weekly`, `monthly`, `quarterly` and `yearly`. */
  id: string;
  /** What people call it. */
  name?: string | undefined;
  /** Periods of one length. */
  every?: Every | undefined;
  /** Periods of whole weeks, by a list of their lengths. */
  pattern?: Pattern | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** Periods as listed: rising, not overlapping. */
  periods?: NamedPeriod[] | undefined;
}

/** Periods of one length, counted from a day (`days`) or a month (`months`) on in both directions. */
export type Every = { days: number; from: CivilDate } | { months: number; from: string };

/**
 * Periods of whole weeks, by a list of their lengths that is gone through again and again: `[4, 4,
 * 5]` for a retail quarter.
 */
export interface Pattern {
  /** The first day of a period that has the first length of the list. */
  from: CivilDate;
  /** How many weeks each period has, 1 to 53. */
  weeks?: number[] | undefined;
}

/** A period with a name of its own. */
export interface NamedPeriod {
  /** Its name in reports. */
  name: string;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
}

/**
 * One reading: the value of a metric on a day.
 *
 * If the value is absent or null, the reading retracts what stood for its metric and date, from
 * the day `recorded` on.
 */
export interface Reading {
  /** Id of the KPI or key result; for a KPI with teams `kpi@team`. */
  metric: string;
  /**
   * The day that it is about, `YYYY-MM-DD`, or a period whose last day is meant: `2026-07`,
   * `2026-Q3`, `2026-W33`, `2026`.
   */
  date: CivilDate;
  /** The value, within ±1e15; null retracts what stood there. */
  value?: number | null | undefined;
  /** The day on which it became known; absent: its date. A period stands for its last day. */
  recorded?: CivilDate | undefined;
  /** The number of answers, heads or cases that it rests on: above 0. */
  sample?: number | null | undefined;
  /** A remark. */
  note?: string | undefined;
}

/**
 * What someone says about a goal on a day without a new value, such as "still 42, blocked".
 *
 * It names exactly one of objective, key result, KPI and cycle.
 */
export interface CheckIn {
  /** The day that it is about. */
  date: CivilDate;
  /** Id of the objective that it is about. */
  objective?: string | undefined;
  /** Id of the key result that it is about. */
  key_result?: string | undefined;
  /** Id of the KPI that it is about. */
  kpi?: string | undefined;
  /** Id of the cycle that it is about. */
  cycle?: string | undefined;
  /** The day on which it was written; absent: its date. */
  recorded?: CivilDate | undefined;
  /** Who said it. */
  by?: string | undefined;
  /** How sure they are that the goal will be met, 0 to 1. */
  confidence?: number | undefined;
  /** How they say it stands; never what is computed. */
  status?: Said | undefined;
  /** What they said. */
  note?: string | undefined;
}

/**
 * How people say that a goal stands.
 *
 * `on_track`: It will be met.
 *
 * `at_risk`: It may be missed.
 *
 * `off_track`: It will be missed.
 *
 * `done`: It is met.
 */
export type Said = "on_track" | "at_risk" | "off_track" | "done";

/** What of a report is listed; an empty list is no limit. Nothing that is computed depends on it. */
export interface Scope {
  /** Ids of cycles: only these, and the objectives in them. */
  cycles?: string[] | undefined;
  /** Ids of teams: only these, and their objectives and KPIs. */
  teams?: string[] | undefined;
  /** Ids of KPIs: only these. */
  kpis?: string[] | undefined;
  /**
   * Names of people: only the objectives, key results and KPIs for which one of them answers,
   * alone or with others; a key result also by its objective.
   */
  owners?: string[] | undefined;
  /**
   * Labels: only the objectives, key results and KPIs with one of them; a key result also by its
   * objective.
   */
  tags?: string[] | undefined;
}

/** A part to merge into a plan: a draft objective, a graduate or a carry-over. */
export interface Fragment {
  /** Objectives to add. */
  objectives?: Objective[] | undefined;
  /** KPIs to add. */
  kpis?: Kpi[] | undefined;
  /** New names for readings. */
  renames?: Rename[] | undefined;
}

/**
 * A new name: for readings that also go on under it, such as those of a key result that became a
 * KPI; or, with `kind`, the new id of an item, which is then known by it alone.
 */
export interface Rename {
  /** Metric under which the readings were recorded, or id of the item. */
  from: string;
  /** Metric under which they continue, or the new id. */
  to: string;
  /** What the item is. If omitted, it is a metric whose readings are copied. */
  kind?: ItemKind | undefined;
}

/**
 * What an item of a plan is.
 *
 * `team`: A team.
 *
 * `cycle`: A cycle.
 *
 * `objective`: An objective with its key results.
 *
 * `key_result`: A key result.
 *
 * `kpi`: A KPI.
 *
 * `input`: An input of formulas.
 *
 * `calendar`: A calendar.
 */
export type ItemKind = "team" | "cycle" | "objective" | "key_result" | "kpi" | "input" | "calendar";

/** Answers about an organization, to any of the three questions. */
export interface Answers {
  /** What is wrong or wanted. Determines which framework should lead. */
  situation?: Situation | undefined;
  /** The purpose of an initiative. Determines where it belongs. */
  initiative?: Initiative | undefined;
  /** How much is measured so far. Determines the next step. */
  readiness?: Readiness | undefined;
}

/**
 * What is wrong or wanted.
 *
 * `lack_of_focus`: People work on too much at once.
 *
 * `lack_of_visibility`: Nobody can see how things stand.
 *
 * `lack_of_both`: Focus and visibility are both lacking.
 *
 * `launch`: A program is being launched or overhauled.
 *
 * `running_needs_visibility`: A program is running and needs more visibility.
 *
 * `weak_area`: One area is weak.
 *
 * `monthly_dashboard`: A monthly dashboard is needed.
 *
 * `strategic_priorities`: A few strategic priorities matter most.
 *
 * `accountability_and_motion`: People should be accountable for results, and things should move.
 */
export type Situation = "lack_of_focus" | "lack_of_visibility" | "lack_of_both" | "launch" | "running_needs_visibility" | "weak_area" | "monthly_dashboard" | "strategic_priorities" | "accountability_and_motion";

/**
 * The purpose of an initiative.
 *
 * `keep_standard`: Maintain a standard.
 *
 * `break_trend`: Break a trend.
 *
 * `launch_new`: Launch something new.
 *
 * `out_of_range`: Bring back a KPI that has been out of its range for more than two months.
 *
 * `business_as_usual`: Run the day-to-day business.
 */
export type Initiative = "keep_standard" | "break_trend" | "launch_new" | "out_of_range" | "business_as_usual";

/**
 * How much is measured so far.
 *
 * `nothing_tracked`: Nothing is tracked yet.
 *
 * `baseline_known`: The baseline is known, and there is an outcome to change.
 *
 * `both_running`: KPIs and OKRs are both in use.
 */
export type Readiness = "nothing_tracked" | "baseline_known" | "both_running";

/** What the page of a report holds. */
export interface PageOptions {
  /** Its title. Default: the name of the running cycle. */
  title?: string | undefined;
  /**
   * What changed, as the text of changes since a day tells it: a heading, then lines, of which
   * those that start with `- ` make a list. Default: the page does not tell.
   */
  changes?: string | undefined;
  /**
   * Whether to leave the document around the page away: for a page of your own, a notebook or a
   * mail.
   */
  fragment?: boolean | undefined;
  /** The parts that it holds; their order stays. Default: all. */
  parts?: PagePart[] | undefined;
}

/**
 * A part of the page of a report.
 *
 * `objectives`: Objectives with their key results, the most urgent first.
 *
 * `triggers`: Rules that fire, with who answers them or what could.
 *
 * `kpis`: A tile for each KPI.
 *
 * `check_ins`: What people said, the newest first.
 *
 * `findings`: What is against good practice.
 */
export type PagePart = "objectives" | "triggers" | "kpis" | "check_ins" | "findings";

/**
 * A kind of picture.
 *
 * `progress`: A bar with the score of an objective or key result, the score expected by now and
 * that of success.
 *
 * `tile`: A KPI at a glance: value, change, course, health, and the year before.
 *
 * `xmr`: A process behaviour chart of a KPI: values, mean, limits, special causes, target and
 * healthy range.
 *
 * `burn_up`: A key result on its way from its baseline to its target, with what is expected by now
 * and the forecast.
 *
 * `heat`: A heat map: `teams` by cycle with their scores, or `kpis` by team with their values.
 *
 * `tree`: The alignment of a cycle's objectives, or of one objective: an outline of what supports
 * what.
 *
 * `timeline`: What happened in a cycle: check-ins with their confidence, milestones, revisions and
 * alarms.
 */
export type PictureKind = "progress" | "tile" | "xmr" | "burn_up" | "heat" | "tree" | "timeline";

/**
 * What a sheet holds.
 *
 * `goals`: Objectives and key results.
 *
 * `kpis`: KPIs and their values.
 */
export type Holds = "goals" | "kpis";

/**
 * What a column of a sheet means.
 *
 * `objective`: The objective's title.
 *
 * `key_result`: The key result's title.
 *
 * `title`: The title of whatever the row holds.
 *
 * `measure_name`: The name of what is measured: the key result's title where no other column has
 * it.
 *
 * `kpi`: The KPI's name.
 *
 * `id`: The id of the row.
 *
 * `objective_id`: The id of the objective beside the key result.
 *
 * `parent`: The id or title of the row above in the tree.
 *
 * `kind`: Whether the row is an objective or a key result.
 *
 * `depth`: How deep the row lies in the tree: 1 for the top.
 *
 * `level`: How high in the organization the team stands.
 *
 * `measure_type`: How the key result is measured: number, percentage, milestone, stay above.
 *
 * `owner`: Who is accountable.
 *
 * `objective_owner`: Who is accountable for the objective beside the key result.
 *
 * `team`: The team.
 *
 * `cycle`: The cycle.
 *
 * `start_date`: First day.
 *
 * `due_date`: Last day.
 *
 * `from`: The baseline.
 *
 * `target`: The target.
 *
 * `current`: The current value.
 *
 * `progress`: Progress as somebody computed it: compared, never taken over.
 *
 * `unit`: The unit.
 *
 * `weight`: The weight.
 *
 * `status`: What people say, or the state.
 *
 * `confidence`: How sure people are.
 *
 * `note`: What people say in words.
 *
 * `updated`: The day of the value, status and comment.
 *
 * `description`: Further details.
 *
 * `tags`: Labels.
 *
 * `action`: What an upload is to do with the row.
 *
 * `date`: The day or period of a value.
 *
 * `value`: The value.
 *
 * `better`: Which values are better.
 *
 * `cadence`: How often there is a value.
 *
 * `aggregate`: How readings become a value.
 *
 * `healthy_min`: Lower bound of the healthy range.
 *
 * `healthy_max`: Upper bound of the healthy range.
 *
 * `sample`: How many cases a value rests on.
 *
 * `area`: What part of the work it tells of.
 *
 * `indicator`: Leading or lagging.
 */
export type SheetField = "objective" | "key_result" | "title" | "measure_name" | "kpi" | "id" | "objective_id" | "parent" | "kind" | "depth" | "level" | "measure_type" | "owner" | "objective_owner" | "team" | "cycle" | "start_date" | "due_date" | "from" | "target" | "current" | "progress" | "unit" | "weight" | "status" | "confidence" | "note" | "updated" | "description" | "tags" | "action" | "date" | "value" | "better" | "cadence" | "aggregate" | "healthy_min" | "healthy_max" | "sample" | "area" | "indicator";

/** How a sheet is read. It can be changed and handed back as the option `mapping`. */
export interface SheetMapping {
  /** The number of the row that holds the header; 0 for a list of objects. */
  header: number;
  /** How the sheet is laid out. */
  layout?: SheetLayout | undefined;
  /** The export whose columns these are. */
  export?: string | undefined;
  /** The decimal separator that the numbers show. */
  decimal?: string | undefined;
  /** The columns, from the left. */
  columns?: ColumnMapping[] | undefined;
}

/**
 * How a sheet is laid out.
 *
 * `beside`: A row a key result, its objective beside it or above.
 *
 * `types`: Objectives and key results in rows of their own, told apart by a column of types.
 *
 * `parents`: Objectives and key results in rows of their own, told apart by a column that names
 * the parent.
 *
 * `depths`: Objectives and key results in rows of their own, told apart by a column of depths.
 *
 * `indents`: Objectives and key results in rows of their own, told apart by the indent of the
 * title.
 *
 * `numbered`: A row an objective, its key results in numbered columns.
 *
 * `flat`: A row a goal that is measured by its own numbers.
 *
 * `long`: KPIs with a row for each value.
 *
 * `wide`: KPIs with a column for each period.
 *
 * `period_rows`: KPIs with a row for each period and a column for each KPI.
 *
 * `list`: KPIs with a row each and their current value.
 */
export type SheetLayout = "beside" | "types" | "parents" | "depths" | "indents" | "numbered" | "flat" | "long" | "wide" | "period_rows" | "list";

/** What a column means. */
export interface ColumnMapping {
  /** Its letter, such as `D`. */
  column: string;
  /** Its name in the header. */
  name?: string | undefined;
  /** What it means; absent where it is not used. */
  field?: SheetField | undefined;
  /** The number of the key result that it belongs to, where key results stand in numbered columns. */
  number?: number | undefined;
  /** The period whose values it holds, or the KPI where each has a column. */
  holds?: string | undefined;
  /** The order of day, month and year in its dates. */
  dates?: string | undefined;
}

/**
 * The decimal separator of the numbers that are written as text.
 *
 * `.`: `1,234.5`
 *
 * `,`: `1.234,5`
 */
export type DecimalSeparator = "." | ",";

/**
 * The order of day, month and year.
 *
 * `dmy`: `31.12.2026`
 *
 * `mdy`: `12/31/2026`
 *
 * `ymd`: `26/12/31`
 */
export type DateOrder = "dmy" | "mdy" | "ymd";

/**
 * What plain numbers between 0 and 1 beside a percent sign are.
 *
 * `fraction`: 0.25 is 25 %.
 *
 * `points`: 0.25 is a quarter of a percent.
 */
export type PercentScale = "fraction" | "points";

/**
 * The encoding of a text file.
 *
 * `utf-8`: UTF-8.
 *
 * `windows-1252`: Windows-1252, what older spreadsheets write in western Europe and America.
 *
 * `utf-16le`: UTF-16, low byte first.
 *
 * `utf-16be`: UTF-16, high byte first.
 */
export type TextEncoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be";

/**
 * What separates the columns of a text file.
 *
 * `,`: A comma.
 *
 * `;`: A semicolon.
 *
 * `\t`: A tab.
 *
 * `|`: A vertical bar.
 */
export type ColumnSeparator = "," | ";" | "\t" | "|";

/**
 * What becomes of a key result without numbers.
 *
 * `milestone`: A single milestone.
 *
 * `skip`: It is left out.
 *
 * `error`: The sheet is refused.
 */
export type WithoutNumbers = "milestone" | "skip" | "error";

/**
 * What a column of a table of readings means.
 *
 * `metric`: The metric.
 *
 * `date`: The day or period.
 *
 * `value`: The value.
 *
 * `recorded`: The day on which the value became known.
 *
 * `sample`: How many cases a value rests on.
 *
 * `note`: A remark.
 *
 * `team`: The team: the metric is then `metric@team`.
 */
export type ReadingField = "metric" | "date" | "value" | "recorded" | "sample" | "note" | "team";

/**
 * Everything that the library says of a plan on a day.
 *
 * Tables are rectangular: every row has every field, `None` where there is no value.
 */
export interface Report {
  /** The day, at its end. */
  as_of: CivilDate;
  /** Every threshold and limit with the value in force. */
  policy: PolicyInForce;
  /** The cycles of the plan, in its order. */
  cycles: CycleRow[];
  /** The teams, a row for each cycle in which they or a team below have objectives. */
  teams: TeamRow[];
  /** The objectives, in the plan's order. */
  objectives: ObjectiveRow[];
  /** The key results, in the plan's order. */
  key_results: KeyResultRow[];
  /** The KPIs, in the plan's order; those with teams a row each. */
  kpis: KpiRow[];
  /** The complete periods of the KPIs, where asked for. */
  kpi_periods: KpiPeriodRow[];
  /** The rules that are not quiet, in the order of KPIs and rules. */
  triggers: TriggerRow[];
  /** What is against good practice. */
  findings: FindingRow[];
  /**
   * The readings in force, where asked for: those of key results, then of KPIs, then of inputs,
   * each by date.
   */
  values: ValueRow[];
  /** The check-ins that are known on the day, newest first. */
  check_ins: CheckInRow[];
  /** What became of the readings. */
  readings: ReadingsRow;
}

/** Every threshold and limit, with the value in force. */
export interface PolicyInForce {
  /** Preset on which the other fields are layered. Default: `standard`. */
  preset: Preset;
  /** Recommended number of objectives per team and cycle. Default: 3 to 5. */
  objectives_per_cycle: CountInForce;
  /** Recommended number of key results per objective. Default: 2 to 5. */
  key_results_per_objective: CountInForce;
  /** Recommended number of KPIs per team. Default: 5 to 10. */
  kpis_per_team: CountInForce;
  /** Limits for the teams of a level, which replace the three above there. Default: none. */
  by_level: { [key in Level]?: LevelLimits | undefined };
  /** Areas of the work (`area` of a KPI) that the KPIs of a team should cover. Default: none. */
  kpi_areas: string[];
  /** Number of KPIs per team from which nobody looks at them all. Default: 20. */
  metric_fatigue: number;
  /** Share of the total weight above which one key result among several dominates. Default: 0.6. */
  dominant_weight: number;
  /** Number of words below which a title counts as vague. Default: 3. */
  vague_title_words: number;
  /** Score from which a goal counts as too easy. Default: 0.9. */
  too_easy: number;
  /** Days after the end of a cycle within which its retrospective is due. Default: 14. */
  retrospective_days: number;
  /**
   * Most days between two reviews of a KPI. For quarterly and yearly KPIs, at least one and a half
   * periods are allowed. Default: 45.
   */
  kpi_review_days: number;
  /** Score from which a goal is a success. Default: 0.7 for aspirational, 1 for committed goals. */
  success: ThresholdInForce;
  /** Score from which the grade is amber. Default: 0.4 for aspirational, 0.7 for committed goals. */
  amber: ThresholdInForce;
  /** How an unmeasured key result enters the score of its objective. Default: `zero`. */
  unmeasured: Unmeasured;
  /** What the score of an objective is computed from. Default: `key_results`. */
  objective_from: ObjectiveFrom;
  /**
   * Smallest gap (score minus expected score) with which a goal is on track, -1 to 0. Default:
   * -0.10.
   */
  on_track_gap: number;
  /** Smallest gap with which a goal is at risk rather than off track, -1 to 0. Default: -0.25. */
  at_risk_gap: number;
  /**
   * Most days between two check-ins. Also limits how old a reading can be and how late the value
   * of a period can arrive. Default: 7.
   */
  check_in_days: number;
  /** Month in which the fiscal year starts, 1 to 12. Default: 1. */
  fiscal_year_start: number;
  /**
   * Rules for KPIs without rules of their own. Default: `out_of_range`, `worsening`, `stagnant`
   * and `spike`.
   */
  kpi_rules: Rule[];
  /** Severity of findings, by code, where it differs from the default. */
  severity: { [key in FindingCode]?: Severity | undefined };
}

/** A recommended number of something, with every value filled in. */
export interface CountInForce {
  /** Minimum. */
  min: number;
  /** Maximum. */
  max: number;
}

/** A threshold for each level of ambition, with every value filled in. */
export interface ThresholdInForce {
  /** Threshold for aspirational goals, 0 to 1. */
  aspirational: number;
  /** Threshold for committed goals, 0 to 1. */
  committed: number;
}

/** A cycle. */
export interface CycleRow {
  /** Its id. */
  cycle: string;
  /** What people call it. */
  name: string | null;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
  /** Share of its days that have passed, 0 to 1. */
  elapsed: number;
  /** Weighted mean over its objectives whose score enters no other counted objective of it. */
  score: number | null;
  /** Its active and closed objectives. */
  objectives: number;
  /** Those of them that are attained. */
  attained: number;
}

/** A team in a cycle. */
export interface TeamRow {
  /** Its id. */
  team: string;
  /** What people call it. */
  name: string;
  /** Its level in the organization. */
  level: Level;
  /** The cycle. */
  cycle: string;
  /** Weighted mean over its objectives in the cycle. */
  score: number | null;
  /** Its active and closed objectives. */
  objectives: number;
  /** Those of them that are attained. */
  attained: number;
  /** The score of the team and all below it. */
  tree_score: number | null;
  /** The active and closed objectives of the team and all below it. */
  tree_objectives: number;
  /** Those of them that are attained. */
  tree_attained: number;
  /** Objectives with the status `draft`. */
  draft: number;
  /** Objectives with the status `dropped`. */
  dropped: number;
  /** Objectives with the status `not_started`. */
  not_started: number;
  /** Objectives with the status `achieved`. */
  achieved: number;
  /** Objectives with the status `missed`. */
  missed: number;
  /** Objectives with the status `no_data`. */
  no_data: number;
  /** Objectives with the status `on_track`. */
  on_track: number;
  /** Objectives with the status `at_risk`. */
  at_risk: number;
  /** Objectives with the status `off_track`. */
  off_track: number;
  /** Objectives with the status `stale`. */
  stale: number;
}

/** An objective. */
export interface ObjectiveRow {
  /** Its id. */
  objective: string;
  /** What is to be achieved. */
  title: string;
  /** Its cycle. */
  cycle: string;
  /** Its team. */
  team: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** The objective that it supports, as a whole or by one of its key results. */
  parent: string | null;
  /** The key result of that objective that it supports. */
  parent_key_result: string | null;
  /** Its state on the day. */
  state: ObjectiveState;
  /** How sure it is meant to be. */
  ambition: Ambition;
  /** Its share among its siblings. */
  weight: number;
  /** Weighted mean of its members' raw progress. */
  raw: number | null;
  /** Weighted mean of its members' scores, 0 to 1. */
  score: number | null;
  /** The score had nothing been revised. */
  score_committed: number | null;
  /** The score expected by now. */
  expected: number | null;
  /** Score minus expected. */
  gap: number | null;
  /** How it stands. */
  status: Status;
  /** How it stands, on the scale that goals and KPIs share. */
  level: Rating;
  /** The colour of its score. */
  grade: Grade | null;
  /** Whether its score is a success. */
  attained: boolean | null;
  /** Why it has no score. */
  unmeasured: Reason | null;
  /** Confidence of its newest check-in that states one, 0 to 1. */
  confidence: number | null;
}

/**
 * How a goal stands.
 *
 * `draft`: Not yet agreed.
 *
 * `dropped`: Given up.
 *
 * `not_started`: Its time has not come, or its first reading is not due yet.
 *
 * `achieved`: It is a success: reached, or attained at its end.
 *
 * `missed`: At its end it was not attained.
 *
 * `no_data`: There is nothing to judge.
 *
 * `on_track`: As far as expected, or nearly.
 *
 * `at_risk`: Behind.
 *
 * `off_track`: Far behind.
 *
 * `stale`: It was on track when last heard of.
 */
export type Status = "draft" | "dropped" | "not_started" | "achieved" | "missed" | "no_data" | "on_track" | "at_risk" | "off_track" | "stale";

/**
 * How anything stands, on one scale for goals and KPIs: what colours a page.
 *
 * `good`: It is on track, achieved or healthy.
 *
 * `watch`: It is at risk, stale, or misses its target within its healthy range.
 *
 * `bad`: It is off track, missed or unhealthy.
 *
 * `none`: Nothing tells how it stands.
 */
export type Rating = "good" | "watch" | "bad" | "none";

/**
 * The colour of a score.
 *
 * `green`: A success.
 *
 * `amber`: On the way.
 *
 * `red`: Less.
 */
export type Grade = "green" | "amber" | "red";

/**
 * Why there is no number yet.
 *
 * `not_started`: Its time has not come.
 *
 * `not_due`: The value that it reads is not due yet.
 *
 * `no_reading`: There is no reading in its window.
 *
 * `no_baseline`: There is no value to start from.
 *
 * `flat_target`: The target equals the value to start from.
 *
 * `no_children`: No objective below it counts.
 *
 * `small_sample`: All samples were too small.
 *
 * `no_members`: It has no members that count.
 *
 * `zero_weight`: The weights of its members sum to 0.
 */
export type Reason = "not_started" | "not_due" | "no_reading" | "no_baseline" | "flat_target" | "no_children" | "small_sample" | "no_members" | "zero_weight";

/** A key result. */
export interface KeyResultRow {
  /** Its id. */
  key_result: string;
  /** What is measured. */
  title: string;
  /** Its objective. */
  objective: string;
  /** Its objective's cycle. */
  cycle: string;
  /** Its objective's team. */
  team: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** The unit of its values. */
  unit: string | null;
  /** The KPI that it reads. */
  metric: string | null;
  /** What it is measured by. */
  kind: MeasureKind;
  /** The value to start from (reach). */
  baseline: number | null;
  /** The value to reach (reach). */
  target: number | null;
  /** The value now. */
  current: number | null;
  /** The date of the newest reading behind it. */
  current_date: CivilDate | null;
  /** Progress, which may lie below 0 or above 1. */
  raw: number | null;
  /** Progress within 0 and 1. */
  score: number | null;
  /** The score had nothing been revised. */
  score_committed: number | null;
  /** Its share in the objective. */
  weight: number;
  /** The score expected by now. */
  expected: number | null;
  /** The score from which it is a success. */
  success: number;
  /** Score minus expected. */
  gap: number | null;
  /** How it stands. */
  status: Status;
  /** How it stands, on the scale that goals and KPIs share. */
  level: Rating;
  /** The colour of its score. */
  grade: Grade | null;
  /** Whether its score is a success. */
  attained: boolean | null;
  /** Whether nothing was heard of it of late. */
  stale: boolean;
  /** Why it has no number. */
  unmeasured: Reason | null;
  /** Confidence of its newest check-in that states one, 0 to 1. */
  confidence: number | null;
  /** What people said last of how it stands, never what is computed. */
  said: Said | null;
  /** First day. */
  start: CivilDate;
  /** Last day; that of closing, where its objective was closed before. */
  end: CivilDate;
  /** The value that the pace asks for by the day, of a `reach`. */
  expected_value: number | null;
  /** How what is expected of it grows. */
  pace: PaceKind;
  /** The points of a phased pace, by date. */
  pace_points: PaceShare[];
  /** The steps of a `milestones`. */
  milestones: MilestoneStep[];
  /** Its changes in mid-cycle by date, those to come included. */
  revisions: RevisionStep[];
  /** Labels for search and filters. */
  tags: string[];
  /** Where it is heading. */
  forecast: Forecast | null;
}

/**
 * What a key result is measured by.
 *
 * `reach`: Progress from a baseline to a target: `(value - baseline) / (target - baseline)`.
 *
 * `hold`: Staying within bounds. At least one bound is required; values on a bound are within it.
 *
 * `curve`: Linear interpolation between points of value and score. Beyond the first and last point
 * the score stays constant.
 *
 * `milestones`: Steps that are reached one by one. The score is the weight of the steps reached,
 * divided by the weight of all.
 *
 * `establish`: Establishing a baseline: achieved as soon as a reading exists.
 *
 * `roll_up`: The weighted mean score of the objectives whose parent is this key result.
 */
export type MeasureKind = "reach" | "hold" | "curve" | "milestones" | "establish" | "roll_up";

/**
 * How what is expected of a key result grows.
 *
 * `linear`: By the same amount every day.
 *
 * `phased`: As its plan says by date.
 */
export type PaceKind = "linear" | "phased";

/** The share of the way that a phased pace asks for by a day. */
export interface PaceShare {
  /** The day, at its end. */
  date: CivilDate;
  /** The share, 0 to 1. */
  share: number;
}

/** A step of a `milestones` as it is on the day of the report. */
export interface MilestoneStep {
  /** What is to be reached. */
  title: string;
  /** The day by which it is due. */
  due: CivilDate | null;
  /** Whether it is reached. */
  done: boolean;
  /** The day on which it was reached, where that is known. */
  done_on: CivilDate | null;
  /** Its weight. */
  weight: number;
}

/** A change to a key result in mid-cycle. */
export interface RevisionStep {
  /** The first day on which it applies. */
  date: CivilDate;
  /** Why. */
  reason: string | null;
  /** The value to start from before (reach). */
  baseline_before: number | null;
  /** The value to start from, from then on (reach). */
  baseline: number | null;
  /** The value to reach before (reach). */
  target_before: number | null;
  /** The value to reach from then on (reach). */
  target: number | null;
  /** The weight before. */
  weight_before: number;
  /** The weight from then on. */
  weight: number;
}

/** Where a key result is heading. */
export interface Forecast {
  /** Median slope per day (Theil–Sen). */
  slope: number;
  /** Lower end of the slope's 90 % interval. */
  slope_low: number;
  /** Upper end of the slope's 90 % interval. */
  slope_high: number;
  /** The value at the end. */
  value: number;
  /** The raw progress at the end. */
  raw: number | null;
  /** The score at the end. */
  score: number | null;
  /** Lower end of the value's interval at the end. */
  low: number;
  /** Upper end of the value's interval at the end. */
  high: number;
  /** The slope per week. */
  per_week: number;
  /** The slope per week that it takes to be a success. */
  per_week_required: number | null;
  /** The first day on which the line is a success. */
  meets_on: CivilDate | null;
}

/** A KPI, or the series of one team of it. */
export interface KpiRow {
  /** Its id. */
  kpi: string;
  /** The team of the series, or the team that answers for it. */
  team: string | null;
  /** What people call it. */
  name: string;
  /** Who answers for it. */
  owner: string | null;
  /** The unit of its values. */
  unit: string | null;
  /** The period of the value. */
  period: string | null;
  /** The value. */
  value: number | null;
  /** The size of its sample. */
  sample: number | null;
  /** The value before. */
  previous: number | null;
  /** Value minus the value before. */
  change: number | null;
  /** The change in percent of the value before. */
  change_percent: number | null;
  /** Whether that is better or worse. */
  moved: Moved;
  /** How it does. */
  health: Health;
  /** How it does, on the scale that goals and KPIs share. */
  level: Rating;
  /** The target in force. */
  target: number | null;
  /** Whether the value meets it. */
  target_met: boolean | null;
  /** Value minus target. */
  target_gap: number | null;
  /** Value minus benchmark. */
  benchmark_gap: number | null;
  /** How often it has a value: a cadence, or a calendar of the plan. */
  cadence: string;
  /** Which values are better. */
  better: Better;
  /** What part of the work it tells of. */
  area: string | null;
  /** Whether it tells what will come or what has been. */
  indicator: Indicator | null;
  /** Lower bound of the healthy range in force. */
  healthy_min: number | null;
  /** Upper bound of the healthy range in force. */
  healthy_max: number | null;
  /** Of a whole: how many of its parts have a value. */
  parts: number | null;
  /** Of a whole: how many of its parts have a value or are expected to. */
  parts_of: number | null;
  /** The value a year before. */
  year_ago: number | null;
  /** The period of that value. */
  year_ago_period: string | null;
  /** Value minus the value a year before. */
  year_change: number | null;
  /** That change in percent of the value a year before. */
  year_change_percent: number | null;
  /** What the period that runs on the day comes to so far. */
  running: RunningPeriod | null;
  /** Whether readings of the period may still come and change its value. */
  preliminary: boolean;
  /** Labels for search and filters. */
  tags: string[];
  /** For how many complete periods it has been unhealthy. */
  unhealthy_periods: number;
  /** The chart over all complete periods. */
  xmr: Xmr | null;
}

/**
 * How a value moved from the one before.
 *
 * `better`: For the better.
 *
 * `worse`: For the worse.
 *
 * `same`: Not.
 *
 * `unknown`: There is nothing to compare with.
 */
export type Moved = "better" | "worse" | "same" | "unknown";

/**
 * How a KPI does.
 *
 * `unrated`: It has neither a range nor a target.
 *
 * `healthy`: Inside its range, and at its target where it has one.
 *
 * `watch`: Inside its range, and short of its target.
 *
 * `unhealthy`: Outside its range.
 *
 * `no_data`: It has no value.
 *
 * `stale`: It was well when last heard of.
 *
 * `small_sample`: The newest sample was too small.
 *
 * `undefined`: Its formula divides by 0, or comes to a number that no value can be.
 *
 * `retired`: It has ended.
 */
export type Health = "unrated" | "healthy" | "watch" | "unhealthy" | "no_data" | "stale" | "small_sample" | "undefined" | "retired";

/** A period that is not complete, and what it comes to so far. */
export interface RunningPeriod {
  /** The period's name. */
  period: string;
  /** The value so far; none where it is withheld. */
  value: number | null;
  /** The size of its sample so far. */
  sample: number | null;
}

/** The process behaviour chart of a KPI (XmR). */
export interface Xmr {
  /** Mean of the values. */
  mean: number;
  /** Lower natural process limit. */
  lower: number;
  /** Upper natural process limit. */
  upper: number;
  /** Mean moving range. */
  mean_range: number;
  /** How many values it is made from. */
  points: number;
  /** Whether these are fewer than 12. */
  provisional: boolean;
}

/** One complete period of a KPI's series. */
export interface KpiPeriodRow {
  /** The KPI. */
  kpi: string;
  /** The team of the series. */
  team: string | null;
  /** The period's name. */
  period: string;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
  /** The value; none where it is a gap or withheld. */
  value: number | null;
  /** The size of its sample. */
  sample: number | null;
  /** Whether it has no value, and its readings are no longer awaited. */
  gap: boolean;
  /** Whether it has no value, and its readings may still come. */
  awaited: boolean;
  /** How it did. */
  health: Health;
  /** How it did, on the scale that goals and KPIs share. */
  level: Rating;
  /** The target in force on its last day. */
  target: number | null;
  /** Lower bound of the healthy range in force on its last day. */
  healthy_min: number | null;
  /** Upper bound of the healthy range in force on its last day. */
  healthy_max: number | null;
  /** Lower limit of the chart of its phase; percentages are cut at 0. */
  lower: number | null;
  /** Upper limit of the chart of its phase; percentages are cut at 100. */
  upper: number | null;
  /** Mean of the chart of its phase. */
  mean: number | null;
  /** The day from which its phase is written; none before the first. */
  phase: CivilDate | null;
  /** Whether its readings may still come and change its value. */
  preliminary: boolean;
  /** The rule of the chart that it belongs to. */
  signal: Signal | null;
}

/**
 * The rule of the process behaviour chart that a value belongs to.
 *
 * `beyond_limits`: It lies beyond a limit.
 *
 * `run_of_one_side`: It is one of 7 or more in a row on one side of the mean.
 *
 * `run_of_rises`: It is one of 7 or more in a row that rise, or fall.
 *
 * `two_of_three`: It is one of 2 of 3 in the outer third before a limit, all three on one side of
 * the mean.
 */
export type Signal = "beyond_limits" | "run_of_one_side" | "run_of_rises" | "two_of_three";

/** A rule that is not quiet, or could not judge. */
export interface TriggerRow {
  /** The KPI. */
  kpi: string;
  /** The team of the series. */
  team: string | null;
  /** The kind of the rule. */
  rule: string;
  /** Which of the KPI's rules of this kind it is, 1 for the first. */
  number: number;
  /** Where it stands. */
  state: TriggerState;
  /** What it lacks, where it could not judge. */
  reason: Lack | null;
  /** How many values it needs. */
  needed: number | null;
  /** How many it has. */
  have: number | null;
  /** The period of the first breach. */
  since: string | null;
  /** The period in which it fired. */
  fired: string | null;
  /** The last day of that period. */
  fired_on: CivilDate | null;
  /** Breaches since then. */
  run: number;
  /** Periods without a breach since the last one. */
  clear_run: number;
  /** How much it matters. */
  severity: Severity;
  /** Its index in the order of urgency, 1 first. */
  rank: number;
  /** The periods on which it rests. */
  evidence: Evidence[];
  /** Ids of the objectives that answer it. */
  addressed_by: string[];
  /** What it says. */
  message: string;
  /** The chance that pure noise shows such a run among 12 values. */
  false_alarm: number | null;
  /** An objective that would answer it. */
  draft: Objective | null;
  /** Why there is none. */
  draft_reason: NoDraft | null;
}

/**
 * Where a rule stands.
 *
 * `pending`: Breaches began, too few yet.
 *
 * `firing`: It raises its hand.
 *
 * `recovering`: The breaches ended, not long enough ago.
 *
 * `insufficient_data`: It could not judge.
 */
export type TriggerState = "pending" | "firing" | "recovering" | "insufficient_data";

/**
 * What a rule lacks that could not judge.
 *
 * `range`: A healthy range.
 *
 * `target`: A target.
 *
 * `values`: Values.
 */
export type Lack = "range" | "target" | "values";

/** A period and its value, as evidence. */
export interface Evidence {
  /** The period's name. */
  period: string;
  /** Its value; none for a gap. */
  value: number | null;
}

/**
 * Why a trigger has no draft.
 *
 * `no_cycle`: No cycle is left in which it could be worked on.
 *
 * `nothing_better`: No aim is better than the value is now.
 *
 * `no_value`: There is no value to start from.
 */
export type NoDraft = "no_cycle" | "nothing_better" | "no_value";

/** Something that is sound, but against good practice. */
export interface FindingRow {
  /** What it is. */
  code: FindingCode;
  /** How much it matters. */
  severity: Severity;
  /** JSON Pointer of the item in the plan. */
  path: string | null;
  /** Id of the item. */
  id: string | null;
  /** The cycle of the item. */
  cycle: string | null;
  /** The numbers and ids behind the message. */
  data: { [key: string]: unknown };
  /** What was found, with the numbers. */
  message: string;
  /** What to do next. */
  help: string | null;
  /** Why it matters. */
  rationale: string;
}

/** A reading in force: the value that counts for a metric and date. */
export interface ValueRow {
  /** The metric: a key result, a KPI or an input. */
  metric: string;
  /** What stands behind `@` in its name: a team, or another part. */
  team: string | null;
  /** The day that it is about. */
  date: CivilDate;
  /** The value, corrections applied; of several rows that combine, what they come to. */
  value: number;
  /** The day on which it became known; of several rows that combine, the newest. */
  recorded: CivilDate;
  /** The size of its sample. */
  sample: number | null;
  /** What was written beside it; none where several rows combine. */
  note: string | null;
  /** Ids of the key results and KPIs (`kpi@team`) that read it. */
  used_by: string[];
}

/** A check-in that is known on the day. */
export interface CheckInRow {
  /** The day that it is about. */
  date: CivilDate;
  /** The day on which it was written. */
  recorded: CivilDate;
  /** Who said it. */
  by: string | null;
  /** What it is about. */
  of: CheckInSubject;
  /** The title or name of what it is about. */
  title: string | null;
  /** How sure they were that the goal will be met, 0 to 1. */
  confidence: number | null;
  /** How they said it stands; never what is computed. */
  said: Said | null;
  /** What they said. */
  note: string | null;
}

/** What a check-in is about. */
export interface CheckInSubject {
  /** The table: `objectives`, `key_results`, `kpis` or `cycles`. */
  table: string;
  /** The id in it. */
  id: string;
}

/** What became of the readings that are visible on the day. */
export interface ReadingsRow {
  /** All of them. */
  rows: number;
  /** Those in force, one a metric and date. */
  used: number;
  /** Those that a later one for the same metric and date replaced. */
  superseded: number;
  /** Those in force that take a value back. */
  retracted: number;
  /**
   * Those beyond the first of their metric and date that combine with it: events or parts of one
   * value.
   */
  combined: number;
  /** Those of metrics that the plan does not have. */
  unknown: UnknownMetric[];
}

/** A metric that has readings and is not in the plan. */
export interface UnknownMetric {
  /** The name. */
  metric: string;
  /** Its readings visible on the day. */
  rows: number;
  /** The known metric with the most similar name. */
  nearest: string | null;
}

/** The score of one row of a report on one day. */
export interface HistoryRow {
  /** The day, at its end. */
  date: CivilDate;
  /** The table. */
  table: ScoredTable;
  /** The id of the row; of a team `team@cycle`. */
  id: string;
  /** Its score. */
  score: number | null;
  /** The score expected by then; none for cycles and teams. */
  expected: number | null;
  /** How it stood; none for cycles and teams. */
  status: Status | null;
}

/**
 * A table of the report whose rows have scores.
 *
 * `cycles`: The cycles.
 *
 * `teams`: The teams, in a cycle each.
 *
 * `objectives`: The objectives.
 *
 * `key_results`: The key results.
 */
export type ScoredTable = "cycles" | "teams" | "objectives" | "key_results";

/** Where a rule of a KPI stands that is not quiet: a trigger without its words. */
export interface ScanRow {
  /** The KPI. */
  kpi: string;
  /** Its team, or the team of the series. */
  team: string | null;
  /** The kind of the rule. */
  rule: string;
  /** Which of the KPI's rules of this kind it is, 1 for the first. */
  number: number;
  /** Where it stands. */
  state: TriggerState;
  /** The period of the first breach. */
  since: string | null;
  /** The period in which it fired. */
  fired: string | null;
  /** Breaches since then. */
  run: number;
  /** Periods without a breach since the last one. */
  clear_run: number;
}

/** What was not understood, left out, guessed or refused, and where. */
export interface ImportNote {
  /** What it is. */
  code: NoteCode;
  /** What became of it. */
  treatment: NoteTreatment;
  /** In words. */
  message: string;
  /** The number of the row, as the spreadsheet shows it: the first is 1. Of several, the first. */
  row: number | null;
  /** The name of the column in the header; its letter where it has none. */
  column: string | null;
  /** The address of the cell, such as `D7`. Of several, the first. */
  at: string | null;
  /** What the cell holds. */
  cell: string | null;
  /** The option that decides it. */
  option: string | null;
  /** How many cells or rows it holds for, where more than one. */
  count: number | null;
  /** The first 20 rows that it holds for, where more than one. */
  rows: number[];
  /** The values that the message is made from. */
  data: { [key: string]: unknown } | null;
}

/**
 * The code of a note or of the reason why a sheet is refused.
 *
 * `wrong_file`: The file is of another kind: a PDF, a workbook, a page.
 *
 * `bad_encoding`: The text is in no encoding that is known.
 *
 * `bad_json`: The JSON text has no rows.
 *
 * `too_large`: The sheet holds more than the limits allow.
 *
 * `several_sheets`: Several sheets of a workbook can be read.
 *
 * `empty_sheet`: The sheet has no cells.
 *
 * `bad_option`: An option names what the sheet does not have.
 *
 * `no_header`: No row looks like a header.
 *
 * `several_headers`: Several rows look like a header.
 *
 * `header_of_two_lines`: The names of the columns stand in two rows.
 *
 * `second_table`: A second table stands below the first.
 *
 * `two_columns`: Two columns have the same meaning.
 *
 * `ambiguous_column`: A name of a column has several meanings, and its values do not decide.
 *
 * `no_structure`: Nothing tells objectives from key results.
 *
 * `needs_cycle`: Nothing says in which cycle the goals are.
 *
 * `mixed_separators`: Numbers with a decimal point and with a decimal comma stand in one file.
 *
 * `needs_decimal`: `1,234` may be a thousand or a fraction.
 *
 * `needs_percent`: Numbers beside a percent sign may be fractions or points.
 *
 * `needs_dates`: `03/04/2026` may be in March or in April.
 *
 * `mixed_dates`: A column has dates with the day first and with the month first.
 *
 * `needs_zone`: A point in time has no civil day without a zone.
 *
 * `needs_year`: A period is written without its year.
 *
 * `needs_fiscal_year`: A fiscal period is written, and the fiscal year's first month is not known.
 *
 * `needs_as_of`: Values or statuses have no date.
 *
 * `needs_kpi`: Nothing says of which KPI the values are.
 *
 * `needs_better`: KPIs do not say which values are better.
 *
 * `needs_cadence`: KPIs do not say how often they have a value.
 *
 * `needs_confidence`: A confidence is on a scale that is not known.
 *
 * `not_a_number`: A cell is no number.
 *
 * `ambiguous_unit`: `12m` may be millions, minutes, months or metres.
 *
 * `ambiguous_scale`: A number without the scale of its neighbours (`15` beside `$12k`).
 *
 * `two_units`: A row has numbers of two units.
 *
 * `out_of_bounds`: A number is out of bounds.
 *
 * `not_a_date`: A cell is no date.
 *
 * `formula_without_value`: A formula without a stored value.
 *
 * `error_cell`: A cell with an error of the spreadsheet.
 *
 * `unknown_word`: A word is not known.
 *
 * `status_without_meaning`: A status that says neither on track, at risk, off track nor done.
 *
 * `unknown_cycle`: A cycle that is no period and is not listed in `cycles`.
 *
 * `unknown_parent`: A parent that no row is.
 *
 * `ambiguous_parent`: A parent that several rows are.
 *
 * `parent_circle`: Rows are their own ancestors.
 *
 * `no_objective`: A key result has no objective.
 *
 * `bad_id`: Two rows have one id, or an id can't be used.
 *
 * `duplicate_row`: A row repeats another.
 *
 * `duplicate_reading`: Two values for one metric and day.
 *
 * `flat_target`: The target equals the baseline.
 *
 * `bad_interval`: A first day behind the last.
 *
 * `against_direction`: A bound (`≤ 4`) that the baseline already meets.
 *
 * `unreadable_target`: A target can't be read, so that the key result can't be measured.
 *
 * `bad_range`: A range or target of a KPI that does not fit its direction.
 *
 * `row_to_delete`: A row that is marked to be deleted.
 *
 * `merged_value`: A value of a merged cell that stands beside several key results.
 *
 * `periods_not_rising`: Periods in the header that do not rise.
 *
 * `bad_row`: A reading rejected by the loader's rules.
 *
 * `bad_cell`: A cell of the library's own export that does not fit.
 *
 * `sheet_not_used`: A sheet of a workbook that is not read.
 *
 * `column_not_used`: A column that is not used.
 *
 * `hidden_row`: A hidden row.
 *
 * `total_row`: A row of totals or averages.
 *
 * `total_column`: A column of totals, averages or of the year to date.
 *
 * `other_kind`: A project, task or initiative.
 *
 * `above_header`: Rows above the header.
 *
 * `row_without_title`: A row without a title.
 *
 * `cell_not_used`: A cell that does not belong to what its row holds.
 *
 * `objective_numbers`: Numbers of an objective that has key results.
 *
 * `not_new`: A value or comment that is already known.
 *
 * `without_numbers_skipped`: A key result without numbers is left out as told.
 *
 * `progress_not_used`: Progress that is written is never taken over.
 *
 * `progress_differs`: Progress that is written differs from what its numbers say.
 *
 * `without_numbers`: A key result without numbers became a milestone.
 *
 * `encoding`: The text was read as Windows-1252.
 *
 * `first_days_are_months`: First days of months were read as months.
 *
 * `title_guessed`: The only column of texts was taken for the names of the KPIs.
 *
 * `cadence_guessed`: A cadence follows from the dates of the values.
 *
 * `status_guessed`: Word `behind` was read as off track.
 *
 * `several_owners`: A cell names several people: the first owns, the others are co-owners.
 *
 * `several_parents`: A cell names several parents: the first is used.
 *
 * `numbered_id`: A number was put behind an id.
 *
 * `measured_itself`: An objective that is measured by its own numbers has a key result of its own.
 *
 * `no_key_results`: Objectives have no key results.
 */
export type NoteCode = "wrong_file" | "bad_encoding" | "bad_json" | "too_large" | "several_sheets" | "empty_sheet" | "bad_option" | "no_header" | "several_headers" | "header_of_two_lines" | "second_table" | "two_columns" | "ambiguous_column" | "no_structure" | "needs_cycle" | "mixed_separators" | "needs_decimal" | "needs_percent" | "needs_dates" | "mixed_dates" | "needs_zone" | "needs_year" | "needs_fiscal_year" | "needs_as_of" | "needs_kpi" | "needs_better" | "needs_cadence" | "needs_confidence" | "not_a_number" | "ambiguous_unit" | "ambiguous_scale" | "two_units" | "out_of_bounds" | "not_a_date" | "formula_without_value" | "error_cell" | "unknown_word" | "status_without_meaning" | "unknown_cycle" | "unknown_parent" | "ambiguous_parent" | "parent_circle" | "no_objective" | "bad_id" | "duplicate_row" | "duplicate_reading" | "flat_target" | "bad_interval" | "against_direction" | "unreadable_target" | "bad_range" | "row_to_delete" | "merged_value" | "periods_not_rising" | "bad_row" | "bad_cell" | "sheet_not_used" | "column_not_used" | "hidden_row" | "total_row" | "total_column" | "other_kind" | "above_header" | "row_without_title" | "cell_not_used" | "objective_numbers" | "not_new" | "without_numbers_skipped" | "progress_not_used" | "progress_differs" | "without_numbers" | "encoding" | "first_days_are_months" | "title_guessed" | "cadence_guessed" | "status_guessed" | "several_owners" | "several_parents" | "numbered_id" | "measured_itself" | "no_key_results";

/**
 * What became of the thing that a note is about.
 *
 * `refused`: It can be read in two ways, or in none that fits: it is not in the result. `option`
 * decides it.
 *
 * `left_out`: It is understood and does not belong into the result.
 *
 * `guessed`: It is in the result, by a rule that could be wrong here.
 *
 * `not_understood`: It is not understood, and is not in the result.
 *
 * `changed`: It is in the result, in another form.
 */
export type NoteTreatment = "refused" | "left_out" | "guessed" | "not_understood" | "changed";

/** Something that is not as it was on the day before which nothing is new. */
export interface ChangeRow {
  /** What changed. */
  code: ChangeCode;
  /** The table of the report that has it. */
  table: ChangedTable;
  /**
   * Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second rule of its
   * kind on `kpi:rule#2`.
   */
  id: string;
  /** What people call it. */
  title: string;
  /** Its team. */
  team: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** What it was: a word, or a number in its shortest exact form. */
  before: string | null;
  /** What it is, likewise. */
  after: string | null;
  /** The unit of a value. */
  unit: string | null;
  /**
   * The day that it is about: that of the reading, the check-in, the revision, or on which it is
   * due.
   */
  date: CivilDate | null;
  /** Why. */
  cause: Cause;
  /** `warning` where something got worse or asks for an answer, else `info`. */
  severity: Severity;
  /** What happened, in words. */
  message: string;
}

/**
 * What changed. The order is that of the strength in a text: the first of an item's codes is what
 * its line says.
 *
 * `dropped`: It was given up.
 *
 * `removed`: The plan had it and has it no longer.
 *
 * `added`: The plan did not have it.
 *
 * `revised`: A revision of it came into force.
 *
 * `edited`: Fields of it were changed in the plan.
 *
 * `corrected`: A reading that was visible was replaced or retracted.
 *
 * `status`: The status of an objective or key result.
 *
 * `health`: The health of a KPI.
 *
 * `trigger_fired`: A trigger fired.
 *
 * `trigger_cleared`: A trigger that was firing or recovering is neither now.
 *
 * `overdue`: A milestone is past its day and not done, or a key result has become stale.
 *
 * `forecast`: The forecast crossed success.
 *
 * `check_in`: Somebody said something.
 *
 * `score`: The score, by at least 0.01.
 *
 * `value`: The value of a key result or KPI.
 *
 * `started`: It began.
 *
 * `ended`: It ended.
 *
 * `due`: A milestone or the end of a key result came within `check_in_days`.
 */
export type ChangeCode = "dropped" | "removed" | "added" | "revised" | "edited" | "corrected" | "status" | "health" | "trigger_fired" | "trigger_cleared" | "overdue" | "forecast" | "check_in" | "score" | "value" | "started" | "ended" | "due";

/**
 * The table that has the row that changed.
 *
 * `cycles`: The cycles.
 *
 * `objectives`: The objectives.
 *
 * `key_results`: The key results.
 *
 * `kpis`: The KPIs.
 *
 * `triggers`: The triggers.
 *
 * `inputs`: The inputs of formulas.
 */
export type ChangedTable = "cycles" | "objectives" | "key_results" | "kpis" | "triggers" | "inputs";

/**
 * Why it changed: the first of these that holds.
 *
 * `plan`: A revision, a state or a done date of it or of a member began, or the plan was edited.
 *
 * `time`: The same comes out of what was known before.
 *
 * `correction`: A reading that was visible before was replaced or retracted.
 *
 * `late`: A reading of a day before became known.
 *
 * `reading`: There is a new reading.
 *
 * `check_in`: There is a new check-in.
 */
export type Cause = "plan" | "time" | "correction" | "late" | "reading" | "check_in";

/** One difference between two plans. */
export interface Difference {
  /** Where it is: names of lists and fields, with ids instead of positions. */
  path: string;
  /**
   * Id of the item, the old one where it is renamed; none for a field of the plan itself and for a
   * list.
   */
  id: string | null;
  /**
   * The field that changed: measures, items and revisions whole. Of a moved key result
   * `objective`.
   */
  field: string | null;
  /** What it was, as JSON text: the value of a field, the item, or the ids of a list in order. */
  before: string | null;
  /** What it is, likewise. */
  after: string | null;
  /** Of an added or moved item its index in the list. */
  index: number | null;
  /** What happened. */
  what: DifferenceKind;
}

/**
 * What happened to an item or a field of it.
 *
 * `renamed`: It has another id, as was told.
 *
 * `removed`: It is gone.
 *
 * `changed`: A field has another value.
 *
 * `moved`: A key result belongs to another objective.
 *
 * `added`: It is new.
 *
 * `reordered`: The items of a list stand in another order.
 */
export type DifferenceKind = "renamed" | "removed" | "changed" | "moved" | "added" | "reordered";

/** Something to talk about. */
export interface AgendaRow {
  /** The part of the agenda. */
  section: AgendaSection;
  /** The table of the report that has the item. */
  table: ChangedTable;
  /**
   * Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second rule of its
   * kind on `kpi:rule#2`.
   */
  id: string;
  /** What people call it. */
  title: string;
  /** Its team. */
  team: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** The unit of its values. */
  unit: string | null;
  /** How it stands, on the scale that goals and KPIs share. */
  level: Rating;
  /**
   * How it stands: the status of a goal, the health of a KPI or the state of a trigger; of what is
   * due `overdue`, `due` or `check_in`; of what is new the code of the change.
   */
  state: string | null;
  /** The first day of that state without a break; none where it began more than 92 days before. */
  since: CivilDate | null;
  /** The day that it is about: that of the change or of the check-in, or on which it is due. */
  date: CivilDate | null;
  /** The value now. */
  value: number | null;
  /** The target in force. */
  target: number | null;
  /** The score now. */
  score: number | null;
  /** The score expected by now. */
  expected: number | null;
  /** The milestone that is due. */
  milestone: string | null;
  /**
   * What the person last said of how it stands; where the numbers say otherwise, what was last
   * said by anybody.
   */
  said: Said | null;
  /** The day that this is about. */
  said_on: CivilDate | null;
  /** How sure they were, 0 to 1. */
  confidence: number | null;
  /** What they said. */
  note: string | null;
  /** The line, in words. */
  message: string;
}

/**
 * A part of an agenda, the most urgent first. An item stands in the first that it belongs to; its
 * line also says what the later ones would.
 *
 * `attention`: What is off track, at risk, unhealthy, short of its target, stale, without data, or
 * not as people said.
 *
 * `triggers`: Triggers that fire or recover, on the KPIs that the person owns or that their goals
 * name.
 *
 * `new`: What changed.
 *
 * `due`: What is overdue, or due within `check_in_days`.
 *
 * `said`: What the person said last.
 */
export type AgendaSection = "attention" | "triggers" | "new" | "due" | "said";

/** The value that a key result needs for its objective to have a score. */
export interface Solution {
  /** The key result. */
  key_result: string;
  /** Its objective. */
  objective: string;
  /** The score that the objective is to have. */
  objective_score: number;
  /**
   * The score that the key result needs for it, the others as they are; may lie outside 0 to 1
   * where no value gives it.
   */
  key_result_score: number | null;
  /**
   * The value that gives the key result that score; for the aggregate `sum` the total, for others
   * the value that its readings come to.
   */
  value: number | null;
  /** Why there is none. */
  reason: Unsolvable | null;
}

/**
 * Why no value of a key result gives its objective a score.
 *
 * `already_met`: The others reach the score without it.
 *
 * `out_of_reach`: A score of 1 would not be enough.
 *
 * `not_counted`: It does not enter the objective's score: it is a draft, dropped, without weight,
 * or the score is made from child objectives alone.
 *
 * `no_single_value`: Its measure does not turn one value into a score.
 *
 * `no_baseline`: There is no value to start from.
 */
export type Unsolvable = "already_met" | "out_of_reach" | "not_counted" | "no_single_value" | "no_baseline";

/** Why a number is what it is. */
export interface Explanation {
  /** The table of the report. */
  table: ExplainedTable;
  /** The id of its row; of a team `team@cycle`, of a KPI with teams `kpi@team`. */
  id: string;
  /** The day, at its end. */
  as_of: CivilDate;
  /** The score; none where there is none, as of a KPI. */
  score: number | null;
  /** The explanation in a sentence or two. */
  text: string;
  /** What it rests on, in order. */
  steps: Step[];
}

/**
 * A table of the report whose rows can be explained.
 *
 * `cycles`: The cycles.
 *
 * `teams`: The teams, in a cycle each.
 *
 * `objectives`: The objectives.
 *
 * `key_results`: The key results.
 *
 * `kpis`: The KPIs.
 */
export type ExplainedTable = "cycles" | "teams" | "objectives" | "key_results" | "kpis";

/** One step of an explanation. */
export interface Step {
  /** What it is. */
  kind: StepKind;
  /** The id or title that it is about. */
  id: string | null;
  /** Its number. */
  value: number | null;
  /** Its weight, or the size of its sample. */
  weight: number | null;
  /** Its day. */
  date: CivilDate | null;
  /** The day on which it became known, where that is another. */
  recorded: CivilDate | null;
  /** The step in words. */
  text: string;
}

/**
 * What a step of an explanation is.
 *
 * `window`: The days that count.
 *
 * `revision`: A revision that is in force.
 *
 * `baseline`: The value to start from.
 *
 * `target`: The value to reach.
 *
 * `current`: The value now.
 *
 * `input`: An input of a formula.
 *
 * `part`: A part of a whole: what an input comes to under one name.
 *
 * `reading`: A reading that was used.
 *
 * `milestone`: A milestone.
 *
 * `member`: A part of a weighted mean.
 *
 * `left_out`: What was left out of it.
 *
 * `formula`: The formula with its numbers.
 *
 * `clamp`: Raw progress that was cut to 0 or 1.
 *
 * `unmeasured`: Why there is no number.
 */
export type StepKind = "window" | "revision" | "baseline" | "target" | "current" | "input" | "part" | "reading" | "milestone" | "member" | "left_out" | "formula" | "clamp" | "unmeasured";

/** A cycle looked back on. */
export interface Review {
  /** The cycle. */
  cycle: string;
  /** What people call it. */
  name: string | null;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
  /** The day of the review, at its end. */
  as_of: CivilDate;
  /** The cycle's score. */
  score: number | null;
  /** How many of its objectives were attained. */
  attained: number;
  /** Its objectives, but for drafts and dropped ones. */
  objectives: ObjectiveReview[];
  /** The KPIs of the cycle's teams, and those without a team, also those that no objective names. */
  kpis: KpiReview[];
  /** The triggers that fired in the cycle. */
  triggers: TriggerReview[];
  /** The notes of the retrospective, then those of check-ins on the cycle. */
  notes: ImportNote[];
  /** How well confidences foretold what was reached, by owner. */
  calibration: Calibration[];
  /** Objectives and key results that were given up. */
  dropped: DroppedGoal[];
  /** Key results that go on as KPIs. */
  graduates: Graduate[];
  /** Aspirational objectives that were not attained. */
  carry_over: CarryOver[];
  /** Teams for which everything was too easy. */
  too_easy: EasyTeam[];
}

/** How an objective ended. */
export interface ObjectiveReview {
  /** Its id. */
  objective: string;
  /** What was to be achieved. */
  title: string;
  /** Its team. */
  team: string | null;
  /** What people call its team. */
  team_name: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** How sure it was meant to be. */
  ambition: Ambition;
  /** How it stands. */
  status: Status;
  /** Its score. */
  score: number | null;
  /** The score had nothing been revised. */
  score_committed: number | null;
  /** The colour of its score. */
  grade: Grade | null;
  /** Whether its score is a success. */
  attained: boolean | null;
  /** The KPIs that it was meant to move, or that its key results read. */
  kpis: KpiReview[];
  /** Its key results, but for dropped ones. */
  key_results: KeyResultReview[];
  /** It was attained and none of its KPIs improved: its key results measured the wrong thing. */
  revisit_key_results: boolean;
  /** What the review proposes. */
  next_step: NextStep;
  /** Why. */
  next_reason: string;
  /** Its successor in the next cycle, where it is to be carried over and there is one. */
  next_objective: Objective | null;
  /** What people said last of how it stands. */
  said: Said | null;
  /** The day on which it was said. */
  said_on: CivilDate | null;
  /** Whether what they said is better than what is computed. */
  said_otherwise: boolean;
  /** The newest note of a check-in on it. */
  note: ImportNote | null;
  /** Check-ins and silence. */
  process: ObjectiveProcess;
}

/** How a KPI moved over a cycle. */
export interface KpiReview {
  /** The KPI. */
  kpi: string;
  /** The team of the series. */
  team: string | null;
  /** What people call that team. */
  team_name: string | null;
  /** What people call it. */
  name: string;
  /** The unit of its values. */
  unit: string | null;
  /** The last period with a value that was complete before the start. */
  before_period: string | null;
  /** Its value. */
  before: number | null;
  /** The latest period with a value that was complete by the end, or by the day. */
  after_period: string | null;
  /** Its value. */
  after: number | null;
  /** The change, larger than 0 where it is for the better. */
  change: number | null;
  /** The change that is noise: 2.46 mean moving ranges of the periods before the start. */
  noise: number | null;
  /** Whether it moved. */
  moved: Movement;
}

/**
 * Whether a KPI moved over a cycle.
 *
 * `improved`: For the better, by more than noise.
 *
 * `unchanged`: Within noise: 2.46 mean moving ranges of the periods before the start.
 *
 * `worsened`: For the worse, by more than noise.
 *
 * `unknown`: Fewer than 6 values before the start tell how large noise is, or a value is missing.
 */
export type Movement = "improved" | "unchanged" | "worsened" | "unknown";

/** How a key result ended. */
export interface KeyResultReview {
  /** Its id. */
  key_result: string;
  /** What was measured. */
  title: string;
  /** Who answers for it. */
  owner: string | null;
  /** The unit of its values. */
  unit: string | null;
  /** What it was measured by. */
  kind: MeasureKind;
  /** The value to start from. */
  from: number | null;
  /** The value that was reached. */
  reached: number | null;
  /** The value to reach. */
  target: number | null;
  /**
   * The number of parts of a `milestones`, its steps, or of a `roll_up`, the objectives below it
   * with a score.
   */
  parts: number | null;
  /** The number of steps done of a `milestones`. */
  parts_done: number | null;
  /** Its score, as revised. */
  score: number | null;
  /** The score had nothing been revised. */
  score_committed: number | null;
  /** How it stands. */
  status: Status;
  /** The colour of its score. */
  grade: Grade | null;
  /** Whether its score is a success. */
  attained: boolean | null;
  /**
   * The change per week that it takes to reach the target by the end of the next cycle; none where
   * it was attained, or no cycle follows.
   */
  per_week_required: number | null;
  /** Confidence of the last check-in that states one, on it or else on its objective. */
  confidence: number | null;
  /**
   * Last confidence minus 1 where it was attained, minus 0 where not: above 0 people were too
   * sure.
   */
  overconfidence: number | null;
  /** What people said last of how it stands. */
  said: Said | null;
  /** The day on which it was said. */
  said_on: CivilDate | null;
  /** Whether what they said is better than what is computed. */
  said_otherwise: boolean;
  /** The note of the last check-in on it that has one. */
  note: ImportNote | null;
  /** The KPIs that are to prove that it had an effect. */
  kpis: KpiReview[];
  /** The KPIs that must not suffer from it. */
  guards: KpiReview[];
}

/**
 * What a review proposes for an objective.
 *
 * `graduate`: Attained: what was reached goes on as KPIs.
 *
 * `stop`: Attained, and nothing is left to watch.
 *
 * `revisit_key_results`: Attained, and none of its KPIs improved: look for key results that move
 * them.
 *
 * `carry_over`: Not attained: it goes on in the next cycle.
 *
 * `wait`: It cannot be told yet: the cycle runs, or the objective has no score.
 */
export type NextStep = "graduate" | "stop" | "revisit_key_results" | "carry_over" | "wait";

/** What people did about an objective. */
export interface ObjectiveProcess {
  /**
   * Whole spans of `check_in_days` in its cycle, from the start of its first key result, as far as
   * it has passed.
   */
  check_ins_due: number;
  /** Check-ins made on it or its key results in that time. */
  check_ins_made: number;
  /** Days on which one of its key results was stale. */
  days_stale: number;
  /** Confidence of the first check-in that states one. */
  first_confidence: number | null;
  /** Confidence of the last check-in that states one. */
  last_confidence: number | null;
  /**
   * Last confidence minus 1 where it was attained, minus 0 where not: above 0 people were too
   * sure.
   */
  overconfidence: number | null;
}

/** A trigger that fired in a cycle, and what became of it. */
export interface TriggerReview {
  /** The KPI. */
  kpi: string;
  /** The team of the series. */
  team: string | null;
  /** What people call that team. */
  team_name: string | null;
  /** What people call the KPI. */
  name: string;
  /** The kind of the rule. */
  rule: string;
  /** Which of the KPI's rules of this kind it is, 1 for the first. */
  number: number;
  /** The period of the first breach. */
  since: string;
  /** The period in which it fired. */
  fired: string;
  /** The period in which it cleared; none where it has not. */
  cleared: string | null;
  /** Where the rule stands now; none where it is quiet. */
  state: TriggerState | null;
  /** How much it matters now: a warning while the newest value is unhealthy. */
  severity: Severity;
  /** Ids of the objectives of the cycle that answer it. */
  addressed_by: string[];
}

/** How well confidences foretold what was reached, for one person. */
export interface Calibration {
  /** Who answers for the key results. */
  owner: string;
  /** Key results with a confidence and an outcome. */
  goals: number;
  /** Mean confidence. */
  confidence: number;
  /** Share of them that was attained. */
  attained: number;
  /**
   * Brier score, the mean of `(confidence - outcome)²`: 0 is perfect, 0.25 says nothing; none
   * under 5 key results.
   */
  brier: number | null;
}

/** An objective that was given up. */
export interface DroppedGoal {
  /** Its id: of an objective, or of a key result. */
  id: string;
  /** What was to be achieved. */
  title: string;
  /** Since when. */
  since: CivilDate | null;
  /** Why. */
  reason: string | null;
}

/** A key result that was won and goes on as a KPI. */
export interface Graduate {
  /** The key result. */
  key_result: string;
  /** The KPI: what was reached is the bound of its range. */
  kpi: Kpi;
  /** The name under which its readings go on. */
  rename: Rename;
}

/** An objective that was not attained, and its successor. */
export interface CarryOver {
  /** The objective that it continues. */
  continues: string;
  /**
   * The objective for the next cycle, starting from where the old one ended; its `meta` also says
   * what it continues.
   */
  objective: Objective | null;
  /** Why there is none. */
  reason: NoCarryOver | null;
}

/**
 * Why an objective that was not attained has no successor.
 *
 * `no_cycle`: There is no later cycle with the same parent.
 *
 * `nothing_left`: Every key result was attained on its own, was dropped, or sums up objectives
 * that end with the cycle.
 */
export type NoCarryOver = "no_cycle" | "nothing_left";

/** A team for which everything was too easy. */
export interface EasyTeam {
  /** The team. */
  team: string;
  /** What people call it. */
  team_name: string;
  /** Its aspirational objectives, at least 2, all of which scored at least the policy's `too_easy`. */
  objectives: string[];
}

/** Teams side by side. */
export interface Comparison {
  /** Cycles, each with the scores of its teams. */
  cycles: CycleComparison[];
  /** Teams, for each cycle, with the scores of their objectives. */
  teams: TeamComparison[];
  /** KPIs, each with the values of its teams. */
  kpis: KpiComparison[];
}

/** A cycle, with the distribution of the scores of its teams. */
export interface CycleComparison {
  /** Id of the cycle. */
  cycle: string;
  /** Scores of its teams. */
  scores: Spread | null;
}

/** Summary statistics of a set of values. */
export interface Spread {
  /** Number of values. */
  count: number;
  /** Mean. */
  mean: number;
  /** Smallest value. */
  min: number;
  /** First quartile, by linear interpolation. */
  lower: number;
  /** Median. */
  median: number;
  /** Third quartile, by linear interpolation. */
  upper: number;
  /** Largest value. */
  max: number;
}

/** A team in a cycle, with the distribution of the scores of its objectives. */
export interface TeamComparison {
  /** Id of the team. */
  team: string;
  /** Id of the cycle. */
  cycle: string;
  /** Score of the team in the cycle. */
  score: number | null;
  /** Scores of its active and closed objectives. */
  scores: Spread | null;
  /** Share of these objectives that attained their success score. */
  attained: number | null;
  /** Share of these objectives that are on track or achieved. */
  on_track: number | null;
  /** Share of these objectives that are stale. */
  stale: number | null;
  /** Whether the score of the team is an outlier among the teams of the cycle. */
  outlier: boolean;
}

/** A KPI with one series per team, with the distribution of their values. */
export interface KpiComparison {
  /** Id of the KPI. */
  kpi: string;
  /** Display name of the KPI. */
  name: string;
  /** Unit of its values. */
  unit: string | null;
  /** Which values are better. */
  better: Better;
  /** Values of its teams. */
  values: Spread | null;
  /** The value of all teams together, of a funnel: the mean of their values by samples. */
  pooled: number | null;
  /** Teams with their values, in the order of the plan. */
  teams: TeamValue[];
}

/** The value of a KPI for one team. */
export interface TeamValue {
  /** Id of the team. */
  team: string;
  /** Display name of the team. */
  name: string;
  /** Value. */
  value: number | null;
  /** The size of its sample. */
  sample: number | null;
  /**
   * Its place by what is better, 1 first; equal values share one. Inside a range, the distance
   * from the range decides.
   */
  rank: number | null;
  /** Value minus the median of the teams. */
  distance: number | null;
  /** Whether the value is an outlier. */
  outlier: boolean;
  /** Lower funnel limit at its sample, percentages cut at 0. */
  lower: number | null;
  /** Upper funnel limit at its sample, percentages cut at 100. */
  upper: number | null;
  /** On which side of the funnel limits it lies; none where there is no funnel. */
  outside: Outside | null;
}

/**
 * On which side of the funnel limits a value lies.
 *
 * `above`: Above the upper limit.
 *
 * `below`: Below the lower limit.
 *
 * `none`: Within the limits: what a sample of that size makes of chance alone.
 */
export type Outside = "above" | "below" | "none";

/** The objectives of a cycle, each with the objectives that support it. */
export interface CycleTree {
  /** Id of the cycle. */
  cycle: string;
  /** Display name of the cycle. */
  name: string | null;
  /** First day of the cycle. */
  start: CivilDate;
  /** Last day of the cycle. */
  end: CivilDate;
  /** Score. */
  score: number | null;
  /**
   * Objectives of the cycle that support no other objective of the same cycle, in the order of the
   * plan.
   */
  objectives: ObjectiveBranch[];
}

/** An objective and the objectives that support it. */
export interface ObjectiveBranch {
  /** Id. */
  objective: string;
  /** Title: what should be achieved. */
  title: string;
  /** Id of its cycle, which can differ from the cycle of the tree. */
  cycle: string;
  /** Id of its team. */
  team: string | null;
  /** Who is accountable. */
  owner: string | null;
  /** Id of the objective or key result that it supports. */
  parent: string | null;
  /** Score. */
  score: number | null;
  /** Score expected by now. */
  expected: number | null;
  /** Status. */
  status: Status;
  /** Traffic-light grade of the score. */
  grade: Grade | null;
  /** Key results, each with the objectives that support it. */
  key_results: KeyResultBranch[];
  /** Objectives that support it as a whole, in any cycle. */
  objectives: ObjectiveBranch[];
  /**
   * Number of objectives that support it or one of its key results but are omitted because the
   * tree is too deep.
   */
  left_out: number;
}

/** A key result and the objectives that support it. */
export interface KeyResultBranch {
  /** Id. */
  key_result: string;
  /** Title: what is measured. */
  title: string;
  /** Who is accountable. */
  owner: string | null;
  /** Kind of its measure. */
  kind: MeasureKind;
  /** Weight in the objective. */
  weight: number;
  /** Score. */
  score: number | null;
  /** Score expected by now. */
  expected: number | null;
  /** Status. */
  status: Status;
  /** Traffic-light grade of the score. */
  grade: Grade | null;
  /** Objectives that support it, in any cycle. */
  objectives: ObjectiveBranch[];
}

/** A piece of advice and the reason for it. */
export interface Recommendation {
  /** Answer that was given. */
  answer: string;
  /** Advice for that answer. */
  advice: string;
  /** Reason for the advice. */
  reason: string;
}

/**
 * What a change changed: the rows of a report that differ, as they are now.
 *
 * Rows of triggers and of periods come and go, and a trigger's rank depends on all others: of
 * these tables it says whether they differ. What became of the readings, and findings, are
 * computed when they are asked for, and nothing is said of them here.
 */
export interface Changed {
  /** Cycles. */
  cycles: CycleRow[];
  /** Teams, a row for each cycle in which they or a team below have objectives. */
  teams: TeamRow[];
  /** Objectives. */
  objectives: ObjectiveRow[];
  /** Key results. */
  key_results: KeyResultRow[];
  /** KPIs; those with teams a row each. */
  kpis: KpiRow[];
  /**
   * The series, `kpi@name`, that have a row no longer: of a KPI with `teams: "any"` no reading of
   * the name is left.
   */
  kpis_gone: string[];
  /** Whether the complete periods of KPIs differ, where they were asked for; whatever the scope. */
  kpi_periods: boolean;
  /** Whether the triggers differ, whatever the scope. */
  triggers: boolean;
}

/**
 * How the cells of a column are shown.
 *
 * `text`: Text.
 *
 * `number`: A number.
 *
 * `value`: A number in the unit of its row.
 *
 * `date`: A day.
 *
 * `list`: Texts, separated by semicolons.
 *
 * `json`: JSON.
 */
export type ColumnFormat = "text" | "number" | "value" | "date" | "list" | "json";

/** An item of a plan, such as one to add: a document under the word of its kind. */
export type Item = { team: Team } | { cycle: Cycle } | { objective: Objective } | { key_result: KeyResult } | { kpi: Kpi } | { input: Input } | { calendar: Calendar };

/** What the message of a problem is made from, by its code. */
export interface ProblemData {
  /** The text is not valid JSON. */
  bad_json: { line: number; column: number; reason: string };
  /** The document has a version that this library does not read. */
  bad_version: { version: number };
  /** A field that the type does not have. */
  unknown_field: { field: string; nearest: string | null; known: string[] };
  /** A field that appears more than once in one object. */
  repeated_field: { field: string };
  /** A word that is not one of those known. */
  unknown_value: { value: string; nearest: string | null; known: string[] };
  /** A required field is absent. */
  missing_field: { field: string };
  /** A value of the wrong type. */
  wrong_type: { expected: string; found: string };
  /** A text that is not a civil date. */
  bad_date: { value: string; reason: string };
  /** An id that two items of one kind share. */
  duplicate_id: { id: string; kind: string; first: string };
  /** An id that is empty, too long, or contains characters that an id must not contain. */
  bad_id: { id: string; reason: string };
  /** An id that stands for items of several kinds. */
  ambiguous_id: { id: string; kinds: string[] };
  /** A reference to an item that is to be removed. */
  dangling_reference: { kind: string; id: string };
  /** A reference to something that the plan does not contain. */
  unknown_reference: { kind: string; id: string; nearest: string | null };
  /** A person who answers for nothing in the plan. */
  unknown_owner: { owner: string; nearest: string | null; known: string[]; more: number };
  /** Parents that form a cycle. */
  reference_cycle: { ids: string[] };
  /** Parents above parents, more of them than any organization has. */
  too_deep: { most: number; found: number };
  /** An end before its start. */
  bad_interval: { start: string; end: string };
  /** A weight below 0. */
  bad_weight: { weight: number };
  /** Weights that are all 0, or no items at all, so that there is nothing to divide. */
  zero_weight: { items: number };
  /** A number outside its range. */
  out_of_bounds: { value: number; min: number; max: number };
  /** A number that is NaN or infinite. */
  non_finite: { [key: string]: unknown };
  /** A target that equals its baseline. */
  flat_target: { baseline: number };
  /** A written direction that the numbers of a `reach` contradict. */
  against_direction: { direction: string; from: number | null; change: number };
  /** A KPI whose fields do not go together. */
  bad_kpi: { reason: string };
  /** A text that is not a formula of the plan's inputs. */
  bad_formula: { character: number; reason: string };
  /** A calendar that cannot cut time into periods. */
  bad_calendar: { reason: string };
  /** A range or a target that contradicts the direction or each other. */
  bad_bounds: { reason: string; min: number | null; max: number | null; target: number | null };
  /** Points of a curve, or dates of a pace, that do not increase. */
  bad_points: { reason: string; point: number };
  /** A trigger rule with parameters that cannot hold together. */
  bad_rule: { rule: string; reason: string };
  /** A policy value outside its range. */
  bad_policy: { field: string; reason: string };
  /** Revisions that are not in order of their dates, or change nothing. */
  bad_revision: { reason: string };
  /** A row of readings that cannot be used. */
  bad_row: { row: number; column: string; reason: string };
  /**
   * A row of readings that others of the same load contradict: same metric, date and day on which
   * it became known.
   */
  duplicate_reading: { row: number; metric: string; date: string; rows: number; others: number[] };
  /** Rows of a metric come together that were loaded with different `duplicates`. */
  mixed_duplicates: { metric: string; first: string; other: string };
  /** A KPI that is computed from several series, which batches of readings may hold apart. */
  needs_all_series: { kpi: string; inputs: string[] };
  /** A batch with readings of a series that an earlier batch had. */
  repeated_series: { metric: string };
  /** A batch with readings of an input that belong to no team, and so to the series of all batches. */
  shared_input: { input: string };
  /** There are more problems than the 100 that are listed before this. */
  more_problems: { problems: number; counts: { [key: string]: number } };
}
