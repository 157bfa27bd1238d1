/// Too little is known for a statistic to say anything.
///
/// ```
/// use okr_core::stats::{Insufficient, mann_kendall};
///
/// let error = mann_kendall(&[42.0, 44.0, 45.0, 49.0]).unwrap_err();
/// assert_eq!(error, Insufficient::Values { needed: 5, have: 4 });
/// assert_eq!(error.to_string(), "4 values, of which 5 are needed");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Insufficient {
    /// There are fewer values than it takes.
    #[error("{have} values, of which {needed} are needed")]
    Values {
        /// The fewest values with which there is a result.
        needed: usize,
        /// The values there are.
        have: usize,
    },
    /// There are values enough, but no two of them lie in neighbouring periods.
    #[error("no two neighbouring periods have values")]
    MovingRange,
}
