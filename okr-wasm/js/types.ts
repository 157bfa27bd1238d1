// Generated from the types of okr-core by `make generate`; changes here are lost.

/** A day, as `YYYY-MM-DD`. */
export type CivilDate = string;

/** Teams, cycles, objectives with their key results, and KPIs: all that people write. */
export interface Plan {
  /** The version of this document's format: 1. */
  version?: 1 | undefined;
  /** What people call it. */
  name?: string | undefined;
  /** Thresholds and limits that differ from the standard. */
  policy?: PolicyChoice | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** Those who set objectives and own KPIs. */
  teams?: Team[] | undefined;
  /** The spans of time for which objectives are set. */
  cycles?: Cycle[] | undefined;
  /** What is to be achieved. */
  objectives?: Objective[] | undefined;
  /** What tells whether all is well. */
  kpis?: Kpi[] | undefined;
}

/** A policy as documents write it: a preset's name, or fields. */
export type PolicyChoice = Preset | Policy;

/**
 * A named set of limits.
 *
 * `standard`: 3–5 objectives, 2–5 key results, KPIs out of range for two months.
 *
 * `hr_rhythm`: 2–3 objectives: the rhythm of people teams with much daily work.
 *
 * `focused`: 2–4 objectives.
 *
 * `strict`: 3–5 key results, and KPIs have three months to come back.
 *
 * `large_scale`: 4–6 objectives: large organizations.
 */
export type Preset = "standard" | "hr_rhythm" | "focused" | "strict" | "large_scale";

/** What differs from the standard: any of the fields, field by field over what lies below. */
export interface Policy {
  /** The named set of limits that lies below. */
  preset?: Preset | undefined;
  /** Objectives per team and cycle; 3 to 5. */
  objectives_per_cycle?: Count | undefined;
  /** Key results per objective; 2 to 5. */
  key_results_per_objective?: Count | undefined;
  /** KPIs per team; 5 to 10. */
  kpis_per_team?: Count | undefined;
  /** From this many KPIs of a team on nobody looks at them; 20. */
  metric_fatigue?: number | undefined;
  /** A weight share above which one of several dominates; 0.6. */
  dominant_weight?: number | undefined;
  /** Titles with fewer words are vague; 3. */
  vague_title_words?: number | undefined;
  /** A score from which on a goal was too easy; 0.9. */
  too_easy?: number | undefined;
  /** Days after a cycle's end until its retrospective is missing; 14. */
  retrospective_days?: number | undefined;
  /** Days after which a KPI's last review is overdue; 45. */
  kpi_review_days?: number | undefined;
  /** The score that is a success; 0.7 and 1. */
  success?: Threshold | undefined;
  /** The score from which on the grade is amber; 0.4 and 0.7. */
  amber?: Threshold | undefined;
  /** What an unmeasured key result counts as; `zero`. */
  unmeasured?: Unmeasured | undefined;
  /** What an objective's score is made from; `key_results`. */
  objective_from?: ObjectiveFrom | undefined;
  /** The gap down to which a goal is on track; -0.10. */
  on_track_gap?: number | undefined;
  /** The gap down to which a goal is at risk and not yet off track; -0.25. */
  at_risk_gap?: number | undefined;
  /** Days between check-ins; 7. */
  check_in_days?: number | undefined;
  /** The month in which the fiscal year starts, 1 to 12; 1. */
  fiscal_year_start?: number | undefined;
  /** The rules of KPIs that have none of their own; out_of_range, worsening, stagnant and spike. */
  kpi_rules?: Rule[] | undefined;
  /** How severe findings are, by code, where it differs. */
  severity?: { [key in FindingCode]?: Severity | undefined } | undefined;
}

/** How many of something are good; both ends belong to it. */
export interface Count {
  /** The fewest. */
  min?: number | undefined;
  /** The most. */
  max?: number | undefined;
}

/** A threshold for each ambition. */
export interface Threshold {
  /** For aspirational goals, 0 to 1. */
  aspirational?: number | undefined;
  /** For committed goals, 0 to 1. */
  committed?: number | undefined;
}

/**
 * What an unmeasured key result counts as.
 *
 * `zero`: A score of 0.
 *
 * `exclude`: Nothing: it is left out.
 */
export type Unmeasured = "zero" | "exclude";

/**
 * What an objective's score is made from.
 *
 * `key_results`: Its key results.
 *
 * `children`: The objectives whose parent it is.
 *
 * `both`: Both.
 */
export type ObjectiveFrom = "key_results" | "children" | "both";

/** What makes a KPI raise its hand. */
export type Rule = OutOfRange | OffTarget | Worsening | Stagnant | Spike | Shift | Trend | Stale;

