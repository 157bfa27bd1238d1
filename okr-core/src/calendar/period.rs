use super::Cadence;

/// One period of a cadence: the day, week, month, quarter or year with this count.
///
/// The count `index` is 0 for the period in which 1970-01-01 lies (for a fiscal year that does not start in January: for the one
/// that starts in 1970) and rises by one from each period to the next, so that arithmetic on it is exact. Where its days
/// lie and what it is called is for a [`Calendar`](super::Calendar) to say.
///
/// ```
/// use okr_core::calendar::{Cadence, Calendar, Period};
///
/// let period = Period::new(Cadence::Monthly, 679);
/// assert_eq!(Calendar::default().label(period), "2026-08");
/// assert_eq!(Calendar::default().label(period.offset(-8)), "2025-12");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The length of the period.
    pub cadence: Cadence,
    /// The count of the period, 0 at 1970-01-01.
    pub index: i32,
}

impl Period {
    /// The period of a cadence with this count.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar, Period};
    ///
    /// assert_eq!(Calendar::default().label(Period::new(Cadence::Yearly, 0)), "1970");
    /// ```
    #[must_use]
    pub const fn new(cadence: Cadence, index: i32) -> Self {
        Self { cadence, index }
    }

    /// The period this many periods later, earlier where `periods` is negative; saturates.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Period};
    ///
    /// assert_eq!(Period::new(Cadence::Weekly, 10).offset(-3).index, 7);
    /// ```
    #[must_use]
    pub const fn offset(self, periods: i32) -> Self {
        Self { cadence: self.cadence, index: self.index.saturating_add(periods) }
    }
}
