use core::fmt;

use super::kind::Kind;

/// A subset of the kinds of a rule.
///
/// It is serialized as the list of their names.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct Kinds<'p> {
    of: &'p [Kind],
    members: u16,
}

impl<'p> Kinds<'p> {
    pub(in crate::policy) const fn new(of: &'p [Kind], members: u16) -> Self {
        Self { of, members }
    }

    /// Returns their number.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.members.count_ones()
    }

    /// Returns whether there are none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.members == 0
    }

    /// Returns the kinds, in the rule's order.
    pub fn iter(self) -> impl Iterator<Item = &'p Kind> {
        let members = self.members;
        (0..)
            .zip(self.of)
            .filter(move |(at, _)| members & (1 << at) != 0)
            .map(|(_, kind)| kind)
    }

    /// Returns the members as bits, the first kind of the rule in the lowest.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.members
    }
}

impl fmt::Debug for Kinds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(|kind| &kind.name))
            .finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Kinds<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|kind| &kind.name))
    }
}
