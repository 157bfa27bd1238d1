//! The patterns of a chart, value by value.

use super::error::StatsError;
use super::special_cause::{Signal, SpecialCause};
use super::xmr::Xmr;
use crate::number::at_most;

/// Values in a row that make a run, where nothing else is asked for.
pub(super) const RUN: usize = 7;
/// The most values in a row that a run can be asked to have.
pub(super) const LONGEST_RUN: usize = 9;

/// The newest values of a series, as far back as a pattern looks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recent {
    /// How many values in a row make a run, at most [`LONGEST_RUN`].
    run: usize,
    /// The newest first; the first `count` of them are values.
    values: [f64; LONGEST_RUN],
    count: usize,
    /// Number of consecutive rises up to the newest value.
    rises: usize,
    /// Number of consecutive falls up to the newest value.
    falls: usize,
}

impl Recent {
    /// None yet. A run has `run` values, 2 to [`LONGEST_RUN`].
    pub(super) fn new(run: usize) -> Self {
        Recent { run: run.clamp(2, LONGEST_RUN), values: [0.0; LONGEST_RUN], count: 0, rises: 0, falls: 0 }
    }

    pub(super) fn push(&mut self, value: f64) {
        let [before, ..] = self.values;
        self.rises = if self.count > 0 && value > before { self.rises + 1 } else { 0 };
        self.falls = if self.count > 0 && value < before { self.falls + 1 } else { 0 };
        self.values.rotate_right(1);
        self.values[0] = value;
        self.count = self.count.saturating_add(1);
    }

    /// Returns the signal of the newest value against the limits of a chart.
    pub(super) fn signal(&self, chart: &Xmr) -> Signal {
        let cause = |direction| SpecialCause::ALL.into_iter().find(|&cause| self.completes(cause, chart, direction));
        Signal { upper: cause(Direction::Up), lower: cause(Direction::Down) }
    }

