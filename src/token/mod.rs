//! Single-use links: issued once, verified once, never guessed.
//!
//! A [`Token`] is what a mail or a cookie carries. A [`Record`] is what the
//! database keeps: enough to recognise the token, not enough to make it. The
//! [`Keyring`] makes both and compares them later.
//!
//! ```
//! use genkan::token::{AccountId, Issued, Key, KeyId, Keyring, Reset, Subject, Timestamp, Token};
//! # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! # let mut rng = ChaCha20Rng::seed_from_u64(1); // in earnest: the system's generator
//! let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
//! let subject = Subject {
//!     tenant: "support",
//!     account: AccountId::from_bytes([1; 16]),
//!     address: "taro.yamada@example.co.jp",
//! };
//! let now = Timestamp::from_unix_seconds(1_800_000_000);
//!
//! let Issued { token, record } = keyring.issue::<Reset>(&subject, Reset::LIFETIME, now, &mut rng);
//! let link = token.expose(); // into the mail
//!
//! let token: Token<Reset> = Token::parse(&link)?;
//! let proof = keyring.verify(&token, &record, &subject, now)?;
//! assert_eq!(proof.account(), subject.account);
//! # use genkan::token::Purpose as _;
//! # Ok::<(), genkan::token::Rejection>(())
//! ```
//!
//! # What is promised
//!
//! - The secret part has 160 bits (OWASP ASVS 5.0 11.5.1 asks for 128).
//! - A copy of every table, with or without the keys, mints no token: the
//!   record holds an HMAC of the secret, not the secret.
//! - Someone who can write to the tables but has no key plants no token.
//! - A token serves one purpose, one account and one address; when the
//!   account's address changes, its tokens are dead.
//! - There is no token without an end of its life, and one text for each.

mod base32;
mod checksum;
mod keyring;
mod mac;
mod purpose;
mod record;
mod rejection;
mod secret;
mod subject;
mod verified;
mod wiped;

pub use crate::time::{Lifetime, Timestamp};
pub use keyring::{Issued, Key, KeyId, Keyring};
pub use purpose::{
    Decline, Device, Disown, FirstPassword, ProveAddress, Purpose, PurposeName, Reset, Session,
    SetsPassword, UndoAddress,
};
pub use record::{Mac, Record, Selector};
pub use rejection::Rejection;
pub use secret::{Token, TokenText};
pub use subject::{AccountId, OperatorId, Subject};
pub use verified::Verified;
