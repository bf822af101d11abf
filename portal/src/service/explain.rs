//! Why a person got no email: for an operator, never for a page.

use genkan::Language;
use genkan::address::Address;
use genkan::limit::{Asker, LimitName, Limits, Throttled, charge};
use genkan::onboarding::{
    Account, AccountKind, FailureCause, MESSAGES_KEPT, MessageKind, MessageStatus, Progress, Reply,
    State, Store,
};
use genkan::time::Timestamp;
use genkan::token::PurposeName;

use super::Service;
use super::texts::texts;
use crate::clock::now;
use crate::store;

/// What is known of an address and of the emails to it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// When it was gathered.
    pub at: Timestamp,
    /// The contact's account with that address, or else the one with that address
    /// that was removed last.
    pub account: Option<Account>,
    /// Whether the address belongs to an operator of the support desk. Nothing
    /// more is said about that account.
    pub is_operator: bool,
    /// The account of the person who took over from the removed account.
    pub successor: Option<Account>,
    /// If no account has the address now, the accounts that had it and have
    /// replaced it.
    pub replaced_by: Vec<Account>,
    /// The limit that would refuse a request for a link now.
    pub throttled: Option<Throttled>,
    /// The last request for this address that a limit has refused within 30 days:
    /// which limit, and when.
    pub refused: Option<(LimitName, Timestamp)>,
    /// The last messages, the newest first.
    pub messages: Vec<MessageStatus>,
}

/// One thing that an operator should know.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each needs its words")]
pub enum Finding<'e> {
    /// The address is not registered.
    Unregistered,
    /// The address belongs to an operator of the support desk, and to no contact.
    Operator,
    /// Registered, without a password yet, until that time.
    Registered(Timestamp),
    /// The registration has expired, at that time.
    Expired(Timestamp),
    /// The account has a password.
    Active,
    /// The account has been on hold since then.
    Held(Timestamp),
    /// The account was removed then.
    Removed(Timestamp),
    /// The account was handed over to another person.
    HandedOver {
        /// When.
        at: Timestamp,
        /// The address of that person.
        to: &'e Address,
    },
    /// The account that had the address has taken another one.
    Replaced {
        /// Which.
        by: &'e Address,
        /// Until when the link that was sent to this address can undo it, if
        /// at all.
        undo_until: Option<Timestamp>,
        /// Whether the account is on hold already.
        is_held: bool,
    },
    /// A mail server has reported, at this time, that the address receives no
    /// email.
    Undeliverable(Timestamp),
    /// A limit refuses requests for links.
    Throttled(Throttled),
    /// A limit has refused a request for a link or a case.
    Refused {
        /// Which limit.
        by: LimitName,
        /// When.
        at: Timestamp,
    },
    /// A link that had been used was opened again, at this time.
    LinkUsedAgain(Timestamp),
    /// No link was requested within 90 days.
    NoLink,
    /// The link waits to be sent.
    LinkQueued {
        /// How many attempts there were.
        tries: u32,
        /// When the next attempt is due.
        due_at: Timestamp,
        /// The reply to the last attempt.
        reply: Option<&'e Reply>,
        /// The last limit that has slowed it down.
        slowed_by: Option<LimitName>,
    },
    /// The mail server accepted the link.
    LinkSent {
        /// When.
        at: Timestamp,
        /// What the server replied.
        reply: &'e Reply,
    },
    /// The link was not sent and will not be.
    LinkFailed {
        /// Since when.
        at: Timestamp,
        /// Why.
        cause: FailureCause,
        /// What the server replied, or what failed before it could.
        reply: &'e Reply,
    },
    /// The mail server accepted the link, and reported later that it could
    /// not be delivered.
    LinkBounced {
        /// When the report arrived.
        at: Timestamp,
        /// What the report says.
        reply: &'e Reply,
    },
}

