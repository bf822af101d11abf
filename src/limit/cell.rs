use core::time::Duration;

use sha2::{Digest as _, Sha256};

use super::LimitName;
use crate::id::id;
use crate::time::Timestamp;

/// One counter, as a store keeps it.
///
/// The [`Limit`](super::Limit) that the cell is charged under defines what the
/// numbers mean. A store keeps them, and deletes the cell some time after it
/// has ended.
///
/// # Examples
///
/// ```
/// use genkan::address::Address;
/// use genkan::limit::{Asker, Cell, Limits, charge};
/// use genkan::time::Timestamp;
///
/// let address = Address::parse("taro@example.co.jp")?;
/// let asker = Asker { address: &address, account: None, device: None, client: "192.0.2.1" };
/// let now = Timestamp::from_unix_seconds(1_800_000_000);
/// let charges = Limits::default().link_request(&asker, now);
/// let cells: Vec<Cell> = charge(&[], &charges, now).unwrap();
/// // A store keeps each under the identity of its charge, until it has ended.
/// assert!(cells.iter().all(|cell| cell.ends.is_some_and(|ends| ends > now)));
/// # Ok::<(), genkan::address::InvalidAddress>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Cell {
    /// For a rate: when the cell is empty again, in whole seconds. For
    /// failures: the first second at which another guess is allowed.
    pub at: Timestamp,
    /// For a rate: the fraction of that second, in parts of the burst. For
    /// failures: the number of consecutive failures.
    pub count: u32,
    /// The first second from which on the cell has the same effect as no cell.
    /// A store may delete it from then on; `None` if it must never delete it.
    pub ends: Option<Timestamp>,
}

impl Cell {
    pub(super) fn has_ended(&self, now: Timestamp) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    /// Returns whether the cell is further ahead than any limit allows, so that
    /// a wrong clock must have written it.
    pub(super) fn is_from_a_wrong_clock(&self, now: Timestamp) -> bool {
        self.at.since(now) > Duration::from_secs(LONGEST.into()) + TOLERANCE
    }
}

id! {
    /// The identity of a [`Cell`]: a digest of the limit and of what it counts.
    ///
    /// It is a digest so that all rows have one size and an address that a
    /// visitor typed is not stored as text. It is not secret: anyone who
    /// guesses an address can compute it.
    pub struct CellId;
}

impl CellId {
    /// Returns half of a SHA-256 over the limit's name and the key. Every part
    /// but the last has a fixed length or its length before it, so two
    /// different inputs never produce the same bytes.
    pub(super) fn of(name: LimitName, key: CellKey<'_>) -> Self {
        let (tag, bytes) = match &key {
            CellKey::Account(id) => (0, id.as_slice()),
            CellKey::Address(key) => (1, key.as_bytes()),
            CellKey::Company(id) => (2, id.as_slice()),
            CellKey::Client(name) => (3, name.as_bytes()),
            CellKey::Registered => (4, [].as_slice()),
            CellKey::Everybody => (5, [].as_slice()),
            CellKey::ClientUnknownAddress(name) => (6, name.as_bytes()),
            CellKey::Device(selector) => (7, selector.as_slice()),
            CellKey::Refused(key) => (8, key.as_bytes()),
        };
        let digest = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update((name.code().len() as u64).to_be_bytes())
            .chain_update(name.code())
            .chain_update([tag])
            .chain_update(bytes)
            .finalize();
        let mut id = [0; Self::LENGTH];
        for (to, from) in id.iter_mut().zip(digest) {
            *to = from;
        }
        Self::from_bytes(id)
    }
}

/// What a cell counts.
pub(super) enum CellKey<'k> {
    Account([u8; 16]),
    Address(&'k str),
    Company([u8; 16]),
    Client(&'k str),
    /// All registered addresses together.
    Registered,
    Everybody,
    /// A client, for requests for addresses that are not registered.
    ClientUnknownAddress(&'k str),
    /// A browser, by the selector of its device token.
    Device([u8; 16]),
    /// The refusals of a request for an address.
    Refused(&'k str),
}

/// The longest period and the longest delay, in seconds: a day.
pub(super) const LONGEST: u32 = 24 * 60 * 60;

/// How much the clocks of two nodes may differ.
const TOLERANCE: Duration = Duration::from_secs(60 * 60);

/// Separates these digests from all others.
const DOMAIN: &[u8] = b"genkan cell 1\0";
