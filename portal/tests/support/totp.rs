//! One-time passwords, made here from RFC 4226 and RFC 2104.

use sha1::{Digest as _, Sha1};

/// The code of a time step for a secret in base32.
pub(crate) fn totp(secret: &str, step: u64) -> String {
    let mac = hmac(&base32(secret), &step.to_be_bytes());
    let at = usize::from(mac[19] & 0xF);
    let bytes: [u8; 4] = mac[at..at + 4].try_into().unwrap();
    let number = u32::from_be_bytes(bytes) & 0x7FFF_FFFF;
    format!("{:06}", number % 1_000_000)
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 20] {
    let padded = |pad: u8| {
        let mut block = [pad; 64];
        for (to, from) in block.iter_mut().zip(key) {
            *to ^= from;
        }
        block
    };
    let inner = Sha1::new().chain_update(padded(0x36)).chain_update(message);
    let outer = Sha1::new().chain_update(padded(0x5C));
    outer.chain_update(inner.finalize()).finalize().into()
}

fn base32(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for character in text.bytes() {
        let value = match character {
            b'A'..=b'Z' => character - b'A',
            b'2'..=b'7' => character - b'2' + 26,
            _ => panic!("not base32: {text}"),
        };
        bits = bits << 5 | u32::from(value);
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
