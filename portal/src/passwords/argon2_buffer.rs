use std::fmt;

use argon2::password_hash::Error;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize as _, Zeroizing};

/// The memory that Argon2id works in, 19 MiB, kept from one hash to the next.
/// If each hash allocates its own, a flood of sign-ins fragments the heap: it
/// took half a gigabyte.
///
/// It is wiped after each hash. From the memory of a finished hash the second
/// pass can be undone, down to the first block, against which a password is
/// tested in microseconds instead of milliseconds.
#[derive(Default)]
pub(super) struct Argon2Buffer(Vec<Block>);

/// It may contain what a password can be tested with.
impl fmt::Debug for Argon2Buffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Argon2Buffer(..)")
    }
}

impl Argon2Buffer {
    /// Hashes a password. Returns a PHC string.
    pub(super) fn hash(&mut self, password: &[u8], salt: &[u8]) -> Result<String, Error> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS);
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&PARAMS)?,
            salt: Some(Salt::new(salt)?),
            hash: Some(self.output(&argon2, password, salt, Params::DEFAULT_OUTPUT_LEN)?),
        };
        Ok(hash.to_string())
    }

    /// Returns whether a password has the hash of a PHC string. The parameters of
    /// the string are used: they may be older than ours.
    pub(super) fn verify(&mut self, password: &[u8], stored: &str) -> Result<bool, Error> {
        let stored = PasswordHash::new(stored)?;
        let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
            return Ok(false);
        };
        let algorithm = Algorithm::try_from(stored.algorithm.as_str())?;
        let version = stored.version.map(Version::try_from).transpose()?;
        let params = Params::try_from(&stored)?;
        let argon2 = Argon2::new(algorithm, version.unwrap_or_default(), params);
        // Outputs are compared in constant time.
        Ok(*expected == self.output(&argon2, password, salt, expected.len())?)
    }

    fn output(
        &mut self,
        argon2: &Argon2<'_>,
        password: &[u8],
        salt: &[u8],
        length: usize,
    ) -> Result<Output, Error> {
        let blocks = argon2.params().block_count();
        if self.0.len() < blocks {
            self.0 = Vec::new();
            self.0.resize(blocks, Block::default());
        }
        let memory = &mut self.0[..blocks];
        let mut output = Zeroizing::new(vec![0; length]);
        let hashed =
            argon2.hash_password_into_with_memory(password, salt, &mut output, &mut *memory);
        memory.iter_mut().zeroize();
        hashed?;
        Ok(Output::new(&output)?)
    }
}

/// How every PHC string begins that [`Argon2Buffer::hash`] makes.
pub(super) const PHC_PREFIX: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

const PARAMS: Params = match Params::new(19_456, 2, 1, None) {
    Ok(params) => params,
    Err(_) => Params::DEFAULT,
};

#[cfg(test)]
mod tests {
    use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

    use super::*;

    #[test]
    fn hashes_equal_those_of_the_library() {
        let mut buffer = Argon2Buffer::default();
        let library = Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS);
        for (password, salt) in [("blue7Kite!", [1; 16]), ("パスワード", [2; 16])] {
            let password = password.as_bytes();
            let hash = buffer.hash(password, &salt).unwrap();
            assert!(hash.starts_with(PHC_PREFIX));
            let same = library.hash_password_with_salt(password, &salt).unwrap();
            assert_eq!(hash, same.to_string());
            assert!(buffer.verify(password, &hash).unwrap());
            assert!(!buffer.verify(b"blue7Kite", &hash).unwrap());
        }
    }

    #[test]
    fn the_memory_is_wiped_after_each_hash() {
        let mut buffer = Argon2Buffer::default();
        let is_wiped = |buffer: &Argon2Buffer| {
            let mut words = buffer.0.iter().flat_map(|block| block.as_ref());
            words.all(|word| *word == 0)
        };
        let hash = buffer.hash(b"blue7Kite!", &[1; 16]).unwrap();
        assert!(!buffer.0.is_empty() && is_wiped(&buffer));
        for password in [b"blue7Kite!", b"blue7Kite?"] {
            buffer.verify(password, &hash).unwrap();
            assert!(is_wiped(&buffer));
        }
    }

    #[test]
    fn older_hashes_and_larger_ones_are_verified() {
        let mut buffer = Argon2Buffer::default();
        for (m, t, p, length) in [(64, 1, 1, 16), (32_768, 1, 2, 32), (8, 3, 1, 64)] {
            let params = Params::new(m, t, p, Some(length)).unwrap();
            for algorithm in [Algorithm::Argon2i, Algorithm::Argon2d, Algorithm::Argon2id] {
                let older = Argon2::new(algorithm, Version::V0x10, params.clone());
                let hash = older.hash_password_with_salt(b"blue7Kite!", &[3; 16]);
                let hash = hash.unwrap().to_string();
                assert!(buffer.verify(b"blue7Kite!", &hash).unwrap(), "{hash}");
                assert!(!buffer.verify(b"blue7Kite?", &hash).unwrap(), "{hash}");
                assert!(older.verify_password(b"blue7Kite!", hash.as_str()).is_ok());
            }
        }
        for broken in ["", "x", "$argon2id$v=19$m=8,t=1,p=1", "$2b$12$abc"] {
            assert!(
                !buffer.verify(b"blue7Kite!", broken).unwrap_or(false),
                "{broken}"
            );
        }
    }
}
