//! The hashes that accounts bring from other systems. A password is verified
//! against such a hash until the first sign-in, which replaces it.

mod asp_net;
mod django;
mod firebase;
mod phc;

use std::fmt;

use argon2::password_hash::phc::PasswordHash as Phc;
use base64ct::{Base64, Base64Unpadded, Encoding as _};
use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::argon2_buffer::Argon2Buffer;

pub use firebase::FirebaseParameters;

/// A hash that was read, and whose costs are bounded.
pub struct ImportedHash {
    scheme: Scheme,
    text: String,
}

/// How a hash was made.
enum Scheme {
    /// The text without the name that Django puts before it.
    Argon2(String),
    Bcrypt {
        hash: String,
        /// Whether it is of the SHA-256 of the password, in hexadecimal.
        of_sha256: bool,
    },
    Pbkdf2 {
        digest: Pbkdf2Digest,
        rounds: u32,
        salt: Vec<u8>,
        hash: Vec<u8>,
    },
    Scrypt {
        params: scrypt::Params,
        salt: Vec<u8>,
        hash: Vec<u8>,
    },
    Firebase {
        params: scrypt::Params,
        /// The salt of the account and the separator of the project.
        salt: Vec<u8>,
        key_stream: Vec<u8>,
    },
}

#[derive(Clone, Copy)]
enum Pbkdf2Digest {
    Sha1,
    Sha256,
    Sha512,
}

/// Returns the hash if it is whole. A part of the output would be verified, too,
/// and a short one could be guessed.
fn whole(hash: Vec<u8>, length: usize) -> Result<Vec<u8>, InvalidHash> {
    match hash.len() == length {
        true => Ok(hash),
        false => Err(InvalidHash::Damaged),
    }
}

impl Pbkdf2Digest {
    /// The length of its output, in bytes.
    const fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// Why a text is no hash that can be verified. It contains nothing of the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[expect(
    clippy::exhaustive_enums,
    reason = "every text has a sentence for each"
)]
pub enum InvalidHash {
    /// The form is none that is known.
    #[error("the form of the hash is unknown")]
    Unknown,
    /// The form is known, but the text is damaged or shortened.
    #[error("the hash is damaged")]
    Damaged,
    /// Verifying it would take seconds or hundreds of megabytes.
    #[error("the hash costs too much to verify")]
    TooCostly,
}

impl ImportedHash {
    /// Reads a hash as another system has stored it: a PHC string of Argon2,
    /// scrypt or PBKDF2, bcrypt (Devise and others), the hashers of Django, and
    /// both versions of ASP.NET Identity.
    ///
    /// # Errors
    ///
    /// [`InvalidHash`].
    pub fn parse(text: &str) -> Result<Self, InvalidHash> {
        let scheme = if text.len() > LONGEST {
            Err(InvalidHash::Unknown)
        } else if text.starts_with('$') {
            phc::parse(text)
        } else if text.contains('$') {
            django::parse(text)
        } else {
            asp_net::parse(text)
        };
        let scheme = scheme?;
        let text = text.to_owned();
        Ok(Self { scheme, text })
    }

    /// Returns the text to store.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Returns whether a password has this hash.
    pub(super) fn verify(&self, buffer: &mut Argon2Buffer, password: &[u8]) -> bool {
        match &self.scheme {
            Scheme::Argon2(hash) => buffer.verify(password, hash).unwrap_or(false),
            Scheme::Bcrypt { hash, of_sha256 } => {
                let digest = of_sha256.then(|| {
                    let digest = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(password)));
                    Zeroizing::new(base16ct::lower::encode_string(&*digest))
                });
                let input = digest.as_ref().map_or(password, |digest| digest.as_bytes());
                bcrypt::verify(input, hash).unwrap_or(false)
            }
            Scheme::Pbkdf2 {
                digest,
                rounds,
                salt,
                hash,
            } => {
                let mut output = Zeroizing::new(vec![0; hash.len()]);
                let make = match digest {
                    Pbkdf2Digest::Sha1 => pbkdf2_hmac::<Sha1>,
                    Pbkdf2Digest::Sha256 => pbkdf2_hmac::<Sha256>,
                    Pbkdf2Digest::Sha512 => pbkdf2_hmac::<Sha512>,
                };
                make(password, salt, *rounds, &mut output);
                output.ct_eq(hash).into()
            }
            Scheme::Scrypt { params, salt, hash } => {
                let mut output = Zeroizing::new(vec![0; hash.len()]);
                let made = scrypt::scrypt(password, salt, params, &mut output);
                made.is_ok() && bool::from(output.ct_eq(hash))
            }
            Scheme::Firebase {
                params,
                salt,
                key_stream,
            } => firebase::verify(password, salt, params, key_stream),
        }
    }
}

