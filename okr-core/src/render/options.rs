//! What a page holds.

use crate::document::vocabulary;

vocabulary! {
    /// A part of the page of a report.
    pub enum PagePart {
        /// Objectives with their key results, the most urgent first.
        Objectives = "objectives",
        /// Rules that fire, with who answers them or what could.
        Triggers = "triggers",
        /// A tile for each KPI.
        Kpis = "kpis",
        /// What is against good practice.
        Findings = "findings",
    }
}

/// What the page of a report holds.
///
/// ```
/// use okr_core::render::{PageOptions, PagePart};
///
/// let options = PageOptions::new().title("People and Culture").parts([PagePart::Objectives, PagePart::Kpis]);
/// assert_ne!(options, PageOptions::new());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageOptions {
    pub(super) title: Option<String>,
    pub(super) parts: Option<Vec<PagePart>>,
    pub(super) fragment: bool,
}

impl PageOptions {
    /// A whole document with all parts, named after the running cycle.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Sets the parts that the page holds; their order stays.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = PagePart>) -> Self {
        self.parts = Some(parts.into_iter().collect());
        self
    }

    /// Sets whether to write a part of a document instead of a whole one: for a page of your own, a notebook or a mail.
    #[must_use]
    pub fn fragment(mut self, fragment: bool) -> Self {
        self.fragment = fragment;
        self
    }

    /// The parts that the page holds, in their order.
    pub(super) fn shown(&self) -> impl Iterator<Item = PagePart> {
        PagePart::ALL.into_iter().filter(|part| self.parts.as_ref().is_none_or(|parts| parts.contains(part)))
    }
}
