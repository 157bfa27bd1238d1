//! The codes of findings, as `allow` and a policy's `severity` spell them.

use crate::document::vocabulary;

/// Defines the codes from their titles, so that a title is written once.
macro_rules! codes {
    ($( $family:ident { $( #[doc = $title:literal] $file:ident $variant:ident = $text:literal, )* } )*) => {
        vocabulary! {
            /// The code of a finding: something that is sound, but against good practice.
            ///
            /// ```
            /// use okr_core::plan::FindingCode;
            ///
            /// assert_eq!(FindingCode::MissingOwner.title(), "Nobody answers for it");
            /// ```
            pub enum FindingCode {
                $($( #[doc = $title] $variant = $text, )*)*
            }
        }

        impl FindingCode {
            /// What is found, in a line.
            ///
            /// ```
            /// use okr_core::plan::FindingCode;
            ///
            /// assert_eq!(FindingCode::MissingOwner.title(), "Nobody answers for it");
            /// ```
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $($( Self::$variant => $title.trim_ascii(), )*)*
                }
            }
        }
    };
}

/// The list of findings: by family (a folder in `lint`) the title, the file and the code. The codes, and the modules and the registry
/// of `lint`, are made from it.
macro_rules! for_each_finding {
    ($make:ident) => {
        $make! {
            focus {
                /// A team has too few objectives in a cycle to set a direction
                too_few_objectives TooFewObjectives = "too-few-objectives",
                /// A team has too many objectives in a cycle to stay focused
                too_many_objectives TooManyObjectives = "too-many-objectives",
                /// An objective has too few key results to show whether it is achieved
                too_few_key_results TooFewKeyResults = "too-few-key-results",
                /// An objective has too many key results to work on
                too_many_key_results TooManyKeyResults = "too-many-key-results",
                /// A team tracks too few KPIs to see whether it is healthy
                too_few_kpis TooFewKpis = "too-few-kpis",
                /// A team tracks more KPIs than it can act on
                too_many_kpis TooManyKpis = "too-many-kpis",
                /// A team has too many KPIs for anyone to follow
                metric_fatigue MetricFatigue = "metric-fatigue",
                /// The KPIs of a team tell only of the past
                only_lagging OnlyLagging = "only-lagging",
                /// No KPI of a team tells of an area that matters
                area_without_kpi AreaWithoutKpi = "area-without-kpi",
                /// One key result decides the score of its objective
                dominant_weight DominantWeight = "dominant-weight",
            }
            writing {
                /// The title of an objective contains a number
                number_in_objective NumberInObjective = "number-in-objective",
                /// The title of an objective is too short to be clear
                vague_title VagueTitle = "vague-title",
                /// Two sibling items have the same title
                duplicate_title DuplicateTitle = "duplicate-title",
                /// An objective is measured by milestones only
                output_not_outcome OutputNotOutcome = "output-not-outcome",
                /// The unit of a key result differs from that of its KPI
                unit_mismatch UnitMismatch = "unit-mismatch",
                /// Readings and target differ by a factor of about 100
                scale_mismatch ScaleMismatch = "scale-mismatch",
                /// A key result has no baseline
                no_baseline NoBaseline = "no-baseline",
                /// A key result was met before it began
                met_at_start MetAtStart = "met-at-start",
                /// A key result moves its KPI in the wrong direction
                against_better AgainstBetter = "against-better",
                /// A key result repeats what its healthy KPI asks for anyway
                business_as_usual BusinessAsUsual = "business-as-usual",
                /// Every KPI of a team is a key result
                every_kpi_is_an_okr EveryKpiIsAnOkr = "every-kpi-is-an-okr",
                /// An objective moves no KPI
                okr_without_kpi OkrWithoutKpi = "okr-without-kpi",
                /// Every reading of a KPI falls on the first day of a period
                first_day_readings FirstDayReadings = "first-day-readings",
                /// The title of a key result has numbers, none of which is in its measure
                number_mismatch NumberMismatch = "number-mismatch",
            }
            ownership {
                /// Nobody answers for it
                missing_owner MissingOwner = "missing-owner",
                /// Several people answer for it
                shared_owner SharedOwner = "shared-owner",
                /// Pay depends on an objective
                compensation_linked CompensationLinked = "compensation-linked",
            }
            time {
                /// A date lies outside the cycle that it belongs to
                outside_cycle OutsideCycle = "outside-cycle",
                /// Two cycles overlap, and neither is part of the other
                cycles_overlap CyclesOverlap = "cycles-overlap",
                /// A cycle is not about a month, a quarter, a half or a year long
                unusual_cycle UnusualCycle = "unusual-cycle",
                /// An objective has had no recent check-in
                check_in_overdue CheckInOverdue = "check-in-overdue",
                /// A KPI has had no recent review
                kpi_review_overdue KpiReviewOverdue = "kpi-review-overdue",
                /// A cycle ended without a retrospective
                retrospective_missing RetrospectiveMissing = "retrospective-missing",
                /// Readings lie in no period of the calendar of their KPI
                outside_calendar OutsideCalendar = "outside-calendar",
                /// Readings dated by a plain year fall into the wrong fiscal year
                fiscal_year_trap FiscalYearTrap = "fiscal-year-trap",
            }
            alignment {
                /// An objective supports nothing, although there is something above it to support
                unaligned Unaligned = "unaligned",
                /// An objective supports one of a lower level
                level_inverted LevelInverted = "level-inverted",
                /// An objective supports one that is more than a level above
                level_skip LevelSkip = "level-skip",
                /// An objective supports one in a different cycle
                parent_in_other_cycle ParentInOtherCycle = "parent-in-other-cycle",
                /// Two key results in one tree of objectives count the same KPI
                double_counted DoubleCounted = "double-counted",
            }
            health {
                /// A KPI has nothing that tells whether it is healthy
                kpi_without_range KpiWithoutRange = "kpi-without-range",
                /// A trigger has fired, and no objective addresses it
                unanswered_trigger UnansweredTrigger = "unanswered-trigger",
                /// A team reached all that was meant to be a stretch
                too_easy TooEasy = "too-easy",
                /// A metric has no readings
                unread_metric UnreadMetric = "unread-metric",
                /// A metric has readings, all of them from after the day
                readings_not_yet ReadingsNotYet = "readings-not-yet",
                /// Readings name a metric that is not in the plan
                unknown_metric UnknownMetric = "unknown-metric",
                /// A goal was reported in a better state than the computed one
                said_otherwise SaidOtherwise = "said-otherwise",
                /// A KPI that a key result must not harm has become unhealthy
                at_a_cost AtACost = "at-a-cost",
                /// A whole is made from fewer parts than expected
                missing_parts MissingParts = "missing-parts",
                /// A withheld value can be worked out from the others
                recoverable_value RecoverableValue = "recoverable-value",
            }
        }
    };
}

pub(crate) use for_each_finding;

for_each_finding!(codes);

#[cfg(test)]
mod tests {
    use super::FindingCode;

    #[test]
    fn a_title_is_one_short_line() {
        for code in FindingCode::ALL {
            let title = code.title();
            assert!((10..=90).contains(&title.len()), "{code}: {title}");
            assert!(!title.contains('\n') && !title.ends_with('.') && title.trim() == title, "{code}: {title}");
        }
    }
}