/** The value lies outside the healthy range. */
export interface OutOfRange {
  kind: "out_of_range";
  /** Breaches that fire; not together with `months`. 2 months where neither is written. */
  periods?: number | undefined;
  /** The same in months, as many periods as the cadence has in them. */
  months?: number | undefined;
  /** Fires on `periods` breaches among this many judged periods instead of in a row. */
  of?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
  /** What a gap means. */
  missing?: Missing | undefined;
}

/** The target is not met. */
export interface OffTarget {
  kind: "off_target";
  /** Fires on `periods` breaches among this many judged periods instead of in a row. */
  of?: number | undefined;
  /** Breaches that fire. */
  periods?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
  /** What a gap means. */
  missing?: Missing | undefined;
}

/** The value is strictly worse than the one before. */
export interface Worsening {
  kind: "worsening";
  /** Fires on `periods` breaches among this many judged periods instead of in a row. */
  of?: number | undefined;
  /** Breaches that fire; n of them need n + 1 values. */
  periods?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
  /** What a gap means. */
  missing?: Missing | undefined;
}

/** The value has not moved, and is not where it should be. */
export interface Stagnant {
  kind: "stagnant";
  /**
   * Values that are looked at, at least 2; not together with `months`. 3 months where neither is
   * written.
   */
  periods?: number | undefined;
  /** The same in months. */
  months?: number | undefined;
  /** How far the values may span; not together with `tolerance_percent`. */
  tolerance?: number | undefined;
  /** The same in percent of the largest absolute value among them. */
  tolerance_percent?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
}

/** The value is worse than the one before by a jump. */
export interface Spike {
  kind: "spike";
  /** Size of the jump in the KPI's unit. */
  points?: number | undefined;
  /** Size of the jump in percent of the value before; 50 where neither is written. Both: both. */
  percent?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
}

/** A special cause in the bad direction. */
export interface Shift {
  kind: "shift";
  /** The first so many values give the limits; all up to the period where not written. */
  baseline?: number | undefined;
  /** Whether moving ranges above their limit are dropped once. */
  screen?: boolean | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
}

/** A monotone trend in the bad direction. */
export interface Trend {
  kind: "trend";
  /** Periods that are looked at; at least 5. */
  window?: number | undefined;
  /** Level of significance, above 0 and below 1. */
  alpha?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
}

/** The period has no value. */
export interface Stale {
  kind: "stale";
  /** Fires on `periods` breaches among this many judged periods instead of in a row. */
  of?: number | undefined;
  /** Gaps that fire. */
  periods?: number | undefined;
  /** Periods in a row without a breach that clear it. */
  clear_after?: number | undefined;
}

/**
 * What a gap in the series means for a rule.
 *
 * `hold`: Nothing: the rule waits.
 *
 * `breach`: A breach.
 *
 * `ok`: All is well.
 */
export type Missing = "hold" | "breach" | "ok";

/**
 * The code of a finding: something that is sound, but against good practice.
 *
 * `too-few-objectives`: A team has fewer objectives in a cycle than give it direction
 *
 * `too-many-objectives`: A team has more objectives in a cycle than it can keep in mind
 *
 * `too-few-key-results`: An objective has fewer key results than tell whether it is achieved
 *
 * `too-many-key-results`: An objective has more key results than anybody can work on
 *
 * `too-few-kpis`: A team watches fewer KPIs than show whether all is well
 *
 * `too-many-kpis`: A team watches more KPIs than it can act on
 *
 * `metric-fatigue`: A team has so many KPIs that nobody looks at them
 *
 * `dominant-weight`: One key result decides the score of its objective
 *
 * `number-in-objective`: The title of an objective names a number
 *
 * `vague-title`: The title of an objective has too few words to say what is meant
 *
 * `duplicate-title`: Two items that stand side by side have the same title
 *
 * `output-not-outcome`: An objective is measured by milestones only
 *
 * `unit-mismatch`: A key result has another unit than the KPI that it reads
 *
 * `scale-mismatch`: The readings are about 100 times off the target
 *
 * `no-baseline`: A key result has no value to start from
 *
 * `met-at-start`: A key result was met before it began
 *
 * `against-better`: A key result makes its KPI worse
 *
 * `business-as-usual`: A key result repeats what its healthy KPI asks for anyway
 *
 * `every-kpi-is-an-okr`: Every KPI of a team is a key result
 *
 * `okr-without-kpi`: An objective moves no KPI
 *
 * `first-day-readings`: All readings of a KPI lie on first days of its periods
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
 * `check-in-overdue`: Nothing was heard of an objective of late
 *
 * `kpi-review-overdue`: Nobody has looked at a KPI of late
 *
 * `retrospective-missing`: A cycle ended without a look back
 *
 * `unaligned`: An objective supports nothing, although there is something above it to support
 *
 * `level-inverted`: An objective supports one of a lower level
 *
 * `level-skip`: An objective supports one that is more than a level above
 *
 * `parent-in-other-cycle`: An objective supports one of another cycle
 *
 * `double-counted`: Two key results in one tree of objectives count the same KPI
 *
 * `kpi-without-range`: A KPI has nothing that tells whether it is healthy
 *
 * `unanswered-trigger`: A KPI raises its hand, and no objective answers
 *
 * `too-easy`: A team reached all that was meant to be a stretch
 *
 * `unread-metric`: There are no readings of a metric
 *
 * `unknown-metric`: There are readings of a metric that the plan does not have
 */
