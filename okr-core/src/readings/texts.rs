//! Many texts in one: metric names and notes, each stored once, with a table that finds them.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts numbered in the order in which they came. The table is looked up only, never iterated.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    all: String,
    /// Where each text ends in `all`; it starts where the one before it ends.
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Texts {
    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with an index.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        slice(&self.all, &self.ends, index)
    }

    /// The texts by index.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// The index of a text.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let hash = self.hasher.hash_one(text.as_bytes());
        self.table.find(hash, |&index| self.get(index as usize) == Some(text)).map(|&index| index as usize)
    }

    /// The index of a text, which is a new one where the text is new.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        let Self { all, ends, table, hasher } = self;
        let hash = hasher.hash_one(text.as_bytes());
        if let Some(&index) = table.find(hash, |&index| slice(all, ends, index as usize) == Some(text)) {
            return index;
        }
        // INVARIANT: 2^32 different texts, and the rows that name them, do not fit into memory.
        let index = ends.len() as u32;
        all.push_str(text);
        ends.push(all.len());
        let rehash = |&index: &u32| hasher.hash_one(slice(all, ends, index as usize).unwrap_or_default().as_bytes());
        table.insert_unique(hash, index, rehash);
        index
    }
}

fn slice<'a>(all: &'a str, ends: &[usize], index: usize) -> Option<&'a str> {
    let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    all.get(start..*ends.get(index)?)
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
#[derive(Debug, Default)]
pub(super) struct Interner {
    texts: Texts,
    last: u32,
    /// What came after each text when it came last.
    following: Vec<u32>,
}

impl Interner {
    /// The index of a text, which is a new one where the text is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        if self.texts.get(self.last as usize) == Some(text) {
            return self.last;
        }
        let following = self.following.get(self.last as usize).copied().unwrap_or(0);
        let index = match self.texts.get(following as usize) {
            Some(likely) if likely == text => following,
            _ => self.look_up(text),
        };
        self.last = index;
        index
    }

    fn look_up(&mut self, text: &str) -> u32 {
        let index = self.texts.intern(text);
        self.following.resize(self.texts.len(), 0);
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
