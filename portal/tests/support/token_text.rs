//! The text of a token as bytes.

/// The alphabet of RFC 4648 section 6, in lower case.
pub(crate) const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The bytes of a token: 16 of the selector, 20 that are secret, 4 of the
/// checksum.
pub(crate) fn decode(token: &str) -> Vec<u8> {
    let value = |message: &u8| {
        let found = ALPHABET.iter().position(|known| known == message);
        found.unwrap() as u64
    };
    let eights = token.as_bytes()[8..].chunks(8);
    eights
        .flat_map(|eight| {
            let bits = eight
                .iter()
                .fold(0_u64, |bits, message| bits << 5 | value(message));
            bits.to_be_bytes()[3..].to_vec()
        })
        .collect()
}