export type FindingCode = "too-few-objectives" | "too-many-objectives" | "too-few-key-results" | "too-many-key-results" | "too-few-kpis" | "too-many-kpis" | "metric-fatigue" | "dominant-weight" | "number-in-objective" | "vague-title" | "duplicate-title" | "output-not-outcome" | "unit-mismatch" | "scale-mismatch" | "no-baseline" | "met-at-start" | "against-better" | "business-as-usual" | "every-kpi-is-an-okr" | "okr-without-kpi" | "first-day-readings" | "missing-owner" | "shared-owner" | "compensation-linked" | "outside-cycle" | "cycles-overlap" | "unusual-cycle" | "check-in-overdue" | "kpi-review-overdue" | "retrospective-missing" | "unaligned" | "level-inverted" | "level-skip" | "parent-in-other-cycle" | "double-counted" | "kpi-without-range" | "unanswered-trigger" | "too-easy" | "unread-metric" | "unknown-metric";

/**
 * How much a finding matters.
 *
 * `error`: Must be mended.
 *
 * `warning`: Should be looked at.
 *
 * `info`: Good to know.
 *
 * `off`: Not reported.
 */
export type Severity = "error" | "warning" | "info" | "off";

/** Those who set objectives and own KPIs: a company, a department, a team or one person. */
export interface Team {
  /** Unique among teams. */
  id: string;
  /** What people call it. */
  name: string;
  /** Where it stands. */
  level: Level;
  /** Id of the team that this one belongs to. */
  parent?: string | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
}

/**
 * How high in the organization a team stands.
 *
 * `company`: The whole organization.
 *
 * `department`: A division of it.
 *
 * `team`: People who work together.
 *
 * `individual`: One person.
 */
export type Level = "company" | "department" | "team" | "individual";

/** A span of time for which objectives are set, often a quarter. Both ends belong to it. */
export interface Cycle {
  /** Unique among cycles; no `@`. */
  id: string;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
  /** What people call it. */
  name?: string | undefined;
  /** Id of the longer cycle that this one is part of. */
  parent?: string | undefined;
  /** The look back at its end. */
  retrospective?: Retrospective | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
}

/** A look back at a cycle. */
export interface Retrospective {
  /** The day on which it was held. */
  date: CivilDate;
  /** What was learned. */
  note?: string | undefined;
}

/** Something to achieve in a cycle, measured by its key results. */
export interface Objective {
  /** Unique among objectives. */
  id: string;
  /** What is to be achieved, in words. */
  title: string;
  /** Id of its cycle. */
  cycle: string;
  /** Id of the team that it belongs to. */
  team?: string | undefined;
  /** Who answers for it: one opaque name, never parsed. */
  owner?: string | undefined;
  /** What it supports. */
  parent?: Parent | undefined;
  /** The day from which `state` holds; before it the objective was active (an active one: a draft). */
  state_since?: CivilDate | undefined;
  /** Why it has that state. */
  state_reason?: string | undefined;
  /** Whether pay depends on it. */
  compensation_linked?: boolean | undefined;
  /** More words. */
  description?: string | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** How sure it is meant to be. */
  ambition?: Ambition | undefined;
  /** Its share among its siblings; 0 or more. */
  weight?: number | undefined;
  /** Where it stands in its life. */
  state?: ObjectiveState | undefined;
  /** Others who share the answer for it. */
  co_owners?: string[] | undefined;
  /** Ids of the KPIs that it is meant to move. */
  kpis?: string[] | undefined;
  /** Words to find it by. */
  tags?: string[] | undefined;
  /** Codes of findings that are silent here. */
  allow?: FindingCode[] | undefined;
  /** What tells that it is achieved. */
  key_results?: KeyResult[] | undefined;
}

