//! Advice on when to use OKRs and when KPIs: three decision tables, and functions that look answers up in them.
//!
//! The tables contain what practice guides agree on: KPIs show whether something is healthy, OKRs change it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::document::{document, vocabulary};
use crate::error::Errors;

vocabulary! {
    /// What is wrong or wanted.
    pub enum Situation {
        /// People work on too much at once.
        LackOfFocus = "lack_of_focus",
        /// Nobody can see how things stand.
        LackOfVisibility = "lack_of_visibility",
        /// Focus and visibility are both lacking.
        LackOfBoth = "lack_of_both",
        /// A program is being launched or overhauled.
        Launch = "launch",
        /// A program is running and needs more visibility.
        RunningNeedsVisibility = "running_needs_visibility",
        /// One area is weak.
        WeakArea = "weak_area",
        /// A monthly dashboard is needed.
        MonthlyDashboard = "monthly_dashboard",
        /// A few strategic priorities matter most.
        StrategicPriorities = "strategic_priorities",
        /// People should be accountable for results, and things should move.
        AccountabilityAndMotion = "accountability_and_motion",
    }
}

vocabulary! {
    /// The framework that should lead.
    pub enum Lead {
        /// Objectives and key results.
        Okrs = "okrs",
        /// KPIs.
        Kpis = "kpis",
        /// A few OKRs on top of a compact KPI dashboard.
        FewOkrsOverKpis = "few_okrs_over_kpis",
        /// OKRs first, then KPIs once things are running.
        OkrsFirst = "okrs_first",
        /// KPIs first, then OKRs where a number calls for them.
        KpisFirst = "kpis_first",
        /// OKRs, supported by KPIs.
        OkrsWithKpis = "okrs_with_kpis",
        /// Both equally.
        Both = "both",
    }
}

vocabulary! {
    /// The purpose of an initiative.
    pub enum Initiative {
        /// Maintain a standard.
        KeepStandard = "keep_standard",
        /// Break a trend.
        BreakTrend = "break_trend",
        /// Launch something new.
        LaunchNew = "launch_new",
        /// Bring back a KPI that has been out of its range for more than two months.
        OutOfRange = "out_of_range",
        /// Run the day-to-day business.
        BusinessAsUsual = "business_as_usual",
    }
}

vocabulary! {
    /// Where an initiative belongs.
    pub enum Home {
        /// Track it with a KPI.
        Kpi = "kpi",
        /// Make it an objective.
        Okr = "okr",
        /// Make the root cause an objective.
        OkrOnRootCause = "okr_on_root_cause",
        /// Neither.
        Neither = "neither",
    }
}

vocabulary! {
    /// How much is measured so far.
    pub enum Readiness {
        /// Nothing is tracked yet.
        NothingTracked = "nothing_tracked",
        /// The baseline is known, and there is an outcome to change.
        BaselineKnown = "baseline_known",
        /// KPIs and OKRs are both in use.
        BothRunning = "both_running",
    }
}

vocabulary! {
    /// The next step.
    pub enum NextStep {
        /// Set up KPIs first.
        KpisFirst = "kpis_first",
        /// Add OKRs.
        AddOkrs = "add_okrs",
        /// Keep both.
        KeepBoth = "keep_both",
    }
}

/// A row of a decision table: an answer, the advice for it, and the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice<A, T> {
    /// The answer.
    pub answer: A,
    /// Advice for that answer.
    pub advice: T,
    /// Reason for the advice.
    pub reason: Cow<'static, str>,
}

const fn row<A, T>(answer: A, advice: T, reason: &'static str) -> Advice<A, T> {
    Advice { answer, advice, reason: Cow::Borrowed(reason) }
}

/// The framework that should lead, by situation.
pub const LEADS: [Advice<Situation, Lead>; 9] = [
    row(Situation::LackOfFocus, Lead::Okrs, "a few objectives say what matters now and what does not"),
    row(Situation::LackOfVisibility, Lead::Kpis, "a number with a range shows how things stand without a meeting"),
    row(
        Situation::LackOfBoth,
        Lead::FewOkrsOverKpis,
        "a compact dashboard shows where to look, a few objectives say what to change",
    ),
    row(Situation::Launch, Lead::OkrsFirst, "there is no steady state to monitor yet: make the change first"),
    row(Situation::RunningNeedsVisibility, Lead::KpisFirst, "make a running program visible before you change it"),
    row(
        Situation::WeakArea,
        Lead::OkrsWithKpis,
        "an objective addresses the weakness, KPIs show whether that area and the others hold up",
    ),
    row(Situation::MonthlyDashboard, Lead::Kpis, "a dashboard shows the same numbers every month: those are KPIs"),
    row(
        Situation::StrategicPriorities,
        Lead::Okrs,
        "a priority is a change within a limited time: that is an objective",
    ),
    row(
        Situation::AccountabilityAndMotion,
        Lead::Both,
        "KPIs say who is accountable for what, objectives say what changes next",
    ),
];

/// Where an initiative belongs, by its purpose.
pub const HOMES: [Advice<Initiative, Home>; 5] = [
    row(Initiative::KeepStandard, Home::Kpi, "a standard has no end date: give it a range and an owner"),
    row(Initiative::BreakTrend, Home::Okr, "breaking a trend takes dedicated work with a beginning and an end"),
    row(Initiative::LaunchNew, Home::Okr, "something new needs focus for a limited time"),
    row(
        Initiative::OutOfRange,
        Home::OkrOnRootCause,
        "after two months it is not a coincidence: work on the cause, not on the number",
    ),
    row(
        Initiative::BusinessAsUsual,
        Home::Neither,
        "day-to-day work needs neither: measuring all of it hides what matters",
    ),
];

