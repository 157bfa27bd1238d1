//! What a live evaluation is made from, and what of it can change.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::counts::Counts;
use crate::calendar::day_number;
use crate::evaluate::{Prepared, opened};
use crate::plan::policy::PolicyInForce;
use crate::readings::patch::{Patch, Patched};
use crate::readings::{CheckIns, Duplicates, Reading, Readings};
use crate::resolve::{Metric, ResolvedPlan, Tracker};
use crate::series::{CheckInSummaries, EvaluationContext, MetricIndices, NamedInputs};

/// A plan, a policy, readings with some set on top, check-ins, and a day.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) tracker: Tracker,
    pub(super) policy: PolicyInForce,
    /// The readings as they were given.
    readings: Readings,
    /// The metrics of which some rows were set; each stands behind the last metric of `readings`.
    patches: Vec<Patch>,
    /// The index of each patch. Looked up only.
    patched: HashMap<Box<str>, usize>,
    /// The names of the patched metrics.
    names: Vec<Box<str>>,
    pub(super) metrics: MetricIndices,
    pub(super) check_ins: CheckIns,
    pub(super) summaries: CheckInSummaries,
    pub(super) as_of: i32,
    pub(super) counts: Counts,
}

impl Inputs {
    pub(super) fn new(tracker: Tracker, prepared: Parts, readings: Readings, as_of: i32) -> Self {
        let Parts { policy, metrics, check_ins } = prepared;
        let summaries = CheckInSummaries::new(&tracker.0, &check_ins, as_of);
        let (patches, patched, names) = Default::default();
        let counts = Counts::default();
        let mut inputs =
            Inputs { tracker, policy, readings, patches, patched, names, metrics, check_ins, summaries, as_of, counts };
        inputs.count();
        inputs
    }

    pub(super) fn plan(&self) -> &ResolvedPlan {
        &self.tracker.0
    }

