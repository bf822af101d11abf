//! Japanese.

mod conformity;
mod errors;
mod finding;
mod templates;

use super::Texts;

pub(super) const TEXTS: Texts = Texts {
    templates: templates::TEMPLATES,
    finding: finding::finding,
    statement: conformity::statement,
    not_exportable: errors::not_exportable,
    ungeneratable: errors::ungeneratable,
};