impl Finding<'_> {
    /// Returns the sentence that tells an operator what was found. `time`
    /// returns a time as its reader knows it.
    #[must_use]
    pub fn sentence(&self, language: Language, time: &dyn Fn(Timestamp) -> String) -> String {
        (texts(language).found)(self, time)
    }

    /// Returns whether it is about links, not about the account.
    #[must_use]
    pub const fn is_about_links(&self) -> bool {
        match self {
            Self::Throttled(_)
            | Self::Refused { .. }
            | Self::NoLink
            | Self::LinkQueued { .. }
            | Self::LinkSent { .. }
            | Self::LinkFailed { .. }
            | Self::LinkBounced { .. } => true,
            Self::Unregistered
            | Self::Operator
            | Self::Registered(_)
            | Self::Expired(_)
            | Self::Active
            | Self::Held(_)
            | Self::Removed(_)
            | Self::HandedOver { .. }
            | Self::Replaced { .. }
            | Self::Undeliverable(_)
            | Self::LinkUsedAgain(_) => false,
        }
    }

    /// Returns since when it is so, or until when, if it has such a time.
    pub(super) const fn at(&self) -> Option<Timestamp> {
        match self {
            Self::Registered(at)
            | Self::Expired(at)
            | Self::Held(at)
            | Self::Removed(at)
            | Self::HandedOver { at, .. }
            | Self::Undeliverable(at)
            | Self::LinkUsedAgain(at)
            | Self::Refused { at, .. }
            | Self::LinkSent { at, .. }
            | Self::LinkFailed { at, .. }
            | Self::LinkBounced { at, .. } => Some(*at),
            Self::LinkQueued { due_at, .. } => Some(*due_at),
            Self::Throttled(throttled) => throttled.until,
            Self::Replaced { undo_until, .. } => *undo_until,
            Self::Unregistered | Self::Operator | Self::Active | Self::NoLink => None,
        }
    }

    /// Returns the stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Operator => "operator",
            Self::Registered(_) => "registered",
            Self::Expired(_) => "expired",
            Self::Active => "active",
            Self::Held(_) => "held",
            Self::Removed(_) => "removed",
            Self::HandedOver { .. } => "handed-over",
            Self::Replaced { .. } => "replaced",
            Self::Undeliverable(_) => "undeliverable",
            Self::Throttled(_) => "throttled",
            Self::Refused { .. } => "refused",
            Self::LinkUsedAgain(_) => "link-used-again",
            Self::NoLink => "no-link",
            Self::LinkQueued { .. } => "link-queued",
            Self::LinkSent { .. } => "link-sent",
            Self::LinkBounced { .. } => "link-bounced",
            Self::LinkFailed { cause, .. } => match cause {
                FailureCause::Rejected => "link-rejected",
                FailureCause::GivenUp => "link-given-up",
                FailureCause::NoLongerApplies => "link-no-longer-applies",
                FailureCause::NotComposed => "link-not-composed",
            },
        }
    }
}

impl Explanation {
    /// Returns whether a link would be sent to the address if there were no
    /// limits.
    #[must_use]
    pub fn takes_links(&self) -> bool {
        let takes = |account: &Account, purpose| account.subject(purpose, "", self.at).is_some();
        self.account.as_ref().is_some_and(|account| {
            takes(account, PurposeName::FirstPassword) || takes(account, PurposeName::Reset)
        })
    }

    /// Returns what an operator should know: about the account, then about
    /// limits, then about the last link.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding<'_>> {
        let account = match self.account.as_ref().map(|account| &account.state) {
            None if self.is_operator => Some(Finding::Operator),
            None if !self.replaced_by.is_empty() => None,
            None => Some(Finding::Unregistered),
            Some(State::Registered { expires_at }) if *expires_at <= self.at => {
                Some(Finding::Expired(*expires_at))
            }
            Some(State::Registered { expires_at }) => Some(Finding::Registered(*expires_at)),
            Some(State::Active { .. }) => Some(Finding::Active),
            Some(State::Held { since, .. }) => Some(Finding::Held(*since)),
            Some(State::Removed { at }) => Some(match &self.successor {
                Some(successor) => Finding::HandedOver {
                    at: *at,
                    to: &successor.address,
                },
                None => Finding::Removed(*at),
            }),
        };
        let replaced = self.replaced_by.iter().map(|account| Finding::Replaced {
            by: &account.address,
            undo_until: account
                .former
                .as_ref()
                .and_then(|former| former.undo_until)
                .filter(|end| self.at < *end),
            is_held: matches!(account.state, State::Held { .. }),
        });
        let used_again = self.account.as_ref().and_then(|account| {
            let at = account.link_used_again_at?;
            (self.at.since(at) < MESSAGES_KEPT).then_some(Finding::LinkUsedAgain(at))
        });
        let undeliverable = self.account.as_ref().and_then(|account| {
            let is_removed = account.state.is_removed();
            account.undeliverable_since.filter(|_| !is_removed)
        });
        let since = self.address_since();
        let link = self.messages.iter().find(|status| {
            status.message.kind == MessageKind::Link
                && settled_at(status).is_none_or(|at| since.is_none_or(|since| since <= at))
        });
        let link = match link.map(|status| (status.tries, &status.progress)) {
            None if self.refused.is_some() => None,
            None => self.account.as_ref().map(|_| Finding::NoLink),
            Some((
                tries,
                Progress::Queued {
                    due_at,
                    reply,
                    slowed_by,
                },
            )) => Some(Finding::LinkQueued {
                tries,
                due_at: *due_at,
                reply: reply.as_ref(),
                slowed_by: *slowed_by,
            }),
            Some((_, Progress::Sent { at, reply })) => Some(Finding::LinkSent { at: *at, reply }),
            Some((_, Progress::Failed { at, cause, reply })) => Some(Finding::LinkFailed {
                at: *at,
                cause: *cause,
                reply,
            }),
            Some((_, Progress::Bounced { at, reply })) => {
                Some(Finding::LinkBounced { at: *at, reply })
            }
        };
        let throttled = self.throttled.map(Finding::Throttled);
        let refused = self.refused.map(|(by, at)| Finding::Refused { by, at });
        account
            .into_iter()
            .chain(replaced)
            .chain(used_again)
            .chain(undeliverable.map(Finding::Undeliverable))
            .chain(throttled)
            .chain(refused)
            .chain(link)
            .collect()
    }

    /// Returns since when the account has this address, as far as its messages
    /// show it: what was sent before went to another address.
    fn address_since(&self) -> Option<Timestamp> {
        let change = self.messages.iter().find(|status| {
            matches!(
                status.message.kind,
                MessageKind::AddressReplaced | MessageKind::AddressRestored
            )
        });
        change.map(|status| status.queued_at)
    }
}

