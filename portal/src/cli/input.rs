//! Reads what an operator has typed, and says what is wrong with it.

use genkan::Language;
use genkan::address::{Address, InvalidAddress};
use genkan::audit_log::{InvalidReason, Reason};
use genkan::onboarding::{Contact, InvalidContact, Name};

use super::Failure;
use crate::service::NewContact;

/// Reads an address.
pub(super) fn address(told: Language, text: &str) -> Result<Address, Failure> {
    Address::parse(text).map_err(|invalid| Failure::usage(invalid_address(told, invalid)))
}

/// Reads the name of a person.
pub(super) fn person(told: Language, text: &str) -> Result<Name, Failure> {
    text.parse()
        .map_err(|_| Failure::usage(invalid_name(told, "name", "名前")))
}

/// Reads the name of an operator.
pub(super) fn operator(told: Language, text: &str) -> Result<Name, Failure> {
    text.parse()
        .map_err(|_| Failure::usage(invalid_name(told, "operator's name", "担当者名")))
}

/// Reads the name of a company.
pub(super) fn company(told: Language, text: &str) -> Result<Name, Failure> {
    text.parse()
        .map_err(|_| Failure::usage(invalid_company(told)))
}

/// Reads a contact, from a command or from a row of a file. An empty company
/// is none, and an empty language is Japanese.
pub(super) fn contact(
    told: Language,
    name: &str,
    address: &str,
    company: &str,
    language: &str,
) -> Result<NewContact, String> {
    let language = match language.trim() {
        "" => Language::default(),
        tag => Language::from_tag(tag).ok_or_else(|| match told {
            Language::Ja => {
                format!(
                    "invalid-language: 言語「{tag}」は使えません。ja か en を指定してください。"
                )
            }
            _ => format!("invalid-language: {tag:?} is not available; write ja or en"),
        })?,
    };
    let contact = Contact::new(name, address, None, language);
    let contact = contact.map_err(|invalid| invalid_contact(told, invalid))?;
    let company = match company.trim() {
        "" => None,
        name => Some(name.parse().map_err(|_| invalid_company(told))?),
    };
    Ok(NewContact { contact, company })
}

pub(super) fn invalid_contact(told: Language, invalid: InvalidContact) -> String {
    match invalid {
        InvalidContact::Address(invalid) => invalid_address(told, invalid),
        _ => invalid_name(told, "name", "名前"),
    }
}

/// The reason cannot be used.
pub(super) fn reason(told: Language, invalid: InvalidReason) -> Failure {
    Failure::usage(match told {
        Language::Ja => format!(
            "invalid-reason: 理由は、改行のない1〜{}文字で入力してください。",
            Reason::LONGEST
        ),
        _ => format!("invalid-reason: {invalid}"),
    })
}

fn invalid_company(told: Language) -> String {
    invalid_name(told, "company's name", "会社名")
}

fn invalid_name(told: Language, en: &str, ja: &str) -> String {
    let longest = Name::LONGEST;
    match told {
        Language::Ja => {
            format!("invalid-name: {ja}は、改行のない1〜{longest}文字で入力してください。")
        }
        _ => format!("invalid-name: the {en} must be one line of 1 to {longest} characters"),
    }
}

fn invalid_address(told: Language, invalid: InvalidAddress) -> String {
    let code = invalid.code();
    if told != Language::Ja {
        return format!("{code}: {invalid}");
    }
    let problem = match invalid {
        InvalidAddress::Empty => "メールアドレスが空です。",
        InvalidAddress::TooLong => "メールアドレスは254文字以内で入力してください。",
        InvalidAddress::NotAscii => "メールアドレスは半角で入力してください。",
        InvalidAddress::NoAt => "メールアドレスに「@」がありません。",
        InvalidAddress::LocalPart => "「@」の前に使えない文字があるか、長さが正しくありません。",
        _ => "「@」の後がドメイン名ではありません。",
    };
    format!("{code}: {problem}")
}
