//! The hashers of Django: `algorithm$…`. A hash that begins with `!` belongs to a
//! person who cannot sign in with a password; it is none.

use super::{InvalidHash, Pbkdf2Digest, Scheme, base64, whole};

pub(super) fn parse(text: &str) -> Result<Scheme, InvalidHash> {
    let (algorithm, rest) = text.split_once('$').ok_or(InvalidHash::Unknown)?;
    let parts: Vec<&str> = rest.split('$').collect();
    let number = |text: &str| text.parse().map_err(|_| InvalidHash::Damaged);
    match (algorithm, parts.as_slice()) {
        ("argon2", _) => Scheme::argon2(&text["argon2".len()..]),
        ("bcrypt", _) => Scheme::bcrypt(rest, false),
        ("bcrypt_sha256", _) => Scheme::bcrypt(rest, true),
        ("pbkdf2_sha256" | "pbkdf2_sha1", [rounds, salt, hash]) => {
            let digest = match algorithm {
                "pbkdf2_sha1" => Pbkdf2Digest::Sha1,
                _ => Pbkdf2Digest::Sha256,
            };
            let hash = whole(base64(hash)?, digest.length())?;
            Scheme::pbkdf2(digest, number(rounds)?, salt.as_bytes().to_vec(), hash)
        }
        ("scrypt", [n, salt, r, p, hash]) => {
            let n = number(n)?;
            if !n.is_power_of_two() {
                return Err(InvalidHash::Damaged);
            }
            let log_n = n.trailing_zeros() as u8;
            let (r, p, hash) = (number(r)?, number(p)?, whole(base64(hash)?, 64)?);
            Scheme::scrypt(log_n, r, p, salt.as_bytes().to_vec(), hash)
        }
        ("pbkdf2_sha256" | "pbkdf2_sha1" | "scrypt", _) => Err(InvalidHash::Damaged),
        _ => Err(InvalidHash::Unknown),
    }
}
