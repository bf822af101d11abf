use crate::id::id;
use crate::time::Timestamp;

id! {
    /// The part of a token by which its record is found. It is not secret.
    ///
    /// It is a UUID of version 7 (RFC 9562 section 5.7): the time at which the
    /// token was issued, in milliseconds, then 74 random bits. Records that
    /// are issued together are neighbours in a database's index, so that
    /// issuing and redeeming links writes few pages.
    ///
    /// ```
    /// use genkan::token::Selector;
    ///
    /// let selector = Selector::from_bytes([0xab; 16]);
    /// assert_eq!(selector.to_bytes(), [0xab; 16]); // a column of the table
    /// assert_eq!(selector.to_string().parse(), Ok(selector));
    /// ```
    pub struct Selector;
}

impl Selector {
    /// Returns when the token was issued, as its text says. Only a token that was
    /// verified says the truth.
    ///
    /// ```
    /// use genkan::token::Selector;
    ///
    /// let selector: Selector = "017f22e279b07cc398c4dc0c0c07398f".parse()?;
    /// assert_eq!(selector.issued_at().unix_seconds(), 1_645_557_742);
    /// # Ok::<(), genkan::id::InvalidId>(())
    /// ```
    #[must_use]
    pub fn issued_at(self) -> Timestamp {
        let [a, b, c, d, e, f, ..] = self.to_bytes();
        let milliseconds = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        Timestamp::from_unix_seconds(milliseconds / 1000)
    }

    /// Returns a new selector. Version and variant replace six of the random
    /// bits, the time replaces 48.
    pub(super) fn generate(now: Timestamp, random: [u8; Self::LENGTH]) -> Self {
        let milliseconds = now.unix_seconds().wrapping_mul(1000).to_be_bytes();
        let [_, _, a, b, c, d, e, f] = milliseconds;
        let [.., g, h, i, j, k, l, m, n, o, p] = random;
        let (version, variant) = (0x70 | g & 0x0f, 0x80 | i & 0x3f);
        Self::from_bytes([a, b, c, d, e, f, version, h, variant, j, k, l, m, n, o, p])
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use super::*;

    /// RFC 9562 appendix A.6, whose time has whole seconds.
    #[test]
    fn it_is_a_uuid_of_version_7() {
        let at = Timestamp::from_unix_seconds(0x017f_22e2_79b0 / 1000);
        assert_eq!(at.unix_seconds() * 1000, 0x017f_22e2_79b0);
        let random = [
            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07,
            0x39, 0x8f,
        ];
        let selector = Selector::generate(at, random);
        assert_eq!(selector.to_string(), "017f22e279b07cc398c4dc0c0c07398f");
    }

    #[test]
    fn every_random_bit_but_version_and_variant_is_kept() {
        let of = |byte| Selector::generate(Timestamp::from_unix_seconds(0), [byte; 16]);
        assert_eq!(of(0x00).to_string(), "00000000000070008000000000000000");
        assert_eq!(of(0xff).to_string(), "0000000000007fffbfffffffffffffff");
    }
}
