//! Advise: three decision tables as data, and a function over typed answers for each.
//!
//! The tables are what practice guides agree on: KPIs tell whether something is healthy, OKRs change it.

use serde::Serialize;

use crate::document::{document, vocabulary};
use crate::error::Errors;

vocabulary! {
    /// What is wrong, or wanted.
    ///
    /// ```
    /// use okr_core::advise::{Question, Situation, advise};
    ///
    /// assert_eq!(advise(Question::Lead(Situation::LackOfFocus)).unwrap().advice, "okrs");
    /// ```
    pub enum Situation {
        /// People work on too much at once.
        LackOfFocus = "lack_of_focus",
        /// Nobody sees how things stand.
        LackOfVisibility = "lack_of_visibility",
        /// Both at once.
        LackOfBoth = "lack_of_both",
        /// A program is launched or overhauled.
        Launch = "launch",
        /// A program runs and needs to be seen.
        RunningNeedsVisibility = "running_needs_visibility",
        /// One area is weak.
        WeakArea = "weak_area",
        /// A dashboard is wanted each month.
        MonthlyDashboard = "monthly_dashboard",
        /// A few priorities matter most.
        StrategicPriorities = "strategic_priorities",
        /// People are to answer for results, and things are to move.
        AccountabilityAndMotion = "accountability_and_motion",
    }
}

vocabulary! {
    /// Which framework leads.
    ///
    /// ```
    /// use okr_core::advise::{LEADS, Lead, Situation};
    ///
    /// let both = LEADS.iter().find(|row| row.answer == Situation::LackOfBoth).unwrap();
    /// assert_eq!(both.advice, Lead::FewOkrsOverKpis);
    /// ```
    pub enum Lead {
        /// Objectives and key results.
        Okrs = "okrs",
        /// KPIs.
        Kpis = "kpis",
        /// Few OKRs over a tight KPI dashboard.
        FewOkrsOverKpis = "few_okrs_over_kpis",
        /// OKRs first, KPIs when they run.
        OkrsFirst = "okrs_first",
        /// KPIs first, OKRs when a number calls for it.
        KpisFirst = "kpis_first",
        /// OKRs, supported by KPIs.
        OkrsWithKpis = "okrs_with_kpis",
        /// Both alike.
        Both = "both",
    }
}

vocabulary! {
    /// What an initiative is to do.
    ///
    /// ```
    /// use okr_core::advise::{Initiative, Question, advise};
    ///
    /// assert_eq!(advise(Question::Home(Initiative::KeepStandard)).unwrap().advice, "kpi");
    /// ```
    pub enum Initiative {
        /// A standard is to be kept.
        KeepStandard = "keep_standard",
        /// A trend is to be broken.
        BreakTrend = "break_trend",
        /// Something new is launched.
        LaunchNew = "launch_new",
        /// A KPI has been out of its range for more than two months.
        OutOfRange = "out_of_range",
        /// Daily work.
        BusinessAsUsual = "business_as_usual",
    }
}

vocabulary! {
    /// Where an initiative belongs.
    ///
    /// ```
    /// use okr_core::advise::{HOMES, Home, Initiative};
    ///
    /// let daily = HOMES.iter().find(|row| row.answer == Initiative::BusinessAsUsual).unwrap();
    /// assert_eq!(daily.advice, Home::Neither);
    /// ```
    pub enum Home {
        /// Among the KPIs.
        Kpi = "kpi",
        /// Among the objectives.
        Okr = "okr",
        /// Among the objectives, on the root cause.
        OkrOnRootCause = "okr_on_root_cause",
        /// In neither.
        Neither = "neither",
    }
}

vocabulary! {
    /// How far measuring has come.
    ///
    /// ```
    /// use okr_core::advise::{Question, Readiness, advise};
    ///
    /// assert_eq!(advise(Question::NextStep(Readiness::BaselineKnown)).unwrap().advice, "add_okrs");
    /// ```
    pub enum Readiness {
        /// Nothing is tracked.
        NothingTracked = "nothing_tracked",
        /// The baseline is known, and there is an outcome to change.
        BaselineKnown = "baseline_known",
        /// KPIs and OKRs both run.
        BothRunning = "both_running",
    }
}

vocabulary! {
    /// What to do next.
    ///
    /// ```
    /// use okr_core::advise::{NEXT_STEPS, NextStep, Readiness};
    ///
    /// let running = NEXT_STEPS.iter().find(|row| row.answer == Readiness::BothRunning).unwrap();
    /// assert_eq!(running.advice, NextStep::KeepBoth);
    /// ```
    pub enum NextStep {
        /// Set up KPIs first.
        KpisFirst = "kpis_first",
        /// Add OKRs.
        AddOkrs = "add_okrs",
        /// Keep both.
        KeepBoth = "keep_both",
    }
}

/// One row of a decision table: for an answer the advice, and why.
///
/// ```
/// use okr_core::advise::HOMES;
///
/// // Every row says why.
/// assert!(HOMES.iter().all(|row| !row.reason.is_empty()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Advice<A, T> {
    /// The answer.
    pub answer: A,
    /// The advice.
    pub advice: T,
    /// Why.
    pub reason: &'static str,
}

const fn row<A, T>(answer: A, advice: T, reason: &'static str) -> Advice<A, T> {
    Advice { answer, advice, reason }
}

