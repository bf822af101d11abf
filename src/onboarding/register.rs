//! The provider registers a contact, who has no password yet.

use alloc::string::String;

use super::{Account, Address, EventKind, Guard, Plan, State};
use crate::policy::Language;
use crate::token::{AccountId, Timestamp};

/// What the provider knows of a contact.
#[derive(Clone, Debug)]
#[expect(
    clippy::exhaustive_structs,
    reason = "a new field must reach every importer"
)]
pub struct Contact {
    /// Where mail goes.
    pub address: Address,
    /// The person's name.
    pub name: String,
    /// The customer company; empty where there is none.
    pub company: String,
    /// The language of mails.
    pub language: Language,
}

/// Registers a contact under a new identity of 128 random bits.
///
/// The store refuses the plan as a conflict when the address is taken.
pub fn register(contact: Contact, id: AccountId, now: Timestamp) -> Plan {
    let account = Account {
        id,
        revision: 1,
        address: contact.address,
        name: contact.name,
        company: contact.company,
        language: contact.language,
        state: State::Registered,
        registered_at: now,
        link_requested_at: None,
    };
    Plan {
        guard: Guard::Unregistered,
        ..Plan::of(&account, EventKind::Registered, now).change(account)
    }
}
