//! The words that a report uses.

use super::column::word_cell;
use crate::document::vocabulary;
use crate::plan::policy::Severity;
use crate::plan::{Ambition, FindingCode, ObjectiveState, Pace};

vocabulary! {
    /// How a goal stands.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Status;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!((report.objectives[0].status, report.objectives[1].status), (Status::Achieved, Status::Missed));
    /// ```
    pub enum Status {
        /// Not yet agreed.
        Draft = "draft",
        /// Given up.
        Dropped = "dropped",
        /// Its time has not come, or its first reading is not due yet.
        NotStarted = "not_started",
        /// It is a success: reached, or attained at its end.
        Achieved = "achieved",
        /// At its end it was not attained.
        Missed = "missed",
        /// There is nothing to judge.
        NoData = "no_data",
        /// As far as expected, or nearly.
        OnTrack = "on_track",
        /// Behind.
        AtRisk = "at_risk",
        /// Far behind.
        OffTrack = "off_track",
        /// It was on track when last heard of.
        Stale = "stale",
    }
}

vocabulary! {
    /// How anything stands, on one scale for goals and KPIs: what colours a page.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Rating;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// // An objective that is missed, and a KPI outside its range.
    /// assert_eq!((report.objectives[1].level, report.kpis[0].level), (Rating::Bad, Rating::Bad));
    /// ```
    pub enum Rating {
        /// It is on track, achieved or healthy.
        Good = "good",
        /// It is at risk, stale, or misses its target within its healthy range.
        Watch = "watch",
        /// It is off track, missed or unhealthy.
        Bad = "bad",
        /// Nothing tells how it stands.
        None = "none",
    }
}

impl Status {
    /// Whether what was computed is worse than what people said; not where nothing was computed.
    pub(crate) fn is_worse_than(self, said: Said) -> bool {
        let computed = match self {
            Status::OffTrack | Status::Missed => 0,
            Status::AtRisk => 1,
            // It was on track at its last reading.
            Status::OnTrack | Status::Stale => 2,
            Status::Achieved | Status::Draft | Status::Dropped | Status::NotStarted | Status::NoData => return false,
        };
        let said = match said {
            Said::OffTrack => 0,
            Said::AtRisk => 1,
            Said::OnTrack => 2,
            Said::Done => 3,
        };
        said > computed
    }
}

impl From<Status> for Rating {
    fn from(status: Status) -> Self {
        match status {
            Status::OnTrack | Status::Achieved => Rating::Good,
            Status::AtRisk | Status::Stale => Rating::Watch,
            Status::OffTrack | Status::Missed => Rating::Bad,
            Status::Draft | Status::Dropped | Status::NotStarted | Status::NoData => Rating::None,
        }
    }
}

impl From<Health> for Rating {
    fn from(health: Health) -> Self {
        match health {
            Health::Healthy => Rating::Good,
            Health::Watch | Health::Stale => Rating::Watch,
            Health::Unhealthy => Rating::Bad,
            Health::NoData | Health::Unrated | Health::SmallSample | Health::Undefined | Health::Retired => {
                Rating::None
            }
        }
    }
}

vocabulary! {
    /// The colour of a score.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Grade;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// // 0.3 does not reach 0.4.
    /// assert_eq!((report.objectives[0].grade, report.objectives[1].grade), (Some(Grade::Green), Some(Grade::Red)));
    /// ```
    pub enum Grade {
        /// A success.
        Green = "green",
        /// On the way.
        Amber = "amber",
        /// Less.
        Red = "red",
    }
}

vocabulary! {
    /// Why there is no number yet.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Reason;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.objectives[2].unmeasured, Some(Reason::NoMembers));
    /// ```
    pub enum Reason {
        /// Its time has not come.
        NotStarted = "not_started",
        /// The value that it reads is not due yet.
        NotDue = "not_due",
        /// There is no reading in its window.
        NoReading = "no_reading",
        /// There is no value to start from.
        NoBaseline = "no_baseline",
        /// The target equals the value to start from.
        FlatTarget = "flat_target",
        /// No objective below it counts.
        NoChildren = "no_children",
        /// All samples were too small.
        SmallSample = "small_sample",
        /// It has no members that count.
        NoMembers = "no_members",
        /// The weights of its members sum to 0.
        ZeroWeight = "zero_weight",
    }
}

