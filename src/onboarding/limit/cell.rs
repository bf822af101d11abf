use core::fmt;

use sha2::{Digest as _, Sha256};

use super::LimitName;
use crate::token::Timestamp;

/// What a store keeps of one counter.
///
/// What the numbers mean is the affair of the [`Limit`](super::Limit) that the
/// cell is charged under; a store keeps them and deletes the cell some time
/// after it has ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Cell {
    /// A rate: when the cell is empty again, without the part of a second.
    /// Failures: the first second at which another guess is heard.
    pub at: Timestamp,
    /// A rate: the part of a second, in parts of the burst. Failures: how many
    /// there have been, one after the other.
    pub count: u32,
    /// The first second at which the cell says nothing more than no cell
    /// would. A store may delete it from then on, and need not hurry; `None`
    /// where it must never delete it.
    pub ends: Option<Timestamp>,
}

impl Cell {
    pub(super) fn has_ended(&self, now: Timestamp) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    /// Whether the cell lies further ahead than any limit puts one.
    pub(super) const fn is_from_a_wrong_clock(&self, now: Timestamp) -> bool {
        self.at.seconds_since(now) > LONGEST as u64 + TOLERANCE
    }
}

/// The identity of a [`Cell`]: which limit, and of whom.
///
/// It is a digest, so that rows are of one size and an address that somebody
/// typed is not kept as text. It is no secret: who guesses an address can
/// compute it.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CellId([u8; Self::LENGTH]);

impl CellId {
    /// The length in bytes.
    pub const LENGTH: usize = 16;

    /// The identity with these bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The identity's bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; Self::LENGTH] {
        self.0
    }

    /// Half of a SHA-256 over the limit's name and whom it is about; every
    /// part but the last has its length before it or is of fixed length, so
    /// that no two inputs are the same bytes.
    pub(super) fn of(name: LimitName, whom: Whom<'_>) -> Self {
        let (tag, bytes) = match &whom {
            Whom::Account(id) => (0, id.as_slice()),
            Whom::Address(key) => (1, key.as_bytes()),
            Whom::Company(name) => (2, name.as_bytes()),
            Whom::Client(name) => (3, name.as_bytes()),
            Whom::Registered => (4, [].as_slice()),
            Whom::Everybody => (5, [].as_slice()),
            Whom::ClientOfNobody(name) => (6, name.as_bytes()),
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
        Self(id)
    }
}

impl fmt::Debug for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CellId(")?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str(")")
    }
}

/// Whom a cell is about.
pub(super) enum Whom<'w> {
    Account([u8; 16]),
    Address(&'w str),
    Company(&'w str),
    Client(&'w str),
    Registered,
    Everybody,
    /// A client, where it asks for addresses that nobody has registered.
    ClientOfNobody(&'w str),
}

/// The longest period and the longest delay, in seconds: a day.
pub(super) const LONGEST: u32 = 24 * 60 * 60;

/// By how many seconds the clocks of two nodes may differ before a cell is
/// taken for the work of a wrong one.
const TOLERANCE: u64 = 60 * 60;

/// Keeps these digests apart from every other.
const DOMAIN: &[u8] = b"genkan cell 1\0";