    /// Returns whether the newest value completes a pattern in one direction.
    fn completes(&self, cause: SpecialCause, chart: &Xmr, direction: Direction) -> bool {
        let [newest, second, oldest, ..] = self.values;
        let three = [newest, second, oldest];
        let beyond_mean = |&value: &f64| direction.is_beyond(value, chart.mean);
        match cause {
            SpecialCause::BeyondLimit => {
                let limit = if direction == Direction::Up { chart.upper } else { chart.lower };
                self.count > 0 && direction.is_beyond(newest, limit)
            }
            SpecialCause::OneSide => self.count >= self.run && self.values.iter().take(self.run).all(beyond_mean),
            SpecialCause::Monotone => {
                let steps = if direction == Direction::Up { self.rises } else { self.falls };
                steps + 1 >= self.run
            }
            SpecialCause::OuterThird => {
                self.count >= three.len()
                    && three.iter().all(beyond_mean)
                    && three.iter().filter(|&&value| direction.is_in_outer_third(value, chart)).count() >= 2
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

impl Direction {
    /// Returns whether a value lies further in this direction than a line, by more than rounding error.
    fn is_beyond(self, value: f64, line: f64) -> bool {
        match self {
            Direction::Up => !at_most(value, line),
            Direction::Down => !at_most(line, value),
        }
    }

    /// Returns whether a value lies in the third before the limit, or beyond that.
    fn is_in_outer_third(self, value: f64, chart: &Xmr) -> bool {
        let third = 2.0 * (chart.upper - chart.mean) / 3.0;
        match self {
            Direction::Up => self.is_beyond(value, chart.mean + third),
            Direction::Down => self.is_beyond(value, chart.mean - third),
        }
    }
}

impl Xmr {
    /// Returns the signal of each value against these limits, in order; none for a period without a value.
    ///
    /// [`SpecialCause`](super::SpecialCause) describes the patterns. A gap neither ends a run nor counts towards it.
    ///
    /// # Errors
    ///
    /// Returns [`StatsError::NotFinite`] for a value that is not finite.
    ///
    /// ```
    /// use okr_core::stats::{SpecialCause, Xmr};
    ///
    /// let values = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 19.0].map(Some);
    /// let chart = Xmr::of(values, false)?;
    /// let newest = chart.signals(values)?.into_iter().last().flatten().unwrap();
    /// assert_eq!(newest.upper, Some(SpecialCause::BeyondLimit));
    /// # Ok::<(), okr_core::stats::StatsError>(())
    /// ```
    pub fn signals<I>(&self, values: I) -> Result<Vec<Option<Signal>>, StatsError>
    where
        I: IntoIterator<Item = Option<f64>>,
    {
        let mut recent = Recent::new(RUN);
        let signal = |(index, value): (usize, Option<f64>)| match value {
            Some(value) if !value.is_finite() => Err(StatsError::NotFinite { index }),
            value => Ok(value.map(|value| {
                recent.push(value);
                recent.signal(self)
            })),
        };
        values.into_iter().enumerate().map(signal).collect()
    }

    /// Returns for each value (NaN for a gap) the first pattern that it belongs to: a pattern that a value completes marks all values
    /// that make it up, of [`SpecialCause::OuterThird`] those in the outer third.
    pub(crate) fn belonging(&self, values: &[f64]) -> Vec<Option<SpecialCause>> {
        let known: Vec<(usize, f64)> = (0..).zip(values.iter().copied()).filter(|(_, value)| !value.is_nan()).collect();
        let mut marks = vec![None; values.len()];
        let mut recent = Recent::new(RUN);
        for (place, &(_, value)) in known.iter().enumerate() {
            recent.push(value);
            let all =
                SpecialCause::ALL.into_iter().flat_map(|cause| [(cause, Direction::Up), (cause, Direction::Down)]);
            for (cause, direction) in all.filter(|&(cause, direction)| recent.completes(cause, self, direction)) {
                let count = match cause {
                    SpecialCause::BeyondLimit => 1,
                    SpecialCause::OneSide | SpecialCause::Monotone => RUN,
                    SpecialCause::OuterThird => 3,
                };
                let members = known.get((place + 1).saturating_sub(count)..=place).unwrap_or_default();
                for &(index, value) in members {
                    let belongs = cause != SpecialCause::OuterThird || direction.is_in_outer_third(value, self);
                    if let Some(mark) = marks.get_mut(index).filter(|_| belongs) {
                        *mark = Some(mark.map_or(cause, |other: SpecialCause| other.min(cause)));
                    }
                }
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Mean 0, limits at -3 and 3, outer thirds from -2 and 2.
    fn chart() -> Xmr {
        let mean_range = 3.0 / 2.66;
        Xmr {
            mean: 0.0,
            mean_range,
            lower: -3.0,
            upper: 3.0,
            range_limit: 3.267 * mean_range,
            points: 20,
            provisional: false,
        }
    }

    fn upper(values: &[f64]) -> Vec<Option<SpecialCause>> {
        let upper: Vec<_> = chart()
            .signals(values.iter().copied().map(Some))
            .unwrap()
            .into_iter()
            .map(|signal| signal.unwrap().upper)
            .collect();
        let mirrored: Vec<_> = chart()
            .signals(values.iter().map(|value| Some(-value)))
            .unwrap()
            .into_iter()
            .map(|signal| signal.unwrap().lower)
            .collect();
        assert_eq!(upper, mirrored);
        upper
    }

    const NOWHERE: [usize; 0] = [];

    fn indices(values: &[f64], cause: SpecialCause) -> Vec<usize> {
        (0..).zip(upper(values)).filter(|(_, found)| *found == Some(cause)).map(|(index, _)| index).collect()
    }

    #[test]
    fn beyond_a_limit_means_past_it() {
        assert_eq!(upper(&[3.0]), [None]);
        assert_eq!(upper(&[3.0 * (1.0 + 1e-10)]), [None]);
        assert_eq!(upper(&[3.000_001]), [Some(SpecialCause::BeyondLimit)]);
    }

    #[test]
    fn the_seventh_in_a_row_on_one_side_signals_and_those_after_it() {
        let on_one_side = [1.0, 2.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0, -1.0, 1.0];
        assert_eq!(indices(&on_one_side, SpecialCause::OneSide), [6, 7]);
        let with_one_on_the_mean = [1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        assert_eq!(indices(&with_one_on_the_mean, SpecialCause::OneSide), NOWHERE);
    }

    #[test]
    fn seven_rising_values_are_six_differences() {
        let rising = [-1.0, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.3];
        assert_eq!(indices(&rising, SpecialCause::Monotone), [6, 7]);
        let with_two_equal = [-1.0, -0.9, -0.8, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3];
        assert_eq!(indices(&with_two_equal, SpecialCause::Monotone), NOWHERE);
    }

    #[test]
    fn two_of_three_in_the_outer_third_with_all_on_one_side() {
        assert_eq!(indices(&[2.5, 0.5, 2.5], SpecialCause::OuterThird), [2]);
        assert_eq!(indices(&[2.5, 2.5, 0.5, 0.5], SpecialCause::OuterThird), [2]);
        assert_eq!(indices(&[0.5, 2.5, 2.5], SpecialCause::OuterThird), [2]);
        assert_eq!(indices(&[-0.5, 2.5, 2.5], SpecialCause::OuterThird), NOWHERE);
        assert_eq!(indices(&[0.0, 2.5, 2.5], SpecialCause::OuterThird), NOWHERE);
        assert_eq!(indices(&[2.0, 0.5, 2.5], SpecialCause::OuterThird), NOWHERE);
        assert_eq!(indices(&[2.5, 2.5], SpecialCause::OuterThird), NOWHERE);
        // A value beyond the limit counts as well.
        assert_eq!(indices(&[4.0, 2.5, 0.5], SpecialCause::OuterThird), [2]);
    }

    #[test]
    fn a_gap_neither_ends_a_run_nor_counts_in_it() {
        let values = [Some(1.0), None, Some(1.0), Some(1.0), Some(1.0), None, Some(1.0), Some(1.0), Some(1.0)];
        let signals: Vec<_> = chart().signals(values).unwrap();
        assert_eq!(signals.iter().filter(|signal| signal.is_none()).count(), 2);
        assert_eq!(signals[8].unwrap().upper, Some(SpecialCause::OneSide));
        assert!(signals[7].unwrap().is_none());
    }

    #[test]
    fn a_falling_run_above_the_upper_limit_signals_both_ways() {
        let falling = [10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0].map(Some);
        let newest = chart().signals(falling).unwrap().into_iter().last().flatten().unwrap();
        assert_eq!(newest.upper, Some(SpecialCause::BeyondLimit));
        assert_eq!(newest.lower, Some(SpecialCause::Monotone));
    }

    #[test]
    fn a_flat_series_signals_nothing() {
        // The sum of ten times 0.1 is not 1: the mean differs from the values.
        let values = [Some(0.1); 10];
        let chart = Xmr::of(values, false).unwrap();
        assert!(chart.mean != 0.1);
        assert!(chart.signals(values).unwrap().iter().all(|signal| signal.unwrap().is_none()));
    }
}
