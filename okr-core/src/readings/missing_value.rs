//! What an empty value means.

use crate::document::vocabulary;

vocabulary! {
    /// What an empty value (absent, null, not a number) means in a row without `recorded`; with it, the row is a retraction.
    ///
    /// ```
    /// use okr_core::readings::{Loader, MissingValue};
    ///
    /// let text = r#"[{ "metric": "enps", "date": "2026-07", "value": null }]"#;
    /// assert_eq!(Loader::new().json(text)?.rejected.rows(), 1);
    /// assert_eq!(Loader::new().missing(MissingValue::Skip).json(text)?.skipped, 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub enum MissingValue {
        /// The row is rejected.
        Error = "error",
        /// The row is skipped.
        Skip = "skip",
    }
}

#[allow(clippy::derivable_impls)] // the list of words derives nothing of its own
impl Default for MissingValue {
    fn default() -> Self {
        Self::Error
    }
}
