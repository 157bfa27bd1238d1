//! Lists of indices by owner, in two flat arrays.

/// For each owner the items that name it, in order.
#[derive(Debug)]
pub(crate) struct Lists {
    starts: Vec<usize>,
    items: Vec<usize>,
}

impl Lists {
    /// Groups the items 0, 1, 2 … by the owner that each names; those that name none are left out.
    pub(crate) fn new(owners: usize, owner_of: impl Iterator<Item = Option<usize>> + Clone) -> Self {
        let mut starts = vec![0usize; owners + 1];
        for owner in owner_of.clone().flatten() {
            if let Some(count) = starts.get_mut(owner + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut items = vec![0usize; sum];
        for (item, owner) in owner_of.enumerate() {
            if let Some(index) = owner.and_then(|owner| next.get_mut(owner)) {
                if let Some(slot) = items.get_mut(*index) {
                    *slot = item;
                }
                *index += 1;
            }
        }
        Lists { starts, items }
    }

    /// The items of an owner.
    pub(crate) fn of(&self, owner: usize) -> &[usize] {
        let start = self.starts.get(owner).copied().unwrap_or(0);
        let end = self.starts.get(owner + 1).copied().unwrap_or(start);
        self.items.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn items_stand_with_their_owner_in_order() {
        let lists = Lists::new(3, [Some(2), None, Some(0), Some(2)].into_iter());
        assert_eq!((lists.of(0), lists.of(1), lists.of(2), lists.of(9)), (&[2][..], &[][..], &[0, 3][..], &[][..]));
    }
}
