use alloc::string::String;
use core::fmt;

use super::{Address, PasswordHash};
use crate::policy::Language;
use crate::token::{AccountId, Subject, Timestamp};

/// A registered contact.
#[derive(Clone)]
#[expect(clippy::exhaustive_structs, reason = "a store must keep every field")]
pub struct Account {
    /// The identity, for ever.
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
    /// When a link was last asked for.
    pub link_requested_at: Option<Timestamp>,
}

/// Where in its life an account is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum State {
    /// Registered by the provider; no password has been set yet, and none
    /// signs in.
    Registered,
    /// A password has been set.
    Active {
        /// Its hash.
        password: PasswordHash,
    },
}

impl State {
    /// The stable name: `registered`, `active`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Active { .. } => "active",
        }
    }
}

impl Account {
    /// Whom this account's tokens are for.
    #[must_use]
    pub fn subject<'s>(&'s self, tenant: &'s str) -> Subject<'s> {
        Subject {
            tenant,
            account: self.id,
            address: self.address.as_str(),
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
