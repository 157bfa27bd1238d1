//! Short texts as numbers: compared and found without a look at the text itself.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;

/// A text of at most 16 bytes: its beginning and its end, which overlap, and its length. Equal keys are equal texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Key {
    start: u64,
    end: u64,
    length: u32,
}

impl Key {
    /// The key of a text; none for one that is longer.
    #[inline]
    pub(super) fn of(text: &str) -> Option<Key> {
        let bytes = text.as_bytes();
        let (start, end) = match bytes.len() {
            8..=16 => (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)),
            4..8 => (u32::from_le_bytes(*bytes.first_chunk()?).into(), u32::from_le_bytes(*bytes.last_chunk()?).into()),
            // Of three bytes the one in the middle is neither the first nor the last.
            1..4 => {
                (u16::from_le_bytes([*bytes.first()?, *bytes.get(bytes.len() / 2)?]).into(), (*bytes.last()?).into())
            }
            0 => (0, 0),
            _ => return None,
        };
        Some(Key { start, end, length: bytes.len() as u32 })
    }
}

/// Indices by key. It is looked up only, never iterated.
#[derive(Debug)]
pub(super) struct ShortTable {
    /// A power of two of them, at most half of them used.
    slots: Vec<Slot>,
    used: usize,
    secret: u64,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: Key,
    /// [`ShortTable::NONE`] where the slot is free.
    index: u32,
}

impl Default for ShortTable {
    fn default() -> Self {
        // Nobody can know which texts would meet in one slot.
        ShortTable { slots: vec![Slot::FREE; 64], used: 0, secret: DefaultHashBuilder::default().hash_one(0_u64) }
    }
}

impl Slot {
    const FREE: Slot = Slot { key: Key { start: 0, end: 0, length: 0 }, index: ShortTable::NONE };
}

impl ShortTable {
    /// The index of no text.
    pub(super) const NONE: u32 = u32::MAX;

    /// Where the search for a key begins.
    #[inline]
    pub(super) fn place(&self, key: &Key) -> u64 {
        let start = key.start ^ self.secret;
        let end = key.end.rotate_left(32) ^ self.secret.rotate_left(17) ^ u64::from(key.length);
        let product = u128::from(start) * u128::from(end);
        (product >> 64) as u64 ^ product as u64
    }

    /// The index at which a key stands whose search begins at this place; [`NONE`](Self::NONE) where it does not stand there.
    #[inline]
    pub(super) fn find(&self, key: &Key, place: u64) -> u32 {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = place as usize & last;
        while let Some(slot) = self.slots.get(at) {
            if slot.key == *key || slot.index == Self::NONE {
                return slot.index;
            }
            at = (at + 1) & last;
        }
        Self::NONE
    }

    /// Adds a key that is not there.
    pub(super) fn insert(&mut self, key: Key, index: u32) {
        if 2 * (self.used + 1) > self.slots.len() {
            let more = vec![Slot::FREE; 4 * self.slots.len()];
            let slots = std::mem::replace(&mut self.slots, more);
            slots.iter().filter(|slot| slot.index != Self::NONE).for_each(|slot| self.put(*slot));
        }
        self.used += 1;
        self.put(Slot { key, index });
    }

    fn put(&mut self, new: Slot) {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = self.place(&new.key) as usize & last;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.index == Self::NONE {
                *slot = new;
                return;
            }
            at = (at + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Two texts have one key just where they are equal.
        #[test]
        fn keys_tell_texts_apart(a in "[ab\0é]{0,9}", b in "[ab\0é]{0,9}") {
            if let (Some(a_key), Some(b_key)) = (Key::of(&a), Key::of(&b)) {
                prop_assert_eq!(a_key == b_key, a == b);
            }
            prop_assert_eq!(Key::of(&a).is_some(), a.len() <= 16);
        }

        #[test]
        fn what_was_put_in_is_found(texts in prop::collection::hash_set("[a-d]{0,8}", 0..300)) {
            let mut table = ShortTable::default();
            let keys: Vec<Key> = texts.iter().filter_map(|text| Key::of(text)).collect();
            let find = |table: &ShortTable, key: &Key| table.find(key, table.place(key));
            for (index, key) in (0..).zip(&keys) {
                prop_assert_eq!(find(&table, key), ShortTable::NONE);
                table.insert(*key, index);
            }
            for (index, key) in (0..).zip(&keys) {
                prop_assert_eq!(find(&table, key), index);
            }
        }
    }
}
