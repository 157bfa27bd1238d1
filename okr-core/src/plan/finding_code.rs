//! The codes of findings, as `allow` and a policy's `severity` spell them.

use crate::document::vocabulary;

/// Defines the codes from their titles, so that a title stands in one place.
macro_rules! codes {
    ($( #[doc = $title:literal] $family:ident::$file:ident $variant:ident = $text:literal, )*) => {
        vocabulary! {
            /// The code of a finding: something that is sound, but against good practice.
            ///
            /// ```
            /// use okr_core::plan::FindingCode;
            ///
            /// assert_eq!(FindingCode::MissingOwner.as_str(), "missing-owner");
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
            /// A team has fewer objectives in a cycle than give it direction
            focus::too_few_objectives TooFewObjectives = "too-few-objectives",
            /// A team has more objectives in a cycle than it can keep in mind
            focus::too_many_objectives TooManyObjectives = "too-many-objectives",
            /// An objective has fewer key results than tell whether it is achieved
            focus::too_few_key_results TooFewKeyResults = "too-few-key-results",
            /// An objective has more key results than anybody can work on
            focus::too_many_key_results TooManyKeyResults = "too-many-key-results",
            /// A team watches fewer KPIs than show whether all is well
            focus::too_few_kpis TooFewKpis = "too-few-kpis",
            /// A team watches more KPIs than it can act on
            focus::too_many_kpis TooManyKpis = "too-many-kpis",
            /// A team has so many KPIs that nobody looks at them
            focus::metric_fatigue MetricFatigue = "metric-fatigue",
            /// One key result decides the score of its objective
            focus::dominant_weight DominantWeight = "dominant-weight",
            /// The title of an objective names a number
            writing::number_in_objective NumberInObjective = "number-in-objective",
            /// The title of an objective has too few words to say what is meant
            writing::vague_title VagueTitle = "vague-title",
            /// Two items that stand side by side have the same title
            writing::duplicate_title DuplicateTitle = "duplicate-title",
            /// An objective is measured by milestones only
            writing::output_not_outcome OutputNotOutcome = "output-not-outcome",
            /// A key result has another unit than the KPI that it reads
            writing::unit_mismatch UnitMismatch = "unit-mismatch",
            /// The readings are about 100 times off the target
            writing::scale_mismatch ScaleMismatch = "scale-mismatch",
            /// A key result has no value to start from
            writing::no_baseline NoBaseline = "no-baseline",
            /// A key result was met before it began
            writing::met_at_start MetAtStart = "met-at-start",
            /// A key result makes its KPI worse
            writing::against_better AgainstBetter = "against-better",
            /// A key result repeats what its healthy KPI asks for anyway
            writing::business_as_usual BusinessAsUsual = "business-as-usual",
            /// Every KPI of a team is a key result
            writing::every_kpi_is_an_okr EveryKpiIsAnOkr = "every-kpi-is-an-okr",
            /// An objective moves no KPI
            writing::okr_without_kpi OkrWithoutKpi = "okr-without-kpi",
            /// All readings of a KPI lie on first days of its periods
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
            /// Nothing was heard of an objective of late
            time::check_in_overdue CheckInOverdue = "check-in-overdue",
            /// Nobody has looked at a KPI of late
            time::kpi_review_overdue KpiReviewOverdue = "kpi-review-overdue",
            /// A cycle ended without a look back
            time::retrospective_missing RetrospectiveMissing = "retrospective-missing",
            /// An objective supports nothing, although there is something above it to support
            alignment::unaligned Unaligned = "unaligned",
            /// An objective supports one of a lower level
            alignment::level_inverted LevelInverted = "level-inverted",
            /// An objective supports one that is more than a level above
            alignment::level_skip LevelSkip = "level-skip",
            /// An objective supports one of another cycle
            alignment::parent_in_other_cycle ParentInOtherCycle = "parent-in-other-cycle",
            /// Two key results in one tree of objectives count the same KPI
            alignment::double_counted DoubleCounted = "double-counted",
            /// A KPI has nothing that tells whether it is healthy
            health::kpi_without_range KpiWithoutRange = "kpi-without-range",
            /// A KPI raises its hand, and no objective answers
            health::unanswered_trigger UnansweredTrigger = "unanswered-trigger",
            /// A team reached all that was meant to be a stretch
            health::too_easy TooEasy = "too-easy",
            /// There are no readings of a metric
            health::unread_metric UnreadMetric = "unread-metric",
            /// There are readings of a metric that the plan does not have
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
