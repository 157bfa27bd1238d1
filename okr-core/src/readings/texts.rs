//! Many texts in one: metric names and notes, each stored once, with a table that finds them.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::short::{Key, ShortTable};

/// Texts numbered in the order in which they came. The table is looked up only, never iterated.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends in `all`; it starts where the one before it ends.
    ends: Vec<usize>,
    table: HashTable<Place>,
    hasher: DefaultHashBuilder,
}

/// Where a text lies, beside its index, so that finding it takes as few steps through memory as possible.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: usize,
    length: u32,
    index: u32,
}

impl Place {
    fn text(self, all: &str) -> Option<&str> {
        all.get(self.start..self.start + self.length as usize)
    }
}

impl Texts {
    /// No text yet, and room for so many.
    pub(super) fn with_capacity(texts: usize) -> Self {
        Texts { ends: Vec::with_capacity(texts), table: HashTable::with_capacity(texts), ..Texts::default() }
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with an index.
    #[inline]
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.all.get(start..*self.ends.get(index)?)
    }

    /// The texts by index.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// The index of a text.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(text.as_bytes());
        self.table.find(hash, |place| place.text(&self.all) == Some(text)).map(|place| place.index as usize)
    }

    /// The index of a text, which is a new one where the text is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let Self { all, ends, table, hasher } = self;
        let rehash = |place: &Place| hasher.hash_one(place.text(all).unwrap_or_default().as_bytes());
        match table.entry(hasher.hash_one(text.as_bytes()), |place| place.text(all) == Some(text), rehash) {
            Entry::Occupied(known) => known.get().index,
            Entry::Vacant(free) => {
                // INVARIANT: 2^32 different texts, and the rows that name them, do not fit into memory; nor does a row of that length.
                let place = Place { start: all.len(), length: text.len() as u32, index: ends.len() as u32 };
                free.insert(place);
                all.push_str(text);
                ends.push(all.len());
                place.index
            }
        }
    }
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

/// Finds the indices of texts that come in runs, again and again in one order, or in no order, without looking most of them up among
/// the texts.
#[derive(Debug)]
pub(super) struct Interner {
    texts: Texts,
    last: u32,
    /// The key of each short text.
    keys: Vec<Option<Key>>,
    short: ShortTable,
    /// What came after each text when it came last.
    following: Vec<u32>,
    /// How many wrong guesses at what follows are left before no more are made.
    trust: u32,
}

impl Default for Interner {
    fn default() -> Self {
        Interner {
            texts: Texts::default(),
            last: 0,
            keys: Vec::new(),
            short: ShortTable::default(),
            following: Vec::new(),
            trust: Self::TRUST,
        }
    }
}

impl Interner {
    const TRUST: u32 = 32;
    /// So many texts are looked up together, so that one need not wait for the memory of the other.
    const TOGETHER: usize = 32;

