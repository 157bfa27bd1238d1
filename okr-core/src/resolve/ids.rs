//! What stands for an id. Looked up only, never iterated.

use std::borrow::Borrow;
use std::hash::Hash;

use hashbrown::HashMap;

use crate::parallel;

/// From so many ids on they are parted, so that the parts can be filled at a time.
const MANY: usize = 4096;
/// How many parts there are then.
const PARTS: usize = 16;

/// What stands for each id.
#[derive(Debug, Clone)]
pub(crate) struct Ids<K, V> {
    parts: Vec<HashMap<K, V>>,
}

impl<K: Borrow<str> + Eq + Hash, V> Ids<K, V> {
    /// No ids yet; room for some.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Ids { parts: vec![HashMap::with_capacity(count)] }
    }

    /// The part in which an id stands, where it does.
    fn part(&self, id: &str) -> Option<&HashMap<K, V>> {
        self.parts.get(part_of(id, self.parts.len()))
    }

    pub(crate) fn get(&self, id: &str) -> Option<&V> {
        self.part(id)?.get(id)
    }

    pub(crate) fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Adds an id; whether it is new. What stood for it still does.
    pub(crate) fn add(&mut self, id: K, value: V) -> bool {
        let part = part_of(id.borrow(), self.parts.len());
        let entry = self.parts.get_mut(part).map(|part| part.entry(id));
        match entry {
            Some(hashbrown::hash_map::Entry::Vacant(entry)) => {
                entry.insert(value);
                true
            }
            _ => false,
        }
    }
}

impl<K: Borrow<str> + Eq + Hash + Send, V: Send> Ids<K, V> {
    /// The ids of items, by all threads where there are many; none where two are equal. `entry` gives the id of an item, and what stands for it.
    pub(crate) fn of_unique<'a, I: Sync>(
        items: &'a [I],
        id: impl Fn(&'a I) -> &'a str + Sync + Send,
        entry: impl Fn(usize, &'a I) -> (K, V) + Sync + Send,
    ) -> Option<Self> {
        if !cfg!(feature = "parallel") || items.len() < MANY {
            let mut ids = Ids::with_capacity(items.len());
            return items.iter().enumerate().all(|(index, item)| ids.add_entry(entry(index, item))).then_some(ids);
        }
        let part_at = |index: usize| items.get(index).map_or(0, |item| part_of(id(item), PARTS));
        // INVARIANT: there are fewer parts than 256.
        let parts = parallel::map(items.len(), || (), |(), index| part_at(index) as u8);
        let fill = |part: usize| {
            let mine = || parts.iter().zip(items).enumerate().filter(|(_, (other, _))| usize::from(**other) == part);
            let mut ids = HashMap::with_capacity(mine().count());
            let mut entries = mine().map(|(index, (_, item))| entry(index, item));
            entries.all(|(id, value)| ids.insert(id, value).is_none()).then_some(ids)
        };
        let parts: Option<Vec<_>> = parallel::jobs(items.len(), PARTS, fill).into_iter().collect();
        Some(Ids { parts: parts? })
    }

    fn add_entry(&mut self, (id, value): (K, V)) -> bool {
        self.add(id, value)
    }
}

/// The part of an id, by its last letters: what tells ids apart stands there most often.
fn part_of(id: &str, parts: usize) -> usize {
    if parts < 2 {
        return 0;
    }
    let last = id.bytes().rev().take(8).fold(id.len() as u64, |sum, byte| sum.wrapping_mul(257) + u64::from(byte));
    // INVARIANT: the highest bits of a product with the golden ratio, less than `parts`.
    (((last.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) * parts as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::{Ids, MANY};

    #[test]
    fn few_and_many_ids_are_found_and_equal_ones_noticed() {
        for count in [0, 1, MANY - 1, MANY, 3 * MANY] {
            let mut names: Vec<String> = (0..count).map(|index| format!("k{}-{}", index / 4, index % 4)).collect();
            let ids =
                |names: &[String]| Ids::<String, usize>::of_unique(names, |id| id, |index, id| (id.clone(), index));
            let mut found = ids(&names).unwrap();
            assert!(names.iter().enumerate().all(|(index, id)| found.get(id) == Some(&index)));
            assert!(!found.contains_key("k0-4") && found.add("k0-4".to_owned(), 7) && !found.add("k0-4".to_owned(), 8));
            assert_eq!(found.get("k0-4"), Some(&7));
            names.push("k0-0".to_owned());
            assert_eq!(ids(&names).is_none(), count > 0);
        }
    }
}
