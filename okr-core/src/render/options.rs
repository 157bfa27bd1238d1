//! What a page holds.

use crate::document::{document, vocabulary};
use crate::error::Errors;

vocabulary! {
    /// A part of the page of a report.
    pub enum PagePart {
        /// Objectives with their key results, the most urgent first.
        Objectives = "objectives",
        /// Rules that fire, with who answers them or what could.
        Triggers = "triggers",
        /// A tile for each KPI.
        Kpis = "kpis",
        /// What people said, the newest first.
        CheckIns = "check_ins",
        /// What is against good practice.
        Findings = "findings",
    }
}

document! {
    /// What the page of a report holds.
    ///
    /// ```
    /// use okr_core::render::{PageOptions, PagePart};
    ///
    /// let options = PageOptions::new().title("People and Culture").parts([PagePart::Objectives, PagePart::Kpis]);
    /// assert_eq!(options.parts.len(), 2);
    /// ```
    #[derive(Eq, Hash)]
    pub struct PageOptions {
        optional {
            /// Its title. Default: the name of the running cycle.
            title: String,
            /// What changed, as the text of changes since a day tells it: a heading, then lines, of which those that start with `- `
            /// make a list. Default: the page does not tell.
            changes: String,
        }
        defaulted {
            /// Whether to leave the document around the page away: for a page of your own, a notebook or a mail.
            fragment: bool = false,
        }
        lists {
            /// The parts that it holds; their order stays. Default: all.
            parts: PagePart,
        }
    }
}

impl PageOptions {
    /// The options that JSON text holds.
    ///
    /// # Errors
    ///
    /// All that does not fit.
    ///
    /// ```
    /// use okr_core::render::{PageOptions, PagePart};
    ///
    /// assert_eq!(PageOptions::from_json(r#"{ "parts": ["kpis"] }"#)?.parts, [PagePart::Kpis]);
    /// assert!(PageOptions::from_json(r#"{ "parts": ["kpi"] }"#).is_err());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "")
    }

    /// What changed: the heading and the lines, in order.
    pub(super) fn changed(&self) -> Option<(&str, Vec<&str>)> {
        let mut lines = self.changes.as_deref()?.lines().filter(|line| !line.trim().is_empty());
        Some((lines.next()?, lines.collect()))
    }

    /// The parts that the page holds, in their order.
    pub(super) fn shown(&self) -> impl Iterator<Item = PagePart> {
        PagePart::ALL.into_iter().filter(|part| self.parts.is_empty() || self.parts.contains(part))
    }
}