/** What an objective supports: another objective, or one key result of it. */
export type Parent = { objective: string } | { key_result: string };

/**
 * How sure a goal is meant to be.
 *
 * `aspirational`: A stretch: 0.7 is a success.
 *
 * `committed`: A promise: only 1.0 is a success.
 */
export type Ambition = "aspirational" | "committed";

/**
 * Where an objective stands in its life.
 *
 * `active`: In force.
 *
 * `draft`: Not yet agreed; counts nowhere.
 *
 * `dropped`: Given up; counts nowhere.
 *
 * `closed`: Ended; its score is final.
 */
export type ObjectiveState = "active" | "draft" | "dropped" | "closed";

/** A measured sign that an objective is achieved. */
export interface KeyResult {
  /**
   * Unique among key results and KPIs together; no `@`. Readings name it, unless `metric` is
   * written.
   */
  id: string;
  /** What is measured, in words. */
  title: string;
  /** How it is measured. */
  measure: Measure;
  /** Who answers for it: one opaque name, never parsed. */
  owner?: string | undefined;
  /** `%` (0–100), `pp`, an ISO currency, or free text. */
  unit?: string | undefined;
  /** Id of the KPI that it reads instead of readings of its own. */
  metric?: string | undefined;
  /** How the readings in its window become one value; the last one where not written. */
  aggregate?: Aggregate | undefined;
  /** First day of its window; its cycle's where not written. */
  start?: CivilDate | undefined;
  /** Last day of its window; its cycle's where not written. */
  end?: CivilDate | undefined;
  /** How sure it is meant to be; its objective's where not written. */
  ambition?: Ambition | undefined;
  /** The day from which `state` holds; before it the key result was active. */
  state_since?: CivilDate | undefined;
  /** Why it has that state. */
  state_reason?: string | undefined;
  /** More words. */
  description?: string | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** Its share in the objective's score; 0 or more. */
  weight?: number | undefined;
  /** How progress is expected to come. */
  pace?: Pace | undefined;
  /** Where it stands in its life. */
  state?: KeyResultState | undefined;
  /** Others who share the answer for it. */
  co_owners?: string[] | undefined;
  /** Changes in mid-cycle, rising by date. */
  revisions?: KeyResultRevision[] | undefined;
  /** Words to find it by. */
  tags?: string[] | undefined;
  /** Codes of findings that are silent here. */
  allow?: FindingCode[] | undefined;
}

/** How a key result turns readings into progress. */
export type Measure = Reach | Hold | Curve | Milestones | Establish | RollUp;

/** From a baseline to a target. */
export interface Reach {
  kind: "reach";
  /** The target. */
  to: Target;
  /** The baseline; read from the readings where not written. */
  from?: number | undefined;
  /** Which way is progress, where neither a written baseline nor the KPI tells. */
  direction?: Direction | undefined;
}

/** Staying within bounds. */
export interface Hold {
  kind: "hold";
  /** Lower bound. */
  min?: number | undefined;
  /** Upper bound. */
  max?: number | undefined;
  /** What it is judged by. */
  judge?: Judge | undefined;
}

/** Straight lines between points of value and score. */
export interface Curve {
  kind: "curve";
  /** At least 2; values strictly rising or falling, scores not falling and within 0–1. */
  points?: CurvePoint[] | undefined;
}

/** Steps that are reached one by one. */
export interface Milestones {
  kind: "milestones";
  /** The steps; at least one. */
  items?: Milestone[] | undefined;
}

/** Finding out where one stands. */
export interface Establish {
  kind: "establish";
}

/** The mean of the objectives below. */
export interface RollUp {
  kind: "roll_up";
}

/** A value, or a change of the baseline: absolute (`by`) or in percent of it (`by_percent`). */
export type Target = number | { by: number } | { by_percent: number };

/**
 * Which way a value is meant to go.
 *
 * `up`: Rising is progress.
 *
 * `down`: Falling is progress.
 */
export type Direction = "up" | "down";

/**
 * What a `hold` is judged by.
 *
 * `share`: The share of readings inside the bounds.
 *
 * `latest`: Whether the last reading is inside.
 */
export type Judge = "share" | "latest";

/** A value and the score that it gives, 0 to 1. */
export type CurvePoint = [number, number];

/** A step that is reached or not. */
export interface Milestone {
  /** The step, in words. */
  title: string;
  /** The day by which it is due. */
  due?: CivilDate | undefined;
  /** Whether, or when, it was reached. */
  done?: Done | undefined;
  /** Its share; 0 or more. */
  weight?: number | undefined;
}

/** Whether it is reached, or the day on which it was. */
export type Done = boolean | CivilDate;

