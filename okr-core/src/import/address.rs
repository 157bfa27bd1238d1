//! Addresses of cells: letters of columns, and ranges such as `A3:H40`.

use super::limit::{MAX_COLUMNS, MAX_ROWS};

/// The letters of a column: `A` for 0, `AA` for 26.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        // INVARIANT: a remainder of 26 is a byte.
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The column that letters name, from 0.
pub(super) fn column(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number =
        letters.bytes().fold(0, |number, byte| number * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    (number <= MAX_COLUMNS).then(|| number - 1)
}

/// A rectangle of cells: rows as the spreadsheet numbers them, columns from 0; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rectangle {
    pub(super) first_row: u32,
    pub(super) last_row: u32,
    pub(super) first_column: usize,
    pub(super) last_column: usize,
}

impl Rectangle {
    /// Reads `A3:H40`, or `A3` for a single cell.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.trim().split_once(':').unwrap_or((text.trim(), text.trim()));
        let ((first_column, first_row), (last_column, last_row)) = (cell(from)?, cell(to)?);
        let ordered = first_row <= last_row && first_column <= last_column;
        ordered.then_some(Rectangle { first_row, last_row, first_column, last_column })
    }
}

fn cell(text: &str) -> Option<(usize, u32)> {
    let text: String = text.chars().filter(|c| *c != '$').collect();
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at_checked(digits)?;
    let row = row.parse::<u32>().ok().filter(|row| (1..=MAX_ROWS as u32).contains(row))?;
    Some((column(letters)?, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (index, text) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!((letters(index).as_str(), column(text)), (text, Some(index)));
        }
        assert_eq!(column("XFE"), None);
    }

    #[test]
    fn ranges_have_two_corners() {
        let range = Rectangle::parse("$A$3:h40").unwrap();
        assert_eq!((range.first_row, range.last_row, range.first_column, range.last_column), (3, 40, 0, 7));
        for wrong in ["", "A", "3", "B2:A1", "A0", "A1:B2:C3", "A1:"] {
            assert_eq!(Rectangle::parse(wrong), None, "{wrong}");
        }
    }
}
