use alloc::format;
use alloc::string::String;

use crate::policy::export::NotExportable;
use crate::policy::generate::Ungeneratable;

pub(super) fn not_exportable(error: NotExportable) -> String {
    match error {
        NotExportable::Length => "No length fits the policy's bounds.".into(),
        NotExportable::Characters => "No printable ASCII character is accepted.".into(),
        NotExportable::Kinds => "Too few kinds of ASCII characters can be required: passwordrules requires one character of a kind, not several.".into(),
        NotExportable::Rule { rule } => format!("The rule {rule} cannot be expressed in passwordrules, and no stricter rules imply it."),
    }
}

pub(super) fn ungeneratable(error: Ungeneratable) -> String {
    match error {
        Ungeneratable::Length { asked, min, max } if min == max => {
            format!("The policy permits no password of {asked} characters. Choose {min}.")
        }
        Ungeneratable::Length { asked, min, max } => {
            format!("The policy permits no password of {asked} characters. Choose {min} to {max}.")
        }
        Ungeneratable::Unsatisfiable => {
            "No password of the characters to draw from meets the policy for this person.".into()
        }
        Ungeneratable::TooRare => {
            "Passwords that meet the policy are too rare to be found by chance.".into()
        }
        Ungeneratable::TooFewWords => {
            "A passphrase needs a list of at least two different words.".into()
        }
    }
}
