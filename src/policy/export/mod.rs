//! A policy in the words of others, never stricter where it judges and never
//! weaker where it generates.

mod grammar;
mod html;
mod json_schema;
mod not_exportable;
mod password_rules;
mod subset;

pub use html::HtmlAttributes;
pub use json_schema::StringSchema;
pub use not_exportable::NotExportable;
pub use password_rules::PasswordRules;

use alloc::vec::Vec;

use crate::policy::Requirement;

/// The codes of some requirements, each once.
fn codes<'p>(requirements: impl Iterator<Item = Requirement<'p>>) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for requirement in requirements {
        let code = requirement.code();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}
