//! What became of the readings, kept up to date.

use std::sync::Arc;

use crate::evaluate::readings_row::{count, name_nearest};
use crate::readings::series::Counts as Series;
use crate::report::{ReadingsRow, UnknownMetric};
use crate::resolve::ResolvedPlan;

/// Counts of rows that are visible.
#[derive(Debug, Default)]
pub(super) struct Counts {
    rows: usize,
    used: usize,
    superseded: usize,
    retracted: usize,
    combined: usize,
    /// Metrics that the plan does not have, by name.
    unknown: Vec<(Box<str>, usize)>,
}

impl Counts {
    /// A metric had rows and has others; `unknown` is its name where the plan does not have it.
    pub(super) fn change(&mut self, unknown: Option<&str>, before: Series, after: Series) {
        // INVARIANT: what is taken away was added before.
        self.rows = self.rows.saturating_sub(before.rows) + after.rows;
        let Some(name) = unknown else {
            self.used = self.used.saturating_sub(before.used) + after.used;
            self.superseded = self.superseded.saturating_sub(before.superseded) + after.superseded;
            self.retracted = self.retracted.saturating_sub(before.retracted) + after.retracted;
            self.combined = self.combined.saturating_sub(before.combined) + after.combined;
            return;
        };
        match self.unknown.binary_search_by(|(known, _)| (**known).cmp(name)) {
            Ok(index) if after.rows == 0 => {
                self.unknown.remove(index);
            }
            Ok(index) => {
                if let Some((_, rows)) = self.unknown.get_mut(index) {
                    *rows = after.rows;
                }
            }
            Err(index) if after.rows > 0 => self.unknown.insert(index, (Box::from(name), after.rows)),
            Err(_) => {}
        }
    }

    /// Adds metrics that the plan does not have, each of which comes once and has rows.
    pub(super) fn add_unknown(&mut self, metrics: impl Iterator<Item = (Box<str>, usize)>) {
        self.unknown.extend(metrics.inspect(|(_, rows)| self.rows += rows));
        crate::order::sort(&mut self.unknown);
    }

    #[cfg(test)]
    pub(super) fn unknown_names(&self) -> usize {
        self.unknown.len()
    }

    pub(super) fn row(&self, plan: &ResolvedPlan) -> ReadingsRow {
        let unknown = self.unknown.iter();
        let unknown =
            unknown.map(|(name, rows)| UnknownMetric { metric: Arc::from(&**name), rows: count(*rows), nearest: None });
        let mut unknown: Vec<UnknownMetric> = unknown.collect();
        name_nearest(plan, &mut unknown);
        ReadingsRow {
            rows: count(self.rows),
            used: count(self.used),
            superseded: count(self.superseded),
            retracted: count(self.retracted),
            combined: count(self.combined),
            unknown,
        }
    }
}
