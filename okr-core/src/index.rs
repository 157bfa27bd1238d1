//! Typed indices: what stands at which position of a plan.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use crate::parallel;

/// A position in a list of one kind of item.
pub(crate) trait ListIndex: Copy + Send + Sync {
    fn new(position: usize) -> Self;
    fn get(self) -> usize;
}

macro_rules! list_index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(usize);

        impl ListIndex for $name {
            fn new(position: usize) -> Self {
                $name(position)
            }

            fn get(self) -> usize {
                self.0
            }
        }
    )*};
}

list_index! {
    /// The position of a team in a plan.
    TeamIndex;
    /// The position of a cycle in a plan.
    CycleIndex;
    /// The position of an objective in a plan.
    ObjectiveIndex;
    /// The position of a key result among those of all objectives.
    KeyResultIndex;
    /// The position of a KPI in a plan.
    KpiIndex;
    /// The position of an input in a plan.
    InputIndex;
    /// The position of a series among those of all KPIs.
    SeriesIndex;
}

/// What must be there.
///
/// INVARIANT: an index comes from the plan that it indexes, the plan is sound, and nothing is asked for before it is computed.
#[track_caller]
#[allow(clippy::panic, reason = "a broken invariant of our own is loud")]
pub(crate) fn present<T>(item: Option<T>) -> T {
    match item {
        Some(item) => item,
        None => panic!("broken invariant: an index or a reference leads to nothing"),
    }
}

/// A list that is indexed by positions of type `I`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IndexVec<I, T> {
    items: Vec<T>,
    index: PhantomData<fn(I) -> I>,
}

impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I, T> From<Vec<T>> for IndexVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        IndexVec { items, index: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<I: ListIndex, T> IndexVec<I, T> {
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn into_vec(self) -> Vec<T> {
        self.items
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        &self.items
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    pub(crate) fn indices(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    pub(crate) fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(position, item)| (I::new(position), item))
    }

    /// `work` for each index, on all cores where there are many; each thread has a scratch of its own.
    pub(crate) fn map_indices<S: Send, U: Send>(
        &self,
        scratch: impl Fn() -> S + Sync + Send,
        work: impl Fn(&mut S, I) -> U + Sync + Send,
    ) -> IndexVec<I, U> {
        parallel::map(self.len(), scratch, |scratch, position| work(scratch, I::new(position))).into()
    }
}

impl<I: ListIndex, M: ListIndex> IndexVec<I, Vec<M>> {
    /// Groups the items 0, 1, 2 … by the owner that each names; leaves out those that name none.
    pub(crate) fn grouped(owners: usize, owner_of: impl Iterator<Item = Option<I>>) -> Self {
        let mut groups: Self = vec![Vec::new(); owners].into();
        for (item, owner) in owner_of.enumerate() {
            if let Some(owner) = owner {
                groups[owner].push(M::new(item));
            }
        }
        groups
    }
}

impl<I: ListIndex, T> Index<I> for IndexVec<I, T> {
    type Output = T;

    fn index(&self, index: I) -> &T {
        present(self.items.get(index.get()))
    }
}

impl<I: ListIndex, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, index: I) -> &mut T {
        present(self.items.get_mut(index.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_with_their_owner_in_order() {
        let [a, b, c] = [0, 1, 2].map(ObjectiveIndex::new);
        let lists: IndexVec<ObjectiveIndex, Vec<KpiIndex>> =
            IndexVec::grouped(3, [Some(c), None, Some(a), Some(c)].into_iter());
        let of = |owner| lists[owner].iter().map(|item: &KpiIndex| item.get()).collect::<Vec<_>>();
        assert_eq!((of(a), of(b), of(c)), (vec![2], vec![], vec![0, 3]));
    }

    #[test]
    #[should_panic(expected = "broken invariant")]
    fn an_index_of_another_plan_is_loud() {
        let list: IndexVec<TeamIndex, u8> = vec![1, 2].into();
        let _ = list[TeamIndex::new(2)];
    }
}
