use super::StatsError;
use super::signals::{RUN, Recent};
use super::special_cause::Signal;
use super::xmr::{FEWEST, Mean, Xmr};
use crate::number::{at_most, larger, smaller};

/// A process behaviour chart that grows period by period. The limits at each period come from the values up to it.
///
/// A signal therefore never depends on later values. Adding a period takes constant time; with screening, time
/// proportional to the number of moving ranges so far whenever another set of them is dropped.
///
/// ```
/// use okr_core::stats::{RunningXmr, SpecialCause};
///
/// let mut chart = RunningXmr::new(None, false);
/// for value in [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0] {
///     chart.push(Some(value))?;
/// }
/// let newest = chart.push(Some(19.0))?.unwrap();
/// assert_eq!(newest.upper, Some(SpecialCause::BeyondLimit));
/// # Ok::<(), okr_core::stats::StatsError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RunningXmr {
    baseline: Option<usize>,
    screen: bool,
    /// How many periods were added.
    periods: usize,
    /// Value of the newest period.
    before: Option<f64>,
    values: Mean,
    ranges: Mean,
    /// The moving ranges in order, kept only for screening.
    kept: Vec<f64>,
    screened: Screened,
    recent: Recent,
    limits: Result<Xmr, StatsError>,
}

/// The moving ranges within a limit: their mean, summed in order. To sum them up again at each period would take quadratic time.
#[derive(Clone, Debug, Default, PartialEq)]
struct Screened {
    /// How many ranges were looked at.
    seen: usize,
    mean: Mean,
    widest_within: f64,
    narrowest_beyond: Option<f64>,
}

impl Screened {
    /// The mean of the ranges within a limit; `ranges` are those seen before and further ones.
    fn within(&mut self, limit: f64, ranges: &[f64]) -> Mean {
        let same =
            at_most(self.widest_within, limit) && self.narrowest_beyond.is_none_or(|range| !at_most(range, limit));
        if !same {
            *self = Screened::default();
        }
        for &range in ranges.get(self.seen..).unwrap_or_default() {
            if at_most(range, limit) {
                self.mean.add(range);
                self.widest_within = larger(self.widest_within, range);
            } else {
                self.narrowest_beyond = Some(self.narrowest_beyond.map_or(range, |least| smaller(least, range)));
            }
        }
        self.seen = ranges.len();
        self.mean
    }
}

impl RunningXmr {
    /// Creates a chart without periods.
    ///
    /// With a `baseline` of n, the limits come from the first n values and stay fixed; until then, there are no
    /// signals. `screen` has the same meaning as in [`Xmr::of`].
    ///
    /// ```
    /// use okr_core::stats::{StatsError, RunningXmr};
    ///
    /// let chart = RunningXmr::new(Some(20), false);
    /// assert_eq!(chart.limits(), Err(StatsError::TooFew { needed: 20, have: 0 }));
    /// ```
    #[must_use]
    pub fn new(baseline: Option<usize>, screen: bool) -> Self {
        let mut chart = Self {
            baseline,
            screen,
            periods: 0,
            before: None,
            values: Mean::default(),
            ranges: Mean::default(),
            kept: Vec::new(),
            screened: Screened::default(),
            recent: Recent::new(RUN),
            limits: Err(StatsError::NoMovingRange),
        };
        chart.limits = chart.current_limits();
        chart
    }

    /// Sets how many values in a row, 6 to 9, on one side of the mean, or rising or falling, signal. The default is 7.
    ///
    /// More values give fewer false alarms, and later ones.
    ///
    /// ```
    /// use okr_core::stats::{RunningXmr, SpecialCause};
    ///
    /// let rising = [5.0, 4.0, 4.2, 4.4, 4.6, 4.8, 5.0].map(Some);
    /// let mut chart = RunningXmr::new(None, false).run(6);
    /// let newest = rising.map(|value| chart.push(value)).into_iter().last().unwrap()?;
    /// assert_eq!(newest.unwrap().upper, Some(SpecialCause::Monotone));
    /// # Ok::<(), okr_core::stats::StatsError>(())
    /// ```
    #[must_use]
    pub fn run(mut self, values: usize) -> Self {
        self.recent = Recent::new(values);
        self
    }

    /// Adds the value of the next period, or none for a gap. Returns the signal of the value.
    ///
    /// Returns none for a gap, and while there is too little data for limits.
    ///
    /// # Errors
    ///
    /// Returns [`StatsError::NotFinite`] with the index of the period; then nothing was added.
    ///
    /// ```
    /// use okr_core::stats::RunningXmr;
    ///
    /// let mut chart = RunningXmr::new(None, false);
    /// assert_eq!(chart.push(Some(42.0)), Ok(None));
    /// assert_eq!(chart.push(None), Ok(None));
    /// assert!(chart.push(Some(f64::NAN)).is_err());
    /// ```
    pub fn push(&mut self, value: Option<f64>) -> Result<Option<Signal>, StatsError> {
        match value {
            Some(value) if !value.is_finite() => Err(StatsError::NotFinite { index: self.periods }),
            value => Ok(self.add(value)),
        }
    }