/// Neither the text nor its parts: a hash can be guessed at.
impl fmt::Debug for ImportedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ImportedHash(..)")
    }
}

impl Scheme {
    /// Reads a PHC string of Argon2.
    fn argon2(text: &str) -> Result<Self, InvalidHash> {
        let phc = Phc::new(text).map_err(|_| InvalidHash::Damaged)?;
        let params = argon2::Params::try_from(&phc).map_err(|_| InvalidHash::Damaged)?;
        if phc.salt.is_none() || phc.hash.is_none() {
            return Err(InvalidHash::Damaged);
        }
        let work = u64::from(params.m_cost()) * u64::from(params.t_cost());
        if params.m_cost() > MOST_KIB || work > MOST_ARGON2_WORK {
            return Err(InvalidHash::TooCostly);
        }
        Ok(Self::Argon2(text.to_owned()))
    }

    fn bcrypt(text: &str, of_sha256: bool) -> Result<Self, InvalidHash> {
        // $2b$10$ and then 22 characters of the salt and 31 of the hash.
        let mut parts = text.split('$').skip(2);
        let cost = parts.next().and_then(|cost| cost.parse::<u32>().ok());
        let is_whole = parts.next().is_some_and(|rest| rest.len() == 53) && parts.next().is_none();
        match cost {
            // The library refuses a lower one.
            Some(cost) if is_whole && cost >= 4 => {
                if cost > MOST_BCRYPT_COST {
                    return Err(InvalidHash::TooCostly);
                }
                let hash = text.to_owned();
                let parsed = hash.parse::<bcrypt::HashParts>();
                parsed.map_err(|_| InvalidHash::Damaged)?;
                Ok(Self::Bcrypt { hash, of_sha256 })
            }
            _ => Err(InvalidHash::Damaged),
        }
    }

    fn pbkdf2(
        digest: Pbkdf2Digest,
        rounds: u32,
        salt: Vec<u8>,
        hash: Vec<u8>,
    ) -> Result<Self, InvalidHash> {
        if rounds == 0 || salt.is_empty() {
            return Err(InvalidHash::Damaged);
        }
        if rounds > MOST_ROUNDS {
            return Err(InvalidHash::TooCostly);
        }
        Ok(Self::Pbkdf2 {
            digest,
            rounds,
            salt,
            hash,
        })
    }

    fn scrypt(
        log_n: u8,
        r: u32,
        p: u32,
        salt: Vec<u8>,
        hash: Vec<u8>,
    ) -> Result<Self, InvalidHash> {
        let params = scrypt_params(log_n, r, p)?;
        Ok(Self::Scrypt { params, salt, hash })
    }
}

fn scrypt_params(log_n: u8, r: u32, p: u32) -> Result<scrypt::Params, InvalidHash> {
    // It needs 128 * r * 2^log_n bytes, and that p times over.
    let kib = u128::from(r) << log_n.min(64) >> 3;
    if kib > u128::from(MOST_KIB) || kib * u128::from(p) > MOST_SCRYPT_WORK {
        return Err(InvalidHash::TooCostly);
    }
    scrypt::Params::new(log_n, r, p).map_err(|_| InvalidHash::Damaged)
}

