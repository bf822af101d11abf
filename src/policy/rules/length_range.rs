/// A range of lengths of passwords, in code points.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[expect(clippy::exhaustive_structs, reason = "a range has two ends")]
pub struct LengthRange {
    /// The smallest length in the range.
    pub from: u32,
    /// The smallest length above the range, if the range ends.
    pub below: Option<u32>,
}

impl LengthRange {
    pub(in crate::policy) const fn contains(self, length: u32) -> bool {
        length >= self.from
            && match self.below {
                Some(below) => length < below,
                None => true,
            }
    }
}
