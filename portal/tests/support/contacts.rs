//! Contacts to register, and operators who order changes.

use std::sync::atomic::{AtomicU32, Ordering};

use genkan::Language;
use genkan::onboarding::{Contact, Name, Role};
use genkan_portal::service::{Author, InvitedOperator, NewContact, Registration, Service};
use genkan_portal::store::Database;

use super::{NAME, TestPortal};

/// A contact with the usual name and without a company.
pub(crate) fn contact(address: &str) -> Contact {
    Contact::new(NAME, address, None, Language::Ja).unwrap()
}

/// A contact of a company; "" for none.
pub(crate) fn new_contact(contact: Contact, company: &str) -> NewContact {
    let company = (!company.is_empty()).then(|| name(company));
    let password = None;
    NewContact {
        contact,
        company,
        password,
        has_language: true,
    }
}

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// The administrator of the machine.
pub(crate) fn administrator() -> Author {
    Author::default()
}

/// Registers a contact; returns `false` if the address is registered already.
pub(crate) async fn register(service: &Service<Database>, contact: NewContact) -> bool {
    let how = Registration::default();
    let (contacts, author) = ([contact], administrator());
    let registered = service.register(&contacts, how, &author, |_| ());
    registered.await.unwrap().count == 1
}

/// An operator of that name, with an address of its own.
pub(crate) fn invited(text: &str, role: Role, companies: &[&str]) -> InvitedOperator {
    static INVITED: AtomicU32 = AtomicU32::new(1);
    let n = INVITED.fetch_add(1, Ordering::Relaxed);
    InvitedOperator {
        name: name(text),
        address: format!("operator{n}@provider.example").parse().unwrap(),
        language: Language::En,
        role,
        companies: companies.iter().copied().map(name).collect(),
    }
}

impl TestPortal {
    /// Adds an operator, on whose behalf changes are made then.
    pub(crate) async fn operator(&self, text: &str, role: Role, companies: &[&str]) -> Author {
        let invited = invited(text, role, companies);
        let service = &self.service;
        service
            .add_operator(&invited, &administrator())
            .await
            .unwrap();
        Author {
            operator: Some(service.operator(&invited.name).await.unwrap()),
            reason: None,
        }
    }
}
