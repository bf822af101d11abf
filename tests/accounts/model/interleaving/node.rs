//! The state of a node, and its next steps.

use std::rc::Rc;

use genkan::id::{AccountId, PlanId};
use genkan::onboarding::{Account, LeasedMessage, Plan};
use genkan::token::{PurposeName, Record, Selector};

use super::history::History;

/// A ceremony. Without a token it is for the present person: the first one, or
/// after a hand-over the successor.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Ceremony {
    Request,
    Resend,
    Edit,
    Hold,
    Release,
    Remove,
    /// The account is handed over to a successor.
    HandOver,
    SignIn,
    /// Another contact is registered at the new address.
    RegisterAnother,
    /// A link is followed, by its number.
    Follow(usize),
    /// With a session, by its number.
    ChangePassword(usize),
    Replace(usize),
    SignOut(usize),
    /// A message is sent.
    Send,
}

impl Ceremony {
    /// Returns the number of the token that it needs.
    pub(super) const fn token(self) -> Option<usize> {
        match self {
            Self::Follow(token)
            | Self::ChangePassword(token)
            | Self::Replace(token)
            | Self::SignOut(token) => Some(token),
            _ => None,
        }
    }
}

/// A step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// A node reads, for a ceremony.
    Read(usize, Ceremony),
    /// It reads the account again and keeps its proof: a retry.
    ReadAgain(usize),
    /// It decides and commits.
    Commit(usize),
    /// It decides and commits, and hears nothing. The plan has been committed,
    /// or was lost before.
    CommitUnheard(usize, bool),
    /// It commits the same plan again, with the same identity.
    CommitAgain(usize),
    /// The email is sent.
    Email(usize),
    /// The worker stores that.
    Settle(usize),
    /// The node stops.
    Crash(usize),
    /// So many seconds pass.
    Wait(u64),
}

#[derive(Clone)]
pub(super) enum Node {
    Idle,
    /// It has read, and not committed yet.
    Reading(Rc<Reading>),
    /// It does not know whether its plan was committed.
    Unsure(Rc<Unsure>),
    /// A message is written and its links are committed.
    Written(Rc<Written>),
    /// The email was sent.
    Sent(Rc<Written>),
}

/// The data that a node has read.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) ceremony: Ceremony,
    /// When it was read.
    pub(super) at: u64,
    /// The record of the token, with the account as of that moment.
    pub(super) found: Option<(Record, Account)>,
    /// The account as it was first read, whose password was verified.
    pub(super) first: Option<Account>,
    /// The account that the ceremony decides on.
    pub(super) account: Option<Account>,
    /// The account that has the new address.
    pub(super) taken: Option<Account>,
    /// The message that is to be sent.
    pub(super) message: Option<LeasedMessage>,
    /// The history until then.
    pub(super) history: History,
}

/// A plan whose outcome its node does not know.
pub(super) struct Unsure {
    pub(super) reading: Rc<Reading>,
    pub(super) decided_at: u64,
    pub(super) id: PlanId,
    pub(super) plan: Plan,
    pub(super) tokens: Vec<Token>,
    pub(super) message: Option<(LeasedMessage, String)>,
    /// Whether it was committed.
    pub(super) is_committed: bool,
}

/// A written message.
pub(super) struct Written {
    pub(super) message: LeasedMessage,
    pub(super) to: String,
    pub(super) links: Vec<Token>,
}

/// A token and its use.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) owner: AccountId,
    pub(super) purpose: PurposeName,
    pub(super) text: Rc<str>,
    pub(super) selector: Selector,
    /// The history when its account was read.
    pub(super) history: History,
    pub(super) is_used: bool,
    /// How many passwords it has set.
    pub(super) passwords: u32,
}