    pub(super) fn patched(&self) -> Patched<'_> {
        Patched { readings: &self.readings, patches: &self.patches }
    }

    /// The inputs of an evaluation.
    pub(super) fn context(&self) -> EvaluationContext<'_> {
        EvaluationContext {
            plan: self.plan(),
            policy: &self.policy,
            readings: self.patched(),
            metrics: &self.metrics,
            check_ins: &self.summaries,
            as_of: self.as_of,
            forecasts: true,
            named: NamedInputs::default(),
        }
    }

    /// Looks at another day.
    pub(super) fn move_to(&mut self, as_of: NaiveDate) {
        self.as_of = day_number(as_of);
        self.reopen();
    }

    /// Finds the series of KPIs with open teams again, and all that rests on the plan and the day.
    pub(super) fn reopen(&mut self) {
        if self.plan().has_open_teams() {
            let below = self.readings.metrics().enumerate().filter(|(_, name)| !self.patched.contains_key(*name));
            let below = below.map(|(metric, name)| (name, self.readings.series(metric)));
            let patched = self.names.iter().zip(&self.patches).map(|(name, patch)| (&**name, patch.series()));
            self.tracker = Tracker(opened(&self.tracker, below.chain(patched), self.as_of));
            self.metrics = MetricIndices::new(&self.tracker.0, &self.readings);
            for (index, name) in self.names.iter().enumerate() {
                if let Some(known) = self.tracker.0.metric(name) {
                    self.metrics.put(known, name, self.readings.metrics().len() + index);
                }
            }
        }
        self.summaries = CheckInSummaries::new(&self.tracker.0, &self.check_ins, self.as_of);
        self.count();
    }

    /// Sets rows, which are sound: those without `recorded` replace all that stands for their metrics and dates. Gives what
    /// their metrics mean in the plan.
    pub(super) fn set(&mut self, rows: &[&Reading]) -> Vec<Metric> {
        let indices: Vec<usize> = rows.iter().map(|row| self.index(&row.metric)).collect();
        for (row, index) in rows.iter().zip(&indices).filter(|(row, _)| row.recorded.is_none()) {
            self.change(*index, |patch, _| patch.vacate(day_number(row.date)));
        }
        let set = rows.iter().zip(indices).map(|(row, index)| self.change(index, |patch, _| patch.set(row)));
        set.flatten().collect()
    }

    /// Appends rows, which are sound, to the readings that were given. Gives what their metrics mean in the plan.
    pub(super) fn append(&mut self, rows: &[&Reading]) -> Vec<Metric> {
        let append = |row: &&Reading| {
            let index = self.index(&row.metric);
            self.change(index, |patch, _| patch.append(row))
        };
        rows.iter().filter_map(append).collect()
    }

    /// What several rows of a metric mean for one date.
    pub(super) fn mode(&self, metric: &str) -> Duplicates {
        self.readings.mode(metric).unwrap_or(Duplicates::Last)
    }

    /// Lets the readings show again that were given for a metric and date; what the metric means in the plan, where rows were set.
    pub(super) fn clear(&mut self, metric: &str, date: NaiveDate) -> Option<Metric> {
        let index = *self.patched.get(metric)?;
        self.change(index, |patch, readings| patch.clear(readings, day_number(date)))
    }

    /// Lets all readings show again that were given or appended, and frees what was set; what the metrics mean in the plan for which rows
    /// were set.
    pub(super) fn clear_all(&mut self) -> Vec<Metric> {
        let idle = |inputs: &Self, index: usize| inputs.patches.get(index).is_none_or(Patch::is_idle);
        let indices: Vec<usize> = (0..self.patches.len()).filter(|index| !idle(self, *index)).collect();
        let changed = indices.into_iter().filter_map(|index| self.change(index, Patch::clear_all)).collect();
        let patches = std::mem::take(&mut self.patches).into_iter().map(Patch::into_appended);
        let names = std::mem::take(&mut self.names);
        self.patched = Default::default();
        self.metrics = MetricIndices::new(&self.tracker.0, &self.readings);
        for (name, appended) in names.into_iter().zip(patches).filter(|(_, appended)| !appended.is_empty()) {
            let index = self.index(&name);
            let patch = self.patches.get_mut(index);
            patch.into_iter().for_each(|patch| appended.iter().for_each(|row| patch.append(row)));
        }
        changed
    }

    /// The number of metrics of which rows are set, or were since all were cleared; and of names that the plan does not know.
    #[cfg(test)]
    pub(super) fn held(&self) -> (usize, usize) {
        (self.patches.len() + self.patched.len() + self.names.len(), self.counts.unknown_names())
    }

    /// All rows as they are now.
    pub(super) fn rows(&self) -> Readings {
        self.readings.with_patches(self.names.iter().map(|name| &**name).zip(&self.patches))
    }

    /// The index of a metric's patch, which is a new one where it has none.
    fn index(&mut self, metric: &str) -> usize {
        if let Some(index) = self.patched.get(metric) {
            return *index;
        }
        let index = self.patches.len();
        self.patches.push(Patch::new(&self.readings, metric));
        self.names.push(Box::from(metric));
        self.patched.insert(Box::from(metric), index);
        if let Some(known) = self.tracker.0.metric(metric) {
            self.metrics.put(known, metric, self.readings.metrics().len() + index);
        }
        index
    }

    fn change(&mut self, index: usize, work: impl FnOnce(&mut Patch, &Readings)) -> Option<Metric> {
        let (patch, name) = (self.patches.get_mut(index)?, self.names.get(index)?);
        let before = patch.series().counts(self.as_of);
        work(patch, &self.readings);
        let after = patch.series().counts(self.as_of);
        let metric = self.tracker.0.metric(name);
        self.counts.change(metric.is_none().then_some(name), before, after);
        metric
    }

    /// Counts all rows.
    fn count(&mut self) {
        let mut counts = Counts::default();
        let mut unknown = Vec::new();
        let below = self.readings.metrics().enumerate().filter(|(_, name)| !self.patched.contains_key(*name));
        let below = below.map(|(metric, name)| (name, self.readings.series(metric)));
        let patched = self.names.iter().zip(&self.patches).map(|(name, patch)| (&**name, patch.series()));
        for (name, series) in below.chain(patched) {
            let found = series.counts(self.as_of);
            if self.tracker.0.metric(name).is_some() {
                counts.change(None, Default::default(), found);
            } else if found.rows > 0 {
                unknown.push((Box::from(name), found.rows));
            }
        }
        counts.add_unknown(unknown.into_iter());
        self.counts = counts;
    }
}

/// What of a prepared evaluation is kept.
pub(super) struct Parts {
    policy: PolicyInForce,
    metrics: MetricIndices,
    check_ins: CheckIns,
}

impl From<Prepared<'_>> for Parts {
    fn from(prepared: Prepared<'_>) -> Self {
        let Prepared { policy, metrics, check_ins, .. } = prepared;
        Parts { policy, metrics, check_ins }
    }
}
