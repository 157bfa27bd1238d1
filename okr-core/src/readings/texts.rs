//! Many texts in one: metric names and notes, each stored once, with a table that finds them.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

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
        let hash = hasher.hash_one(text.as_bytes());
        if let Some(place) = table.find(hash, |place| place.text(all) == Some(text)) {
            return place.index;
        }
        // INVARIANT: 2^32 different texts, and the rows that name them, do not fit into memory; nor does a row of that length.
        let place = Place { start: all.len(), length: text.len() as u32, index: ends.len() as u32 };
        all.push_str(text);
        ends.push(all.len());
        table.insert_unique(hash, place, |place| hasher.hash_one(place.text(all).unwrap_or_default().as_bytes()));
        place.index
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut texts = Texts::default();
        for text in all {
            texts.intern(text.as_ref());
        }
        texts
    }
}

/// Finds the indices of texts that come in runs, or again and again in one order, without looking most of them up.
#[derive(Debug)]
pub(super) struct Interner {
    texts: Texts,
    last: u32,
    /// What came after each text when it came last.
    following: Vec<u32>,
    /// How many wrong guesses at what follows are left before no more are made.
    trust: u32,
}

impl Default for Interner {
    fn default() -> Self {
        Interner { texts: Texts::default(), last: 0, following: Vec::new(), trust: Self::TRUST }
    }
}

impl Interner {
    const TRUST: u32 = 32;

    /// The index of a text, which is a new one where the text is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if self.texts.get(self.last as usize) == Some(text) {
            return self.last;
        }
        self.last = if self.trust > 0 { self.guess(text) } else { self.texts.intern(text) };
        self.last
    }

    fn guess(&mut self, text: &str) -> u32 {
        let following = self.following.get(self.last as usize).copied().unwrap_or(0);
        if self.texts.get(following as usize) == Some(text) {
            self.trust = Self::TRUST;
            return following;
        }
        let index = self.texts.intern(text);
        if index as usize == self.following.len() {
            self.following.push(0);
        } else {
            self.trust -= 1;
        }
        if let Some(following) = self.following.get_mut(self.last as usize) {
            *following = index;
        }
        index
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
