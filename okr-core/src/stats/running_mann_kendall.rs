use super::StatsError;
use super::mann_kendall::{MannKendall, Order, variance_term};

/// A Mann–Kendall test over a sliding window. Adding or removing a value compares it with each of the others.
///
/// ```
/// use okr_core::stats::{RunningMannKendall, mann_kendall};
///
/// let values = [44.0, 42.0, 45.0, 49.0, 50.0, 51.0];
/// let mut window = RunningMannKendall::default();
/// for (index, &value) in values.iter().enumerate() {
///     window.push(value, &values[..index]);
/// }
/// window.remove_first(values[0], &values[1..]);
/// assert_eq!(window.test(), mann_kendall(&values[1..]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RunningMannKendall {
    points: usize,
    order: Order,
}

impl RunningMannKendall {
    /// Adds `value`, the newest; `others` are the values already in the window. NaN stands for a missing value and is
    /// ignored.
    ///
    /// ```
    /// use okr_core::stats::RunningMannKendall;
    ///
    /// let mut window = RunningMannKendall::default();
    /// window.push(1.0, &[]);
    /// window.push(2.0, &[1.0]);
    /// assert_eq!(window.s(), 1);
    /// ```
    #[inline]
    pub fn push(&mut self, value: f64, others: &[f64]) {
        if value.is_nan() {
            return;
        }
        let Compared { less, greater, equal } = Compared::of(value, others);
        self.points += 1;
        self.order.s += less - greater;
        self.order.tie_term += variance_term(equal + 1) - variance_term(equal);
    }

    /// Removes `value`, the oldest; `others` are the values that stay in the window.
    ///
    /// ```
    /// use okr_core::stats::RunningMannKendall;
    ///
    /// let mut window = RunningMannKendall::default();
    /// window.push(1.0, &[]);
    /// window.push(2.0, &[1.0]);
    /// window.remove_first(1.0, &[2.0]);
    /// assert_eq!((window.points(), window.s()), (1, 0));
    /// ```
    #[inline]
    pub fn remove_first(&mut self, value: f64, others: &[f64]) {
        if value.is_nan() {
            return;
        }
        let Compared { less, greater, equal } = Compared::of(value, others);
        self.points = self.points.saturating_sub(1);
        self.order.s -= greater - less;
        self.order.tie_term -= variance_term(equal + 1) - variance_term(equal);
    }

    /// Returns the number of values in the window.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }

    /// Returns S: the number of pairs whose later value is larger, minus the number of pairs whose later value is
    /// smaller.
    #[must_use]
    pub fn s(&self) -> i64 {
        self.order.s
    }

    /// Tests the values in the window.
    ///
    /// # Errors
    ///
    /// Returns [`StatsError::TooFew`] for fewer than 5 values.
    ///
    /// ```
    /// use okr_core::stats::RunningMannKendall;
    ///
    /// let values = [1.0, 2.0, 3.0, 4.0, 5.0];
    /// let mut window = RunningMannKendall::default();
    /// for (index, &value) in values.iter().enumerate() {
    ///     window.push(value, &values[..index]);
    /// }
    /// // Two of the 120 orders of five values are as clear.
    /// assert_eq!(window.test().unwrap().p, 2.0 / 120.0);
    /// ```
    pub fn test(&self) -> Result<MannKendall, StatsError> {
        self.order.test(self.points)
    }
}

/// How a value compares with others.
struct Compared {
    less: i64,
    greater: i64,
    equal: usize,
}

impl Compared {
    #[inline]
    fn of(value: f64, others: &[f64]) -> Self {
        let (mut less, mut greater, mut equal) = (0_i64, 0_i64, 0_usize);
        for &other in others {
            less += i64::from(other < value);
            greater += i64::from(other > value);
            equal += usize::from(other == value);
        }
        Compared { less, greater, equal }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::mann_kendall;

    proptest! {
        #[test]
        fn a_sliding_window_is_tested_like_its_values(
            values in prop::collection::vec(prop_oneof![4 => (0..9_i32).prop_map(f64::from), 1 => Just(f64::NAN)], 0..80),
            window in 1_usize..90,
        ) {
            let mut running = RunningMannKendall::default();
            for index in 0..values.len() {
                let first = (index + 1).saturating_sub(window);
                if let Some(leaving) = first.checked_sub(1) {
                    running.remove_first(values[leaving], &values[first..index]);
                }
                running.push(values[index], &values[first..index]);
                let inside: Vec<f64> = values[first..=index].iter().copied().filter(|value| !value.is_nan()).collect();
                prop_assert_eq!(running.test(), mann_kendall(&inside));
                prop_assert_eq!(running.points(), inside.len());
            }
        }
    }
}
