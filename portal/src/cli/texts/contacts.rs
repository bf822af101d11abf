use std::fmt::Display;

use genkan::onboarding::Account;

use super::{About, AboutTwo, Text};
use crate::passwords::InvalidHash;
use crate::service::Registered;

/// A change of a contact's state.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    Remove,
    Hold,
    Release,
    Resend,
    Renew,
}

pub(crate) struct ContactsTexts {
    pub(crate) about: Text,
    pub(crate) add: Text,
    pub(crate) edit: Text,
    pub(crate) export: Text,
    pub(crate) export_note: Text,
    pub(crate) hold: Text,
    pub(crate) hold_note: Text,
    pub(crate) import: Text,
    pub(crate) import_note: Text,
    pub(crate) list: Text,
    pub(crate) list_note: Text,
    pub(crate) manager: Text,
    pub(crate) release: Text,
    pub(crate) remove: Text,
    pub(crate) renew: Text,
    pub(crate) renew_note: Text,
    pub(crate) replace: Text,
    pub(crate) replace_note: Text,
    pub(crate) resend: Text,
    pub(crate) resend_note: Text,
    pub(crate) show: Text,

    pub(crate) address: Text,
    pub(crate) allow_reserved: Text,
    pub(crate) company: Text,
    pub(crate) dry_run: Text,
    pub(crate) email: Text,
    pub(crate) encoding: Text,
    pub(crate) file: Text,
    pub(crate) firebase: Text,
    pub(crate) language: Text,
    pub(crate) manager_off: Text,
    pub(crate) map: Text,
    pub(crate) search: Text,
    pub(crate) json_lines: Text,
    pub(crate) name: Text,
    pub(crate) new_company: Text,
    pub(crate) notify: Text,
    pub(crate) successor_address: Text,
    pub(crate) successor_language: Text,
    pub(crate) successor_name: Text,
    pub(crate) update: Text,

    pub(crate) changed: fn(Change, &str) -> String,
    pub(crate) edited: About,
    pub(crate) handed_over: AboutTwo,
    pub(crate) manager_set: fn(&dyn Display, bool) -> String,
    pub(crate) registered: About,
    pub(crate) wrong_state: fn(Change, &Account) -> Option<String>,

    pub(crate) import_file: ImportTexts,
    pub(crate) label: LabelTexts,
}

/// What is said about a file of contacts.
pub(crate) struct ImportTexts {
    pub(crate) address_repeated: fn(u32) -> String,
    /// A column, and those that the file has.
    pub(crate) column_missing: fn(&str, &str) -> String,
    pub(crate) column_repeated: About,
    /// How many rows would be treated how.
    pub(crate) dry_run: About,
    /// The encoding that the file seems to have.
    pub(crate) guessed_encoding: About,
    /// The fields that a column can be named for.
    pub(crate) invalid_map: About,
    pub(crate) done: fn(&Registered) -> String,
    /// The name of a parameter that is missing or damaged.
    pub(crate) firebase_parameter: About,
    pub(crate) invalid_hash: fn(InvalidHash) -> String,
    pub(crate) known: About,
    /// How many more are known than are named.
    pub(crate) known_more: fn(usize) -> String,
    /// How many of how many rows are done.
    pub(crate) progress: fn(usize, usize) -> String,
    /// An import has ended early: what was registered, of how many rows, and why
    /// it ended.
    pub(crate) stopped: fn(&Registered, usize) -> String,
    /// How many more rows have a problem of a code.
    pub(crate) more_problems: fn(&dyn Display, usize) -> String,
    pub(crate) not_decoded: Text,
    pub(crate) nothing_imported: Text,
    pub(crate) open_quote: Text,
    /// The file has no row.
    pub(crate) empty: Text,
    /// The file is a workbook of a spreadsheet.
    pub(crate) workbook: Text,
    pub(crate) row: fn(u32, &str) -> String,
    pub(crate) salt_without_firebase: Text,
    pub(crate) unknown_encoding: Text,
    pub(crate) unused_columns: About,
    /// How many cells the row has, and how many columns the file has.
    pub(crate) wrong_length: fn(usize, usize) -> String,
}

/// The names of what is stored about a contact.
pub(crate) struct LabelTexts {
    pub(crate) account: Text,
    pub(crate) address: Text,
    pub(crate) company: Text,
    pub(crate) expires_at: Text,
    pub(crate) former_address: Text,
    pub(crate) language: Text,
    pub(crate) link_requested_at: Text,
    pub(crate) link_used_again_at: Text,
    pub(crate) name: Text,
    pub(crate) new_address: Text,
    pub(crate) password: Text,
    pub(crate) registered_at: Text,
    pub(crate) since: Text,
    pub(crate) state: Text,
    pub(crate) successor: Text,
    pub(crate) undeliverable_since: Text,
    pub(crate) is_set: fn(bool) -> Text,
    /// An address, and until when the change to it or from it is possible.
    pub(crate) until: AboutTwo,
}
