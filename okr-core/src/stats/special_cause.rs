use std::fmt;

use super::xmr::Xmr;
use crate::number::at_most;

/// A pattern on a process behaviour chart that indicates a special cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialCause {
    /// The value is beyond a limit.
    BeyondLimit,
    /// The value is at least the 7th in a row on one side of the mean. A value on the mean ends the run.
    OneSide,
    /// The value is at least the 7th of a rising or falling run.
    Monotone,
    /// The last 3 values are on one side of the mean, and at least 2 of them are in the outer third before the limit or
    /// beyond it.
    OuterThird,
}

impl SpecialCause {
    /// Returns the name used in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BeyondLimit => "beyond_limit",
            Self::OneSide => "one_side",
            Self::Monotone => "monotone",
            Self::OuterThird => "outer_third",
        }
    }
}

impl fmt::Display for SpecialCause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The signals of one value, upwards and downwards: for each direction, the first pattern in the order of
/// [`SpecialCause`] that the value completes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Signal {
    /// Special cause above the mean, or rising.
    pub upper: Option<SpecialCause>,
    /// Special cause below the mean, or falling.
    pub lower: Option<SpecialCause>,
}

impl Signal {
    /// Returns whether there is no signal in either direction.
    ///
    /// ```
    /// use okr_core::stats::{Signal, SpecialCause};
    ///
    /// assert!(!Signal { upper: Some(SpecialCause::Monotone), lower: None }.is_none());
    /// ```
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.upper.is_none() && self.lower.is_none()
    }
}

/// Values in a row that make a run, where nothing else is asked for.
pub(super) const RUN: usize = 7;
/// The most values in a row that a run can be asked to have.
pub(super) const LONGEST_RUN: usize = 9;

/// The newest values of a series, as far back as a pattern looks.
#[derive(Clone, Debug)]
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
        let third = 2.0 * (chart.upper - chart.mean) / 3.0;
        Signal {
            upper: self.cause(self.rises, chart.mean, chart.mean + third, chart.upper, above),
            lower: self
                .cause(self.falls, chart.mean, chart.mean - third, chart.lower, |value, line| above(line, value)),
        }
    }

    /// Returns the first pattern in one direction. `beyond` tells whether a value is beyond a line in that direction.
    fn cause(
        &self,
        steps: usize,
        mean: f64,
        third: f64,
        limit: f64,
        beyond: impl Fn(f64, f64) -> bool,
    ) -> Option<SpecialCause> {
        let [newest, second, oldest, ..] = self.values;
        let three = [newest, second, oldest];
        if self.count == 0 {
            None
        } else if beyond(newest, limit) {
            Some(SpecialCause::BeyondLimit)
        } else if self.count >= self.run && self.values.iter().take(self.run).all(|&value| beyond(value, mean)) {
            Some(SpecialCause::OneSide)
        } else if steps + 1 >= self.run {
            Some(SpecialCause::Monotone)
        } else if self.count >= three.len()
            && three.iter().all(|&value| beyond(value, mean))
            && three.iter().filter(|&&value| beyond(value, third)).count() >= 2
        {
            Some(SpecialCause::OuterThird)
        } else {
            None
        }
    }
}

/// Returns whether a value is above a line by more than rounding error.
fn above(value: f64, line: f64) -> bool {
    !at_most(value, line)
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
        let upper: Vec<_> =
            chart().signals(values.iter().copied().map(Some)).map(|signal| signal.unwrap().upper).collect();
        let mirrored: Vec<_> =
            chart().signals(values.iter().map(|value| Some(-value))).map(|signal| signal.unwrap().lower).collect();
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
        let signals: Vec<_> = chart().signals(values).collect();
        assert_eq!(signals.iter().filter(|signal| signal.is_none()).count(), 2);
        assert_eq!(signals[8].unwrap().upper, Some(SpecialCause::OneSide));
        assert!(signals[7].unwrap().is_none());
    }

    #[test]
    fn a_falling_run_above_the_upper_limit_signals_both_ways() {
        let falling = [10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0].map(Some);
        let newest = chart().signals(falling).last().flatten().unwrap();
        assert_eq!(newest.upper, Some(SpecialCause::BeyondLimit));
        assert_eq!(newest.lower, Some(SpecialCause::Monotone));
    }

    #[test]
    fn a_flat_series_signals_nothing() {
        // The sum of ten times 0.1 is not 1: the mean differs from the values.
        let values = [Some(0.1); 10];
        let chart = Xmr::of(values, false).unwrap();
        assert!(chart.mean != 0.1);
        assert!(chart.signals(values).all(|signal| signal.unwrap().is_none()));
    }
}
