//! What the pages say. A word that one language lacks does not compile.

mod address;
mod en;
mod ja;
mod links;
mod links_en;
mod links_ja;

use genkan::Language;
use genkan::address::InvalidAddress;

use address::ChangeOfAddress;
pub(super) use links::{ConfirmText, Links, ResultText};

pub(super) struct Texts {
    pub(super) account: &'static str,
    pub(super) address: ChangeOfAddress,
    pub(super) ask_again: &'static str,
    pub(super) bad_request: (&'static str, &'static str),
    pub(super) busy: (&'static str, &'static str),
    pub(super) change_password: &'static str,
    pub(super) company: &'static str,
    pub(super) confirmation: &'static str,
    pub(super) confirmation_differs: &'static str,
    pub(super) contacts: &'static str,
    pub(super) contacts_texts: &'static [&'static str],
    pub(super) current_password: &'static str,
    pub(super) current_password_wrong: &'static str,
    pub(super) desk: &'static str,
    pub(super) desk_text: &'static str,
    pub(super) email: &'static str,
    pub(super) failed: (&'static str, &'static str),
    pub(super) first_password: &'static str,
    pub(super) footer: &'static str,
    pub(super) forbidden: (&'static str, &'static str),
    pub(super) forgot: &'static str,
    pub(super) forgot_first: &'static str,
    pub(super) forgot_text: &'static str,
    pub(super) forgot_title: &'static str,
    pub(super) help: &'static str,
    pub(super) home: &'static str,
    pub(super) invalid_address: fn(InvalidAddress) -> &'static str,
    pub(super) links: Links,
    pub(super) mail_date: &'static str,
    pub(super) mail_from: &'static str,
    pub(super) mail_to: &'static str,
    pub(super) mailbox: &'static str,
    pub(super) mailbox_empty: &'static str,
    pub(super) mailbox_text: &'static str,
    pub(super) name: &'static str,
    pub(super) new_password: &'static str,
    pub(super) no_mail: &'static str,
    pub(super) no_mail_checks: &'static [&'static str],
    pub(super) no_mail_sender: &'static str,
    pub(super) not_allowed: (&'static str, &'static str),
    pub(super) not_found: (&'static str, &'static str),
    pub(super) not_set: &'static str,
    pub(super) other_link: &'static str,
    pub(super) parenthesis: fn(&str) -> String,
    pub(super) password: &'static str,
    pub(super) password_changed: &'static str,
    pub(super) password_set: &'static str,
    pub(super) policy_changed: &'static str,
    pub(super) questions: &'static [Question],
    pub(super) registered_email: &'static str,
    pub(super) reset_password: &'static str,
    pub(super) send_link: &'static str,
    pub(super) sent: &'static str,
    pub(super) sent_if_registered: &'static str,
    pub(super) sent_open: &'static str,
    pub(super) set_password: &'static str,
    pub(super) sign_in: &'static str,
    pub(super) sign_in_busy: &'static str,
    pub(super) sign_in_refused: &'static str,
    pub(super) sign_out: &'static str,
    pub(super) signed_out: &'static str,
    pub(super) skip: &'static str,
    pub(super) to_sign_in: &'static str,
    pub(super) to_start: &'static str,
    pub(super) too_large: (&'static str, &'static str),
    pub(super) too_slow: (&'static str, &'static str),
    pub(super) try_again_in: fn(u64) -> String,
    pub(super) welcome: fn(&str) -> String,
}

/// A question of the help page.
pub(super) struct Question {
    pub(super) title: &'static str,
    pub(super) texts: &'static [&'static str],
    pub(super) link: Option<(&'static str, &'static str)>,
}

impl Texts {
    pub(super) fn invalid_address(&self, invalid: InvalidAddress) -> &'static str {
        (self.invalid_address)(invalid)
    }

    pub(super) fn parenthesis(&self, text: &str) -> String {
        (self.parenthesis)(text)
    }

    pub(super) fn try_again_in(&self, seconds: u64) -> String {
        (self.try_again_in)(seconds)
    }

    pub(super) fn welcome(&self, name: &str) -> String {
        (self.welcome)(name)
    }
}

pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}