/// Decodes base64 in the standard alphabet, with or without padding.
fn base64(text: &str) -> Result<Vec<u8>, InvalidHash> {
    let decoded = match text.ends_with('=') {
        true => Base64::decode_vec(text),
        false => Base64Unpadded::decode_vec(text),
    };
    decoded.map_err(|_| InvalidHash::Damaged)
}

/// Longer than any hash.
const LONGEST: usize = 512;
/// The memory of one verification: 256 MiB.
const MOST_KIB: u32 = 256 * 1024;
/// Passes over memory, in KiB: about two seconds.
const MOST_ARGON2_WORK: u64 = 2 * 1024 * 1024;
const MOST_SCRYPT_WORK: u128 = 512 * 1024;
/// About two seconds.
const MOST_BCRYPT_COST: u32 = 15;
/// About two seconds: Django's default doubles every few years, 1,500,000 in 2026.
const MOST_ROUNDS: u32 = 5_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    /// Hashes of `blue7Kite!ä`, made by Django 5.2.19, passlib 1.7.4 and Python's
    /// hashlib in the layout of ASP.NET Identity.
    const HASHES: [&str; 15] = [
        "pbkdf2_sha256$2000$KaIFZ30ulk8tzPnn3s0ht2$Ldb5WFQQ/7XPSYGcKjhO8AIs5Qnai/oGNstJV/h1XHY=",
        "pbkdf2_sha1$1000$X2Ahf8I6PiXnPEtwA4tAbo$4/xw098mdp9Gey2ng4mInt25xs0=",
        "argon2$argon2id$v=19$m=512,t=1,p=1$aWx4TXJrOWNvNmI4anFnelpUY0J2cg\
         $zRYuZkckkkS9cxRVlFQYBd1iFzkLZma1KJasJbQE+j4",
        "bcrypt_sha256$$2b$05$ZeCtx/yh62s7kSY7WzM5euwOYDLGOB0eCl/oqI/lrsJPW9JmWxNSm",
        "bcrypt$$2b$05$7Fk16lr51Fm0KFx3fZUiPu8.6675Gd8M9v7Y2ZwDEcORuLwmRpnRW",
        "scrypt$1024$X3yXNM90IRuwkFR5SdNTja$8$5\
         $lbiaG3AbYAvbHRjo+PGW/fANaqO/lsdQjvv/fl0gZlMVVxU8Zzm74cSVU5kDz5VzCy/MBnordnk3LFm4Z/0Xcg==",
        "$pbkdf2-sha256$1200$lPKeM2YsJQQgpFRKqTXG.A$hLRXlAgBiWSLIW9S9jc2eGM0gAyIs.pIhGJ.tJ/ifQk",
        "$pbkdf2-sha512$1200$DeGcc06pNaZ0rpVyzplzrg\
         $hSsKHpKkm8BS2NNsl.fDEGgGqEU2SHLa.zl1PB82zgNTJ5JAbIPe4GSbIVFHP5o2ZniLdbDUmLdXtHH5OSz53w",
        "$scrypt$ln=10,r=8,p=1$Q2htbU2pdS6F0Prfm1OqFQ$9cnxPX13J5vlTrDHEbLWybRLYWjIFzus6CgDVoVBF7M",
        "$2a$05$jaPGCsOArc8awnQUvYw9..mvaWAgBFkalGtS8.mN4Vv0TOiP/pLR2",
        "$argon2id$v=19$m=512,t=1,p=2$f49xTqlVam2ttTZmbI1xLg\
         $rJqzPwHZYfZN//TusUG21JEVdnykLlkvYEtzEWjY/Ks",
        "AQAAAAAAAAPoAAAAEAABAgMEBQYHCAkKCwwNDg8iXiA55J9QmsSzXT1JNJl5V5HScZC5sv+6RPfs6rRldg==",
        "AQAAAAEAACcQAAAAEAABAgMEBQYHCAkKCwwNDg8DjRjEP16vR3btmYroHIp90PRP/RKzx1heNi8wbbl3Bg==",
        "AQAAAAIAAAfQAAAAEAABAgMEBQYHCAkKCwwNDg9EoFJvop9Nke1MSNUV+1zKF4eidoVxRhesR/csOcdEFQ==",
        "AAABAgMEBQYHCAkKCwwNDg8iXiA55J9QmsSzXT1JNJl5V5HScZC5sv+6RPfs6rRldg==",
    ];

    fn verify(text: &str, password: &str) -> Result<bool, InvalidHash> {
        let mut buffer = Argon2Buffer::default();
        ImportedHash::parse(text).map(|hash| hash.verify(&mut buffer, password.as_bytes()))
    }

    #[test]
    fn only_the_right_password_is_verified() {
        for hash in HASHES {
            assert_eq!(verify(hash, "blue7Kite!ä"), Ok(true), "{hash}");
            assert_eq!(verify(hash, "blue7Kite!a"), Ok(false), "{hash}");
            assert_eq!(verify(hash, ""), Ok(false), "{hash}");
        }
    }

    #[test]
    fn a_shortened_hash_is_refused_or_verifies_nothing() {
        for hash in HASHES {
            for end in 0..hash.trim_end_matches('=').len() {
                let verified = verify(&hash[..end], "blue7Kite!ä");
                assert_ne!(verified, Ok(true), "{}", &hash[..end]);
            }
        }
    }

    #[test]
    fn costs_are_bounded() {
        for hash in [
            "$2b$16$7Fk16lr51Fm0KFx3fZUiPu8.6675Gd8M9v7Y2ZwDEcORuLwmRpnRW",
            "pbkdf2_sha256$5000001$salt$Ldb5WFQQ/7XPSYGcKjhO8AIs5Qnai/oGNstJV/h1XHY=",
            "$scrypt$ln=30,r=8,p=1$Q2htbU2pdS6F0Prfm1OqFQ$9cnxPX13J5vlTrDHEbLWybRLYWjIFzus6CgDVoVBF7M",
            "$scrypt$ln=4,r=4294967295,p=1$Q2htbU2pdS6F0Prfm1OqFQ\
             $9cnxPX13J5vlTrDHEbLWybRLYWjIFzus6CgDVoVBF7M",
            "$argon2id$v=19$m=1048576,t=1,p=1$f49xTqlVam2ttTZmbI1xLg\
             $rJqzPwHZYfZN//TusUG21JEVdnykLlkvYEtzEWjY/Ks",
        ] {
            assert_eq!(verify(hash, "x"), Err(InvalidHash::TooCostly), "{hash}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "x",
            "!",
            "5f4dcc3b5aa765d61d8327deb882cf99", // MD5 is no hash for passwords
            "$1$abcdefgh$G9nMOOeQ/oh9bfqJJPcmJ0",
            "$6$rounds=5000$abc$def",
            "md5$salt$5f4dcc3b5aa765d61d8327deb882cf99",
            "{SSHA}abc",
            "pbkdf2_sha256$$$",
            "$2b$10$",
            "AQAAAAEAACcQAAAAEAAB",
            "AQAAAAkAACcQAAAAEAABAgMEBQYHCAkKCwwNDg8DjRjEP16vR3btmYroHIp90PRP/RKzx1heNi8wbbl3Bg==",
        ] {
            let refused = verify(text, "x").unwrap_err();
            assert_ne!(refused, InvalidHash::TooCostly, "{text}");
            assert!(!format!("{refused}").contains(text) || text.len() < 2);
        }
        assert_eq!(verify(&"$".repeat(100_000), "x"), Err(InvalidHash::Unknown));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[$=,.!a-zA-Z0-9+/]{0,120}", at in 0..15_usize, cut in 0..200_usize) {
            let _ = ImportedHash::parse(&text);
            let hash = HASHES[at];
            let damaged = format!("{}{text}", &hash[..cut.min(hash.len())]);
            let _ = ImportedHash::parse(&damaged);
        }
    }
}
