//! The same work on one thread or on all. Results are in the order of the items either way.

#[cfg(feature = "parallel")]
use crate::parallel::is_shared;

/// How many pieces of work are worth having at a time.
pub(super) fn threads() -> usize {
    #[cfg(feature = "parallel")]
    if is_shared() {
        return rayon::current_num_threads();
    }
    1
}

/// What `work` returns for each of a few large items.
pub(super) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    if is_shared() {
        use rayon::prelude::*;
        return items.into_par_iter().with_max_len(1).map(work).collect();
    }
    items.into_iter().map(work).collect()
}

/// What `work` returns for each index below `count`; each is little work.
pub(super) fn collect<R: Send>(count: usize, work: impl Fn(usize) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    if is_shared() {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_min_len(1 << 12).map(work).collect();
    }
    (0..count).map(work).collect()
}
