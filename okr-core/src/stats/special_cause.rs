use crate::words::words;

words! {
    /// A pattern on a process behaviour chart that indicates a special cause.
    pub enum SpecialCause {
        /// The value is beyond a limit.
        BeyondLimit = "beyond_limit",
        /// The value is at least the 7th in a row on one side of the mean. A value on the mean ends the run.
        OneSide = "one_side",
        /// The value is at least the 7th of a rising or falling run.
        Monotone = "monotone",
        /// The last 3 values are on one side of the mean, and at least 2 of them are in the outer third before the limit or
        /// beyond it.
        OuterThird = "outer_third",
    }
}

/// The signals of one value, upwards and downwards: for each direction, the first pattern in the order of
/// [`SpecialCause`] that the value completes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// assert!(okr_core::stats::Signal::default().is_none());
    /// ```
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.upper.is_none() && self.lower.is_none()
    }
}