/// Returns when a message was sent or has failed.
const fn settled_at(status: &MessageStatus) -> Option<Timestamp> {
    match &status.progress {
        Progress::Queued { .. } => None,
        Progress::Sent { at, .. } | Progress::Failed { at, .. } | Progress::Bounced { at, .. } => {
            Some(*at)
        }
    }
}

impl<S: Store<Error = store::Error>> Service<S> {
    /// Gathers what is known of an address, registered or not.
    ///
    /// # Errors
    ///
    /// An [`store::Error`] if the store fails.
    pub async fn explain(
        &self,
        address: &Address,
        limits: &Limits,
    ) -> Result<Explanation, store::Error> {
        let at = now();
        let store = &self.store;
        let found = store.account_by_address(address).await?;
        let is_operator = found.as_ref().is_some_and(|account| {
            account.kind == AccountKind::Operator && !account.state.is_removed()
        });
        let account = found.filter(|account| account.kind == AccountKind::Contact);
        let removed = account.as_ref().filter(|one| one.state.is_removed());
        let successor = match removed.and_then(|account| account.successor) {
            Some(id) => store.account(id).await?,
            None => None,
        };
        let mut replaced_by = Vec::new();
        if !is_operator && (account.is_none() || removed.is_some()) {
            let found = store.accounts_by_addresses(std::slice::from_ref(address));
            replaced_by = found.await?;
        }
        let messages = match &account {
            Some(account) => store.messages(account.id, MESSAGES).await?,
            None => Vec::new(),
        };
        // The client is unknown here, so its limit is left out. What it has refused
        // is noted.
        let asker = Asker {
            address,
            account: account.as_ref().map(Account::to_limit),
            device: None,
            client: "",
        };
        let mut charges = limits.link_request(&asker, at);
        charges.retain(|charge| charge.by != LimitName::LinkClient);
        let mut cells = Vec::with_capacity(charges.len());
        for charge in &charges {
            cells.push(store.cell(charge.id).await?);
        }
        let mut refused: Option<(LimitName, Timestamp)> = None;
        for by in OF_REQUESTS {
            let cell = store.cell(limits.refused(address, by).id).await?;
            if let Some(at) = cell.map(|cell| cell.at)
                && refused.is_none_or(|(_, last)| last < at)
            {
                refused = Some((by, at));
            }
        }
        Ok(Explanation {
            at,
            refused,
            throttled: charge(&cells, &charges, at).err(),
            account,
            is_operator,
            successor,
            replaced_by,
            messages,
        })
    }
}

/// The limits of requests for a link or a case.
const OF_REQUESTS: [LimitName; 8] = [
    LimitName::LinkPause,
    LimitName::LinkAddress,
    LimitName::LinkCompany,
    LimitName::LinkClient,
    LimitName::LinkSystem,
    LimitName::CaseAddress,
    LimitName::CaseClient,
    LimitName::CaseSystem,
];
/// How many messages are examined.
const MESSAGES: u32 = 50;