    /// Adds a period whose value is finite.
    pub(crate) fn add(&mut self, value: Option<f64>) -> Option<Signal> {
        self.periods += 1;
        let before = std::mem::replace(&mut self.before, value);
        let value = value?;
        self.recent.push(value);
        if self.baseline.is_none_or(|baseline| self.values.count < baseline) {
            self.values.add(value);
            if let Some(before) = before {
                let range = (value - before).abs();
                self.ranges.add(range);
                if self.screen {
                    self.kept.push(range);
                }
            }
            self.limits = self.current_limits();
        }
        self.limits.as_ref().ok().map(|chart| self.recent.signal(chart))
    }

    /// Returns the limits from the values so far.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Xmr::of`] and, with a baseline, [`StatsError::TooFew`] until it is complete.
    ///
    /// ```
    /// use okr_core::stats::{RunningXmr, Xmr};
    ///
    /// let values = [7.2, 7.4, 7.1, 7.3, 7.6, 7.2, 7.5].map(Some);
    /// let mut chart = RunningXmr::new(None, false);
    /// for value in values {
    ///     chart.push(value);
    /// }
    /// assert_eq!(chart.limits(), Xmr::of(values, false));
    /// ```
    pub fn limits(&self) -> Result<Xmr, StatsError> {
        self.limits
    }

    fn current_limits(&mut self) -> Result<Xmr, StatsError> {
        let needed = self.baseline.unwrap_or(0).max(FEWEST);
        let have = self.values.count;
        if have < needed {
            return Err(StatsError::TooFew { needed, have });
        }
        let chart = Xmr::from_means(self.values, self.ranges)?;
        if !self.screen {
            return Ok(chart);
        }
        Xmr::from_means(self.values, self.screened.within(chart.range_limit, &self.kept))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn series() -> impl Strategy<Value = Vec<Option<f64>>> {
        let value = prop_oneof![4 => (-9..9_i32).prop_map(f64::from), 1 => -1e15..1e15_f64];
        prop::collection::vec(prop::option::weighted(0.85, value), 0..60)
    }

    #[test]
    fn a_baseline_holds_the_limits() {
        let mut chart = RunningXmr::new(Some(8), false);
        let values = [1.0, 3.0, 1.0, 3.0, 1.0, 3.0, 1.0, 3.0];
        for value in &values[..7] {
            assert_eq!(chart.add(Some(*value)), None);
        }
        assert_eq!(chart.limits(), Err(StatsError::TooFew { needed: 8, have: 7 }));
        assert!(chart.add(Some(3.0)).unwrap().is_none());
        let limits = chart.limits().unwrap();
        assert_eq!((limits.mean, limits.points), (2.0, 8));
        assert!(chart.add(Some(100.0)).unwrap().upper.is_some());
        assert_eq!(chart.limits(), Ok(limits));
    }

    #[test]
    fn a_short_baseline_never_has_limits() {
        let mut chart = RunningXmr::new(Some(3), false);
        for _ in 0..20 {
            assert_eq!(chart.add(Some(1.0)), None);
        }
        assert_eq!(chart.limits(), Err(StatsError::TooFew { needed: 6, have: 3 }));
    }

    proptest! {
        #[test]
        fn each_period_is_judged_by_the_chart_up_to_it(values in series(), screen: bool) {
            let mut running = RunningXmr::new(None, screen);
            for (count, &value) in (1..).zip(&values) {
                let signal = running.add(value);
                let so_far = values[..count].iter().copied();
                let chart = Xmr::of(so_far.clone(), screen);
                prop_assert_eq!(running.limits(), chart);
                let expected = chart.ok().and_then(|chart| chart.signals(so_far).unwrap().into_iter().last().flatten());
                prop_assert_eq!(signal, expected);
            }
        }

        #[test]
        fn a_baseline_is_the_chart_of_its_values(values in series(), screen: bool, baseline in 6_usize..20) {
            let mut running = RunningXmr::new(Some(baseline), screen);
            let mut signals = Vec::new();
            for &value in &values {
                signals.push(running.add(value));
            }
            let mut seen = 0;
            let first: Vec<_> = values.iter().copied().take_while(|value| {
                seen += usize::from(value.is_some());
                seen <= baseline
            }).collect();
            if seen < baseline {
                prop_assert!(signals.iter().all(Option::is_none));
            } else if let Ok(chart) = Xmr::of(first.iter().copied(), screen) {
                prop_assert_eq!(running.limits(), Ok(chart));
                let full = values.iter().scan(0, |seen, value| {
                    *seen += usize::from(value.is_some());
                    Some(*seen >= baseline)
                });
                for ((expected, full), signal) in chart.signals(values.iter().copied()).unwrap().into_iter().zip(full).zip(signals) {
                    prop_assert_eq!(signal, if full { expected } else { None });
                }
            }
        }
    }
}
