use super::Cadence;

/// One period of a cadence: a day, week, month, quarter or year.
///
/// `index` counts periods: 0 is the period that contains 1970-01-01, or the fiscal year that starts in 1970. A
/// [`Calendar`](super::Calendar) knows its days and its name.
///
/// ```
/// use okr_core::calendar::{Cadence, Calendar, Period};
///
/// let period = Period::new(Cadence::Monthly, 679);
/// assert_eq!(Calendar::default().label(period), "2026-08");
/// assert_eq!(Calendar::default().label(period.offset(-8)), "2025-12");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Period {
    /// The length of the period.
    pub cadence: Cadence,
    /// The number of periods since the one that contains 1970-01-01.
    pub index: i32,
}

impl Period {
    /// Creates the period of a cadence with this index.
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

    /// Returns the period this many periods later, or earlier if `periods` is negative; saturates.
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
