use crate::token::{AccountId, Timestamp};

use super::Reply;

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

/// What a letter is about, and thereby to which of the account's addresses it
/// goes: to the present one unless something else is said.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a mail must be written for every kind"
)]
pub enum LetterKind {
    /// Notice of the registration; says how to set the first password.
    Registered,
    /// The link that sets a password, the first one or a new one.
    Link,
    /// Notice that the password has been set or changed (OWASP ASVS 5.0
    /// 6.3.7, NIST SP 800-63B-4 section 4.6).
    PasswordChanged,
    /// The link that proves the new address; it goes there.
    ProveAddress,
    /// Notice that another address is to take this one's place.
    ReplacementRequested,
    /// Notice that another address has taken this one's place; it goes to the
    /// former one, with the link that undoes it where there is one.
    AddressReplaced,
    /// Notice that mail comes to this address from now on.
    AddressWelcome,
    /// Notice that the account has its earlier address back; it goes to the
    /// one that had taken its place.
    AddressRestored,
    /// Notice that the desk holds the account.
    Held,
    /// Notice that the desk released the account.
    Released,
    /// Notice that the account is over.
    Removed,
}

impl LetterKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Registered,
        Self::Link,
        Self::PasswordChanged,
        Self::ProveAddress,
        Self::ReplacementRequested,
        Self::AddressReplaced,
        Self::AddressWelcome,
        Self::AddressRestored,
        Self::Held,
        Self::Released,
        Self::Removed,
    ];

    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Link => "link",
            Self::PasswordChanged => "password-changed",
            Self::ProveAddress => "prove-address",
            Self::ReplacementRequested => "replacement-requested",
            Self::AddressReplaced => "address-replaced",
            Self::AddressWelcome => "address-welcome",
            Self::AddressRestored => "address-restored",
            Self::Held => "held",
            Self::Released => "released",
            Self::Removed => "removed",
        }
    }

    /// The kind of that [`code`](Self::code).
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The identity of a queued letter, chosen at random by the store. It becomes
/// the Message-ID, the same for every try.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every outcome")]
pub enum Outcome {
    /// The mail server took it.
    Sent {
        /// What the server said.
        reply: Reply,
    },
    /// It is to be tried again.
    RetryAt {
        /// Not before that time.
        at: Timestamp,
        /// What the server said, or what failed before it was asked.
        reply: Reply,
    },
    /// It will not be sent: it no longer applies, or has been tried too often.
    Dead {
        /// Why.
        reason: Reply,
    },
}

/// What an operator is told of a letter.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct LetterStatus {
    /// Its identity.
    pub id: LetterId,
    /// What is to be sent.
    pub letter: Letter,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// How often it has been tried.
    pub tries: u32,
    /// How far it has come.
    pub progress: Progress,
}

/// How far a letter has come.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every one")]
pub enum Progress {
    /// It waits.
    Queued {
        /// Not before that time.
        due_at: Timestamp,
        /// What was said of the last try, where there was one.
        reply: Option<Reply>,
    },
    /// The mail server took it.
    Sent {
        /// When.
        at: Timestamp,
        /// What the server said.
        reply: Reply,
    },
    /// It will not be sent, unless somebody has it tried again.
    Dead {
        /// Since when.
        at: Timestamp,
        /// Why.
        reason: Reply,
    },
}

impl Progress {
    /// The stable name: `queued`, `sent`, `dead`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Queued { .. } => "queued",
            Self::Sent { .. } => "sent",
            Self::Dead { .. } => "dead",
        }
    }
}
