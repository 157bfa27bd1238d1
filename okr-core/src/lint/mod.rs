//! The linter: what is sound, but against good practice.
//!
//! Each finding stands in a file of its own, with its words, its examples and its check; [`registry`] lists them
//! all, by family. [`render`] shows what was found as plain text.

mod alignment;
mod facts;
mod finding;
mod focus;
mod found;
pub(crate) mod given;
mod health;
mod newest;
mod ownership;
#[cfg(feature = "reference")]
mod reference;
mod render;
mod sight;
#[cfg(all(test, feature = "reference"))]
mod tests;
mod time;
mod words;
mod writing;

#[cfg(feature = "reference")]
pub use finding::Page;
pub use finding::{Family, Finding};
use found::{Common, Found};
#[cfg(feature = "reference")]
pub use reference::reference;
pub use render::render;
pub(crate) use sight::Context;
use sight::{Known, Sight};

use crate::parallel;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::FindingRow;

static REGISTRY: [&Finding; 40] = [
    &focus::too_few_objectives::FINDING,
    &focus::too_many_objectives::FINDING,
    &focus::too_few_key_results::FINDING,
    &focus::too_many_key_results::FINDING,
    &focus::too_few_kpis::FINDING,
    &focus::too_many_kpis::FINDING,
    &focus::metric_fatigue::FINDING,
    &focus::dominant_weight::FINDING,
    &writing::number_in_objective::FINDING,
    &writing::vague_title::FINDING,
    &writing::duplicate_title::FINDING,
    &writing::output_not_outcome::FINDING,
    &writing::unit_mismatch::FINDING,
    &writing::scale_mismatch::FINDING,
    &writing::no_baseline::FINDING,
    &writing::met_at_start::FINDING,
    &writing::against_better::FINDING,
    &writing::business_as_usual::FINDING,
    &writing::every_kpi_is_an_okr::FINDING,
    &writing::okr_without_kpi::FINDING,
    &writing::first_day_readings::FINDING,
    &ownership::missing_owner::FINDING,
    &ownership::shared_owner::FINDING,
    &ownership::compensation_linked::FINDING,
    &time::outside_cycle::FINDING,
    &time::cycles_overlap::FINDING,
    &time::unusual_cycle::FINDING,
    &time::check_in_overdue::FINDING,
    &time::kpi_review_overdue::FINDING,
    &time::retrospective_missing::FINDING,
    &alignment::unaligned::FINDING,
    &alignment::level_inverted::FINDING,
    &alignment::level_skip::FINDING,
    &alignment::parent_in_other_cycle::FINDING,
    &alignment::double_counted::FINDING,
    &health::kpi_without_range::FINDING,
    &health::unanswered_trigger::FINDING,
    &health::too_easy::FINDING,
    &health::unread_metric::FINDING,
    &health::unknown_metric::FINDING,
];

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

/// Findings whose checks look at one objective with its key results, one KPI or one series after the other: they can be shared
/// among threads, and go through items that are still in the cache from the check before.
static ONE_BY_ONE: [FindingCode; 18] = [
    FindingCode::TooFewKeyResults,
    FindingCode::TooManyKeyResults,
    FindingCode::DominantWeight,
    FindingCode::NumberInObjective,
    FindingCode::VagueTitle,
    FindingCode::OutputNotOutcome,
    FindingCode::UnitMismatch,
    FindingCode::ScaleMismatch,
    FindingCode::NoBaseline,
    FindingCode::MetAtStart,
    FindingCode::AgainstBetter,
    FindingCode::FirstDayReadings,
    FindingCode::MissingOwner,
    FindingCode::SharedOwner,
    FindingCode::CompensationLinked,
    FindingCode::LevelInverted,
    FindingCode::ParentInOtherCycle,
    FindingCode::UnreadMetric,
];

/// So many items are gone through at a time.
const PART: usize = 256;

/// What is against good practice: in the order of the registry, and of each finding in that of the document.
pub(crate) fn lint(context: &Context<'_>) -> Vec<FindingRow> {
    let known = Known::new(context);
    let sight = Sight::new(context, &known);
    let parts = sight.parts(PART);
    let severity = |finding: &Finding| context.policy.severity.get(finding.code).unwrap_or(finding.severity);
    let wanted = REGISTRY.into_iter().map(|finding| (finding, severity(finding)));
    let wanted: Vec<_> = wanted.filter(|(_, severity)| *severity != Severity::Off).collect();
    let (mut whole, mut one_by_one) = (Vec::new(), Vec::new());
    for (place, (finding, severity)) in wanted.iter().enumerate() {
        let checks = if ONE_BY_ONE.contains(&finding.code) { &mut one_by_one } else { &mut whole };
        checks.push((place, Common::new(finding, *severity)));
    }
    let size = context.index.key_results.len() + context.index.series.len();
    // What a check finds, with its place among those that are wanted.
    let found = parallel::jobs(size, whole.len() + parts.len(), |job| match whole.get(job) {
        Some((place, common)) => vec![(*place, check(common, &sight))],
        None => {
            let part = job.checked_sub(whole.len()).and_then(|part| parts.get(part));
            let checks = part.into_iter().flat_map(|part| one_by_one.iter().map(move |check| (part, check)));
            let found = checks.map(|(part, (place, common))| (*place, check(common, part)));
            found.filter(|(_, rows)| !rows.is_empty()).collect()
        }
    });
    let mut found: Vec<_> = found.into_iter().flatten().collect();
    crate::order::by_key(&mut found, |(place, _)| *place);
    let mut rows = Vec::with_capacity(found.iter().map(|(_, rows)| rows.len()).sum());
    found.into_iter().for_each(|(_, mut some)| rows.append(&mut some));
    rows
}

fn check(common: &Common, sight: &Sight<'_>) -> Vec<FindingRow> {
    let mut rows = Vec::new();
    (common.finding.check)(sight, &mut Found::new(common, &mut rows));
    rows
}
