//! What many checks read of every key result.

use crate::index::{ListIndex, present};
use crate::plan::KeyResult;
use crate::plan::MeasureKind;
use crate::report::{KeyResultRow, Report, Status};
use crate::resolve::{KeyResultNode, ResolvedPlan};

/// The fields of a key result that checks read most.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyResultSummary {
    pub(super) kind: MeasureKind,
    pub(super) status: Status,
    pub(super) stale: bool,
    /// The value to start from, where it is known.
    pub(super) baseline: Option<f64>,
    /// The value to reach, where it is known.
    pub(super) target: Option<f64>,
    /// Its value now.
    pub(super) current: Option<f64>,
    pub(super) weight: f64,
    pub(super) start: i32,
    pub(super) end: i32,
    /// The series of a KPI that it reads.
    pub(super) series: Option<usize>,
    /// Whether nobody answers for it.
    pub(super) unowned: bool,
    /// Whether several people do.
    pub(super) shared: bool,
    /// Whether it has a unit of its own.
    pub(super) unit: bool,
    /// Whether it has dates of its own.
    pub(super) dated: bool,
}

impl KeyResultSummary {
    fn new(written: &KeyResult, node: &KeyResultNode, row: &KeyResultRow) -> Self {
        KeyResultSummary {
            kind: row.kind,
            status: row.status,
            stale: row.stale,
            baseline: row.baseline,
            target: row.target,
            current: row.current,
            weight: row.weight,
            start: node.start,
            end: node.end,
            series: node.series.map(ListIndex::get),
            unowned: written.owner.as_ref().is_none_or(|owner| owner.trim().is_empty()),
            shared: !written.co_owners.is_empty(),
            unit: written.unit.is_some(),
            dated: written.start.is_some() || written.end.is_some(),
        }
    }

    /// Whether the key result is neither a draft nor dropped.
    pub(super) fn counts(&self) -> bool {
        counts(self.status)
    }
}

/// Whether an objective or a key result with this status is neither a draft nor dropped.
pub(super) fn counts(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Dropped)
}

/// The summary of every key result, in document order.
pub(super) fn summaries(index: &ResolvedPlan, report: &Report) -> Vec<KeyResultSummary> {
    let summary = index.key_results.map_indices(
        || (),
        |(), key_result| {
            let (written, node) = index.key_result(key_result);
            KeyResultSummary::new(written, node, present(report.key_results.get(key_result.get())))
        },
    );
    summary.into_vec()
}
