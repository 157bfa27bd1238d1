//! What a KPI is held against: its range and its target, as they were in force.

use std::cmp::Ordering;
use std::slice;

use super::Series;
use crate::calendar::{Schedule, day_number};
use crate::number::{at_least, at_most};
use crate::plan::{Better, Kpi, KpiRevision};

/// The range and the target of a KPI in force at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Standard {
    /// Lower bound of the healthy range.
    pub(crate) min: Option<f64>,
    /// Upper bound of the healthy range.
    pub(crate) max: Option<f64>,
    /// The value aimed at.
    pub(crate) target: Option<f64>,
}

impl Standard {
    /// What a KPI was held against before its first revision.
    fn first(kpi: &Kpi) -> Self {
        let range = kpi.healthy.as_ref();
        Standard { min: range.and_then(|range| range.min), max: range.and_then(|range| range.max), target: kpi.target }
    }

    /// With what a revision changes; what it does not name stays.
    fn revised(self, revision: &KpiRevision) -> Self {
        let (min, max) = revision.healthy.as_ref().map_or((self.min, self.max), |range| (range.min, range.max));
        Standard { min, max, target: revision.target.or(self.target) }
    }

    /// What a KPI is held against on a day.
    #[must_use]
    pub(crate) fn on(kpi: &Kpi, day: i32) -> Self {
        let in_force = kpi.revisions.iter().take_while(|revision| day_number(revision.from) <= day);
        in_force.fold(Standard::first(kpi), Standard::revised)
    }

    /// What a KPI is held against in the period at a index of its series: what is in force on the last day.
    pub(crate) fn at(kpi: &Kpi, series: &Series, index: usize) -> Self {
        if kpi.revisions.is_empty() {
            return Standard::first(kpi);
        }
        Standard::on(kpi, series.last_day(index))
    }

    /// Whether there is a range.
    #[must_use]
    pub(crate) fn has_range(&self) -> bool {
        self.min.is_some() || self.max.is_some()
    }

    /// Whether there is anything to hold a value against.
    #[must_use]
    pub(crate) fn is_rated(&self) -> bool {
        self.has_range() || self.target.is_some()
    }

    /// How far a value lies outside the range: 0 inside it, and where there is none.
    #[must_use]
    pub(crate) fn outside(&self, value: f64) -> f64 {
        match (self.min, self.max) {
            (Some(min), _) if !at_least(value, min) => min - value,
            (_, Some(max)) if !at_most(value, max) => value - max,
            _ => 0.0,
        }
    }

    /// The bound that lies nearest to a value; the lower one where both are as near.
    #[must_use]
    pub(crate) fn nearest_bound(&self, value: f64) -> Option<f64> {
        match (self.min, self.max) {
            (Some(min), Some(max)) => Some(if (value - min).abs() <= (max - value).abs() { min } else { max }),
            (min, max) => min.or(max),
        }
    }
}

/// By how much a value is worse than another one, in the sense of `better`: negative where it is better.
///
/// For `inside`, how much farther outside the range of `standard` it lies.
pub(crate) fn worse_by(better: Better, standard: &Standard, value: f64, other: f64) -> f64 {
    match better {
        Better::Higher => other - value,
        Better::Lower => value - other,
        Better::Inside => standard.outside(value) - standard.outside(other),
    }
}

/// How a value compares with another one in the sense of `better`, with the slack of values: greater where it is worse.
pub(crate) fn compare(better: Better, standard: &Standard, value: f64, other: f64) -> Ordering {
    let (value, other) = match better {
        Better::Higher => (other, value),
        Better::Lower => (value, other),
        Better::Inside => (standard.outside(value), standard.outside(other)),
    };
    match (at_least(value, other), at_most(value, other)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        _ => Ordering::Less,
    }
}

/// The direction in which values get worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bad {
    Up,
    Down,
    /// Better inside, and the value is: it can't say.
    Neither,
}

/// In which direction a value like this one gets worse.
pub(crate) fn bad_direction(better: Better, standard: &Standard, value: f64) -> Bad {
    match better {
        Better::Higher => Bad::Down,
        Better::Lower => Bad::Up,
        Better::Inside if standard.outside(value) == 0.0 => Bad::Neither,
        Better::Inside if standard.min.is_some_and(|min| value < min) => Bad::Down,
        Better::Inside => Bad::Up,
    }
}

/// Walks the periods of a KPI in order and tells what is in force on the last day of each.
#[derive(Clone, Debug)]
pub(crate) struct Standards<'a> {
    now: Standard,
    /// The first period on whose last day the next revision is in force; none after the last one.
    next: Option<(i32, &'a KpiRevision)>,
    later: slice::Iter<'a, KpiRevision>,
    schedule: &'a Schedule,
}

impl<'a> Standards<'a> {
    pub(crate) fn of(kpi: &'a Kpi, schedule: &'a Schedule) -> Self {
        let mut standards = Standards { now: Standard::first(kpi), next: None, later: kpi.revisions.iter(), schedule };
        standards.look_ahead();
        standards
    }

    /// What is in force on the last day of the period with this count, which must not fall from call to call.
    #[inline]
    pub(crate) fn at(&mut self, period: i32) -> &Standard {
        while let Some((from, revision)) = self.next
            && from <= period
        {
            self.now = self.now.revised(revision);
            self.look_ahead();
        }
        &self.now
    }

    fn look_ahead(&mut self) {
        self.next =
            (self.later.next()).map(|revision| (self.schedule.period_from(day_number(revision.from)), revision));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::plan::{Cadence, Range};

    #[test]
    fn a_period_is_held_against_what_is_in_force_on_its_last_day() {
        let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let kpi = Kpi::new("k", "K", Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(12.0))
            .target(9.0)
            .revisions([
                KpiRevision::new(date(7, 31)).healthy(Range::new().min(1.0).max(11.0)),
                KpiRevision::new(date(9, 1)).target(8.0),
                KpiRevision::new(date(9, 30)).target(7.0),
            ]);
        let schedule = Schedule::default();
        let mut standards = Standards::of(&kpi, &schedule);
        let june = schedule.period_from(day_number(date(6, 1)));
        let in_force: Vec<_> = (0..4)
            .map(|months| {
                let standard = *standards.at(june + months);
                assert_eq!(standard, Standard::on(&kpi, schedule.last_day(june + months)));
                (standard.min, standard.max, standard.target)
            })
            .collect();
        let revised = (Some(1.0), Some(11.0), Some(9.0));
        assert_eq!(in_force, [(None, Some(12.0), Some(9.0)), revised, revised, (Some(1.0), Some(11.0), Some(7.0))]);
    }

    #[test]
    fn bounds_have_slack() {
        let standard = Standard { min: Some(0.3), max: Some(0.6), target: None };
        assert_eq!(standard.outside(0.1 * 3.0 - 1e-10), 0.0);
        assert_eq!(standard.outside(0.1 + 0.2 + 0.3), 0.0);
        assert!(standard.outside(0.61) > 0.0);
    }
}