/**
 * How several readings become one value.
 *
 * `latest`: The last one.
 *
 * `sum`: Their sum.
 *
 * `mean`: Their mean, weighted by their samples where they have any.
 *
 * `min`: The smallest.
 *
 * `max`: The largest.
 */
export type Aggregate = "latest" | "sum" | "mean" | "min" | "max";

/** How progress is expected to come: evenly, or straight between points of a date and a share. */
export type Pace = "linear" | { phased: [CivilDate, number][] };

/**
 * Where a key result stands in its life.
 *
 * `active`: In force.
 *
 * `dropped`: Given up; counts nowhere.
 */
export type KeyResultState = "active" | "dropped";

/**
 * A change of a key result in mid-cycle, in force from a day on.
 *
 * What it does not name stays as it was.
 */
export interface KeyResultRevision {
  /** First day on which it is in force. */
  from: CivilDate;
  /** Why. */
  reason?: string | undefined;
  /** The new measure. */
  measure?: Measure | undefined;
  /** The new weight. */
  weight?: number | undefined;
}

/** A number that tells whether something is healthy. */
export interface Kpi {
  /** Unique among key results and KPIs together; no `@`. Readings name it. */
  id: string;
  /** What people call it. */
  name: string;
  /** Which values are better. */
  better: Better;
  /** How often it has a value. */
  cadence: Cadence;
  /** The range in which all is well. */
  healthy?: Range | undefined;
  /** The value aimed at. */
  target?: number | undefined;
  /** `%` (0–100), `pp`, an ISO currency, or free text. */
  unit?: string | undefined;
  /** Id of the team that answers for it. */
  team?: string | undefined;
  /** Who answers for it: one opaque name, never parsed. */
  owner?: string | undefined;
  /** What others reach. */
  benchmark?: Benchmark | undefined;
  /** A value whose sample is smaller is withheld; more than 0. */
  min_sample?: number | undefined;
  /** First day of its series. */
  start?: CivilDate | undefined;
  /** Last day of its series; it is retired after it. */
  end?: CivilDate | undefined;
  /** The rules that raise its hand; those of the policy where not written. */
  rules?: Rule[] | undefined;
  /** More words. */
  description?: string | undefined;
  /** The caller's own data. */
  meta?: { [key: string]: unknown } | undefined;
  /** How the readings of a period become its value. */
  aggregate?: Aggregate | undefined;
  /** Ids of the teams for which it has a series each, `kpi@team`; not together with `team`. */
  teams?: string[] | undefined;
  /** Others who share the answer for it. */
  co_owners?: string[] | undefined;
  /** Changes of target or range, rising by date. */
  revisions?: KpiRevision[] | undefined;
  /** Words to find it by. */
  tags?: string[] | undefined;
  /** Codes of findings that are silent here. */
  allow?: FindingCode[] | undefined;
}

/**
 * Which values of a KPI are better.
 *
 * `higher`: Larger ones.
 *
 * `lower`: Smaller ones.
 *
 * `inside`: Those inside the range.
 */
export type Better = "higher" | "lower" | "inside";

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

/** Bounds that belong to the range; at least one is needed. */
export interface Range {
  /** Lower bound. */
  min?: number | undefined;
  /** Upper bound. */
  max?: number | undefined;
}

/** What others reach. */
export interface Benchmark {
  /** Their value. */
  value: number;
  /** Who says so. */
  source?: string | undefined;
}

/**
 * A change of a KPI's target or range, in force from a day on. What it does not name stays as it
 * was.
 */
export interface KpiRevision {
  /** First day on which it is in force. */
  from: CivilDate;
  /** Why. */
  reason?: string | undefined;
  /** The new target. */
  target?: number | undefined;
  /** The new range. */
  healthy?: Range | undefined;
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
  /** What they said. */
  note?: string | undefined;
}

/** What of a report is listed; an empty list is no limit. Nothing that is computed depends on it. */
export interface Scope {
  /** Ids of cycles: only these, and the objectives in them. */
  cycles?: string[] | undefined;
  /** Ids of teams: only these, and their objectives and KPIs. */
  teams?: string[] | undefined;
  /** Ids of KPIs: only these. */
  kpis?: string[] | undefined;
}

/** A part of a plan that is to be merged into one: a draft objective, a graduate, a carry-over. */
export interface Fragment {
  /** Objectives to be added. */
  objectives?: Objective[] | undefined;
  /** KPIs to be added. */
  kpis?: Kpi[] | undefined;
  /** Readings that go on under another name. */
  renames?: Rename[] | undefined;
}

/** Readings that go on under another name: those of a key result that became a KPI. */
export interface Rename {
  /** The metric that the readings name. */
  from: string;
  /** The metric that they name from now on. */
  to: string;
}

