//! What periods are called, written once.

use std::sync::{Arc, OnceLock};

use crate::calendar::{Calendar, Period};

/// So many periods more are kept to both sides than are asked for.
const MORE: i32 = 32;
/// The most periods that are kept: some 40 years of days.
const MOST: i32 = 16_384;

/// The names of the periods of one cadence. Nearly all series of a plan run over the same periods, whose names they share.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeriodNames {
    calendar: Calendar,
    /// The count of the first period kept.
    first: i32,
    kept: Vec<OnceLock<Arc<str>>>,
}

impl PeriodNames {
    /// Makes room for the names of the periods from one count to another, without them being written yet. Always asked for with one cadence.
    #[inline]
    pub(crate) fn cover(&mut self, calendar: Calendar, first: i32, last: i32) {
        let end = self.first.saturating_add(self.kept.len() as i32);
        if self.calendar != calendar || first < self.first || last >= end {
            self.cover_anew(calendar, first, last);
        }
    }

    #[cold]
    fn cover_anew(&mut self, calendar: Calendar, mut first: i32, mut last: i32) {
        let kept = self.kept.len() as i32;
        if kept > 0 && self.calendar == calendar {
            (first, last) = (first.min(self.first), last.max(self.first.saturating_add(kept - 1)));
        }
        let (first, last) = (first.saturating_sub(MORE), last.saturating_add(MORE));
        if last.saturating_sub(first) < MOST {
            let count = usize::try_from(last - first + 1).unwrap_or_default();
            *self = PeriodNames { calendar, first, kept: std::iter::repeat_with(OnceLock::new).take(count).collect() };
        }
    }

    /// The name of a period.
    pub(crate) fn of(&self, calendar: Calendar, period: Period) -> Arc<str> {
        let name = || Arc::from(calendar.label(period));
        let index = usize::try_from(i64::from(period.index) - i64::from(self.first));
        match index.ok().and_then(|index| self.kept.get(index)).filter(|_| self.calendar == calendar) {
            Some(kept) => Arc::clone(kept.get_or_init(name)),
            None => name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Cadence;

    #[test]
    fn names_are_those_of_the_calendar() {
        let fiscal = Calendar::new(4).unwrap_or_default();
        for cadence in Cadence::ALL {
            let mut labels = PeriodNames::default();
            for calendar in [Calendar::default(), fiscal, Calendar::default()] {
                for day in [20_679, 20_680, 0, 9_000, 20_710, 40_000] {
                    let period = calendar.period_of_day(cadence, day);
                    labels.cover(calendar, period.index, period.index + 3);
                    for count in period.index - 40..period.index + 40 {
                        let period = Period::new(cadence, count);
                        assert_eq!(*labels.of(calendar, period), *calendar.label(period));
                        assert_eq!(*labels.of(calendar, period), *calendar.label(period));
                    }
                }
                assert!(labels.kept.len() <= MOST as usize);
            }
        }
    }
}
