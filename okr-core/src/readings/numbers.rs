//! The numbers of rows in the input, of which some were left out.

/// For the rows that were taken in, their numbers in the input. It grows only where rows were left out.
#[derive(Debug, Clone, Default)]
pub(super) struct RowNumbers {
    /// From which row taken in on how many rows were left out before it; rising.
    left_out: Vec<(usize, usize)>,
}

impl RowNumbers {
    /// Notes the number of the row that is taken in next, behind `taken` others.
    #[inline]
    pub(super) fn push(&mut self, taken: usize, number: usize) {
        let left_out = number - taken;
        if left_out != self.left_out.last().map_or(0, |last| last.1) {
            self.left_out.push((taken, left_out));
        }
    }

    /// Adds the numbers of rows that follow `taken` ones of `rows`.
    pub(super) fn append(&mut self, more: &RowNumbers, taken: usize, rows: usize) {
        self.push(taken, rows);
        for &(later, left_out) in &more.left_out {
            self.push(taken + later, rows + later + left_out);
        }
    }

    /// The number in the input of a row that was taken in.
    pub(super) fn number(&self, taken: usize) -> usize {
        let behind = self.left_out.partition_point(|(from, _)| *from <= taken);
        let left_out = behind.checked_sub(1).and_then(|index| self.left_out.get(index));
        taken + left_out.map_or(0, |(_, left_out)| *left_out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::RowNumbers;

    proptest! {
        #[test]
        fn each_row_has_the_number_that_it_had(taken in prop::collection::vec(any::<bool>(), 0..60), cut in 0..60_usize) {
            let (first, rest) = taken.split_at(cut.min(taken.len()));
            let numbers = |rows: &[bool]| {
                let (mut numbers, mut count) = (RowNumbers::default(), 0);
                for (number, _) in rows.iter().enumerate().filter(|(_, taken)| **taken) {
                    numbers.push(count, number);
                    count += 1;
                }
                (numbers, count)
            };
            let ((mut all, count), (more, _)) = (numbers(first), numbers(rest));
            all.append(&more, count, first.len());
            let expected: Vec<usize> = (0..taken.len()).filter(|&row| taken[row]).collect();
            let found: Vec<usize> = (0..expected.len()).map(|row| all.number(row)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
