use crate::policy::lanes::any_block;

/// Bytes to look for, whatever their case; others may be taken for them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    /// One bit for each value of a byte's lower five bits.
    bits: u32,
    /// The same bytes with the bit of case set, as far as there is room.
    bytes: [u8; 4],
    count: u8,
}

impl Marks {
    #[inline(always)]
    pub(super) fn add(&mut self, byte: u8) {
        self.bits |= 1 << (byte & 31);
        let byte = byte | CASE;
        let [first, ..] = self.bytes;
        if self.count == 0 {
            // The others are the same byte until they are used.
            self.bytes = [byte; 4];
        } else if byte == first {
            // The whole text begins as its first piece does.
            return;
        } else if let Some(place) = self.bytes.get_mut(usize::from(self.count)) {
            *place = byte;
        }
        self.count = self.count.saturating_add(1);
    }

    pub(super) const fn may_be(self, byte: u8) -> bool {
        (self.bits >> (byte & 31)) & 1 != 0
    }

    /// Whether one of them may be in a text.
    #[inline(always)]
    pub(super) fn are_in(self, text: &[u8]) -> bool {
        let [a, b, c, d] = self.bytes;
        // More than there is room for may be anywhere.
        self.count > 4
            || any_block(
                text,
                #[inline(always)]
                |block| {
                    block.iter().fold(false, |any, byte| {
                        let byte = byte | CASE;
                        any | (byte == a) | (byte == b) | (byte == c) | (byte == d)
                    })
                },
            )
    }
}

/// The bit by which upper and lower case differ in ASCII.
const CASE: u8 = 0x20;
