//! Reads what an operator has typed, and reports what is wrong with it.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, PossibleValuesParser, TypedValueParser};
use genkan::Language;
use genkan::address::Address;
use genkan::onboarding::{Contact, InvalidContact, Name};

use super::Failure;
use super::output::texts;
use super::texts::{NameOf, Texts};
use crate::service::NewContact;

/// Returns a parser of the tag of a language.
pub(super) fn language() -> impl TypedValueParser<Value = Language> {
    let tags = PossibleValuesParser::new(Language::ALL.map(Language::tag));
    tags.map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

/// Returns a parser of the path of a configuration. It is empty if there is no
/// file.
pub(super) fn config() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

pub(super) fn address_and_port(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse()
        .map_err(|_| texts().arguments.invalid_address_and_port)
}

/// Returns a parser of numbers in a range.
pub(super) fn number(
    range: RangeInclusive<u64>,
) -> impl Fn(&str) -> Result<u64, String> + Clone + Send + Sync {
    move |text| {
        let number = text.parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| (texts().arguments.invalid_number)(*range.start(), *range.end()))
    }
}

pub(super) fn address(text: &str) -> Result<Address, Failure> {
    let invalid = |invalid| Failure::usage((texts().failures.invalid_address)(invalid));
    Address::parse(text).map_err(invalid)
}

/// Reads the name of a person, a company or an operator.
pub(super) fn name(of: NameOf, text: &str) -> Result<Name, Failure> {
    text.parse()
        .map_err(|_| Failure::usage((texts().failures.invalid_name)(of)))
}

/// Reads a contact, from a command or from a row of a file. An empty company
/// is none.
pub(super) fn contact(
    texts: &Texts,
    name: &str,
    address: &str,
    company: &str,
    language: Language,
) -> Result<NewContact, String> {
    let contact = Contact::new(name, address, None, language);
    let contact = contact.map_err(|invalid| invalid_contact(texts, invalid))?;
    let company = match company.trim() {
        "" => None,
        name => Some(
            name.parse()
                .map_err(|_| (texts.failures.invalid_name)(NameOf::Company))?,
        ),
    };
    Ok(NewContact {
        contact,
        company,
        password: None,
        has_language: true,
    })
}

pub(super) fn invalid_contact(texts: &Texts, invalid: InvalidContact) -> String {
    match invalid {
        InvalidContact::Address(invalid) => (texts.failures.invalid_address)(invalid),
        _ => (texts.failures.invalid_name)(NameOf::Person),
    }
}
