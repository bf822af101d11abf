//! The audit log: a chain of entries in which no change goes unnoticed.
//!
//! Each [`Entry`] holds the hash of the one before it, so that nobody edits,
//! removes, inserts or exchanges entries without breaking the chain at that
//! place: [`verify`] says where. Whoever can write the whole table could write
//! another chain from there on, or cut the end off; against that somebody
//! keeps a [`Head`] elsewhere, such as a line in a mail, and `verify` holds
//! the log against it.
//!
//! ```
//! use genkan::onboarding::audit::{Broken, Head, Why, verify};
//! # use genkan::onboarding::{Actor, Event, EventKind};
//! # use genkan::token::{AccountId, Timestamp};
//! # let event = |kind| Event {
//! #     at: Timestamp::from_unix_seconds(1_800_000_000),
//! #     account: AccountId::from_bytes([1; 16]),
//! #     kind,
//! #     actor: Actor::Contact,
//! # };
//! let registered = Head::EMPTY.next(event(EventKind::Registered));
//! let mut set = registered.head().next(event(EventKind::PasswordSet));
//! assert_eq!(verify([&registered, &set], None), Ok(set.head()));
//!
//! // The end was cut off.
//! let broken = verify([&registered], Some(set.head())).unwrap_err();
//! assert_eq!(broken, Broken { at: 2, why: Why::CutOff });
//!
//! // An entry was edited.
//! set.event.kind = EventKind::SignedIn;
//! let broken = verify([&registered, &set], None).unwrap_err();
//! assert_eq!(broken, Broken { at: 2, why: Why::Edited });
//! ```
//!
//! # The hash
//!
//! For verifiers in other languages. SHA-256 over, in this order:
//!
//! | bytes | what |
//! |---|---|
//! | 15 | `genkan audit 1` and a zero byte |
//! | 8 | the sequence number, from 1 |
//! | 32 | the hash of the entry before; zeros for the first |
//! | 8 | when: seconds since 1970-01-01T00:00:00Z |
//! | 16 | the account |
//! | 8 + n | the length of the event's code, and the code |
//! | 8 + n | the length of the actor's code, and the code |
//! | 1, or 1 + 16 | 0; or 1 and the operator, where it was one |
//!
//! Numbers are big-endian. No two entries share these bytes. There is no
//! address, no name and no secret among them, so that an entry outlives the
//! account's personal data.

mod broken;
mod entry;
mod hash;
mod head;
mod verify;

pub use broken::{Broken, Why};
pub use entry::Entry;
pub use hash::Hash;
pub use head::{Head, InvalidHead};
pub use verify::{Reading, verify};
