/// A set of ASCII characters.
///
/// It has two words of 64 bits, because the browser's module would have to link
/// the shifts of one of 128 bits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct AsciiSet([u64; 2]);

impl AsciiSet {
    /// U+0020 to U+007E, from which passwords are generated: every keyboard has
    /// them, each is one code point, one UTF-16 unit and one byte, and
    /// normalization does not change them.
    pub(crate) const PRINTABLE: Self = Self([u64::MAX << 0x20, u64::MAX >> 1]);

    pub(crate) const LOWER: Self = Self([0, 0x07ff_fffe << 32]);
    pub(crate) const UPPER: Self = Self([0, 0x07ff_fffe]);
    pub(crate) const DIGITS: Self = Self([0x03ff << 48, 0]);

    /// Returns the printable characters for which `is_in` returns `true`.
    pub(crate) fn of(is_in: impl Fn(char) -> bool) -> Self {
        let all = Self::PRINTABLE.iter();
        all.filter(|c| is_in(*c)).collect()
    }

    /// Returns the set of 128 bits, the character U+0000 as the lowest.
    pub(crate) const fn of_bits(bits: [u64; 2]) -> Self {
        Self(bits)
    }

    pub(crate) const fn and(self, Self([low, high]): Self) -> Self {
        Self([self.0[0] & low, self.0[1] & high])
    }

    pub(crate) const fn or(self, Self([low, high]): Self) -> Self {
        Self([self.0[0] | low, self.0[1] | high])
    }

    pub(crate) const fn without(self, Self([low, high]): Self) -> Self {
        Self([self.0[0] & !low, self.0[1] & !high])
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0[0] | self.0[1] == 0
    }

    pub(crate) const fn len(self) -> u32 {
        self.0[0].count_ones() + self.0[1].count_ones()
    }

    pub(crate) fn contains(self, c: char) -> bool {
        let word = self.0.get(c as usize >> 6);
        word.is_some_and(|word| word >> (c as u32 & 63) & 1 == 1)
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
        let mut set = Self::default();
        for c in characters {
            if let Some(word) = set.0.get_mut(c as usize >> 6) {
                *word |= 1 << (c as u32 & 63);
            }
        }
        set
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
        let [lower, upper, digits]: [fn(&char) -> bool; 3] = [
            char::is_ascii_lowercase,
            char::is_ascii_uppercase,
            char::is_ascii_digit,
        ];
        assert_eq!(AsciiSet::of(|c| lower(&c)), AsciiSet::LOWER);
        assert_eq!(AsciiSet::of(|c| upper(&c)), AsciiSet::UPPER);
        assert_eq!(AsciiSet::of(|c| digits(&c)), AsciiSet::DIGITS);
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
