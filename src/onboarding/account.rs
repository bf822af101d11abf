use alloc::string::String;
use core::fmt;

use super::{Address, PasswordHash};
use crate::policy::Language;
use crate::token::{AccountId, Principal, PurposeName, Subject, Timestamp};

/// A registered contact.
#[derive(Clone)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Account {
    /// The identity, for ever. Whoever is registered again after a removal is
    /// a new account.
    pub id: AccountId,
    /// Counts the changes; a plan is committed only onto the revision that it
    /// was made for.
    pub revision: u64,
    /// Where mail goes.
    pub address: Address,
    /// The person's name, for mails and pages.
    pub name: String,
    /// The customer company; empty where there is none.
    pub company: String,
    /// The language of mails.
    pub language: Language,
    /// Where in its life the account is.
    pub state: State,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// When a link was last asked for: for the operator, who is asked why no
    /// mail came. It decides nothing; how often is counted by
    /// [`limit`](super::limit).
    pub link_requested_at: Option<Timestamp>,
    /// The address that is to take the present one's place, once it is proven.
    pub replacement: Option<Replacement>,
    /// The address whose place the present one took.
    pub former: Option<Former>,
}

/// Where in its life an account is.
#[derive(Clone, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "a store must keep every state")]
pub enum State {
    /// Registered by the provider; no password has been set yet, and none
    /// signs in.
    Registered {
        /// The first second at which the registration has expired: no link is
        /// sent or accepted any more, until the desk begins it anew.
        expires_at: Timestamp,
    },
    /// A password has been set.
    Active {
        /// Its hash.
        password: PasswordHash,
    },
    /// The desk holds the account: nobody signs in, and no link is sent or
    /// accepted.
    Held {
        /// Since when.
        since: Timestamp,
        /// The password to go on with after the release, where there was one.
        password: Option<PasswordHash>,
    },
    /// The account is over; its address may be registered again, as a new
    /// account.
    Removed {
        /// Since when.
        at: Timestamp,
    },
}

impl State {
    /// The stable name: `registered`, `active`, `held`, `removed`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Registered { .. } => "registered",
            Self::Active { .. } => "active",
            Self::Held { .. } => "held",
            Self::Removed { .. } => "removed",
        }
    }

    /// Whether the account is over.
    #[must_use]
    pub const fn is_removed(&self) -> bool {
        matches!(self, Self::Removed { .. })
    }
}

/// An address that is not proven yet: nothing is sent there but the link that
/// proves it, and it opens nothing.
#[derive(Clone)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Replacement {
    /// The new address.
    pub address: Address,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// The first second at which it can no longer be proven.
    pub expires_at: Timestamp,
}

/// The address that an account had before.
#[derive(Clone)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Former {
    /// The address.
    pub address: Address,
    /// The name of the person whose it is.
    pub name: String,
    /// The first second at which its owner can no longer undo the change; none
    /// where it cannot be undone.
    pub undo_until: Option<Timestamp>,
}

impl Account {
    /// Whom a token of that purpose is for, at that time; none where the
    /// account has no use for such a token. It decides both whether a token is
    /// made and whether it is accepted.
    #[must_use]
    pub fn subject<'s>(
        &'s self,
        purpose: PurposeName,
        tenant: &'s str,
        now: Timestamp,
    ) -> Option<Subject<'s>> {
        self.addressee(purpose, now).map(|address| Subject {
            realm: tenant,
            principal: Principal::Account(self.id),
            address: address.as_str(),
        })
    }

    fn addressee(&self, purpose: PurposeName, now: Timestamp) -> Option<&Address> {
        use PurposeName as P;
        use State::{Active, Held, Registered, Removed};
        match (purpose, &self.state) {
            (_, Removed { .. }) => None,
            // The first password is set by its own link, and by none later.
            (P::FirstPassword, Registered { expires_at }) => {
                (now < *expires_at).then_some(&self.address)
            }
            (P::Reset | P::Session | P::Device, Active { .. })
            | (P::Decline, Registered { .. } | Active { .. })
            // A hold does not keep a stranger's password safe.
            | (P::Disown, Active { .. } | Held { password: Some(_), .. }) => Some(&self.address),
            (P::ProveAddress, Active { .. }) => self
                .replacement
                .as_ref()
                .filter(|replacement| now < replacement.expires_at)
                .map(|replacement| &replacement.address),
            // Nor does it keep a stolen account away from its owner.
            (P::UndoAddress, _) => self
                .former
                .as_ref()
                .filter(|former| former.undo_until.is_some_and(|end| now < end))
                .map(|former| &former.address),
            _ => None,
        }
    }

    /// The account as it will be, one revision on.
    pub(super) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut account = self.clone();
        account.revision += 1;
        change(&mut account);
        account
    }
}

/// Name and address are personal data and stay out of logs.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("revision", &self.revision)
            .field("state", &self.state.code())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Replacement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replacement")
            .field("requested_at", &self.requested_at)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Former {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Former")
            .field("undo_until", &self.undo_until)
            .finish_non_exhaustive()
    }
}
