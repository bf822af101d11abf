//! HMAC-SHA-256 (RFC 2104), from the hash's compression function.
//!
//! What the key does to both hashes is done once and kept. A message that a
//! token needs has two blocks, and each of the three compressions that are
//! left takes as long as everything around it should: so the first block is laid
//! out whole by who knows what is in it, and what is hashed is moved once.

use core::slice::from_ref;

use sha2::block_api::compress256;

use super::wiped::Wiped;

/// A key, as the states of the two hashes that begin with it.
pub(super) struct MacKey {
    inner: Wiped<u32, 8>,
    outer: Wiped<u32, 8>,
}

impl MacKey {
    /// A key of half a block, which is filled up with zeros.
    pub(super) fn new(secret: &[u8; 32]) -> Self {
        let state = |pad: u8| {
            let mut block = Wiped([pad; BLOCK]);
            for (to, from) in block.iter_mut().zip(secret) {
                *to ^= from;
            }
            let mut state = Wiped(START);
            compress256(&mut state, &[*block]);
            state
        };
        Self {
            inner: state(0x36),
            outer: state(0x5c),
        }
    }

    /// The MAC of a message that begins with this block, the highest byte of
    /// each word first, and goes on with these parts.
    #[inline]
    pub(super) fn mac(&self, first: &[u64; BLOCK / 8], rest: &[&[u8]]) -> Wiped<u8, 32> {
        // The length is that of the key's block and what comes after it.
        let mut hash = Hash {
            state: Wiped(*self.inner),
            block: Wiped::zeros(),
            filled: 0,
            length: 2 * BLOCK as u64,
        };
        for (place, word) in hash.block.as_chunks_mut().0.iter_mut().zip(first) {
            *place = word.to_be_bytes();
        }
        hash.compress();
        for part in rest {
            hash.add(part);
        }
        hash.end();

        let mut hash = Hash {
            block: hash.bytes(),
            state: Wiped(*self.outer),
            filled: 32,
            length: BLOCK as u64 + 32,
        };
        hash.end();
        hash.bytes()
    }
}

/// SHA-256 at work.
struct Hash {
    state: Wiped<u32, 8>,
    /// Zero where it is not filled.
    block: Wiped<u8, BLOCK>,
    /// How much of the block is.
    filled: usize,
    /// In bytes.
    length: u64,
}

impl Hash {
    #[inline]
    fn add(&mut self, mut part: &[u8]) {
        self.length += part.len() as u64;
        loop {
            let room = self.block.get_mut(self.filled..).unwrap_or_default();
            if part.len() < room.len() {
                let (room, _) = room.split_at_mut(part.len());
                room.copy_from_slice(part);
                self.filled += part.len();
                return;
            }
            let (fits, rest) = part.split_at(room.len());
            room.copy_from_slice(fits);
            self.compress();
            part = rest;
        }
    }

    /// Adds the padding of FIPS 180-4 section 5.1.1.
    #[inline]
    fn end(&mut self) {
        if let Some(end) = self.block.get_mut(self.filled) {
            *end = 0x80;
        }
        if self.filled >= LENGTH_AT {
            self.compress();
        }
        if let Some(place) = self.block.last_chunk_mut() {
            *place = (self.length * 8).to_be_bytes();
        }
        self.compress();
    }

    #[inline]
    fn compress(&mut self) {
        compress256(&mut self.state, from_ref(&*self.block));
        *self.block = [0; BLOCK];
        self.filled = 0;
    }

    /// The hash, as the first bytes of so many.
    #[inline]
    fn bytes<const N: usize>(&self) -> Wiped<u8, N> {
        let mut bytes = Wiped::zeros();
        for (to, from) in bytes.as_chunks_mut().0.iter_mut().zip(&*self.state) {
            *to = from.to_be_bytes();
        }
        bytes
    }
}

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;
/// Where the length stands in the last block.
const LENGTH_AT: usize = BLOCK - 8;
/// FIPS 180-4 section 5.3.3.
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use hmac::{Hmac, KeyInit as _, Mac as _};
    use proptest::prelude::*;
    use sha2::Sha256;

    use super::*;

    fn naive(secret: &[u8; 32], message: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    fn words(block: &[u8; BLOCK]) -> [u64; BLOCK / 8] {
        let words = block.as_chunks().0.iter().copied().map(u64::from_be_bytes);
        words.collect::<Vec<_>>().try_into().unwrap()
    }

    /// Every length there is a border at, in one part and in three.
    #[test]
    fn it_is_hmac_at_every_length() {
        let secret = [7; 32];
        let key = MacKey::new(&secret);
        let message: [u8; 300] = core::array::from_fn(|n| n as u8);
        let (first, rest) = message.split_first_chunk().unwrap();
        let first = words(first);
        for length in 0..=rest.len() {
            let expected = naive(&secret, &message[..BLOCK + length]);
            let rest = &rest[..length];
            assert_eq!(key.mac(&first, &[rest]).0, expected, "{length}");
            let (one, other) = rest.split_at(length / 3);
            assert_eq!(key.mac(&first, &[one, &[], other]).0, expected, "{length}");
        }
    }

    proptest! {
        #[test]
        fn it_is_hmac(secret: [u8; 32], first: [u64; 8], rest: Vec<Vec<u8>>) {
            let key = MacKey::new(&secret);
            let parts: Vec<&[u8]> = rest.iter().map(Vec::as_slice).collect();
            let expected = naive(&secret, &[first.map(u64::to_be_bytes).as_flattened(), &rest.concat()].concat());
            prop_assert_eq!(key.mac(&first, &parts).0, expected);
        }
    }
}
