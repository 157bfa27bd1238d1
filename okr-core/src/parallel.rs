//! Work on many items, each on its own: on all cores with the feature `parallel`, in order without. The results
//! are the same to the bit.

/// Fewer items than this are not worth a second thread.
const LEAST: usize = 512;
/// So many items with any number of results share a list.
const BLOCK: usize = 128;

/// `work` for each index below `count`, in order; each thread has a scratch of its own.
pub(crate) fn map<S: Send, T: Send>(
    count: usize,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, usize) -> T + Sync + Send,
) -> Vec<T> {
    map_from(LEAST, count, scratch, work)
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
    blocks.into_iter().flatten().collect()
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
    if count >= least {
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