/** What is known of a company: an answer to each of the three questions, or to some of them. */
export interface Answers {
  /** What is wrong, or wanted: it tells which framework leads. */
  situation?: Situation | undefined;
  /** What an initiative is to do: it tells where that belongs. */
  initiative?: Initiative | undefined;
  /** How far measuring has come: it tells what to do next. */
  readiness?: Readiness | undefined;
}

/**
 * What is wrong, or wanted.
 *
 * `lack_of_focus`: People work on too much at once.
 *
 * `lack_of_visibility`: Nobody sees how things stand.
 *
 * `lack_of_both`: Both at once.
 *
 * `launch`: A program is launched or overhauled.
 *
 * `running_needs_visibility`: A program runs and needs to be seen.
 *
 * `weak_area`: One area is weak.
 *
 * `monthly_dashboard`: A dashboard is wanted each month.
 *
 * `strategic_priorities`: A few priorities matter most.
 *
 * `accountability_and_motion`: People are to answer for results, and things are to move.
 */
export type Situation = "lack_of_focus" | "lack_of_visibility" | "lack_of_both" | "launch" | "running_needs_visibility" | "weak_area" | "monthly_dashboard" | "strategic_priorities" | "accountability_and_motion";

/**
 * What an initiative is to do.
 *
 * `keep_standard`: A standard is to be kept.
 *
 * `break_trend`: A trend is to be broken.
 *
 * `launch_new`: Something new is launched.
 *
 * `out_of_range`: A KPI has been out of its range for more than two months.
 *
 * `business_as_usual`: Daily work.
 */
export type Initiative = "keep_standard" | "break_trend" | "launch_new" | "out_of_range" | "business_as_usual";

/**
 * How far measuring has come.
 *
 * `nothing_tracked`: Nothing is tracked.
 *
 * `baseline_known`: The baseline is known, and there is an outcome to change.
 *
 * `both_running`: KPIs and OKRs both run.
 */
export type Readiness = "nothing_tracked" | "baseline_known" | "both_running";

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
  /** What became of the readings. */
  readings: ReadingsRow;
}

/** Every threshold and limit with the value that is in force. */
export interface PolicyInForce {
  /** The named set of limits that lies below. */
  preset: Preset;
  /** Objectives per team and cycle; 3 to 5. */
  objectives_per_cycle: CountInForce;
  /** Key results per objective; 2 to 5. */
  key_results_per_objective: CountInForce;
  /** KPIs per team; 5 to 10. */
  kpis_per_team: CountInForce;
  /** From this many KPIs of a team on nobody looks at them; 20. */
  metric_fatigue: number;
  /** A weight share above which one of several dominates; 0.6. */
  dominant_weight: number;
  /** Titles with fewer words are vague; 3. */
  vague_title_words: number;
  /** A score from which on a goal was too easy; 0.9. */
  too_easy: number;
  /** Days after a cycle's end until its retrospective is missing; 14. */
  retrospective_days: number;
  /** Days after which a KPI's last review is overdue; 45. */
  kpi_review_days: number;
  /** The score that is a success; 0.7 and 1. */
  success: ThresholdInForce;
  /** The score from which on the grade is amber; 0.4 and 0.7. */
  amber: ThresholdInForce;
  /** What an unmeasured key result counts as; `zero`. */
  unmeasured: Unmeasured;
  /** What an objective's score is made from; `key_results`. */
  objective_from: ObjectiveFrom;
  /** The gap down to which a goal is on track; -0.10. */
  on_track_gap: number;
  /** The gap down to which a goal is at risk and not yet off track; -0.25. */
  at_risk_gap: number;
  /** Days between check-ins; 7. */
  check_in_days: number;
  /** The month in which the fiscal year starts, 1 to 12; 1. */
  fiscal_year_start: number;
  /** The rules of KPIs that have none of their own; out_of_range, worsening, stagnant and spike. */
  kpi_rules: Rule[];
  /** How severe findings are, by code, where it differs. */
  severity: { [key in FindingCode]?: Severity | undefined };
}

/** How many of something are good, in force. */
export interface CountInForce {
  /** The fewest. */
  min: number;
  /** The most. */
  max: number;
}

/** A threshold for each ambition, in force. */
export interface ThresholdInForce {
  /** For aspirational goals, 0 to 1. */
  aspirational: number;
  /** For committed goals, 0 to 1. */
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
  kind: Kind;
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
  /** Score minus expected. */
  gap: number | null;
  /** How it stands. */
  status: Status;
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
  /** Where it is heading. */
  forecast: Forecast | null;
}

