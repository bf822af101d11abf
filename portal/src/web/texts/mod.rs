//! The texts of the pages, one folder for each language and one file for each
//! page. A text that a language lacks does not compile.

mod desk;
mod desk_cases;
mod desk_companies;
mod desk_contacts;
mod en;
mod inquiries;
mod ja;
mod links;
mod requests;
mod visitor_forms;

use genkan::Language;
use genkan::address::InvalidAddress;
use genkan::onboarding::NewPasswordReason;

pub(super) use desk::{Desk, DeskFactor, DeskOperators};
pub(super) use desk_cases::{DeskAction, DeskCaseProblems, DeskCases};
pub(super) use desk_companies::{CompanyActionText, DeskCompanies};
pub(super) use desk_contacts::{ActionText, DeskContacts};
pub(super) use inquiries::Inquiries;
pub(super) use links::{ConfirmText, Links, ResultText};
pub(super) use requests::{
    FormText, List, ProgressText, RequestFields, RequestProblems, Requests, Steps, Summary,
};
pub(super) use visitor_forms::{VisitorForm, VisitorForms};

/// A text without variables.
type Text = &'static str;

/// The texts of one language.
pub(super) struct Texts {
    pub(super) change_email: ChangeEmail,
    pub(super) change_password: ChangePassword,
    pub(super) contacts: Contacts,
    pub(super) desk: Desk,
    pub(super) desk_contacts: DeskContacts,
    pub(super) desk_cases: DeskCases,
    pub(super) desk_companies: DeskCompanies,
    pub(super) desk_factor: DeskFactor,
    pub(super) desk_operators: DeskOperators,
    pub(super) errors: Errors,
    pub(super) fields: Fields,
    pub(super) forgot_password: ForgotPassword,
    pub(super) help: Help,
    pub(super) home: Home,
    pub(super) inquiries: Inquiries,
    pub(super) layout: Layout,
    pub(super) links: Links,
    pub(super) mailbox: Mailbox,
    pub(super) no_email: NoEmail,
    pub(super) requests: Requests,
    pub(super) reset_password: ResetPassword,
    pub(super) sign_in: SignIn,
    pub(super) visitor_forms: VisitorForms,
}

/// Returns the texts of a language.
pub(super) const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::En => &en::TEXTS,
        Language::Ja => &ja::TEXTS,
    }
}

pub(super) struct ChangeEmail {
    pub(super) title: Text,
    pub(super) current: Text,
    /// The heading of the steps.
    pub(super) steps_title: Text,
    pub(super) steps: &'static [Text],
    pub(super) submit: Text,
    pub(super) unchanged: Text,
    pub(super) too_soon: Text,
    /// Until when no other address can be requested.
    pub(super) too_many: fn(time: &str) -> String,
    /// Until when the address cannot be changed.
    pub(super) blocked: fn(time: &str) -> String,
    pub(super) sent: Text,
    pub(super) sent_new: Text,
    pub(super) sent_current: Text,
    pub(super) no_email_checks: &'static [Text],
    pub(super) again: Text,
    /// The label of the address that is not confirmed yet.
    pub(super) pending: Text,
    /// Until when it can be confirmed.
    pub(super) pending_until: fn(time: &str) -> String,
}

pub(super) struct ChangePassword {
    pub(super) title: Text,
    pub(super) not_changed: Text,
    pub(super) changed: Text,
}

pub(super) struct Contacts {
    pub(super) title: Text,
}

/// Error pages: a title, and what to do.
pub(super) struct Errors {
    pub(super) bad_request: (Text, Text),
    pub(super) busy: (Text, Text),
    pub(super) failed: (Text, Text),
    pub(super) forbidden: (Text, Text),
    pub(super) not_allowed: (Text, Text),
    pub(super) not_found: (Text, Text),
    pub(super) not_permitted: (Text, Text),
    pub(super) outcome_unknown: (Text, Text),
    pub(super) too_large: (Text, Text),
    pub(super) too_many: (Text, Text),
    pub(super) too_slow: (Text, Text),
    pub(super) unknown_site: (Text, Text),
    pub(super) to_start: Text,
}

/// The fields that several forms have, and what can be wrong with them.
pub(super) struct Fields {
    pub(super) account: Text,
    pub(super) email: Text,
    pub(super) invalid_address: fn(InvalidAddress) -> Text,
    pub(super) current_password: Text,
    pub(super) current_password_wrong: Text,
    /// The button that shows a password: its text, and its name for screen readers.
    pub(super) show: Text,
    pub(super) show_password: Text,
    pub(super) caps_lock: Text,
    pub(super) new_password: Text,
    pub(super) confirmation: Text,
    pub(super) confirmation_differs: Text,
    pub(super) policy_changed: Text,
    /// The words of the person's own address that a password must not contain.
    pub(super) own_words: fn(&[&str]) -> String,
    /// A remark after a text.
    pub(super) parenthesis: fn(&str) -> String,
    /// After how many seconds another attempt is accepted.
    pub(super) try_again_in: fn(u64) -> String,
}

pub(super) struct ForgotPassword {
    pub(super) title: Text,
    pub(super) text: Text,
    pub(super) email: Text,
    pub(super) submit: Text,
    pub(super) sent: Text,
    pub(super) sent_if_registered: Text,
    pub(super) sent_open: Text,
    pub(super) again: Text,
}

pub(super) struct Help {
    pub(super) title: Text,
    pub(super) questions: &'static [Question],
    pub(super) support_desk: Text,
    pub(super) support_text: Text,
}

pub(super) struct Question {
    pub(super) title: Text,
    pub(super) texts: &'static [Text],
    pub(super) link: Option<(Text, Text)>,
}

pub(super) struct Home {
    pub(super) title: Text,
    pub(super) welcome: fn(name: &str) -> String,
    pub(super) name: Text,
    pub(super) company: Text,
    pub(super) sign_out: Text,
}

pub(super) struct Layout {
    pub(super) skip: Text,
    pub(super) footer: Text,
    /// The name of the contact who is signed in.
    pub(super) person: fn(name: &str) -> String,
    /// Before the title of a page that reports a problem.
    pub(super) problem: Text,
}

/// The mailbox of the demo.
pub(super) struct Mailbox {
    pub(super) title: Text,
    pub(super) text: Text,
    pub(super) empty: Text,
    pub(super) from: Text,
    pub(super) to: Text,
    pub(super) date: Text,
    /// The headings of the two forms of an email.
    pub(super) html: Text,
    pub(super) plain: Text,
}

/// What to do if an email does not arrive.
pub(super) struct NoEmail {
    pub(super) title: Text,
    pub(super) checks: &'static [Text],
    /// Before the sender's address.
    pub(super) sender: Text,
}

pub(super) struct ResetPassword {
    pub(super) title: Text,
    /// The title for an account that never had a password.
    pub(super) first_title: Text,
    pub(super) submit: Text,
    pub(super) not_set: Text,
    /// Why the password that was right opens this page instead of a session.
    pub(super) required: fn(NewPasswordReason) -> Text,
}

pub(super) struct SignIn {
    pub(super) title: Text,
    pub(super) password: Text,
    pub(super) refused: Text,
    /// The browser sends no cookies.
    pub(super) no_cookies: Text,
    pub(super) busy: Text,
    pub(super) forgot: Text,
    pub(super) first_time: Text,
    pub(super) password_set: Text,
    pub(super) signed_out: Text,
    /// A link to the page.
    pub(super) link: Text,
}
