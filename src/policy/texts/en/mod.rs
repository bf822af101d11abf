//! English.

mod conformity;
mod errors;
mod finding;
mod sentences;

use super::Texts;

pub use sentences::EN;

pub(super) const TEXTS: Texts = Texts {
    sentences: &EN,
    finding: finding::finding,
    statement: conformity::statement,
    not_exportable: errors::not_exportable,
    ungeneratable: errors::ungeneratable,
};
