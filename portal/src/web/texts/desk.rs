use genkan::onboarding::{Role, SecondFactor};

use super::{ActionText, Text};

/// What every page of the support desk says.
pub(crate) struct Desk {
    pub(crate) title: Text,
    pub(crate) account: Text,
    pub(crate) home: Text,
    pub(crate) role: Text,
    pub(crate) role_name: fn(Role) -> Text,
    pub(crate) sign_in: Text,
}

/// The second factor of an operator.
pub(crate) struct DeskFactor {
    pub(crate) title: Text,
    pub(crate) again: Text,
    pub(crate) app: Text,
    pub(crate) app_changed: Text,
    /// Before the form that sets up an app.
    pub(crate) app_why: Text,
    pub(crate) app_since: fn(time: &str) -> String,
    pub(crate) change_methods: Text,
    pub(crate) code: Text,
    pub(crate) code_of_app: Text,
    pub(crate) code_or_recovery: Text,
    /// Of an operator without an app.
    pub(crate) code_recovery: Text,
    pub(crate) codes_left: fn(usize) -> String,
    pub(crate) codes_saved: Text,
    pub(crate) codes_texts: &'static [Text],
    pub(crate) codes_title: Text,
    /// Why the last method cannot be removed.
    pub(crate) last_method: Text,
    /// Before the page that the form leads to.
    pub(crate) leads_to: Text,
    pub(crate) lost: Text,
    pub(crate) method_removed: Text,
    /// What an operator has set up, in one line.
    pub(crate) methods: fn(&SecondFactor) -> String,
    pub(crate) or_code: Text,
    pub(crate) passkey: Text,
    pub(crate) passkey_added: Text,
    pub(crate) passkey_blocked: Text,
    pub(crate) passkey_blocked_since: fn(time: &str) -> String,
    pub(crate) passkey_failed: Text,
    pub(crate) passkey_known: Text,
    pub(crate) passkey_name: Text,
    pub(crate) passkey_name_hint: Text,
    pub(crate) passkey_name_invalid: Text,
    pub(crate) passkey_needs_script: Text,
    pub(crate) passkey_refused: Text,
    pub(crate) passkey_register: Text,
    pub(crate) passkey_since: fn(time: &str) -> String,
    pub(crate) passkey_unsupported: Text,
    pub(crate) passkey_use: Text,
    pub(crate) passkey_why: Text,
    pub(crate) passkeys_need_a_domain: Text,
    pub(crate) passkeys_need_https: Text,
    pub(crate) passkeys_too_many: Text,
    pub(crate) qr_code: Text,
    pub(crate) refused: Text,
    pub(crate) remove: Text,
    /// The button as it is read aloud.
    pub(crate) remove_named: fn(&str) -> String,
    pub(crate) remove_refused: Text,
    pub(crate) renew: Text,
    /// Why the recovery codes must be created again.
    pub(crate) renew_needed: Text,
    pub(crate) renew_note: Text,
    pub(crate) set_up_confirm: Text,
    pub(crate) set_up_scan: Text,
    pub(crate) set_up_submit: Text,
    pub(crate) set_up_title: Text,
    /// Before the text of the secret.
    pub(crate) set_up_type: Text,
    pub(crate) set_up_why: Text,
    pub(crate) submit: Text,
    /// After how many seconds another code is accepted.
    pub(crate) try_again_in: fn(u64) -> String,
}

/// The operators of the support desk.
pub(crate) struct DeskOperators {
    pub(crate) title: Text,
    pub(crate) address_taken: Text,
    pub(crate) all_companies: Text,
    pub(crate) change_role: ActionText,
    pub(crate) companies: Text,
    pub(crate) companies_hint: Text,
    pub(crate) company_unknown: Text,
    pub(crate) invalid_name: Text,
    pub(crate) invite: Text,
    pub(crate) invite_note: Text,
    pub(crate) invited: Text,
    pub(crate) language: Text,
    pub(crate) last_administrator: Text,
    pub(crate) name_taken: Text,
    pub(crate) no_reason: Text,
    pub(crate) no_role: Text,
    pub(crate) not_done: Text,
    pub(crate) reason: Text,
    pub(crate) remove: ActionText,
    pub(crate) reset_factor: ActionText,
}