/**
 * What a key result is measured by.
 *
 * `reach`: From a baseline to a target.
 *
 * `hold`: Staying within bounds.
 *
 * `curve`: Straight lines between points of value and score.
 *
 * `milestones`: Steps that are reached one by one.
 *
 * `establish`: Finding out where one stands.
 *
 * `roll_up`: The mean of the objectives below.
 */
export type Kind = "reach" | "hold" | "curve" | "milestones" | "establish" | "roll_up";

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
  /** The target in force. */
  target: number | null;
  /** Whether the value meets it. */
  target_met: boolean | null;
  /** Value minus target. */
  target_gap: number | null;
  /** Value minus benchmark. */
  benchmark_gap: number | null;
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
 * `retired`: It has ended.
 */
export type Health = "unrated" | "healthy" | "watch" | "unhealthy" | "no_data" | "stale" | "small_sample" | "retired";

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
  /** Whether it has no readings. */
  gap: boolean;
  /** How it did. */
  health: Health;
  /** The target in force on its last day. */
  target: number | null;
  /** Lower bound of the healthy range in force on its last day. */
  lower: number | null;
  /** Upper bound of the healthy range in force on its last day. */
  upper: number | null;
  /** The side on which it signals on the chart. */
  signal: Signal | null;
}

/**
 * The side of a process behaviour chart on which a point signals.
 *
 * `high`: Upwards.
 *
 * `low`: Downwards.
 */
export type Signal = "high" | "low";

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
  /** Breaches since then. */
  run: number;
  /** Periods without a breach since the last one. */
  clear_run: number;
  /** How much it matters. */
  severity: Severity;
  /** Its place in the order of urgency, 1 first. */
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

/** What became of the readings that are visible on the day. */
export interface ReadingsRow {
  /** All of them. */
  rows: number;
  /** Those in force. */
  used: number;
  /** Those that a later one for the same metric and date replaced. */
  superseded: number;
  /** Those in force that take a value back. */
  retracted: number;
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
export type StepKind = "window" | "revision" | "baseline" | "target" | "current" | "reading" | "milestone" | "member" | "left_out" | "formula" | "clamp" | "unmeasured";

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
  /** It was attained and none of its KPIs improved: its key results measured the wrong thing. */
  revisit_key_results: boolean;
  /** Check-ins and silence. */
  process: ObjectiveProcess;
}

