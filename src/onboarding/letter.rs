use crate::token::{AccountId, Timestamp};

/// A mail to be sent. It names whom it is for and what it is about; it holds
/// no address and no token, both of which are looked up when it goes out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Letter {
    /// Whom it is for.
    pub account: AccountId,
    /// What it is about.
    pub kind: LetterKind,
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum LetterKind {
    /// The link that sets a password, the first one or a new one.
    Link,
    /// Notice that the password has been set or changed (OWASP ASVS 5.0
    /// 6.3.7, NIST SP 800-63B-4 section 4.6).
    PasswordChanged,
}

impl LetterKind {
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::PasswordChanged => "password-changed",
        }
    }

    /// The kind of that [`code`](Self::code).
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Link, Self::PasswordChanged]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// The identity of a queued letter, chosen at random by the store. It becomes
/// the Message-ID, the same for every try.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct LetterId([u8; 16]);

impl LetterId {
    /// The identity with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The identity's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

/// A letter that one worker has leased.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct QueuedLetter {
    /// Its identity.
    pub id: LetterId,
    /// What is to be sent.
    pub letter: Letter,
    /// How often it has been tried before.
    pub tries: u32,
    /// Until when nobody else takes it. Who settles it must still hold this
    /// lease.
    pub leased_until: Timestamp,
}

/// What became of a leased letter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// The mail server took it.
    Sent,
    /// It is to be tried again, not before that time.
    RetryAt(Timestamp),
    /// It will not be sent: it no longer applies, or has been tried too often.
    Dead,
}
