//! Values that changed, and readings that were corrected.

use super::compare::Comparison;
use super::entry::{Entry, Subject};
use super::row::{Cause, ChangeCode};
use super::wording::{arrow, exact};
use crate::kpi::quantity;

/// A value that changed.
pub(super) fn value(subject: &Subject, before: Option<f64>, after: Option<f64>, cause: Cause) -> Option<Entry> {
    if before == after {
        return None;
    }
    let text = |value: f64| quantity(value, subject.unit.as_deref());
    let what = arrow(before.map(text), after.map(text));
    Some(subject.entry(ChangeCode::Value, cause, what).states(before.map(exact), after.map(exact)))
}

/// The readings of a metric that were visible and have another value now, or none.
pub(super) fn corrected(
    comparison: &Comparison<'_>,
    subject: &Subject,
    metric: Option<usize>,
    entries: &mut Vec<Entry>,
) {
    let found = metric.and_then(|metric| comparison.metrics.get(metric));
    for correction in found.into_iter().flat_map(|found| &found.corrections) {
        let unit = subject.unit.as_deref();
        let before = quantity(correction.before, unit);
        let what = match correction.after {
            Some(after) => {
                format!("the value of {} was corrected from {before} to {}", correction.date, quantity(after, unit))
            }
            None => format!("the value of {} was taken back, it was {before}", correction.date),
        };
        let entry = subject.entry(ChangeCode::Corrected, Cause::Correction, what);
        let states = (Some(exact(correction.before)), correction.after.map(exact));
        entries.push(entry.states(states.0, states.1).date(Some(correction.date)).warns(true));
    }
}
