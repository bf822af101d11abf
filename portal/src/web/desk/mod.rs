//! The support desk, where operators work.

mod account;
mod action;
mod audit_log;
mod case;
mod case_summary;
mod cases;
mod company;
mod contact;
mod factor;
mod operators;
mod outbox;
mod passkey_form;
mod password;
mod register;
mod scope;
mod search;
mod set_up;
mod sign_in;

use std::sync::Arc;

use axum::routing::{MethodRouter, get, post};

use super::state::App;

/// Returns the path of every route of the support desk, for a test that must know
/// who may use each.
#[must_use]
pub fn desk_paths() -> Vec<&'static str> {
    routes().into_iter().map(|(path, _)| path).collect()
}

/// Returns every route of the support desk.
pub(super) fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/desk", get(search::show)),
        ("/desk/companies/{id}", get(company::show)),
        (
            "/desk/companies/{id}/{action}",
            get(company::show_action).post(company::submit),
        ),
        ("/desk/contacts/{id}", get(contact::show)),
        (
            "/desk/contacts/{id}/{action}",
            get(action::show).post(action::submit),
        ),
        ("/desk/register", get(register::show).post(register::submit)),
        ("/desk/outbox", get(outbox::show).post(outbox::retry)),
        (
            "/desk/audit-log",
            get(audit_log::show).post(audit_log::verify),
        ),
        ("/desk/cases", get(cases::show)),
        ("/desk/cases/{id}", get(case::show).post(case::submit)),
        ("/desk/signin", get(sign_in::show).post(sign_in::submit)),
        ("/desk/signout", post(sign_in::sign_out)),
        ("/desk/factor", get(factor::show).post(factor::submit)),
        ("/desk/set-up", get(set_up::show).post(set_up::submit)),
        ("/desk/operators", get(operators::show)),
        (
            "/desk/operators/invite",
            get(operators::show_invitation).post(operators::invite),
        ),
        ("/desk/operators/{id}", get(operators::show_one)),
        (
            "/desk/operators/{id}/{action}",
            get(operators::show_action).post(operators::submit_action),
        ),
        (
            "/desk/account",
            get(account::show).post(account::remove_method),
        ),
        (
            "/desk/account/recovery-codes",
            post(account::renew_recovery_codes),
        ),
        ("/desk/password", get(password::show).post(password::submit)),
    ]
}
