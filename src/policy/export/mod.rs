//! Exports a policy to the languages of other programs: never stricter than the
//! policy if the program validates, and never weaker if it generates.

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

/// Returns the codes of some requirements, each once.
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

/// The length that Safari generates by default.
const USUAL: u32 = 20;
