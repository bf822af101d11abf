use genkan::onboarding::Role;

use super::Text;

/// What every page of the support desk says.
pub(crate) struct Desk {
    pub(crate) title: Text,
    pub(crate) account: Text,
    pub(crate) change_password: Text,
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
    pub(crate) app_since: fn(time: &str) -> String,
    /// The answer when no code is accepted any more.
    pub(crate) blocked: Text,
    pub(crate) change_app: Text,
    pub(crate) code: Text,
    pub(crate) code_of_app: Text,
    pub(crate) code_or_recovery: Text,
    pub(crate) codes_left: fn(usize) -> String,
    pub(crate) codes_saved: Text,
    pub(crate) codes_texts: &'static [Text],
    pub(crate) codes_title: Text,
    /// Before the page that the form leads to.
    pub(crate) leads_to: Text,
    pub(crate) lost: Text,
    pub(crate) qr_code: Text,
    pub(crate) refused: Text,
    pub(crate) renew: Text,
    pub(crate) renew_note: Text,
    pub(crate) set_up_confirm: Text,
    pub(crate) set_up_scan: Text,
    pub(crate) set_up_submit: Text,
    pub(crate) set_up_title: Text,
    /// Before the text of the secret.
    pub(crate) set_up_type: Text,
    pub(crate) set_up_why: Text,
    pub(crate) submit: Text,
}

/// The operators of the support desk.
pub(crate) struct DeskOperators {
    pub(crate) title: Text,
    pub(crate) address_taken: Text,
    pub(crate) all_companies: Text,
    pub(crate) change_role: Text,
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
    pub(crate) needs_approval: Text,
    pub(crate) no_reason: Text,
    pub(crate) no_role: Text,
    pub(crate) not_done: Text,
    pub(crate) proposed: Text,
    pub(crate) reason: Text,
    pub(crate) remove: Text,
    pub(crate) remove_note: Text,
    pub(crate) removed: Text,
    pub(crate) reset_factor: Text,
    pub(crate) reset_factor_note: Text,
    /// Whether a second factor is set up.
    pub(crate) factor: fn(bool) -> Text,
}
