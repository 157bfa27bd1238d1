//! Work on many items, each on its own: on all cores with the feature `parallel`, in order without. The results
//! are the same to the bit.

use std::ops::Range;
#[cfg(feature = "parallel")]
use std::sync::atomic::{AtomicBool, Ordering};

/// Fewer items than this are not worth a second thread.
const LEAST: usize = 512;
/// So many items with any number of results share a list.
const BLOCK: usize = 128;

#[cfg(feature = "parallel")]
static ONE_THREAD: AtomicBool = AtomicBool::new(false);

/// Works on one thread from now on. A forked process has only the thread that forked: work that waits for others would wait forever.
pub(crate) fn work_on_one_thread() {
    #[cfg(feature = "parallel")]
    ONE_THREAD.store(true, Ordering::Relaxed);
}

/// Whether other threads can be used.
#[cfg(feature = "parallel")]
pub(crate) fn has_threads() -> bool {
    !ONE_THREAD.load(Ordering::Relaxed)
}

/// `work` for each index below `count`, in order; each thread has a scratch of its own.
pub(crate) fn map<S: Send, T: Send>(
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> T + Sync + Send,
) -> Vec<T> {
    map_from(LEAST, count, scratch, work)
}

/// [`map`] where each index gives two results.
pub(crate) fn map_two<S: Send, T: Send, U: Send>(
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> (T, U) + Sync + Send,
) -> (Vec<T>, Vec<U>) {
    #[cfg(feature = "parallel")]
    if count >= LEAST && has_threads() {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_min_len(LEAST.div_ceil(4)).map_init(scratch, work).unzip();
    }
    let mut scratch = scratch();
    (0..count).map(|index| work(&mut scratch, index)).unzip()
}

/// `work` for each item, in order.
pub(crate) fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if items.len() >= LEAST && has_threads() {
        use rayon::prelude::*;
        return items.par_iter().with_min_len(LEAST.div_ceil(4)).map(work).collect();
    }
    items.iter().map(work).collect()
}

/// [`each`] where each thread has a scratch of its own.
pub(crate) fn each_with<I: Sync, S: Send, T: Send>(
    items: &[I],
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &I) -> T + Sync + Send,
) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if items.len() >= LEAST && has_threads() {
        use rayon::prelude::*;
        return items.par_iter().with_min_len(LEAST.div_ceil(4)).map_init(scratch, work).collect();
    }
    let mut scratch = scratch();
    items.iter().map(|item| work(&mut scratch, item)).collect()
}

/// Like [`map`], where an index may give any number of results: `work` adds them to the list.
pub(crate) fn flat_map<S: Send, T: Send>(
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize, &mut Vec<T>) + Sync + Send,
) -> Vec<T> {
    let blocks = map_from(LEAST / BLOCK, count.div_ceil(BLOCK), scratch, |scratch, block| {
        let mut found = Vec::new();
        for index in (block * BLOCK..count).take(BLOCK) {
            work(scratch, index, &mut found);
        }
        found
    });
    let mut all = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    blocks.into_iter().for_each(|block| all.extend(block));
    all
}

/// `work` for ranges of the indices below `count`, in order.
pub(crate) fn blocks<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync + Send) -> Vec<T> {
    let block = |index: usize| index * LEAST..count.min((index + 1) * LEAST);
    map_from(2, count.div_ceil(LEAST), || (), |(), index| work(block(index)))
}

/// `work` for each index below `count`, each of which is worth a thread where it looks at `size` items.
#[cfg_attr(not(feature = "parallel"), expect(unused_variables, reason = "there is no second thread"))]
pub(crate) fn jobs<T: Send>(size: usize, count: usize, work: impl Fn(usize) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if size >= LEAST && has_threads() {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_max_len(1).map(work).collect();
    }
    (0..count).map(work).collect()
}

/// Both at a time, where they look at `size` items.
#[cfg_attr(not(feature = "parallel"), expect(unused_variables, reason = "there is no second thread"))]
pub(crate) fn join<A: Send, B: Send>(
    size: usize,
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    #[cfg(feature = "parallel")]
    if size >= LEAST && has_threads() {
        return rayon::join(one, other);
    }
    (one(), other())
}

/// [`map`] with a second thread from `least` items on.
#[cfg_attr(not(feature = "parallel"), expect(unused_variables, reason = "there is no second thread"))]
fn map_from<S: Send, T: Send>(
    least: usize,
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> T + Sync + Send,
) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if count >= least && has_threads() {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_min_len(least.div_ceil(4)).map_init(scratch, work).collect();
    }
    let mut scratch = scratch();
    (0..count).map(|index| work(&mut scratch, index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_in_order_whatever_their_number() {
        for count in [0, 1, BLOCK, BLOCK + 1, 10 * BLOCK + 7] {
            let found = flat_map(count, || (), |(), index, found| found.extend(std::iter::repeat_n(index, index % 3)));
            let expected: Vec<usize> = (0..count).flat_map(|index| std::iter::repeat_n(index, index % 3)).collect();
            assert_eq!(found, expected);
        }
    }
}
