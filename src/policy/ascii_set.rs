/// A set of ASCII characters.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct AsciiSet(u128);

impl AsciiSet {
    /// U+0020 to U+007E, from which passwords are generated: every keyboard has
    /// them, each is one code point, one UTF-16 unit and one byte, and
    /// normalization does not change them.
    pub(crate) const PRINTABLE: Self = Self(((1 << 0x7f) - 1) & !((1 << 0x20) - 1));

    /// The printable characters for which `is_in` returns `true`.
    pub(crate) fn of(is_in: impl Fn(char) -> bool) -> Self {
        let all = Self::PRINTABLE.iter();
        all.filter(|c| is_in(*c)).collect()
    }

    /// The ASCII characters among some bytes.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        // Shifts of 64 bits: one of 128 bits is several instructions.
        let mut halves = [0_u64; 2];
        for byte in bytes {
            if let Some(half) = halves.get_mut(usize::from(byte >> 6)) {
                *half |= 1 << (byte & 63);
            }
        }
        let [low, high] = halves.map(u128::from);
        Self(high << 64 | low)
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub(crate) fn contains(self, c: char) -> bool {
        c.is_ascii() && self.0 & (1 << u32::from(c)) != 0
    }

    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = char> + Clone {
        ('\0'..='\x7f').filter(move |c| self.contains(*c))
    }

    /// Returns the character at an index, in the order of ASCII.
    pub(crate) fn nth(self, index: u32) -> Option<char> {
        self.iter().nth(index as usize)
    }
}

/// Ignores characters outside ASCII.
impl FromIterator<char> for AsciiSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let ascii = characters.into_iter().filter(char::is_ascii);
        Self(ascii.fold(0, |set, c| set | 1 << u32::from(c)))
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn the_printable_characters_are_those_of_ascii() {
        let ascii: Vec<char> = (0..128_u8).map(char::from).collect();
        let printable: Vec<char> = ascii.iter().copied().filter(|c| !c.is_control()).collect();
        assert!(AsciiSet::PRINTABLE.iter().eq(printable.iter().copied()));
        assert_eq!(AsciiSet::PRINTABLE.len() as usize, printable.len());
        let every = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let set: AsciiSet = every.collect();
        assert!(set.iter().eq(ascii));
        assert_eq!(AsciiSet::of(|_| true), AsciiSet::PRINTABLE);
    }

    #[test]
    fn a_set_has_each_character_once() {
        let set: AsciiSet = "ab!ab b".chars().collect();
        assert!(set.iter().eq(" !ab".chars()));
        assert_eq!(set.len(), 4);
        assert_eq!(set.nth(1), Some('!'));
        assert_eq!(set.nth(4), None);
        let other: AsciiSet = "bc".chars().collect();
        assert!(set.or(other).iter().eq(" !abc".chars()));
        assert!(set.and(other).iter().eq("b".chars()));
        assert!(set.without(other).iter().eq(" !a".chars()));
    }
}
