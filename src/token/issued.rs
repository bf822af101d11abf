use super::{Purpose, Record, Token};

/// A token and its record, made by [`Keyring::issue`](super::Keyring::issue).
///
/// ```
/// use genkan::token::{Issued, Reset};
/// # use genkan::time::Timestamp;
/// # use genkan::token::{Key, KeyId, Keyring, Links};
/// # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
/// # let mut rng = ChaCha20Rng::seed_from_u64(1);
/// # let now = Timestamp::from_unix_seconds(1_800_000_000);
/// # let links = Links::new("example.com", Keyring::new(Key::new(KeyId::new(1), [7; 32])));
///
/// let Issued { token, record } = links.issue::<Reset>(7_i64, "taro@example.com", now, &mut rng);
/// assert_eq!(token.selector(), record.selector);
/// ```
#[derive(Debug)]
#[must_use]
#[expect(clippy::exhaustive_structs, reason = "it is made to be destructured")]
pub struct Issued<P: Purpose> {
    /// For the email or the cookie.
    pub token: Token<P>,
    /// For the database.
    pub record: Record,
}
