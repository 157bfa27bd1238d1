//! How ambitious a goal is.

use crate::document::vocabulary;

vocabulary! {
    /// How ambitious a goal is. It decides which score counts as success.
    pub enum Ambition {
        /// A stretch goal. A score of 0.7 is a success, unless the policy sets another threshold.
        Aspirational = "aspirational",
        /// A promise. Only a score of 1 is a success, unless the policy sets another threshold.
        Committed = "committed",
    }
}
