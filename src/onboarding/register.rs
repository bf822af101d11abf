//! The provider registers a contact, who has no password yet.

use alloc::string::String;

use super::{Account, Actor, Address, EventKind, Guard, LetterKind, Plan, Realm, State};
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

/// Registers a contact under a new identity of 128 random bits, without
/// telling the person: a customer's contacts are registered beforehand.
///
/// The registration expires when no password has been set for as long as the
/// realm says. The store refuses the plan as a conflict when the address is
/// taken. That of a removed account is not: whoever is registered again has
/// nothing in common with the account before.
pub fn register(realm: &Realm, contact: Contact, id: AccountId, by: Actor, now: Timestamp) -> Plan {
    let account = Account {
        id,
        revision: 1,
        address: contact.address,
        name: contact.name,
        company: contact.company,
        language: contact.language,
        state: State::Registered {
            expires_at: realm.registration_lifetime.after(now),
        },
        registered_at: now,
        link_requested_at: None,
        replacement: None,
        former: None,
    };
    Plan {
        guard: Guard::Unregistered,
        ..Plan::of(&account, EventKind::Registered, now).by(by)
    }
    .change(account)
}

/// Registers a contact as [`register`] does, and tells the person by mail how
/// to set a password. The mail holds no link that sets one.
pub fn register_and_tell(
    realm: &Realm,
    contact: Contact,
    id: AccountId,
    by: Actor,
    now: Timestamp,
) -> Plan {
    register(realm, contact, id, by, now).send(LetterKind::Registered)
}