vocabulary! {
    /// How what is expected of a key result grows.
    pub enum PaceKind {
        /// By the same amount every day.
        Linear = "linear",
        /// As its plan says by date.
        Phased = "phased",
    }
}

impl From<&Pace> for PaceKind {
    fn from(pace: &Pace) -> Self {
        match pace {
            Pace::Linear => PaceKind::Linear,
            Pace::Phased(_) => PaceKind::Phased,
        }
    }
}

vocabulary! {
    /// How a KPI does.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Health;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!((report.kpis[0].health, report.kpis[1].health), (Health::Unhealthy, Health::Unrated));
    /// ```
    pub enum Health {
        /// It has neither a range nor a target.
        Unrated = "unrated",
        /// Inside its range, and at its target where it has one.
        Healthy = "healthy",
        /// Inside its range, and short of its target.
        Watch = "watch",
        /// Outside its range.
        Unhealthy = "unhealthy",
        /// It has no value.
        NoData = "no_data",
        /// It was well when last heard of.
        Stale = "stale",
        /// The newest sample was too small.
        SmallSample = "small_sample",
        /// Its formula divides by 0, or comes to a number that no value can be.
        Undefined = "undefined",
        /// It has ended.
        Retired = "retired",
    }
}

vocabulary! {
    /// How a value moved from the one before.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Moved;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!((report.kpis[0].moved, report.kpis[1].moved), (Moved::Worse, Moved::Unknown));
    /// ```
    pub enum Moved {
        /// For the better.
        Better = "better",
        /// For the worse.
        Worse = "worse",
        /// Not.
        Same = "same",
        /// There is nothing to compare with.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// The rule of the process behaviour chart that a value belongs to.
    pub enum Signal {
        /// It lies beyond a limit.
        BeyondLimits = "beyond_limits",
        /// It is one of 7 or more in a row on one side of the mean.
        RunOfOneSide = "run_of_one_side",
        /// It is one of 7 or more in a row that rise, or fall.
        RunOfRises = "run_of_rises",
        /// It is one of 2 of 3 in the outer third before a limit, all three on one side of the mean.
        TwoOfThree = "two_of_three",
    }
}

vocabulary! {
    /// Where a rule stands.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::TriggerState;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.triggers[0].state, TriggerState::Firing);
    /// ```
    pub enum TriggerState {
        /// Breaches began, too few yet.
        Pending = "pending",
        /// It raises its hand.
        Firing = "firing",
        /// The breaches ended, not long enough ago.
        Recovering = "recovering",
        /// It could not judge.
        InsufficientData = "insufficient_data",
    }
}

vocabulary! {
    /// What a rule lacks that could not judge.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::Lack;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// // Two values are no three rises.
    /// let enps = report.triggers.iter().find(|row| &*row.kpi == "enps" && &*row.rule == "worsening").unwrap();
    /// assert_eq!((enps.reason, enps.needed, enps.have), (Some(Lack::Values), Some(2), Some(1)));
    /// ```
    pub enum Lack {
        /// A healthy range.
        Range = "range",
        /// A target.
        Target = "target",
        /// Values.
        Values = "values",
    }
}

vocabulary! {
    /// Why a trigger has no draft.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::report::NoDraft;
    ///
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.triggers[0].draft_reason, None);
    /// assert_eq!(NoDraft::NoCycle.as_str(), "no_cycle");
    /// ```
    pub enum NoDraft {
        /// No cycle is left in which it could be worked on.
        NoCycle = "no_cycle",
        /// No aim is better than the value is now.
        NothingBetter = "nothing_better",
        /// There is no value to start from.
        NoValue = "no_value",
    }
}

word_cell!(
    Said,
    Status,
    Rating,
    Grade,
    Reason,
    crate::plan::MeasureKind,
    Health,
    Moved,
    Signal,
    TriggerState,
    Lack,
    NoDraft,
    PaceKind,
    Ambition,
    crate::plan::Better,
    crate::plan::Indicator,
    crate::plan::Level,
    ObjectiveState,
    FindingCode,
    Severity
);

pub use crate::plan::Said;
