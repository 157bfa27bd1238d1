//! Sorting by one copy of the algorithm where size counts.
//!
//! The standard library compiles its sorts once for each type that is sorted, a few kilobytes each. A web page would download
//! all of them: WebAssembly sorts indices instead, by one copy for all types. That saves 22 kB of 406 kB compressed by gzip.
//! The order is the same.

use std::cmp::Ordering;

/// Sorts items. Equal items must be the same in every respect: their order is unspecified.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    #[cfg(not(target_family = "wasm"))]
    items.sort_unstable();
    #[cfg(target_family = "wasm")]
    indices::sort(items, T::cmp);
}

/// Sorts items by a key; items with equal keys keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts items by a comparison; equal items keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    #[cfg(not(target_family = "wasm"))]
    items.sort_by(compare);
    #[cfg(target_family = "wasm")]
    indices::sort(items, compare);
}

#[cfg(any(test, target_family = "wasm"))]
mod indices {
    use std::cmp::Ordering;

    /// Sorts items; equal ones keep their order.
    pub(super) fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
        let swaps = swaps(items.len(), &|a, b| match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        // INVARIANT: both indices of a swap are below the number of items.
        swaps.into_iter().for_each(|(a, b)| items.swap(a, b));
    }

    /// The swaps that bring this number of items into order, one after the other.
    fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&a, &b| compare(a, b));
        let mut swaps = Vec::new();
        for start in 0..count {
            // Follows one cycle of the permutation.
            let mut index = start;
            while let Some(slot) = order.get_mut(index) {
                let from = std::mem::replace(slot, index);
                if from == start || from == index {
                    break;
                }
                swaps.push((index, from));
                index = from;
            }
        }
        swaps
    }

    #[cfg(test)]
    mod tests {
        use proptest::prelude::*;

        use super::*;

        proptest! {
            #[test]
            fn the_order_is_that_of_the_standard_library(keys in prop::collection::vec(0_u8..20, 0..100)) {
                let mut items: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
                let mut expected = items.clone();
                expected.sort_by_key(|item| item.0);
                sort(&mut items, |a, b| a.0.cmp(&b.0));
                prop_assert_eq!(items, expected);
            }
        }
    }
}
