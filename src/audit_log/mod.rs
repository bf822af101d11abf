//! The audit log: a hash chain in which every change is found.
//!
//! Each [`Entry`] holds the hash of the entry before it. If an entry is
//! edited, removed, inserted or moved, the chain breaks at that place, and
//! [`verify`] reports where. A person who can write the whole table could
//! replace the rest of the chain or cut off its end. To find that too, keep a
//! [`Head`] elsewhere, for example in an email, and pass it to `verify`.
//!
//! ```
//! use genkan::audit_log::{Actor, Broken, Event, EventKind, Head, SubjectId, Why, verify};
//! use genkan::time::Timestamp;
//! use genkan::id::AccountId;
//!
//! let taro = AccountId::from_bytes([1; 16]);
//! let event = |kind| Event {
//!     at: Timestamp::from_unix_seconds(1_800_000_000),
//!     subject: SubjectId::Account(taro),
//!     actor: Actor::Contact(taro),
//!     kind,
//!     reason: None,
//! };
//! let first = Head::EMPTY.next(event(EventKind::PasswordSet));
//! let mut second = first.head().next(event(EventKind::SignedIn));
//! assert_eq!(verify([&first, &second], None), Ok(second.head()));
//!
//! // The last entry was removed; the kept head shows it.
//! let broken = verify([&first], Some(second.head())).unwrap_err();
//! assert_eq!(broken, Broken { at: 2, why: Why::CutOff });
//!
//! // An entry was edited.
//! second.event.kind = EventKind::SignedOut;
//! let broken = verify([&first, &second], None).unwrap_err();
//! assert_eq!(broken, Broken { at: 2, why: Why::Edited });
//! ```
//!
//! # The hash, format 2
//!
//! For verifiers in other languages: SHA-256 over these bytes, in this order.
//! Numbers are big-endian.
//!
//! | bytes | content |
//! |---|---|
//! | 15 | `genkan audit 2` and a zero byte |
//! | 8 | the sequence number, from 1 |
//! | 32 | the hash of the entry before; zeros for the first |
//! | 8 | the time: seconds since 1970-01-01T00:00:00Z |
//! | 8 + n | the length of the subject's code, and the code |
//! | 16 | the subject's identity |
//! | 8 + n | the length of the event's code, and the code |
//! | 8 + n | the length of the actor's code, and the code |
//! | 1, or 1 + 16 | 0; or 1 and the actor's identity, if the actor has one |
//! | 1, or 1 + 32 | 0; or 1 and the [digest of the reason](ReasonDigest), if one was given |
//!
//! Two different entries never produce the same bytes. An entry contains no
//! address, no name, no secret and no text that a person typed, so it can be
//! retained when the personal data is erased.

mod actor;
mod broken;
mod entry;
mod event;
mod event_kind;
mod hash;
mod head;
mod reason;
mod subject_id;
mod verify;

pub use actor::Actor;
pub use broken::{Broken, Why};
pub use entry::Entry;
pub use event::Event;
pub use event_kind::EventKind;
pub use hash::Hash;
pub use head::{Head, InvalidHead};
pub use reason::{InvalidReason, Reason, ReasonDigest};
pub use subject_id::SubjectId;
pub use verify::{Reading, verify};
