//! Single-use links, sessions and other secrets with an end.
//!
//! An email or a cookie carries a [`Token`]. The database keeps its [`Record`],
//! which is enough to recognise the token, but not enough to make it. A
//! [`Keyring`] issues both, and verifies a token against its record later.
//!
//! ```
//! use genkan::id::AccountId;
//! use genkan::time::Timestamp;
//! use genkan::token::{Issued, Key, KeyId, Keyring, Principal, Reset, Subject, Token};
//! # use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
//! # let mut rng = ChaCha20Rng::seed_from_u64(1); // in production: the system's generator
//! let keyring = Keyring::new(Key::new(KeyId::new(1), [7; 32]));
//! let subject = Subject {
//!     realm: "support",
//!     principal: Principal::Account(AccountId::from_bytes([1; 16])),
//!     address: "taro.yamada@example.co.jp",
//! };
//! let now = Timestamp::from_unix_seconds(1_800_000_000);
//!
//! let Issued { token, record } = keyring.issue::<Reset>(&subject, Reset::LIFETIME, now, &mut rng);
//! let link = format!("https://example.com/reset/{}", token.expose().as_str());
//!
//! let (_, text) = link.rsplit_once('/').unwrap();
//! let token: Token<Reset> = text.parse()?;
//! let proof = keyring.verify(&token, &record, &subject, now)?;
//! assert_eq!(proof.principal(), subject.principal);
//! assert_eq!(proof.issued_at(), now);
//! # use genkan::token::Purpose as _;
//! # Ok::<(), genkan::token::Rejection>(())
//! ```
//!
//! # Beside your own table of users
//!
//! - [`Links`] is a keyring with the name of the service: it issues and opens the
//!   links of users whose identities are your own numbers or UUIDs.
//! - [`sql`] has the statements for one table of records.
//! - [`purposes!`](crate::purposes) declares purposes of your own, such as an
//!   invitation, a magic link, or the verification of a sign-up.
//!
//! # Guarantees
//!
//! - The secret part has 160 random bits (OWASP ASVS 5.0 11.5.1 requires 128).
//! - A copy of the tables is not enough to make a token, even with the keys:
//!   the record holds an HMAC of the secret, not the secret.
//! - Write access to the tables is not enough to add or change a token without
//!   the keys.
//! - A token serves one purpose, one principal and one address. If the address
//!   changes, the token is invalid.
//! - Every token expires, and has exactly one text.

mod ended;
mod issued;
mod key;
mod keyring;
mod links;
mod mac;
mod own_purpose;
mod principal;
mod purpose;
mod purpose_name;
mod record;
mod rejection;
mod selector;
mod signed_message_id;
pub mod sql;
mod subject;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod token;
mod token_text;
mod verified;

pub use ended::{End, Ended};
pub use issued::Issued;
pub use key::{Key, KeyId};
pub use keyring::{DuplicateKeyId, Keyring};
pub use links::Links;
pub use mac::Mac;
pub use own_purpose::OwnName;
#[doc(hidden)]
pub use own_purpose::{Own, OwnPurpose};
pub use principal::{InvalidPrincipal, Principal};
pub use purpose::{
    AwaitingFactor, Confirm, Decline, DeskSession, Device, Disown, FirstPassword, Object,
    OpensSession, ProveAddress, ProvesFactor, Purpose, Reset, Session, SetsPassword, SignsIn,
    UndoAddress,
};
pub use purpose_name::PurposeName;
pub use record::Record;
pub use rejection::Rejection;
pub use selector::Selector;
pub use signed_message_id::{InvalidSignedMessageId, SignedMessageId};
pub use subject::Subject;
pub use token::Token;
pub use token_text::TokenText;
pub use verified::Verified;
