//! The codes of findings, as `allow` and a policy's `severity` spell them.

use crate::document::vocabulary;

/// Defines the codes from their titles, so that a title stands in one index.
macro_rules! codes {
    ($( #[doc = $title:literal] $variant:ident = $text:literal, )*) => {
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

codes! {
    /// A team has fewer objectives in a cycle than give it direction
    TooFewObjectives = "too-few-objectives",
    /// A team has more objectives in a cycle than it can keep in mind
    TooManyObjectives = "too-many-objectives",
    /// An objective has fewer key results than tell whether it is achieved
    TooFewKeyResults = "too-few-key-results",
    /// An objective has more key results than anybody can work on
    TooManyKeyResults = "too-many-key-results",
    /// A team watches fewer KPIs than show whether all is well
    TooFewKpis = "too-few-kpis",
    /// A team watches more KPIs than it can act on
    TooManyKpis = "too-many-kpis",
    /// A team has so many KPIs that nobody looks at them
    MetricFatigue = "metric-fatigue",
    /// One key result decides the score of its objective
    DominantWeight = "dominant-weight",
    /// The title of an objective names a number
    NumberInObjective = "number-in-objective",
    /// The title of an objective has too few words to say what is meant
    VagueTitle = "vague-title",
    /// Two items that stand side by side have the same title
    DuplicateTitle = "duplicate-title",
    /// An objective is measured by milestones only
    OutputNotOutcome = "output-not-outcome",
    /// A key result has another unit than the KPI that it reads
    UnitMismatch = "unit-mismatch",
    /// The readings are about 100 times off the target
    ScaleMismatch = "scale-mismatch",
    /// A key result has no value to start from
    NoBaseline = "no-baseline",
    /// A key result was met before it began
    MetAtStart = "met-at-start",
    /// A key result makes its KPI worse
    AgainstBetter = "against-better",
    /// A key result repeats what its healthy KPI asks for anyway
    BusinessAsUsual = "business-as-usual",
    /// Every KPI of a team is a key result
    EveryKpiIsAnOkr = "every-kpi-is-an-okr",
    /// An objective moves no KPI
    OkrWithoutKpi = "okr-without-kpi",
    /// All readings of a KPI lie on first days of its periods
    FirstDayReadings = "first-day-readings",
    /// Nobody answers for it
    MissingOwner = "missing-owner",
    /// Several people answer for it
    SharedOwner = "shared-owner",
    /// Pay depends on an objective
    CompensationLinked = "compensation-linked",
    /// A date lies outside the cycle that it belongs to
    OutsideCycle = "outside-cycle",
    /// Two cycles overlap, and neither is part of the other
    CyclesOverlap = "cycles-overlap",
    /// A cycle is not about a month, a quarter, a half or a year long
    UnusualCycle = "unusual-cycle",
    /// Nothing was heard of an objective of late
    CheckInOverdue = "check-in-overdue",
    /// Nobody has looked at a KPI of late
    KpiReviewOverdue = "kpi-review-overdue",
    /// A cycle ended without a look back
    RetrospectiveMissing = "retrospective-missing",
    /// An objective supports nothing, although there is something above it to support
    Unaligned = "unaligned",
    /// An objective supports one of a lower level
    LevelInverted = "level-inverted",
    /// An objective supports one that is more than a level above
    LevelSkip = "level-skip",
    /// An objective supports one of another cycle
    ParentInOtherCycle = "parent-in-other-cycle",
    /// Two key results in one tree of objectives count the same KPI
    DoubleCounted = "double-counted",
    /// A KPI has nothing that tells whether it is healthy
    KpiWithoutRange = "kpi-without-range",
    /// A KPI raises its hand, and no objective answers
    UnansweredTrigger = "unanswered-trigger",
    /// A team reached all that was meant to be a stretch
    TooEasy = "too-easy",
    /// There are no readings of a metric
    UnreadMetric = "unread-metric",
    /// There are readings of a metric that the plan does not have
    UnknownMetric = "unknown-metric",
}

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
