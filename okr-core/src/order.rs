//! Sorting where few items are sorted, or seldom.
//!
//! Every type that is sorted has a copy of the standard library's algorithms, of some kilobytes. A web page would
//! have to download all of them, so WebAssembly sorts places instead, by one copy for all types. The order is the same.

use std::cmp::Ordering;

/// Sorts items of which none are told apart by anything but their order.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    #[cfg(not(target_family = "wasm"))]
    items.sort_unstable();
    #[cfg(target_family = "wasm")]
    places::sort(items, T::cmp);
}

/// Sorts items by a key; those with equal ones keep their order.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts items by a comparison; equal ones keep their order.
pub(crate) fn by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    #[cfg(not(target_family = "wasm"))]
    items.sort_by(compare);
    #[cfg(target_family = "wasm")]
    places::sort(items, compare);
}

#[cfg(any(test, target_family = "wasm"))]
mod places {
    use std::cmp::Ordering;

    /// Sorts items; equal ones keep their order.
    pub(super) fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
        let swaps = swaps(items.len(), &|a, b| match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        // INVARIANT: the places of a swap are those of items.
        swaps.into_iter().for_each(|(a, b)| items.swap(a, b));
    }

    /// What has to be swapped, in turn, so that the items at these many places are in order.
    fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by(|&a, &b| compare(a, b));
        let mut swaps = Vec::new();
        for start in 0..count {
            // Round the circle of places that take each other's items.
            let mut place = start;
            while let Some(slot) = order.get_mut(place) {
                let from = std::mem::replace(slot, place);
                if from == start || from == place {
                    break;
                }
                swaps.push((place, from));
                place = from;
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
