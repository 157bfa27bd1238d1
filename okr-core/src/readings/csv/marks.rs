//! Where fields end, found eight bytes at a time.

/// The places of commas, line feeds and carriage returns, rising.
pub(super) struct Marks<'a> {
    text: &'a [u8],
    /// Where the eight bytes start that are looked at.
    start: usize,
    /// The highest bit of each of them that is a mark and was not given yet.
    found: u64,
}

/// The bytes that are looked at together.
const WIDTH: usize = 8;
const LOW_BITS: u64 = u64::from_le_bytes([0x7f; WIDTH]);

/// The highest bit of each byte that is equal to `byte`, and no other.
#[inline]
const fn equal(bytes: u64, byte: u8) -> u64 {
    let differs = bytes ^ u64::from_le_bytes([byte; WIDTH]);
    !(((differs & LOW_BITS) + LOW_BITS) | differs | LOW_BITS)
}

#[inline]
const fn marks(bytes: u64) -> u64 {
    equal(bytes, b',') | equal(bytes, b'\n') | equal(bytes, b'\r')
}

impl<'a> Marks<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        let mut marks = Marks { text, start: 0, found: 0 };
        marks.found = marks.look();
        marks
    }

    /// The marks among the bytes at `start`.
    #[inline]
    fn look(&self) -> u64 {
        let rest = self.text.get(self.start..).unwrap_or_default();
        match rest.first_chunk::<WIDTH>() {
            Some(bytes) => marks(u64::from_le_bytes(*bytes)),
            None => {
                let mut bytes = [0; WIDTH];
                bytes.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
                marks(u64::from_le_bytes(bytes))
            }
        }
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            self.start += WIDTH;
            if self.start >= self.text.len() {
                return None;
            }
            self.found = self.look();
        }
        let place = self.start + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_mark_is_found_and_nothing_else(text in prop::collection::vec(prop::sample::select(b",\n\r\x2b\x2d\x0b\x8d\xacaz\0".to_vec()), 0..60)) {
            let expected: Vec<usize> =
                text.iter().enumerate().filter(|(_, byte)| b",\n\r".contains(byte)).map(|(place, _)| place).collect();
            prop_assert_eq!(Marks::new(&text).collect::<Vec<_>>(), expected);
        }
    }
}