/// Which framework leads, by situation.
pub const LEADS: [Advice<Situation, Lead>; 9] = [
    row(Situation::LackOfFocus, Lead::Okrs, "a few objectives say what matters now, and what does not"),
    row(Situation::LackOfVisibility, Lead::Kpis, "a number with a range shows how things stand without a meeting"),
    row(
        Situation::LackOfBoth,
        Lead::FewOkrsOverKpis,
        "a tight dashboard shows where to look, a few objectives what to change",
    ),
    row(Situation::Launch, Lead::OkrsFirst, "there is no steady state to watch yet: first make the change"),
    row(Situation::RunningNeedsVisibility, Lead::KpisFirst, "what runs is to be seen before it is to be changed"),
    row(
        Situation::WeakArea,
        Lead::OkrsWithKpis,
        "an objective works on the weakness, KPIs tell whether it and the rest hold",
    ),
    row(Situation::MonthlyDashboard, Lead::Kpis, "a dashboard repeats the same numbers: those are KPIs"),
    row(Situation::StrategicPriorities, Lead::Okrs, "priorities are changes for a time: those are objectives"),
    row(Situation::AccountabilityAndMotion, Lead::Both, "KPIs say who answers for what, objectives what moves next"),
];

/// Where an initiative belongs, by what it is to do.
pub const HOMES: [Advice<Initiative, Home>; 5] = [
    row(Initiative::KeepStandard, Home::Kpi, "a standard is kept without end: give it a range and an owner"),
    row(Initiative::BreakTrend, Home::Okr, "a trend breaks by work of its own, with a beginning and an end"),
    row(Initiative::LaunchNew, Home::Okr, "what is new needs focus for a time"),
    row(
        Initiative::OutOfRange,
        Home::OkrOnRootCause,
        "after two months it is no accident: work on the cause, not on the number",
    ),
    row(Initiative::BusinessAsUsual, Home::Neither, "daily work needs neither: measuring it all hides what matters"),
];

/// What to do next, by how far measuring has come.
pub const NEXT_STEPS: [Advice<Readiness, NextStep>; 3] = [
    row(Readiness::NothingTracked, NextStep::KpisFirst, "without a baseline no key result can be set"),
    row(Readiness::BaselineKnown, NextStep::AddOkrs, "the number is known and an outcome is to change"),
    row(Readiness::BothRunning, NextStep::KeepBoth, "each does what the other can't: KPIs watch, OKRs change"),
];

fn find<A: Copy + PartialEq, T: Copy, const N: usize>(table: &[Advice<A, T>; N], answer: A) -> Option<Advice<A, T>> {
    table.iter().find(|row| row.answer == answer).copied()
}

/// An answer to one of the three questions.
///
/// ```
/// use okr_core::advise::{Initiative, Question, advise};
///
/// let advice = advise(Question::Home(Initiative::LaunchNew)).unwrap();
/// assert_eq!((advice.answer, advice.advice), ("launch_new", "okr"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Which framework leads?
    Lead(Situation),
    /// Where does an initiative belong?
    Home(Initiative),
    /// What is to be done next?
    NextStep(Readiness),
}

/// Advice with its reason, as a product shows it.
///
/// ```
/// use okr_core::advise::{Answers, Readiness};
///
/// let [advice] = Answers::new().readiness(Readiness::NothingTracked).recommendations()[..] else { panic!() };
/// assert_eq!((advice.answer, advice.advice), ("nothing_tracked", "kpis_first"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recommendation {
    /// The answer that was given.
    pub answer: &'static str,
    /// The advice.
    pub advice: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// The advice for an answer, with its reason.
///
/// ```
/// use okr_core::advise::{Initiative, Question, advise};
///
/// let advice = advise(Question::Home(Initiative::OutOfRange)).unwrap();
/// assert_eq!(advice.advice, "okr_on_root_cause");
/// assert_eq!(advice.reason, "after two months it is no accident: work on the cause, not on the number");
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
    Some(Recommendation { answer, advice, reason })
}

document! {
    /// What is known of a company: an answer to each of the three questions, or to some of them.
    ///
    /// ```
    /// use okr_core::advise::{Answers, Initiative};
    ///
    /// let advice = Answers::new().initiative(Initiative::BreakTrend).recommendations();
    /// assert_eq!(advice[0].advice, "okr");
    /// ```
    pub struct Answers {
        optional {
            /// What is wrong, or wanted: it tells which framework leads.
            situation: Situation,
            /// What an initiative is to do: it tells where that belongs.
            initiative: Initiative,
            /// How far measuring has come: it tells what to do next.
            readiness: Readiness,
        }
    }
}

impl Answers {
    /// The answers that JSON text holds.
    ///
    /// # Errors
    ///
    /// All that does not fit, at once.
    ///
    /// ```
    /// use okr_core::advise::Answers;
    ///
    /// let advice = Answers::from_json(r#"{ "readiness": "nothing_tracked" }"#)?.recommendations();
    /// assert_eq!(advice[0].reason, "without a baseline no key result can be set");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "")
    }

    /// The advice for each answer that is given, with its reason, in the order of the questions.
    ///
    /// ```
    /// use okr_core::advise::{Answers, Initiative, Readiness};
    ///
    /// let answers = Answers::new().readiness(Readiness::BothRunning).initiative(Initiative::BreakTrend);
    /// let advice: Vec<_> = answers.recommendations().iter().map(|row| row.advice).collect();
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

/// The three tables as Markdown, a row for each answer.
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
    table("Which framework leads?", Situation::ALL.map(Question::Lead).to_vec());
    table("Where does an initiative belong?", Initiative::ALL.map(Question::Home).to_vec());
    table("What is to be done next?", Readiness::ALL.map(Question::NextStep).to_vec());
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
