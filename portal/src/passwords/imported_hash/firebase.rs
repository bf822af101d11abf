//! Firebase's variant of scrypt: the output is the key with which the signer key
//! of the project is encrypted (AES-256 in counter mode). The result is the hash.
//!
//! The signer key is secret, and needed once: the hash without it is the key
//! stream of the encryption, which is stored.

use std::fmt;

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use base64ct::{Base64Unpadded, Encoding as _};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::{ImportedHash, InvalidHash, Scheme, base64, scrypt_params};

/// The name in the text that is stored.
pub(super) const NAME: &str = "firebase-scrypt";

/// The password hash parameters of a Firebase project.
pub struct FirebaseParameters {
    signer_key: Zeroizing<Vec<u8>>,
    salt_separator: Vec<u8>,
    rounds: u32,
    mem_cost: u8,
}

impl FirebaseParameters {
    /// Reads the parameters as Firebase's console shows them: `name: value` lines,
    /// or the same in JSON.
    ///
    /// # Errors
    ///
    /// The name of the parameter that is missing or damaged.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let value = |name: &'static str| {
            let at = text.find(name).ok_or(name)? + name.len();
            let is_around = |c: char| c.is_whitespace() || matches!(c, ':' | '"' | '\'');
            let rest = text[at..].trim_start_matches(is_around);
            let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'' | '}');
            Ok::<_, &'static str>(rest.split(is_end).next().unwrap_or_default())
        };
        let decoded = |name| base64(&standard(value(name)?)).map_err(|_| name);
        let number = |name| value(name)?.parse::<u32>().map_err(|_| name);
        let signer_key = Zeroizing::new(decoded("base64_signer_key")?);
        if signer_key.len() < 32 {
            return Err("base64_signer_key");
        }
        let mem_cost = number("mem_cost")?;
        Ok(Self {
            signer_key,
            salt_separator: decoded("base64_salt_separator")?,
            rounds: number("rounds")?,
            mem_cost: u8::try_from(mem_cost).map_err(|_| "mem_cost")?,
        })
    }

    /// Reads the hash and the salt of one account.
    ///
    /// # Errors
    ///
    /// [`InvalidHash`].
    pub fn hash(&self, hash: &str, salt: &str) -> Result<ImportedHash, InvalidHash> {
        let mut key_stream = base64(&standard(hash))?;
        let mut salt = base64(&standard(salt))?;
        if key_stream.len() != self.signer_key.len() || salt.is_empty() {
            return Err(InvalidHash::Damaged);
        }
        for (byte, key) in key_stream.iter_mut().zip(&*self.signer_key) {
            *byte ^= key;
        }
        salt.extend(&self.salt_separator);
        let (log_n, r) = (self.mem_cost, self.rounds);
        let (b64_salt, b64) = (encoded(&salt), encoded(&key_stream));
        Ok(ImportedHash {
            scheme: scheme(log_n, r, salt, key_stream)?,
            text: format!("${NAME}$ln={log_n},r={r}${b64_salt}${b64}"),
        })
    }
}

impl fmt::Debug for FirebaseParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FirebaseParameters(..)")
    }
}

pub(super) fn scheme(
    log_n: u8,
    r: u32,
    salt: Vec<u8>,
    key_stream: Vec<u8>,
) -> Result<Scheme, InvalidHash> {
    let params = scrypt_params(log_n, r, 1)?;
    if !(32..=128).contains(&key_stream.len()) {
        return Err(InvalidHash::Damaged);
    }
    Ok(Scheme::Firebase {
        params,
        salt,
        key_stream,
    })
}

pub(super) fn verify(
    password: &[u8],
    salt: &[u8],
    params: &scrypt::Params,
    key_stream: &[u8],
) -> bool {
    let mut key = Zeroizing::new([0; 32]);
    if scrypt::scrypt(password, salt, params, &mut *key).is_err() {
        return false;
    }
    let cipher = Aes256::new(&(*key).into());
    let mut made = Zeroizing::new(Vec::with_capacity(key_stream.len() + 16));
    for counter in 0_u128.. {
        if made.len() >= key_stream.len() {
            break;
        }
        let mut block = counter.to_be_bytes().into();
        cipher.encrypt_block(&mut block);
        made.extend_from_slice(&block);
    }
    made[..key_stream.len()].ct_eq(key_stream).into()
}

/// Firebase writes base64 in either alphabet.
fn standard(text: &str) -> String {
    text.replace('-', "+").replace('_', "/")
}

fn encoded(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passwords::argon2_buffer::Argon2Buffer;

    /// The example that Firebase publishes with its tool (firebase/scrypt).
    const PARAMETERS: &str = "hash_config {
        algorithm: SCRYPT,
        base64_signer_key: \
         jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,
        base64_salt_separator: Bw==,
        rounds: 8,
        mem_cost: 14,
    }";
    const SALT: &str = "42xEC+ixf3L2lw==";
    const HASH: &str =
        "lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==";

    #[test]
    fn the_published_example_is_verified() {
        let parameters = FirebaseParameters::parse(PARAMETERS).unwrap();
        let json = PARAMETERS.replace("mem_cost: 14", "\"mem_cost\": \"14\"");
        assert!(FirebaseParameters::parse(&json).is_ok());
        let url_safe = HASH.replace('+', "-").replace('/', "_");
        for hash in [HASH, &url_safe] {
            let text = parameters.hash(hash, SALT).unwrap().into_text();
            assert!(text.starts_with("$firebase-scrypt$ln=14,r=8$"));
            let stored = ImportedHash::parse(&text).unwrap();
            let verify =
                |password: &str| stored.verify(&mut Argon2Buffer::default(), password.as_bytes());
            assert!(verify("user1password"));
            assert!(!verify("user1passwore") && !verify(""));
        }
    }

    #[test]
    fn damaged_parameters_and_hashes_are_named() {
        for name in [
            "base64_signer_key",
            "base64_salt_separator",
            "rounds",
            "mem_cost",
        ] {
            let without = PARAMETERS.replace(name, "x");
            assert_eq!(FirebaseParameters::parse(&without).unwrap_err(), name);
        }
        let parameters = FirebaseParameters::parse(PARAMETERS).unwrap();
        for (hash, salt) in [("", SALT), (HASH, ""), (&HASH[..40], SALT), ("ä", SALT)] {
            let refused = parameters.hash(hash, salt).unwrap_err();
            assert_eq!(refused, InvalidHash::Damaged);
        }
    }
}
