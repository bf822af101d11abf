//! A contact as it is typed: on the command line or in a spreadsheet.

use genkan::onboarding::register::Contact;
use genkan::onboarding::{Address, InvalidAddress};
use genkan::policy::Language;

/// Checks what was typed.
pub(super) fn contact(
    name: &str,
    address: &str,
    company: &str,
    language: Language,
) -> Result<Contact, InvalidContact> {
    Ok(Contact {
        address: Address::parse(address)?,
        name: line(name)
            .filter(|name| !name.is_empty())
            .ok_or(InvalidContact::Name)?,
        company: line(company).ok_or(InvalidContact::Company)?,
        language,
    })
}

/// A text of one line and of a sensible length.
fn line(text: &str) -> Option<String> {
    let text = text.trim();
    let is_line = text.chars().count() <= 200 && !text.chars().any(char::is_control);
    is_line.then(|| text.to_owned())
}

/// Why a text is no contact.
#[derive(Debug, thiserror::Error)]
pub(super) enum InvalidContact {
    #[error("contact-name: the name is empty, has control characters or more than 200 characters")]
    Name,
    #[error("contact-company: the company has control characters or more than 200 characters")]
    Company,
    #[error("contact-language: {0:?} is no language here; write ja or en")]
    Language(String),
    #[error("{code}: {0}", code = .0.code())]
    Address(#[from] InvalidAddress),
}

/// The language of a tag; Japanese where there is none.
pub(super) fn language(tag: &str) -> Result<Language, InvalidContact> {
    match tag.trim() {
        "" => Ok(Language::default()),
        tag => Language::from_tag(tag).ok_or_else(|| InvalidContact::Language(tag.into())),
    }
}