    /// The index of a text, which is a new one where the text is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let key = Key::of(text);
        match self.known(text, key) {
            ShortTable::NONE => self.added(text, key),
            known => known,
        }
    }

    /// Sets `indices` to those of the texts that `text` gives for each place; what it gives for a text that `is_none`, and for none,
    /// is [`u32::MAX`].
    pub(super) fn intern_all<'a>(
        &mut self,
        text: impl Fn(usize) -> Option<&'a str>,
        is_none: impl Fn(&str) -> bool,
        indices: &mut [u32],
    ) {
        let mut start = 0;
        for indices in indices.chunks_mut(Self::TOGETHER) {
            if self.trust > 0 {
                for (place, index) in (start..).zip(indices.iter_mut()) {
                    *index = text(place).map_or(u32::MAX, |text| self.intern_some(text, &is_none));
                }
            } else {
                self.intern_together(start, &text, &is_none, indices);
            }
            start += indices.len();
        }
    }

    fn intern_together<'a>(
        &mut self,
        start: usize,
        text: impl Fn(usize) -> Option<&'a str>,
        is_none: impl Fn(&str) -> bool,
        indices: &mut [u32],
    ) {
        let mut keys = [(Key::default(), 0); Self::TOGETHER];
        for (place, slot) in (start..).zip(keys.iter_mut().take(indices.len())) {
            let key = text(place).and_then(Key::of).unwrap_or_default();
            *slot = (key, self.short.place(&key));
        }
        for ((key, place), index) in keys.iter().zip(indices.iter_mut()) {
            // An empty text, a longer one and none have no key here.
            *index = if *key == Key::default() { ShortTable::NONE } else { self.short.find(key, *place) };
        }
        for (place, index) in (start..).zip(indices) {
            if *index == ShortTable::NONE {
                *index = text(place).map_or(u32::MAX, |text| self.intern_some(text, &is_none));
            }
        }
    }

    #[inline]
    fn intern_some(&mut self, text: &str, is_none: impl Fn(&str) -> bool) -> u32 {
        let key = Key::of(text);
        match self.known(text, key) {
            ShortTable::NONE if is_none(text) => u32::MAX,
            ShortTable::NONE => self.added(text, key),
            known => known,
        }
    }

    /// The index of a text that is found without a look at the texts; [`ShortTable::NONE`] where it is not.
    #[inline]
    fn known(&mut self, text: &str, key: Option<Key>) -> u32 {
        if self.is(self.last, text, key) {
            return self.last;
        }
        if self.trust > 0 {
            let following = self.following.get(self.last as usize).copied().unwrap_or(0);
            if self.is(following, text, key) {
                self.trust = Self::TRUST;
                self.last = following;
                return following;
            }
        }
        let Some(key) = key else { return ShortTable::NONE };
        let found = self.short.find(&key, self.short.place(&key));
        if found != ShortTable::NONE {
            self.came(found, false);
        }
        found
    }

    /// Whether a text is the one with an index.
    #[inline]
    fn is(&self, index: u32, text: &str, key: Option<Key>) -> bool {
        match key {
            Some(_) => self.keys.get(index as usize).is_some_and(|known| *known == key),
            None => self.texts.get(index as usize) == Some(text),
        }
    }

    /// The index of a text that is not known by its key.
    fn added(&mut self, text: &str, key: Option<Key>) -> u32 {
        let index = self.texts.intern(text);
        let is_new = index as usize == self.keys.len();
        if is_new {
            self.keys.push(key);
            if let Some(key) = key {
                self.short.insert(key, index);
            }
        }
        self.came(index, is_new);
        index
    }

    /// Notes that a text came which was not expected.
    #[inline]
    fn came(&mut self, index: u32, is_new: bool) {
        if self.trust > 0 {
            if is_new {
                self.following.push(0);
            } else {
                self.trust -= 1;
            }
            if let Some(following) = self.following.get_mut(self.last as usize) {
                *following = index;
            }
        }
        self.last = index;
    }

    /// The text with an index.
    #[cfg(feature = "csv")]
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        self.texts.get(index)
    }

    pub(super) fn finish(self) -> Texts {
        self.texts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// In whatever order texts come, each has the index of the first one that is equal to it.
        #[test]
        fn equal_texts_have_one_index(
            some in prop::collection::vec(prop::option::of("[ab]{0,2}|[a-c]{3,6}|[ab]{14,18}"), 1..40),
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..500),
            in_runs in any::<bool>(),
        ) {
            let mut picks: Vec<Option<&str>> = picks.iter().map(|pick| pick.get(&some).as_deref()).collect();
            if in_runs {
                picks.sort_unstable();
            }
            let mut expected: Vec<&str> = Vec::new();
            let mut indices = vec![7; picks.len()];
            let mut interner = Interner::default();
            interner.intern_all(|place| picks[place], str::is_empty, &mut indices);
            for (text, index) in picks.iter().zip(indices) {
                match text {
                    None | Some("") => prop_assert_eq!(index, u32::MAX),
                    Some(text) => {
                        let known = expected.iter().position(|known| known == text);
                        prop_assert_eq!(index as usize, known.unwrap_or(expected.len()));
                        if known.is_none() {
                            expected.push(text);
                        }
                    }
                }
            }
            prop_assert!(interner.finish().iter().eq(expected));
        }
    }
}
