//! The linter: what is sound, but against good practice.
//!
//! Each finding stands in a file of its own, with its words, its examples and its check; [`registry`] lists them
//! all, by family. [`render`] shows what was found as plain text.

mod awaited;
mod collector;
mod counts;
mod days;
mod finding;
mod key_result_summary;
mod newest_first;
pub(crate) mod reader;
mod render;
#[cfg(all(test, feature = "reference"))]
mod tests;
mod title_text;
mod view;

use std::collections::BTreeMap;

use collector::{Collector, Common};
#[cfg(feature = "reference")]
pub use finding::Page;
pub use finding::{Family, Finding};
pub use render::render;
#[cfg(feature = "reference")]
pub(crate) use render::render_rows;
pub(crate) use view::Context;
use view::{ItemStates, LintView};

use crate::parallel;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::FindingRow;

/// Makes a module for each finding, in that of its family, and the registry.
macro_rules! registry {
    ($( $family:ident { $( $(#[$title:meta])* $file:ident $variant:ident = $text:literal, )* } )*) => {
        $( mod $family { $( pub(super) mod $file; )* } )*

        static REGISTRY: [&Finding; FindingCode::ALL.len()] = [$($( &$family::$file::FINDING ),*),*];
    };
}

crate::plan::for_each_finding!(registry);

/// Every finding, in the order in which a report lists them: that of [`FindingCode::ALL`](crate::plan::FindingCode::ALL).
///
/// ```
/// use okr_core::lint::registry;
///
/// let owner = registry().iter().find(|finding| finding.code.as_str() == "missing-owner").unwrap();
/// assert_eq!((owner.family.as_str(), owner.severity.as_str()), ("ownership", "warning"));
/// ```
#[must_use]
pub fn registry() -> &'static [&'static Finding] {
    &REGISTRY
}

/// Groups findings by their code, in the order of the codes; those of a code keep theirs.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// use okr_core::lint::by_code;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let by_code = by_code(&report.findings);
/// assert_eq!(by_code.values().map(Vec::len).sum::<usize>(), report.findings.len());
/// ```
#[must_use]
pub fn by_code(findings: &[FindingRow]) -> BTreeMap<FindingCode, Vec<&FindingRow>> {
    let mut codes: BTreeMap<FindingCode, Vec<&FindingRow>> = BTreeMap::new();
    findings.iter().for_each(|finding| codes.entry(finding.code).or_default().push(finding));
    codes
}

/// Checks a plan against good practice: rows in the order of the registry, those of a finding in document order.
pub(crate) fn lint(context: &Context<'_>) -> Vec<FindingRow> {
    let items = ItemStates::new(context);
    let view = LintView::new(context, &items);
    let severity = |finding: &Finding| context.evaluation.policy.severity.get(finding.code).unwrap_or(finding.severity);
    let checks = REGISTRY.into_iter().map(|finding| (finding, severity(finding)));
    let checks: Vec<_> = checks.filter(|(_, severity)| *severity != Severity::Off).collect();
    let size = context.evaluation.plan.key_results.len() + context.evaluation.plan.series.len();
    let rows = parallel::jobs(size, checks.len(), |job| {
        checks.get(job).map_or_else(Vec::new, |(finding, severity)| check(finding, *severity, &view))
    });
    rows.into_iter().flatten().collect()
}

fn check(finding: &Finding, severity: Severity, view: &LintView<'_>) -> Vec<FindingRow> {
    let mut rows = Vec::new();
    let common = Common::new(finding.code, severity, finding.rationale, finding.help);
    (finding.check)(view, &mut Collector::new(&common, &mut rows));
    rows
}
