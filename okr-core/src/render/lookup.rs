//! Rows by a name of theirs.

use hashbrown::HashMap;

/// The indices of rows by name, in their order. One type of map for all tables: each would be compiled on its own.
pub(super) struct Lookup<'a>(HashMap<&'a str, Vec<u32>>);

impl<'a> Lookup<'a> {
    /// Notes each name with the index of its row.
    pub(super) fn of(names: &mut dyn Iterator<Item = (usize, &'a str)>) -> Self {
        let mut rows: HashMap<&str, Vec<u32>> = HashMap::new();
        for (index, name) in names {
            // INVARIANT: a table in memory has fewer than 2^32 rows.
            rows.entry(name).or_default().push(index as u32);
        }
        Lookup(rows)
    }

    /// The rows with a name.
    pub(super) fn all<'t, T>(&self, name: &str, table: &'t [T]) -> impl Iterator<Item = &'t T> {
        let rows = self.0.get(name).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|index| table.get(*index as usize))
    }

    /// The first row with a name.
    pub(super) fn first<'t, T>(&self, name: &str, table: &'t [T]) -> Option<&'t T> {
        self.all(name, table).next()
    }
}
