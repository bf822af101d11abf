//! What a node is doing, and what it can do next.

use std::rc::Rc;

use genkan::onboarding::{Account, QueuedLetter};
use genkan::token::{PurposeName, Record, Selector};

use super::history::History;

/// A ceremony, for the one account that it is all about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Ceremony {
    Request,
    Resend,
    Hold,
    Release,
    Remove,
    HandOver,
    SignIn,
    /// Another contact is registered at the new address.
    RegisterAnother,
    /// A link is followed, by its number.
    Follow(usize),
    /// With a session, by its number.
    ChangePassword(usize),
    Ask(usize),
    SignOut(usize),
    /// A letter is sent.
    Send,
}

/// What happens next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// A node reads, for a ceremony.
    Read(usize, Ceremony),
    /// It reads the account again, and keeps its proof: a retry.
    ReadAgain(usize),
    /// It decides and commits.
    Commit(usize),
    /// The mail goes out.
    Mail(usize),
    /// The worker says that it did.
    Settle(usize),
    /// It stops.
    Crash(usize),
    /// So many seconds pass.
    Wait(u64),
}

#[derive(Clone)]
pub(super) enum Node {
    Idle,
    /// It has read, and not committed yet.
    Reading(Rc<Reading>),
    /// A letter is written and its links are committed.
    Written(Rc<Written>),
    /// It has gone out.
    Mailed(Rc<Written>),
}

/// What a node has read.
#[derive(Clone)]
pub(super) struct Reading {
    pub(super) ceremony: Ceremony,
    /// When it was read.
    pub(super) at: u64,
    /// The record of the token, with the account as of that moment.
    pub(super) found: Option<(Record, Account)>,
    /// The account that the ceremony decides on.
    pub(super) account: Option<Account>,
    /// The account that has the new address.
    pub(super) taken: Option<Account>,
    /// The letter that is to be sent.
    pub(super) letter: Option<QueuedLetter>,
    /// What had happened until then.
    pub(super) history: History,
}

/// A letter, written.
pub(super) struct Written {
    pub(super) letter: QueuedLetter,
    pub(super) to: String,
    pub(super) links: Vec<Token>,
}

/// A token, and what has become of it.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) purpose: PurposeName,
    pub(super) text: Rc<str>,
    pub(super) selector: Selector,
    /// What had happened when what it rests on was read.
    pub(super) history: History,
    pub(super) is_used: bool,
    /// How many passwords it has set.
    pub(super) passwords: u32,
}
