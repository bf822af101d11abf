//! PHC strings, and what passlib makes of them: an integer in place of the
//! parameters of PBKDF2, and a full stop in place of the plus sign.

use super::{InvalidHash, Pbkdf2Digest, Scheme, base64, firebase, whole};

pub(super) fn parse(text: &str) -> Result<Scheme, InvalidHash> {
    let mut parts = text.split('$').skip(1);
    let name = parts.next().unwrap_or_default();
    let digest = match name {
        "argon2i" | "argon2d" | "argon2id" => return Scheme::argon2(text),
        "2a" | "2b" | "2x" | "2y" => return Scheme::bcrypt(text, false),
        "scrypt" | firebase::NAME => None,
        "pbkdf2" | "pbkdf2-sha1" => Some(Pbkdf2Digest::Sha1),
        "pbkdf2-sha256" => Some(Pbkdf2Digest::Sha256),
        "pbkdf2-sha512" => Some(Pbkdf2Digest::Sha512),
        _ => return Err(InvalidHash::Unknown),
    };
    let (Some(params), Some(salt), Some(hash), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(InvalidHash::Damaged);
    };
    let (salt, hash) = (decoded(salt)?, decoded(hash)?);
    let number = |name| parameter(params, name);
    match digest {
        Some(digest) => {
            let rounds = params.parse().ok().or_else(|| number("i"));
            let hash = whole(hash, digest.length())?;
            Scheme::pbkdf2(digest, rounds.ok_or(InvalidHash::Damaged)?, salt, hash)
        }
        None => {
            let log_n = number("ln").and_then(|n| u8::try_from(n).ok());
            let (Some(log_n), Some(r), p) = (log_n, number("r"), number("p").unwrap_or(1)) else {
                return Err(InvalidHash::Damaged);
            };
            match name {
                firebase::NAME => firebase::scheme(log_n, r, salt, hash),
                _ if hash.len() == 64 => Scheme::scrypt(log_n, r, p, salt, hash),
                _ => Scheme::scrypt(log_n, r, p, salt, whole(hash, 32)?),
            }
        }
    }
}

/// Returns the number of a parameter, as in `ln=10,r=8,p=1`.
fn parameter(params: &str, name: &str) -> Option<u32> {
    let mut all = params.split(',').filter_map(|param| param.split_once('='));
    let (_, value) = all.find(|(known, _)| *known == name)?;
    value.parse().ok()
}

fn decoded(text: &str) -> Result<Vec<u8>, InvalidHash> {
    base64(&text.replace('.', "+"))
}
