use super::Kind;

/// Some of the printable ASCII characters, U+0020 to U+007E.
///
/// They are what generators of passwords draw from: every keyboard has them,
/// each is one code point, one UTF-16 unit and one byte, and normalization
/// leaves them alone.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Alphabet(u128);

impl Alphabet {
    pub(super) const PRINTABLE: Self = Self(((1 << 0x7f) - 1) & !((1 << 0x20) - 1));

    /// Those for which it is so.
    pub(super) fn of(is_in: impl Fn(char) -> bool) -> Self {
        let all = Self::PRINTABLE.iter();
        all.filter(|c| is_in(*c)).collect()
    }

    /// Those of a kind.
    pub(super) fn of_kind(kind: &Kind) -> Self {
        Self::of(|c| kind.contains(c))
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub(super) fn contains(self, c: char) -> bool {
        c.is_ascii() && self.0 & (1 << u32::from(c)) != 0
    }

    pub(super) fn iter(self) -> impl DoubleEndedIterator<Item = char> + Clone {
        (' '..='~').filter(move |c| self.contains(*c))
    }

    /// The character at this place, in the order of ASCII.
    pub(super) fn nth(self, at: u32) -> Option<char> {
        self.iter().nth(at as usize)
    }
}

impl FromIterator<char> for Alphabet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        let bits = characters
            .into_iter()
            .filter(char::is_ascii)
            .fold(0, |bits, c| bits | 1 << u32::from(c));
        Self(bits).and(Self::PRINTABLE)
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    /// They are the 95 that print, each once, in their order.
    #[test]
    fn the_printable_ones_are_those_of_ascii() {
        let printable: Vec<char> = (0..128_u8).map(char::from).collect();
        let printable: Vec<char> = printable.into_iter().filter(|c| !c.is_control()).collect();
        assert!(Alphabet::PRINTABLE.iter().eq(printable.iter().copied()));
        assert_eq!(Alphabet::PRINTABLE.len() as usize, printable.len());
        let every = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        assert_eq!(every.collect::<Alphabet>(), Alphabet::PRINTABLE);
    }

    #[test]
    fn a_character_is_in_once_however_often_it_comes() {
        let alphabet: Alphabet = "ab!ab b".chars().collect();
        assert!(alphabet.iter().eq(" !ab".chars()));
        assert_eq!(alphabet.len(), 4);
        assert_eq!(alphabet.nth(1), Some('!'));
        assert_eq!(alphabet.nth(4), None);
        let other: Alphabet = "bc".chars().collect();
        assert!(alphabet.or(other).iter().eq(" !abc".chars()));
    }
}
