//! Cadence.

use crate::document::vocabulary;

vocabulary! {
    /// How often a KPI has a value: the length of its periods.
    ///
    /// ```
    /// use okr_core::calendar::Cadence;
    ///
    /// assert_eq!(Cadence::Quarterly.as_str(), "quarterly");
    /// assert_eq!(serde_json::from_str::<Cadence>("\"weekly\"")?, Cadence::Weekly);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub enum Cadence {
        /// Each day.
        Daily = "daily",
        /// Each ISO week, Monday to Sunday.
        Weekly = "weekly",
        /// Each calendar month.
        Monthly = "monthly",
        /// Each quarter, from the first month of the fiscal year.
        Quarterly = "quarterly",
        /// Each year, from the first month of the fiscal year.
        Yearly = "yearly",
    }
}