/** How a KPI moved over a cycle. */
export interface KpiReview {
  /** The KPI. */
  kpi: string;
  /** The team of the series. */
  team: string | null;
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

/** What people did about an objective. */
export interface ObjectiveProcess {
  /** Whole spans of `check_in_days` in its cycle, as far as it has passed. */
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
  /** Its aspirational objectives, at least 2, all of which scored at least the policy's `too_easy`. */
  objectives: string[];
}

/** Teams side by side. */
export interface Comparison {
  /** Cycles with the scores of their teams. */
  cycles: CycleComparison[];
  /** Teams and cycles with the scores of their objectives. */
  teams: TeamComparison[];
  /** KPIs with the values of their teams. */
  kpis: KpiComparison[];
}

/** A cycle: the spread of its teams' scores. */
export interface CycleComparison {
  /** The cycle. */
  cycle: string;
  /** The scores of its teams. */
  scores: Spread | null;
}

/** A set of values in short. */
export interface Spread {
  /** How many values there are. */
  count: number;
  /** Their mean. */
  mean: number;
  /** The smallest. */
  min: number;
  /** First quartile, by linear interpolation. */
  lower: number;
  /** The middle. */
  median: number;
  /** Third quartile, by linear interpolation. */
  upper: number;
  /** The largest. */
  max: number;
}

/** A team in a cycle: the spread of its objectives' scores. */
export interface TeamComparison {
  /** The team. */
  team: string;
  /** The cycle. */
  cycle: string;
  /** The team's score in it. */
  score: number | null;
  /** The scores of its active and closed objectives. */
  scores: Spread | null;
  /** The share of them that is attained. */
  attained: number | null;
  /** The share of them that is on track or achieved. */
  on_track: number | null;
  /** The share of them that is stale. */
  stale: number | null;
  /** Whether the team's score stands out among the teams of the cycle. */
  outlier: boolean;
}

/** A KPI with a series for each team: the spread of their values. */
export interface KpiComparison {
  /** The KPI. */
  kpi: string;
  /** The values of its teams. */
  values: Spread | null;
  /** The teams, in the order of the plan. */
  teams: TeamValue[];
}

/** A team's value of a KPI. */
export interface TeamValue {
  /** The team. */
  team: string;
  /** Its value. */
  value: number | null;
  /** Whether it stands out. */
  outlier: boolean;
}

/** The objectives of a cycle, each with what supports it. */
export interface CycleTree {
  /** The cycle's id. */
  cycle: string;
  /** What people call it. */
  name: string | null;
  /** First day. */
  start: CivilDate;
  /** Last day. */
  end: CivilDate;
  /** Its score. */
  score: number | null;
  /** Its objectives that support none of the same cycle, in the plan's order. */
  objectives: ObjectiveBranch[];
}

/** An objective, and what supports it. */
export interface ObjectiveBranch {
  /** Its id. */
  objective: string;
  /** What is to be achieved. */
  title: string;
  /** Its cycle, which may be another one than that of the tree. */
  cycle: string;
  /** Its team. */
  team: string | null;
  /** Who answers for it. */
  owner: string | null;
  /** Id of the objective or key result that it supports. */
  parent: string | null;
  /** Its score. */
  score: number | null;
  /** The score expected by now. */
  expected: number | null;
  /** How it stands. */
  status: Status;
  /** The colour of its score. */
  grade: Grade | null;
  /** Its key results, each with the objectives that support it. */
  key_results: KeyResultBranch[];
  /** The objectives that support it as a whole, in any cycle. */
  objectives: ObjectiveBranch[];
  /**
   * How many objectives support it, or a key result of it, and are left out, since the tree is too
   * deep.
   */
  left_out: number;
}

/** A key result, and the objectives that support it. */
export interface KeyResultBranch {
  /** Its id. */
  key_result: string;
  /** What is measured. */
  title: string;
  /** Who answers for it. */
  owner: string | null;
  /** What it is measured by. */
  kind: Kind;
  /** Its share in the objective. */
  weight: number;
  /** Its score. */
  score: number | null;
  /** The score expected by now. */
  expected: number | null;
  /** How it stands. */
  status: Status;
  /** The colour of its score. */
  grade: Grade | null;
  /** The objectives that support it, in any cycle. */
  objectives: ObjectiveBranch[];
}

/** Advice with its reason, as a product shows it. */
export interface Recommendation {
  /** The answer that was given. */
  answer: string;
  /** The advice. */
  advice: string;
  /** Why. */
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
  /** Whether the complete periods of KPIs differ, where they were asked for; whatever the scope. */
  kpi_periods: boolean;
  /** Whether the triggers differ, whatever the scope. */
  triggers: boolean;
}

/** What the message of a problem is made from, by its code. */
export interface ProblemData {
  /** The text is no JSON. */
  bad_json: { line: number; column: number; reason: string };
  /** The document is of a version that this library does not read. */
  bad_version: { version: number };
  /** A field that the type does not have. */
  unknown_field: { field: string; nearest: string | null; known: string[] };
  /** A field that stands twice in one object. */
  repeated_field: { field: string };
  /** A word that is not one of those known. */
  unknown_value: { value: string; nearest: string | null; known: string[] };
  /** A field that must be there is not. */
  missing_field: { field: string };
  /** A value of another type than expected. */
  wrong_type: { expected: string; found: string };
  /** A text that is no civil date. */
  bad_date: { value: string; reason: string };
  /** An id that two items of one kind share. */
  duplicate_id: { id: string; kind: string; first: string };
  /** An id that is empty, too long, or has characters that ids can't have. */
  bad_id: { id: string; reason: string };
  /** A name of something that the plan does not have. */
  unknown_reference: { kind: string; id: string; nearest: string | null };
  /** Parents that form a circle. */
  reference_cycle: { ids: string[] };
  /** An end before its start. */
  bad_interval: { start: string; end: string };
  /** A weight below 0. */
  bad_weight: { weight: number };
  /** Weights that sum to 0 where they share something out. */
  zero_weight: { items: number };
  /** A number outside what can be computed with. */
  out_of_bounds: { value: number; min: number; max: number };
  /** Not a number, or infinite. */
  non_finite: { [key: string]: unknown };
  /** A target that equals its baseline. */
  flat_target: { baseline: number };
  /** A range or a target that contradicts the direction or each other. */
  bad_bounds: { reason: string; min: number | null; max: number | null; target: number | null };
  /** Points of a curve, or dates of a pace, that do not rise as they must. */
  bad_points: { reason: string; point: number };
  /** A trigger rule whose parameters can't work. */
  bad_rule: { rule: string; reason: string };
  /** A policy value outside its range. */
  bad_policy: { field: string; reason: string };
  /** Revisions that do not rise by date, or revise nothing. */
  bad_revision: { reason: string };
  /** A row of readings that can't be used. */
  bad_row: { row: number; column: string; reason: string };
}
