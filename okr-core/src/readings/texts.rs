//! The interner: metric names and notes, each stored once and numbered.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts numbered in the order in which they first came. The hash table is looked up, never iterated.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends in `all`; it starts where the one before it ends.
    ends: Vec<usize>,
    indices: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// The text interned last. Rows come in runs of one metric; a run needs no hash.
    last: u32,
}

impl Texts {
    /// No texts, with memory for `texts` of them.
    pub(super) fn with_capacity(texts: usize) -> Self {
        Texts { ends: Vec::with_capacity(texts), indices: HashTable::with_capacity(texts), ..Texts::default() }
    }

    /// The number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with an index.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        text(&self.all, &self.ends, index)
    }

    /// The texts by index.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// The index of a text.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(text.as_bytes());
        self.indices.find(hash, |&index| self.get(index as usize) == Some(text)).map(|&index| index as usize)
    }

    /// The index of a text, which gets the next one where it is new.
    #[inline]
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        if self.get(self.last as usize) != Some(name) {
            self.last = self.look_up(name);
        }
        self.last
    }

    fn look_up(&mut self, name: &str) -> u32 {
        let Self { all, ends, indices, hasher, .. } = self;
        let is_name = |index: &u32| text(all, ends, *index as usize) == Some(name);
        let rehash = |index: &u32| hasher.hash_one(text(all, ends, *index as usize).unwrap_or_default().as_bytes());
        match indices.entry(hasher.hash_one(name.as_bytes()), is_name, rehash) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                // INVARIANT: 2^32 different texts, and the rows that name them, do not fit into memory.
                let index = ends.len() as u32;
                free.insert(index);
                all.push_str(name);
                ends.push(all.len());
                index
            }
        }
    }
}

#[inline]
fn text<'a>(all: &'a str, ends: &[usize], index: usize) -> Option<&'a str> {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    all.get(start..*ends.get(index)?)
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let all = all.into_iter();
        let mut texts = Texts::with_capacity(all.size_hint().0);
        for text in all {
            texts.intern(text.as_ref());
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// In whatever order texts come, each has the index of the first one that equals it.
        #[test]
        fn equal_texts_have_one_index(
            some in prop::collection::vec("[ab]{0,2}|[a-c]{3,6}|[ab]{14,18}", 1..40),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..500),
            in_runs in any::<bool>(),
        ) {
            let mut picks: Vec<&str> = picks.iter().map(|pick| pick.get(&some).as_str()).collect();
            if in_runs {
                picks.sort_unstable();
            }
            let mut expected: Vec<&str> = Vec::new();
            let mut texts = Texts::default();
            for text in picks {
                let known = expected.iter().position(|known| *known == text);
                prop_assert_eq!(texts.find(text), known);
                prop_assert_eq!(texts.intern(text) as usize, known.unwrap_or(expected.len()));
                if known.is_none() {
                    expected.push(text);
                }
            }
            prop_assert!(texts.iter().eq(expected));
        }
    }
}
