//! The steps of an explanation.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::vocabulary;

vocabulary! {
    /// What a step of an explanation is.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::explain::StepKind;
    ///
    /// let steps = tracker.explain(&evaluation, "2026-Q3").unwrap().steps;
    /// assert_eq!(steps.last().map(|step| step.kind), Some(StepKind::Formula));
    /// ```
    pub enum StepKind {
        /// The days that count.
        Window = "window",
        /// A revision that is in force.
        Revision = "revision",
        /// The value to start from.
        Baseline = "baseline",
        /// The value to reach.
        Target = "target",
        /// The value now.
        Current = "current",
        /// A reading that was used.
        Reading = "reading",
        /// A milestone.
        Milestone = "milestone",
        /// A part of a weighted mean.
        Member = "member",
        /// What was left out of it.
        LeftOut = "left_out",
        /// The formula with its numbers.
        Formula = "formula",
        /// Raw progress that was cut to 0 or 1.
        Clamp = "clamp",
        /// Why there is no number.
        Unmeasured = "unmeasured",
    }
}

/// One step of an explanation.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let steps = tracker.explain(&evaluation, "days").unwrap().steps;
/// assert_eq!((steps[1].value, steps[1].text.as_str()), (Some(42.0), "from 42 (as written)"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// The id or title that it is about.
    pub id: Option<Arc<str>>,
    /// Its number.
    pub value: Option<f64>,
    /// Its weight, or the size of its sample.
    pub weight: Option<f64>,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The day on which it became known, where that is another.
    pub recorded: Option<NaiveDate>,
    /// The step in words.
    pub text: String,
}

impl Step {
    pub(super) fn new(kind: StepKind, value: Option<f64>, text: impl Into<String>) -> Self {
        Step { kind, id: None, value, weight: None, date: None, recorded: None, text: text.into() }
    }

    pub(super) fn of(mut self, id: &Arc<str>) -> Self {
        self.id = Some(Arc::clone(id));
        self
    }
}

/// Score, text and steps of an explanation.
pub(super) type Explained = (Option<f64>, String, Vec<Step>);
