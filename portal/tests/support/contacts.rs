//! Contacts to register, and operators who order changes.

use genkan::Language;
use genkan::onboarding::{Contact, Name, Role};
use genkan_portal::service::{Author, NewContact, Registration, Service};
use genkan_portal::store::Database;

use super::{NAME, TestPortal};

/// A contact with the usual name and without a company.
pub(crate) fn contact(address: &str) -> Contact {
    Contact::new(NAME, address, None, Language::Ja).unwrap()
}

/// A contact of a company; "" for none.
pub(crate) fn new_contact(contact: Contact, company: &str) -> NewContact {
    let company = (!company.is_empty()).then(|| name(company));
    NewContact { contact, company }
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

impl TestPortal {
    /// Adds an operator, on whose behalf changes are made then.
    pub(crate) async fn operator(&self, text: &str, role: Role, companies: &[&str]) -> Author {
        let name = name(text);
        let companies: Vec<Name> = companies.iter().copied().map(self::name).collect();
        let service = &self.service;
        let administrator = administrator();
        let added = service.add_operator(&name, role, &companies, &administrator);
        added.await.unwrap();
        Author {
            operator: Some(service.operator(&name).await.unwrap()),
            reason: None,
        }
    }
}
