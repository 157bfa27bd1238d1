//! The codes of findings, as `allow` and a policy's `severity` spell them.

use crate::document::vocabulary;

/// Defines the codes from their titles, so that a title stands in one index.
macro_rules! codes {
    ($( #[doc = $title:literal] $family:ident::$file:ident $variant:ident = $text:literal, )*) => {
        vocabulary! {
            /// The code of a finding: something that is sound, but against good practice.
            ///
            /// ```
            /// use okr_core::plan::FindingCode;
            ///
            /// assert_eq!(FindingCode::MissingOwner.title(), "Nobody answers for it");
            /// ```
            pub enum FindingCode {
                $( #[doc = $title] $variant = $text, )*
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
                    $( Self::$variant => $title.trim_ascii(), )*
                }
            }
        }
    };
}

/// The list of findings: title, file in `lint`, code. The codes and the registry of `lint` are made from it.
macro_rules! for_each_finding {
    ($make:ident) => {
        $make! {
            /// A team has too few objectives in a cycle to set a direction
            focus::too_few_objectives TooFewObjectives = "too-few-objectives",
            /// A team has too many objectives in a cycle to stay focused
            focus::too_many_objectives TooManyObjectives = "too-many-objectives",
            /// An objective has too few key results to show whether it is achieved
            focus::too_few_key_results TooFewKeyResults = "too-few-key-results",
            /// An objective has too many key results to work on
            focus::too_many_key_results TooManyKeyResults = "too-many-key-results",
            /// A team tracks too few KPIs to see whether it is healthy
            focus::too_few_kpis TooFewKpis = "too-few-kpis",
            /// A team tracks more KPIs than it can act on
            focus::too_many_kpis TooManyKpis = "too-many-kpis",
            /// A team has too many KPIs for anyone to follow
            focus::metric_fatigue MetricFatigue = "metric-fatigue",
            /// One key result decides the score of its objective
            focus::dominant_weight DominantWeight = "dominant-weight",
            /// The title of an objective contains a number
            writing::number_in_objective NumberInObjective = "number-in-objective",
            /// The title of an objective is too short to be clear
            writing::vague_title VagueTitle = "vague-title",
            /// Two sibling items have the same title
            writing::duplicate_title DuplicateTitle = "duplicate-title",
            /// An objective is measured by milestones only
            writing::output_not_outcome OutputNotOutcome = "output-not-outcome",
            /// The unit of a key result differs from that of its KPI
            writing::unit_mismatch UnitMismatch = "unit-mismatch",
            /// Readings and target differ by a factor of about 100
            writing::scale_mismatch ScaleMismatch = "scale-mismatch",
            /// A key result has no baseline
            writing::no_baseline NoBaseline = "no-baseline",
            /// A key result was met before it began
            writing::met_at_start MetAtStart = "met-at-start",
            /// A key result moves its KPI in the wrong direction
            writing::against_better AgainstBetter = "against-better",
            /// A key result repeats what its healthy KPI asks for anyway
            writing::business_as_usual BusinessAsUsual = "business-as-usual",
            /// Every KPI of a team is a key result
            writing::every_kpi_is_an_okr EveryKpiIsAnOkr = "every-kpi-is-an-okr",
            /// An objective moves no KPI
            writing::okr_without_kpi OkrWithoutKpi = "okr-without-kpi",
            /// Every reading of a KPI falls on the first day of a period
            writing::first_day_readings FirstDayReadings = "first-day-readings",
            /// Nobody answers for it
            ownership::missing_owner MissingOwner = "missing-owner",
            /// Several people answer for it
            ownership::shared_owner SharedOwner = "shared-owner",
            /// Pay depends on an objective
            ownership::compensation_linked CompensationLinked = "compensation-linked",
            /// A date lies outside the cycle that it belongs to
            time::outside_cycle OutsideCycle = "outside-cycle",
            /// Two cycles overlap, and neither is part of the other
            time::cycles_overlap CyclesOverlap = "cycles-overlap",
            /// A cycle is not about a month, a quarter, a half or a year long
            time::unusual_cycle UnusualCycle = "unusual-cycle",
            /// An objective has had no recent check-in
            time::check_in_overdue CheckInOverdue = "check-in-overdue",
            /// A KPI has had no recent review
            time::kpi_review_overdue KpiReviewOverdue = "kpi-review-overdue",
            /// A cycle ended without a retrospective
            time::retrospective_missing RetrospectiveMissing = "retrospective-missing",
            /// An objective supports nothing, although there is something above it to support
            alignment::unaligned Unaligned = "unaligned",
            /// An objective supports one of a lower level
            alignment::level_inverted LevelInverted = "level-inverted",
            /// An objective supports one that is more than a level above
            alignment::level_skip LevelSkip = "level-skip",
            /// An objective supports one in a different cycle
            alignment::parent_in_other_cycle ParentInOtherCycle = "parent-in-other-cycle",
            /// Two key results in one tree of objectives count the same KPI
            alignment::double_counted DoubleCounted = "double-counted",
            /// A KPI has nothing that tells whether it is healthy
            health::kpi_without_range KpiWithoutRange = "kpi-without-range",
            /// A trigger has fired, and no objective addresses it
            health::unanswered_trigger UnansweredTrigger = "unanswered-trigger",
            /// A team reached all that was meant to be a stretch
            health::too_easy TooEasy = "too-easy",
            /// A metric has no readings
            health::unread_metric UnreadMetric = "unread-metric",
            /// Readings name a metric that is not in the plan
            health::unknown_metric UnknownMetric = "unknown-metric",
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
