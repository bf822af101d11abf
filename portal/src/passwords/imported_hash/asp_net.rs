//! ASP.NET Identity: base64 of a version, the parameters, the salt and the hash.

use base64ct::{Base64, Encoding as _};

use super::{InvalidHash, Pbkdf2Digest, Scheme, whole};

pub(super) fn parse(text: &str) -> Result<Scheme, InvalidHash> {
    let bytes = Base64::decode_vec(text).map_err(|_| InvalidHash::Unknown)?;
    match bytes.split_first() {
        // Version 2: PBKDF2 with HMAC-SHA-1 and 1,000 rounds.
        Some((0, rest)) if rest.len() == 48 => {
            let (salt, hash) = rest.split_at(16);
            Scheme::pbkdf2(Pbkdf2Digest::Sha1, 1_000, salt.to_vec(), hash.to_vec())
        }
        // Version 3: the digest, the rounds and the length of the salt come first.
        Some((1, rest)) => {
            let (digest, rest) = number(rest)?;
            let (rounds, rest) = number(rest)?;
            let (length, rest) = number(rest)?;
            let length = usize::try_from(length).map_err(|_| InvalidHash::Damaged)?;
            let (salt, hash) = rest.split_at_checked(length).ok_or(InvalidHash::Damaged)?;
            // It takes 32 bytes of any digest.
            let hash = whole(hash.to_vec(), 32)?;
            let digest = match digest {
                0 => Pbkdf2Digest::Sha1,
                1 => Pbkdf2Digest::Sha256,
                2 => Pbkdf2Digest::Sha512,
                _ => return Err(InvalidHash::Damaged),
            };
            Scheme::pbkdf2(digest, rounds, salt.to_vec(), hash)
        }
        _ => Err(InvalidHash::Unknown),
    }
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), InvalidHash> {
    let (number, rest) = bytes.split_first_chunk().ok_or(InvalidHash::Damaged)?;
    Ok((u32::from_be_bytes(*number), rest))
}
