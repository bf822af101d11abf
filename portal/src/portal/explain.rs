//! Why a person got no mail: for an operator, never for the page.

use genkan::onboarding::limit::{Asker, LimitName, Limits, Throttled, charge};
use genkan::onboarding::{
    Account, Address, LetterKind, LetterStatus, Progress, Reply, State, Store,
};
use genkan::token::{PurposeName, Timestamp};

use super::Portal;
use crate::fault::Fault;
use crate::mail::Death;
use crate::system::now;

/// All that is known of an address and of the mail to it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// When it was asked for.
    pub at: Timestamp,
    /// The account with that address, where there is one.
    pub account: Option<Account>,
    /// Where no account has the address now: the one that had it until it took
    /// another one.
    pub successor: Option<Account>,
    /// Whether a request for a link would be refused now.
    pub throttled: Option<Throttled>,
    /// The last letters, the newest first.
    pub letters: Vec<LetterStatus>,
}

/// One thing that an operator should know.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "each needs its words")]
pub enum Finding<'e> {
    /// Nobody has registered the address.
    Unregistered,
    /// Registered, without a password yet, until that time.
    Registered(Timestamp),
    /// The registration has expired, at that time.
    Expired(Timestamp),
    /// The account has a password.
    Active,
    /// The desk has held the account since then.
    Held(Timestamp),
    /// The account has been over since then.
    Removed(Timestamp),
    /// The account that had the address has taken another one.
    Replaced {
        /// Which.
        by: &'e Address,
        /// Until when the mail to this address can undo it, if at all.
        undo_until: Option<Timestamp>,
        /// Whether the desk holds the account already.
        is_held: bool,
    },
    /// A limit refuses requests for links.
    Throttled(Throttled),
    /// Nobody has asked for a link within 90 days.
    NoLink,
    /// The link waits to be sent.
    LinkQueued {
        /// How often it has been tried.
        tries: u32,
        /// When it is tried next.
        due_at: Timestamp,
        /// What was said of the last try.
        reply: Option<&'e Reply>,
    },
    /// The mail server took the link.
    LinkSent {
        /// When.
        at: Timestamp,
        /// What the server said.
        reply: &'e Reply,
    },
    /// The link was not sent, and will not be.
    LinkDead {
        /// Since when.
        at: Timestamp,
        /// How it died; none where an older program kept it.
        death: Option<Death>,
        /// Why.
        reason: &'e Reply,
    },
}

impl Finding<'_> {
    /// Whether it tells of links, rather than of the account.
    #[must_use]
    pub const fn is_of_links(&self) -> bool {
        match self {
            Self::Throttled(_)
            | Self::NoLink
            | Self::LinkQueued { .. }
            | Self::LinkSent { .. }
            | Self::LinkDead { .. } => true,
            Self::Unregistered
            | Self::Registered(_)
            | Self::Expired(_)
            | Self::Active
            | Self::Held(_)
            | Self::Removed(_)
            | Self::Replaced { .. } => false,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::Registered(_) => "registered",
            Self::Expired(_) => "expired",
            Self::Active => "active",
            Self::Held(_) => "held",
            Self::Removed(_) => "removed",
            Self::Replaced { .. } => "replaced",
            Self::Throttled(_) => "throttled",
            Self::NoLink => "no-link",
            Self::LinkQueued { .. } => "link-queued",
            Self::LinkSent { .. } => "link-sent",
            Self::LinkDead { death, .. } => match death {
                Some(Death::Bounced) => "link-bounced",
                Some(Death::NotNeeded) => "link-not-needed",
                Some(Death::NotComposed) => "link-not-composed",
                Some(Death::GivenUp) | None => "link-given-up",
            },
        }
    }
}

impl Explanation {
    /// Whether a link would be sent to the address, were it not for limits.
    #[must_use]
    pub fn takes_links(&self) -> bool {
        let takes = |account: &Account, purpose| account.subject(purpose, "", self.at).is_some();
        self.account.as_ref().is_some_and(|account| {
            takes(account, PurposeName::FirstPassword) || takes(account, PurposeName::Reset)
        })
    }

