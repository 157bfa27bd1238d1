//! Work on many items, each on its own: on all cores with the feature `parallel`, in order without. The results
//! are the same to the bit.

/// Fewer items than this are not worth a second thread.
#[cfg(feature = "parallel")]
const LEAST: usize = 512;

/// `work` for each index below `count`, in order; each thread has a scratch of its own.
pub(crate) fn map<S: Send, T: Send>(
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> T + Sync + Send,
) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if count >= LEAST {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_min_len(LEAST / 4).map_init(scratch, work).collect();
    }
    let mut scratch = scratch();
    (0..count).map(|index| work(&mut scratch, index)).collect()
}
