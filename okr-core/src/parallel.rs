//! Work on many items, each on its own: on all cores with the feature `parallel`, in order without it or inside [`sequential`]. The
//! results are the same to the bit.
//!
//! Only this file and `readings/parallel.rs` enter rayon, and both ask [`is_shared`] before.

use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Range;
#[cfg(feature = "parallel")]
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    /// Whether this thread keeps its work to itself.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the work of this thread on this thread until it is dropped.
///
/// It can't leave the thread whose work it keeps, and it is dropped by the function that made it, so that one inside another leaves the
/// outer one in force.
#[must_use]
pub(crate) struct Alone {
    before: bool,
    thread: PhantomData<*const ()>,
}

impl Alone {
    /// Keeps the work on this thread if it is wanted; otherwise nothing changes.
    pub(crate) fn when(wanted: bool) -> Self {
        Alone { before: ALONE.replace(wanted || ALONE.get()), thread: PhantomData }
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        ALONE.set(self.before);
    }
}

/// Runs `work`, and with it everything of this library that it calls, on the current thread alone, without entering rayon.
///
/// Use it around a call that is made while a lock is held, and around calls of a service that keeps its cores busy with requests. A thread
/// that waits in a pool for the other threads takes on further jobs of the pool meanwhile; if one of them takes a lock that the thread
/// holds, it waits for itself. The results are the same to the bit. See the guide on [services](crate::guide::service).
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::{Evaluation, Plan, Readings, sequential};
///
/// let plan = Plan::from_json("{}")?;
/// let tracker = sequential(|| plan.resolve())?;
/// let evaluation = Evaluation::new(Readings::new(), parse_date("2026-08-31")?);
/// assert_eq!(sequential(|| tracker.evaluate(&evaluation))?, tracker.evaluate(&evaluation)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sequential<T>(work: impl FnOnce() -> T) -> T {
    let _alone = Alone::when(true);
    work()
}

/// Whether the work of this thread may be shared with others.
#[cfg(feature = "parallel")]
pub(crate) fn is_shared() -> bool {
    !ALONE.get() && !ONE_THREAD.load(Ordering::Relaxed)
}

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
    if count >= LEAST && is_shared() {
        use rayon::prelude::*;
        return (0..count).into_par_iter().with_min_len(LEAST.div_ceil(4)).map_init(scratch, work).unzip();
    }
    let mut scratch = scratch();
    (0..count).map(|index| work(&mut scratch, index)).unzip()
}

/// `work` for each item, in order.
pub(crate) fn each<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    #[cfg(feature = "parallel")]
    if items.len() >= LEAST && is_shared() {
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
    if items.len() >= LEAST && is_shared() {
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
    if size >= LEAST && is_shared() {
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
    if size >= LEAST && is_shared() {
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
    if count >= least && is_shared() {
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

    #[test]
    fn sequential_work_stays_on_its_thread() {
        let threads = || map(64 * LEAST, || (), |(), _| std::thread::current().id());
        let here = std::thread::current().id();
        assert!(sequential(threads).iter().all(|thread| *thread == here));
        // The inner one leaves the outer one in force, and a panic lifts it.
        let nested = sequential(|| {
            sequential(|| ());
            threads()
        });
        assert!(nested.iter().all(|thread| *thread == here));
        assert!(std::panic::catch_unwind(|| sequential(|| panic!("on purpose"))).is_err());
        assert!(!ALONE.get());
    }
}
