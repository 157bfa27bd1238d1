//! How often a KPI has a value.

use crate::words::words;

words! {
    /// How often a KPI has a value: the length of its periods.
    ///
    /// ```
    /// use okr_core::calendar::Cadence;
    ///
    /// assert_eq!("weekly".parse(), Ok(Cadence::Weekly));
    /// assert_eq!("weakly".parse::<Cadence>().unwrap_err().to_string(), "unknown value `weakly`: did you mean `weekly`?");
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
