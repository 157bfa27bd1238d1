//! What a finding is: its words, its examples and its check.

use super::collector::Collector;
use super::view::LintView;
use crate::document::vocabulary;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

vocabulary! {
    /// What a finding is about.
    ///
    /// ```
    /// use okr_core::lint::{Family, registry};
    ///
    /// assert!(Family::ALL.iter().all(|family| registry().iter().any(|finding| finding.family == *family)));
    /// ```
    pub enum Family {
        /// How much is taken on at once.
        Focus = "focus",
        /// How goals are put into words and numbers.
        Writing = "writing",
        /// Who answers for them.
        Ownership = "ownership",
        /// When they are set, looked at and looked back upon.
        Time = "time",
        /// How they support each other.
        Alignment = "alignment",
        /// What the numbers say that nobody has noticed.
        Health = "health",
    }
}

/// One kind of finding.
///
/// ```
/// use okr_core::lint::registry;
///
/// assert!(registry().iter().all(|finding| !finding.rationale.is_empty() && !finding.help.is_empty()));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Finding {
    /// Its code.
    pub code: FindingCode,
    /// What it is about.
    pub family: Family,
    /// How much it matters where the policy does not say otherwise.
    pub severity: Severity,
    /// Why it matters.
    pub rationale: &'static str,
    /// What to do next.
    pub help: &'static str,
    /// What the page about all findings says of it besides.
    #[cfg(feature = "reference")]
    pub page: Page,
    pub(super) check: fn(&LintView<'_>, &mut Collector<'_>),
}

/// A finding's section of the page about all of them: its limits and its examples.
///
/// ```
/// use okr_core::lint::registry;
///
/// assert!(registry().iter().all(|finding| finding.page.bad.contains("plan") && finding.page.good.contains("plan")));
/// ```
#[cfg(feature = "reference")]
#[derive(Debug)]
#[non_exhaustive]
pub struct Page {
    /// What it leaves alone, and where it is silent although one might expect it.
    pub silent: &'static str,
    /// The id of the item in the examples at which it is found, or is not.
    pub id: &'static str,
    /// An evaluation that shows it, as JSON text: `plan`, `as_of`, and where they matter `readings`, `check_ins` and `policy`.
    pub bad: &'static str,
    /// One that does not.
    pub good: &'static str,
}

impl Finding {
    /// What is found, in a line.
    ///
    /// ```
    /// use okr_core::lint::registry;
    ///
    /// assert_eq!(registry()[0].title(), "A team has too few objectives in a cycle to set a direction");
    /// ```
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.code.title()
    }
}
