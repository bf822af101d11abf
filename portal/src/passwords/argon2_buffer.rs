use argon2::password_hash::Error;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

/// The memory that Argon2id works in: the 19 MiB of one hash, kept for the
/// next. An allocator that gets so large a block back, and small ones of others
/// in between, does not reuse it well: a flood of sign-ins took half a gigabyte.
#[derive(Default)]
pub(super) struct Argon2Buffer(Vec<Block>);

impl Argon2Buffer {
    /// The hash of a password, as a PHC string.
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

    /// Whether a password is the one of a PHC string, whose own parameters
    /// count: they may be older than ours.
    pub(super) fn verify(&mut self, password: &[u8], stored: &str) -> Result<bool, Error> {
        let stored = PasswordHash::new(stored)?;
        let (Some(salt), Some(expected)) = (&stored.salt, &stored.hash) else {
            return Ok(false);
        };
        let algorithm = Algorithm::try_from(stored.algorithm.as_str())?;
        let version = stored.version.map(Version::try_from).transpose()?;
        let params = Params::try_from(&stored)?;
        let argon2 = Argon2::new(algorithm, version.unwrap_or_default(), params);
        // The comparison takes the same time wherever they differ.
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
        let mut output = Zeroizing::new(vec![0; length]);
        argon2.hash_password_into_with_memory(password, salt, &mut output, &mut *self.0)?;
        Ok(Output::new(&output)?)
    }
}

const PARAMS: Params = match Params::new(19_456, 2, 1, None) {
    Ok(params) => params,
    Err(_) => Params::DEFAULT,
};

#[cfg(test)]
mod tests {
    use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

    use super::*;

    #[test]
    fn hashes_are_those_of_everybody() {
        let mut buffer = Argon2Buffer::default();
        let theirs = Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS);
        for (password, salt) in [("blue7Kite!", [1; 16]), ("パスワード", [2; 16])] {
            let password = password.as_bytes();
            let hash = buffer.hash(password, &salt).unwrap();
            let same = theirs.hash_password_with_salt(password, &salt).unwrap();
            assert_eq!(hash, same.to_string());
            assert!(buffer.verify(password, &hash).unwrap());
            assert!(!buffer.verify(b"blue7Kite", &hash).unwrap());
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
