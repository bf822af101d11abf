use crate::web::texts::{ActionText, DeskOperators};

pub(super) const TEXTS: DeskOperators = DeskOperators {
    title: "Operators",
    address_taken: "Another account has this email address.",
    all_companies: "All companies",
    change_role: ActionText {
        title: "Change role and companies",
        what: |name, address| {
            format!(
                "{name} ({address}) gets another role or other companies when another operator has approved it."
            )
        },
        submit: "Propose the change",
        done: "The change waits for the approval of another operator.",
    },
    companies: "Companies",
    companies_hint: "One name per line. Leave it empty for all companies.",
    company_unknown: "There is no company of this name.",
    invalid_name: "Enter a name of 1 to 200 characters.",
    invite: "Invite an operator",
    invite_note: "We send an email with a link for the first password. At the first sign-in, the operator sets up two-step verification.",
    invited: "The invitation will be sent.",
    language: "Language of emails",
    last_administrator: "This is the last operator who can manage operators. Invite another one first.",
    name_taken: "There is an operator of this name already.",
    no_reason: "Enter a reason: one line of at most 500 characters.",
    no_role: "Choose a role.",
    not_done: "Nothing was changed",
    reason: "Reason",
    remove: ActionText {
        title: "Remove the operator",
        what: |name, address| {
            format!(
                "The account of {name} ({address}) ends immediately: password, sessions and two-step verification."
            )
        },
        submit: "Remove",
        done: "The operator was removed.",
    },
    reset_factor: ActionText {
        title: "Reset two-step verification",
        what: |name, address| {
            format!(
                "When another operator has approved it, {name} ({address}) is signed out and sets up two-step verification again at the next sign-in."
            )
        },
        submit: "Propose the reset",
        done: "The reset waits for the approval of another operator.",
    },
};
