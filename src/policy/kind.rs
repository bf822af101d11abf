use core::fmt;

/// One of the four kinds of characters that a policy may count.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Kind {
    /// `a-z`, and no other letter.
    Lower,
    /// `A-Z`, and no other letter.
    Upper,
    /// `0-9`, and no other digit.
    Digit,
    /// Exactly the characters that the policy calls special.
    Special,
}

impl Kind {
    /// Every kind, in the order in which people are told of them.
    pub const ALL: [Self; 4] = [Self::Lower, Self::Upper, Self::Digit, Self::Special];

    /// The stable name: `lower`, `upper`, `digit`, `special`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Upper => "upper",
            Self::Digit => "digit",
            Self::Special => "special",
        }
    }

    /// The kind that a character counts for, where there is one.
    pub(crate) fn of(c: char, special: &str) -> Option<Self> {
        match c {
            'a'..='z' => Some(Self::Lower),
            'A'..='Z' => Some(Self::Upper),
            '0'..='9' => Some(Self::Digit),
            _ => special.contains(c).then_some(Self::Special),
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Lower => 1,
            Self::Upper => 2,
            Self::Digit => 4,
            Self::Special => 8,
        }
    }
}

/// A set of [`Kind`]s.
///
/// As data it is a list of names in a fixed order.
#[derive(Clone, Copy, Default, Eq, Hash, PartialEq)]
pub struct Kinds(u8);

impl Kinds {
    /// How many kinds are in the set.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `kind` is in the set.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The kinds that are not in the set.
    #[must_use]
    pub const fn missing(self) -> Self {
        Self(!self.0 & 0b1111)
    }

    /// The kinds, in the order of [`Kind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |k| self.contains(*k))
    }

    pub(crate) const fn insert(&mut self, kind: Kind) {
        self.0 |= kind.bit();
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        let mut set = Self::default();
        for kind in kinds {
            set.insert(kind);
        }
        set
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Kinds {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