    /// What an operator should know: first of the account, then of limits,
    /// then of the last link.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding<'_>> {
        let account = match self.account.as_ref().map(|account| &account.state) {
            None if self.successor.is_some() => None,
            None => Some(Finding::Unregistered),
            Some(State::Registered { expires_at }) if *expires_at <= self.at => {
                Some(Finding::Expired(*expires_at))
            }
            Some(State::Registered { expires_at }) => Some(Finding::Registered(*expires_at)),
            Some(State::Active { .. }) => Some(Finding::Active),
            Some(State::Held { since, .. }) => Some(Finding::Held(*since)),
            Some(State::Removed { at }) => Some(Finding::Removed(*at)),
        };
        let replaced = self.successor.as_ref().map(|account| Finding::Replaced {
            by: &account.address,
            undo_until: account
                .former
                .as_ref()
                .and_then(|former| former.undo_until)
                .filter(|end| self.at < *end),
            is_held: matches!(account.state, State::Held { .. }),
        });
        let since = self.address_since();
        let link = self.letters.iter().find(|letter| {
            letter.letter.kind == LetterKind::Link
                && settled(letter).is_none_or(|at| since.is_none_or(|since| since <= at))
        });
        let link = match link.map(|letter| (letter.tries, &letter.progress)) {
            None => self.account.as_ref().map(|_| Finding::NoLink),
            Some((tries, Progress::Queued { due_at, reply })) => Some(Finding::LinkQueued {
                tries,
                due_at: *due_at,
                reply: reply.as_ref(),
            }),
            Some((_, Progress::Sent { at, reply })) => Some(Finding::LinkSent { at: *at, reply }),
            Some((_, Progress::Dead { at, reason })) => Some(Finding::LinkDead {
                at: *at,
                death: Death::of(reason),
                reason,
            }),
        };
        let throttled = self.throttled.map(Finding::Throttled);
        [account, replaced, throttled, link]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Since when the account has this address, as far as its letters tell:
    /// what was sent before went to another one.
    fn address_since(&self) -> Option<Timestamp> {
        let change = self.letters.iter().find(|letter| {
            matches!(
                letter.letter.kind,
                LetterKind::AddressReplaced | LetterKind::AddressRestored
            )
        });
        change.map(|letter| letter.queued_at)
    }
}

/// When a letter was sent or given up.
const fn settled(letter: &LetterStatus) -> Option<Timestamp> {
    match &letter.progress {
        Progress::Queued { .. } => None,
        Progress::Sent { at, .. } | Progress::Dead { at, .. } => Some(*at),
    }
}

impl<S: Store<Fault = Fault>> Portal<S> {
    /// Gathers what is known of an address. An address that nobody has
    /// registered has its counts, too.
    ///
    /// # Errors
    ///
    /// A [`Fault`] where the store fails.
    pub async fn explain(&self, address: &Address, limits: &Limits) -> Result<Explanation, Fault> {
        let at = now();
        let account = self.store.account_by_address(address).await?;
        let is_free = account
            .as_ref()
            .is_none_or(|account| account.state.is_removed());
        let successor = if is_free {
            self.successor(address).await?
        } else {
            None
        };
        let letters = match &account {
            Some(account) => self.store.letters(account.id, LETTERS).await?,
            None => Vec::new(),
        };
        // Which client asked is not known here, so its count is left out.
        let asker = Asker {
            address,
            account: account.as_ref(),
            device: None,
            client: "",
        };
        let mut charges = limits.link_request(&asker, at);
        charges.retain(|charge| charge.by != LimitName::LinkClient);
        let mut cells = Vec::with_capacity(charges.len());
        for charge in &charges {
            cells.push(self.store.cell(charge.id).await?);
        }
        Ok(Explanation {
            at,
            throttled: charge(&cells, &charges, at).err(),
            account,
            successor,
            letters,
        })
    }

    /// The account whose former address this is. No index leads there, because
    /// nothing but this needs one: every account is looked at.
    async fn successor(&self, address: &Address) -> Result<Option<Account>, Fault> {
        let mut after: Option<Address> = None;
        loop {
            let accounts = self.store.accounts(after.as_ref(), PAGE).await?;
            let Some(last) = accounts.last() else {
                return Ok(None);
            };
            after = Some(last.address.clone());
            let had_it = |account: &Account| {
                let former = account.former.as_ref();
                former.is_some_and(|former| former.address == *address)
            };
            if let Some(found) = accounts.into_iter().find(had_it) {
                return Ok(Some(found));
            }
        }
    }
}

/// How many accounts are in memory at the same time.
const PAGE: u32 = 1000;

/// How many letters are looked through.
const LETTERS: u32 = 50;
