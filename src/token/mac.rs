//! HMAC-SHA-256 (RFC 2104), from the hash's compression function.
//!
//! What the key does to both hashes is done once and kept. A message that a
//! token needs has two blocks, and each of the three compressions that are
//! left takes as long as everything around it should: so nothing is buffered
//! twice, and no state is copied but the one that is worked on.

use ctutils::CtEq as _;
use sha2::block_api::compress256;
use zeroize::optimization_barrier;

use super::wiped::Wiped;

/// A key, as the states of the two hashes that begin with it.
pub(super) struct MacKey {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl MacKey {
    /// A key of half a block, which is filled up with zeros.
    pub(super) fn new(secret: &[u8; 32]) -> Self {
        let state = |pad: u8| {
            let mut block = Wiped([pad; BLOCK]);
            for (to, from) in block.iter_mut().zip(secret) {
                *to ^= from;
            }
            let mut state = START;
            compress256(&mut state, &[*block]);
            state
        };
        Self {
            inner: state(0x36),
            outer: state(0x5c),
        }
    }

    /// The MAC of nothing yet.
    pub(super) fn begin(&self) -> Message<'_> {
        Message {
            key: self,
            state: self.inner,
            block: Wiped::ZERO,
            filled: 0,
            // The key's block.
            length: BLOCK as u64,
        }
    }
}

impl Drop for MacKey {
    fn drop(&mut self) {
        self.inner = [0; 8];
        self.outer = [0; 8];
        optimization_barrier(self);
    }
}

/// A message, part by part.
pub(super) struct Message<'k> {
    key: &'k MacKey,
    state: [u32; 8],
    block: Wiped<BLOCK>,
    /// How much of the block is.
    filled: usize,
    /// In bytes.
    length: u64,
}

impl Message<'_> {
    /// Puts a part at the end.
    #[inline]
    pub(super) fn with(mut self, mut part: &[u8]) -> Self {
        self.length += part.len() as u64;
        loop {
            let room = self.block.get_mut(self.filled..).unwrap_or_default();
            if part.len() < room.len() {
                let (room, _) = room.split_at_mut(part.len());
                room.copy_from_slice(part);
                self.filled += part.len();
                return self;
            }
            let (fits, rest) = part.split_at(room.len());
            room.copy_from_slice(fits);
            compress256(&mut self.state, &[*self.block]);
            self.filled = 0;
            part = rest;
        }
    }

    /// The MAC of all parts.
    #[inline]
    pub(super) fn end(mut self) -> [u8; 32] {
        let bits = self.length * 8;
        self.mark_end();
        if self.filled > LENGTH_AT {
            self.fill_with_zeros();
            compress256(&mut self.state, &[*self.block]);
            self.filled = 0;
        }
        self.fill_with_zeros();
        self.put_length(bits);
        compress256(&mut self.state, &[*self.block]);

        let inner = Wiped(bytes(&self.state));
        self.state = self.key.outer;
        self.filled = 0;
        self = self.with(&*inner);
        self.mark_end();
        self.fill_with_zeros();
        self.put_length((BLOCK as u64 + 32) * 8);
        compress256(&mut self.state, &[*self.block]);
        bytes(&self.state)
    }

    /// Whether the MAC of all parts is that one, in a time that does not tell
    /// where they differ.
    pub(super) fn is(self, mac: &[u8; 32]) -> bool {
        let computed = Wiped(self.end());
        computed.0.ct_eq(mac).into()
    }

    // The padding of FIPS 180-4 section 5.1.1.
    fn mark_end(&mut self) {
        if let Some(end) = self.block.get_mut(self.filled) {
            *end = 0x80;
        }
        self.filled += 1;
    }

    fn fill_with_zeros(&mut self) {
        self.block
            .get_mut(self.filled..)
            .unwrap_or_default()
            .fill(0);
    }

    fn put_length(&mut self, bits: u64) {
        if let Some(place) = self.block.last_chunk_mut() {
            *place = bits.to_be_bytes();
        }
    }
}

fn bytes(state: &[u32; 8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, from) in bytes.as_chunks_mut().0.iter_mut().zip(state) {
        *to = from.to_be_bytes();
    }
    bytes
}

/// Bytes in a block.
const BLOCK: usize = 64;
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

    /// Every length there is a border at, in one part and in two.
    #[test]
    fn it_is_hmac_at_every_length() {
        let secret = [7; 32];
        let key = MacKey::new(&secret);
        let message: [u8; 300] = core::array::from_fn(|n| n as u8);
        for length in 0..=message.len() {
            let message = &message[..length];
            let expected = naive(&secret, message);
            assert_eq!(key.begin().with(message).end(), expected, "{length}");
            let (one, other) = message.split_at(length / 3);
            let in_parts = key.begin().with(one).with(&[]).with(other);
            assert_eq!(in_parts.end(), expected, "{length}");
        }
    }

    proptest! {
        #[test]
        fn it_is_hmac(secret: [u8; 32], parts: [Vec<u8>; 3], at in 0usize..256) {
            let key = MacKey::new(&secret);
            let message = || key.begin().with(&parts[0]).with(&parts[1]).with(&parts[2]);
            let mut expected = naive(&secret, &parts.concat());
            prop_assert_eq!(message().end(), expected);
            prop_assert!(message().is(&expected));
            expected[at / 8] ^= 1 << (at % 8);
            prop_assert!(!message().is(&expected));
        }
    }
}