/// The next step, by how much is measured so far.
pub const NEXT_STEPS: [Advice<Readiness, NextStep>; 3] = [
    row(Readiness::NothingTracked, NextStep::KpisFirst, "without a baseline you cannot set a key result"),
    row(Readiness::BaselineKnown, NextStep::AddOkrs, "the number is known and there is an outcome to change"),
    row(Readiness::BothRunning, NextStep::KeepBoth, "each does what the other cannot: KPIs monitor, OKRs change"),
];

fn find<A: Copy + PartialEq, T: Clone, const N: usize>(table: &[Advice<A, T>; N], answer: A) -> Option<Advice<A, T>> {
    table.iter().find(|row| row.answer == answer).cloned()
}

/// An answer to one of the three questions.
///
/// ```
/// use okr_core::advise::{Initiative, Question, advise};
///
/// let advice = advise(Question::Home(Initiative::LaunchNew)).unwrap();
/// assert_eq!((&*advice.answer, &*advice.advice), ("launch_new", "okr"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Which framework should lead?
    Lead(Situation),
    /// Where does an initiative belong?
    Home(Initiative),
    /// What is the next step?
    NextStep(Readiness),
}

/// A piece of advice and the reason for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recommendation {
    /// Answer that was given.
    pub answer: Cow<'static, str>,
    /// Advice for that answer.
    pub advice: Cow<'static, str>,
    /// Reason for the advice.
    pub reason: Cow<'static, str>,
}

/// Returns the advice for an answer, with the reason for it.
///
/// ```
/// use okr_core::advise::{Initiative, Question, advise};
///
/// let advice = advise(Question::Home(Initiative::OutOfRange)).unwrap();
/// assert_eq!(advice.advice, "okr_on_root_cause");
/// assert_eq!(advice.reason, "after two months it is not a coincidence: work on the cause, not on the number");
/// ```
#[must_use]
pub fn advise(question: Question) -> Option<Recommendation> {
    let (answer, advice, reason) = match question {
        Question::Lead(answer) => find(&LEADS, answer).map(|row| (answer.as_str(), row.advice.as_str(), row.reason))?,
        Question::Home(answer) => find(&HOMES, answer).map(|row| (answer.as_str(), row.advice.as_str(), row.reason))?,
        Question::NextStep(answer) => {
            find(&NEXT_STEPS, answer).map(|row| (answer.as_str(), row.advice.as_str(), row.reason))?
        }
    };
    Some(Recommendation { answer: answer.into(), advice: advice.into(), reason })
}

document! {
    /// Answers about an organization, to any of the three questions.
    ///
    /// ```
    /// use okr_core::advise::{Answers, Initiative};
    ///
    /// let advice = Answers::new().initiative(Initiative::BreakTrend).recommendations();
    /// assert_eq!(advice[0].advice, "okr");
    /// ```
    pub struct Answers {
        optional {
            /// What is wrong or wanted. Determines which framework should lead.
            situation: Situation,
            /// The purpose of an initiative. Determines where it belongs.
            initiative: Initiative,
            /// How much is measured so far. Determines the next step.
            readiness: Readiness,
        }
    }
}

impl Answers {
    /// Parses answers from JSON text.
    ///
    /// # Errors
    ///
    /// Returns everything that does not fit the format, in one list.
    ///
    /// ```
    /// use okr_core::advise::Answers;
    ///
    /// let advice = Answers::from_json(r#"{ "readiness": "nothing_tracked" }"#)?.recommendations();
    /// assert_eq!(advice[0].reason, "without a baseline you cannot set a key result");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "")
    }

    /// Returns the advice for each answer given, with the reason for it, in the order of the fields.
    ///
    /// ```
    /// use okr_core::advise::{Answers, Initiative, Readiness};
    ///
    /// let answers = Answers::new().readiness(Readiness::BothRunning).initiative(Initiative::BreakTrend);
    /// let advice: Vec<_> = answers.recommendations().into_iter().map(|row| row.advice).collect();
    /// assert_eq!(advice, ["okr", "keep_both"]);
    /// ```
    #[must_use]
    pub fn recommendations(&self) -> Vec<Recommendation> {
        let questions = [
            self.situation.map(Question::Lead),
            self.initiative.map(Question::Home),
            self.readiness.map(Question::NextStep),
        ];
        questions.into_iter().flatten().filter_map(advise).collect()
    }
}

/// Returns the three tables as Markdown, with a row for each answer.
///
/// ```
/// assert!(okr_core::advise::markdown().contains("| `keep_standard` | `kpi` |"));
/// ```
#[must_use]
pub fn markdown() -> String {
    let mut text = String::new();
    let mut table = |title: &str, rows: Vec<Question>| {
        text.push_str(&format!("# {title}\n\n| answer | advice | why |\n|---|---|---|\n"));
        for Recommendation { answer, advice, reason } in rows.into_iter().filter_map(advise) {
            text.push_str(&format!("| `{answer}` | `{advice}` | {reason} |\n"));
        }
        text.push('\n');
    };
    table("Which framework should lead?", Situation::ALL.map(Question::Lead).to_vec());
    table("Where does an initiative belong?", Initiative::ALL.map(Question::Home).to_vec());
    table("What is the next step?", Readiness::ALL.map(Question::NextStep).to_vec());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_advice() {
        assert!(Situation::ALL.iter().all(|answer| advise(Question::Lead(*answer)).is_some()));
        assert!(Initiative::ALL.iter().all(|answer| advise(Question::Home(*answer)).is_some()));
        assert!(Readiness::ALL.iter().all(|answer| advise(Question::NextStep(*answer)).is_some()));
    }
}
