use std::fmt;

use serde::{Deserialize, Serialize};

/// How often a KPI has a value: the length of its periods.
///
/// ```
/// use okr_core::calendar::Cadence;
///
/// assert_eq!(Cadence::Quarterly.as_str(), "quarterly");
/// assert_eq!(serde_json::from_str::<Cadence>("\"weekly\"")?, Cadence::Weekly);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Each day.
    Daily,
    /// Each ISO week, Monday to Sunday.
    Weekly,
    /// Each calendar month.
    Monthly,
    /// Each quarter, from the first month of the fiscal year.
    Quarterly,
    /// Each year, from the first month of the fiscal year.
    Yearly,
}

impl Cadence {
    /// Every cadence, the shortest first.
    ///
    /// ```
    /// use okr_core::calendar::Cadence;
    ///
    /// assert_eq!(Cadence::ALL.len(), 5);
    /// ```
    pub const ALL: [Self; 5] = [
        Self::Daily,
        Self::Weekly,
        Self::Monthly,
        Self::Quarterly,
        Self::Yearly,
    ];

    /// The word that documents use.
    ///
    /// ```
    /// use okr_core::calendar::Cadence;
    ///
    /// assert_eq!(Cadence::Daily.as_str(), "daily");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Yearly => "yearly",
        }
    }
}

impl fmt::Display for Cadence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_the_one_in_documents() {
        for cadence in Cadence::ALL {
            assert_eq!(serde_json::to_value(cadence).unwrap(), cadence.to_string());
        }
    }
}
