use genkan::audit_log::EventKind;
use genkan::onboarding::{Account, InvalidContact, MessageKind, Progress, Refusal};
use genkan::time::Timestamp;

use super::Text;

/// The pages about contacts at the support desk.
pub(crate) struct DeskContacts {
    pub(crate) actions: Text,
    pub(crate) back: Text,
    pub(crate) cancel: Text,
    pub(crate) companies: Text,
    pub(crate) contacts: Text,
    pub(crate) email: Text,
    pub(crate) emails: Text,
    pub(crate) event: fn(EventKind) -> Text,
    pub(crate) explanation: Text,
    pub(crate) former_email: Text,
    pub(crate) history: Text,
    pub(crate) language: Text,
    pub(crate) message: fn(MessageKind) -> Text,
    pub(crate) more: Text,
    pub(crate) name: Text,
    pub(crate) new_email: Text,
    pub(crate) newest: Text,
    pub(crate) no_company: Text,
    pub(crate) none: Text,
    pub(crate) nothing_yet: Text,
    pub(crate) notify: Text,
    pub(crate) progress: fn(&Progress, &dyn Fn(Timestamp) -> String) -> String,
    pub(crate) reason: Text,
    pub(crate) reason_erased: Text,
    pub(crate) reason_is: fn(reason: &str) -> String,
    pub(crate) reason_needed: Text,
    pub(crate) reason_optional: Text,
    pub(crate) registered_at: Text,
    pub(crate) search: Text,
    pub(crate) search_hint: Text,
    pub(crate) search_label: Text,
    pub(crate) state: Text,
    pub(crate) state_of: fn(&Account, Timestamp) -> Text,
    pub(crate) undeliverable: Text,
    /// Who did something that no person did.
    pub(crate) system: Text,
    pub(crate) visitor: Text,

    pub(crate) edit: ActionText,
    pub(crate) hand_over: ActionText,
    pub(crate) hold: ActionText,
    pub(crate) name_manager: ActionText,
    pub(crate) unname_manager: ActionText,
    pub(crate) register: ActionText,
    pub(crate) release: ActionText,
    pub(crate) remove: ActionText,
    pub(crate) replace_address: ActionText,
    pub(crate) resend: ActionText,

    pub(crate) address_known: Text,
    pub(crate) address_reserved: Text,
    pub(crate) address_of_operator: Text,
    pub(crate) company_not_permitted: Text,
    pub(crate) invalid_address: Text,
    pub(crate) invalid_contact: fn(InvalidContact) -> Text,
    pub(crate) not_done: Text,
    pub(crate) refused: fn(Refusal) -> Text,

    pub(crate) audit_log: Text,
    pub(crate) outbox: Text,
    pub(crate) outbox_note: Text,
    pub(crate) retried: Text,
    pub(crate) retry: Text,
    pub(crate) not_retried: Text,
    pub(crate) verify: Text,
    pub(crate) verify_note: Text,
    pub(crate) verified: fn(entries: u64, head: &str) -> String,
    pub(crate) broken: fn(entry: u64, why: &str) -> String,
}

/// An action of an operator: what its page says before, and what the contact's
/// page says after.
pub(crate) struct ActionText {
    pub(crate) title: Text,
    /// What will happen, and to whom.
    pub(crate) what: fn(name: &str, address: &str) -> String,
    pub(crate) submit: Text,
    pub(crate) done: Text,
}
