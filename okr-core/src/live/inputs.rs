//! What a live evaluation is made from, and what of it can change.

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::counts::Counts;
use crate::calendar::day_number;
use crate::evaluate::Prepared;
use crate::policy::PolicyInForce;
use crate::readings::patch::{Patch, Patched};
use crate::readings::{CheckIns, Reading, Readings};
use crate::resolve::{Index, Metric, Tracker};
use crate::score::{AllNews, Day, Places};

/// A plan, a policy, readings with some set on top, check-ins, and a day.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) tracker: Tracker,
    pub(super) policy: PolicyInForce,
    /// The readings as they were given.
    readings: Readings,
    /// The metrics of which some rows were set; each stands behind the last metric of `readings`.
    patches: Vec<Patch>,
    /// The place of each patch. Looked up only.
    patched: HashMap<Box<str>, usize>,
    /// The names of the patched metrics.
    names: Vec<Box<str>>,
    pub(super) places: Places,
    pub(super) check_ins: CheckIns,
    pub(super) news: AllNews,
    pub(super) as_of: i32,
    pub(super) counts: Counts,
}

impl Inputs {
    pub(super) fn new(tracker: Tracker, prepared: Parts, readings: Readings, as_of: i32) -> Self {
        let Parts { policy, places, check_ins } = prepared;
        let news = AllNews::new(&tracker.0, &check_ins, as_of);
        let (patches, patched, names) = Default::default();
        let counts = Counts::default();
        let mut inputs =
            Inputs { tracker, policy, readings, patches, patched, names, places, check_ins, news, as_of, counts };
        inputs.count();
        inputs
    }

    pub(super) fn index(&self) -> &Index {
        &self.tracker.0
    }

    pub(super) fn patched(&self) -> Patched<'_> {
        Patched { readings: &self.readings, patches: &self.patches }
    }

    /// The inputs of scoring.
    pub(super) fn day(&self) -> Day<'_> {
        Day {
            index: self.index(),
            policy: &self.policy,
            readings: self.patched(),
            places: &self.places,
            news: &self.news,
            as_of: self.as_of,
            forecasts: true,
        }
    }

    /// Looks at another day.
    pub(super) fn move_to(&mut self, as_of: NaiveDate) {
        self.as_of = day_number(as_of);
        self.news = AllNews::new(&self.tracker.0, &self.check_ins, self.as_of);
        self.count();
    }

    /// Sets rows, which are sound: those without `recorded` take the place of all that stands for their metrics and dates. Gives what
    /// their metrics mean in the plan.
    pub(super) fn set(&mut self, rows: &[&Reading]) -> Vec<Metric> {
        let places: Vec<usize> = rows.iter().map(|row| self.place(&row.metric)).collect();
        for (row, place) in rows.iter().zip(&places).filter(|(row, _)| row.recorded.is_none()) {
            self.change(*place, |patch, _| patch.vacate(day_number(row.date)));
        }
        let set = rows.iter().zip(places).map(|(row, place)| self.change(place, |patch, _| patch.set(row)));
        set.flatten().collect()
    }

    /// Lets the readings show again that were given for a metric and date; what the metric means in the plan, where rows were set.
    pub(super) fn clear(&mut self, metric: &str, date: NaiveDate) -> Option<Metric> {
        let place = *self.patched.get(metric)?;
        self.change(place, |patch, readings| patch.clear(readings, day_number(date)))
    }

    /// Lets all readings show again that were given; what the metrics mean in the plan for which rows were set.
    pub(super) fn clear_all(&mut self) -> Vec<Metric> {
        let idle = |inputs: &Self, place: usize| inputs.patches.get(place).is_none_or(Patch::is_idle);
        let places: Vec<usize> = (0..self.patches.len()).filter(|place| !idle(self, *place)).collect();
        places.into_iter().filter_map(|place| self.change(place, Patch::clear_all)).collect()
    }

    /// All rows as they are now.
    pub(super) fn rows(&self) -> Readings {
        self.readings.with_patches(self.names.iter().map(|name| &**name).zip(&self.patches))
    }

    /// The place of a metric's patch, which is a new one where it has none.
    fn place(&mut self, metric: &str) -> usize {
        if let Some(place) = self.patched.get(metric) {
            return *place;
        }
        let place = self.patches.len();
        self.patches.push(Patch::new(&self.readings, metric));
        self.names.push(Box::from(metric));
        self.patched.insert(Box::from(metric), place);
        if let Some(known) = self.tracker.0.metrics.get(metric) {
            self.places.put(*known, self.readings.metrics().len() + place);
        }
        place
    }

    fn change(&mut self, place: usize, work: impl FnOnce(&mut Patch, &Readings)) -> Option<Metric> {
        let (patch, name) = (self.patches.get_mut(place)?, self.names.get(place)?);
        let before = patch.series().counts(self.as_of);
        work(patch, &self.readings);
        let after = patch.series().counts(self.as_of);
        let metric = self.tracker.0.metrics.get(name).copied();
        self.counts.change(metric.is_none().then_some(name), before, after);
        metric
    }

    /// Counts the rows anew.
    fn count(&mut self) {
        let mut counts = Counts::default();
        let mut unknown = Vec::new();
        let below = self.readings.metrics().enumerate().filter(|(_, name)| !self.patched.contains_key(*name));
        let below = below.map(|(metric, name)| (name, self.readings.series(metric)));
        let patched = self.names.iter().zip(&self.patches).map(|(name, patch)| (&**name, patch.series()));
        for (name, series) in below.chain(patched) {
            let found = series.counts(self.as_of);
            if self.tracker.0.metrics.contains_key(name) {
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
    places: Places,
    check_ins: CheckIns,
}

impl From<Prepared<'_>> for Parts {
    fn from(prepared: Prepared<'_>) -> Self {
        let Prepared { policy, places, check_ins, .. } = prepared;
        Parts { policy, places, check_ins }
    }
}
