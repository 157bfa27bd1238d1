//! What is found on the drafts of a report.

use okr_core::plan::FindingCode;
use okr_core::report::FindingRow;
use okr_core::{Evaluation, Plan};

/// Merges every draft of a report, each alone, and returns what is found on it but for what a policy counts, and how many there were.
pub fn found_on_drafts(plan: &Plan, evaluation: &Evaluation<'_>) -> (Vec<String>, usize) {
    let report = plan.clone().resolve().unwrap().evaluate(evaluation).unwrap();
    let drafts: Vec<_> = report.triggers.iter().filter_map(|trigger| trigger.draft.as_deref()).collect();
    let mut found = Vec::new();
    for draft in &drafts {
        let mut plan = plan.clone();
        plan.objectives.push((*draft).clone());
        let report = plan.resolve().unwrap().evaluate(evaluation).unwrap();
        let own = |row: &&FindingRow| row.id.as_deref().is_some_and(|id| id.starts_with(draft.id.as_str()));
        let allowed = |code| {
            use FindingCode::{MissingOwner, TooFewKeyResults, TooManyKeyResults, Unaligned};
            matches!(code, MissingOwner | TooFewKeyResults | TooManyKeyResults | Unaligned)
        };
        let unexpected = report.findings.iter().filter(own).filter(|row| !allowed(row.code));
        found.extend(
            unexpected.map(|row| format!("{} {}: {}", row.code, row.id.as_deref().unwrap_or_default(), row.message)),
        );
    }
    (found, drafts.len())
}
