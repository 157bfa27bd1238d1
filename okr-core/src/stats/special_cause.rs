use std::fmt;

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
    pub(super) const ALL: [Self; 4] = [Self::BeyondLimit, Self::OneSide, Self::Monotone, Self::OuterThird];

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
