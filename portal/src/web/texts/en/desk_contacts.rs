use genkan::audit_log::EventKind;
use genkan::onboarding::{FailureCause, InvalidContact, MessageKind, Progress, Refusal, State};

use crate::web::texts::{ActionText, DeskContacts};

pub(super) const TEXTS: DeskContacts = DeskContacts {
    actions: "Actions",
    back: "Back to the contact",
    cancel: "Cancel",
    companies: "Companies",
    contacts: "Contacts",
    email: "Email address",
    emails: "Emails",
    event: |kind| match kind {
        EventKind::Registered => "Registered",
        EventKind::LinkRequested => "Link requested",
        EventKind::LinkResent => "Link sent by the support desk",
        EventKind::LinkMinted => "Links of an email issued",
        EventKind::LinksDeclined => "Links ended: the person had not requested one",
        EventKind::PasswordSet => "Password set by a link",
        EventKind::PasswordChanged => "Password changed",
        EventKind::NewPasswordRequired => "New password required at a sign-in",
        EventKind::PasswordDisowned => "Password ended: the person had not set it",
        EventKind::LinkUsedAgain => "Used link opened again",
        EventKind::Undeliverable => "Email reported as undeliverable",
        EventKind::SignedIn => "Signed in",
        EventKind::SignedOut => "Signed out",
        EventKind::ReplacementRequested => "Another email address requested",
        EventKind::AddressReplaced => "Email address replaced",
        EventKind::AddressRestored => "Former email address restored",
        EventKind::HandedOver => "Handed over to another person",
        EventKind::Held => "Put on hold",
        EventKind::Released => "Released",
        EventKind::Removed => "Removed",
        EventKind::Edited => "Edited",
        EventKind::CompanyCreated => "Company created",
        EventKind::CompanyRenamed => "Company renamed",
        EventKind::OperatorAdded => "Operator added",
        EventKind::OperatorRemoved => "Operator removed",
        EventKind::OperatorChanged => "Role or companies of an operator changed",
        EventKind::CaseOpened => "Case opened",
        EventKind::CaseConfirmed => "Case confirmed",
        EventKind::CaseApproved => "Case approved",
        EventKind::CaseScheduled => "Case scheduled",
        EventKind::CaseReminded => "Reminder of a case",
        EventKind::CaseDone => "Case done",
        EventKind::CaseRefused => "Case refused",
        EventKind::CaseWithdrawn => "Case withdrawn",
        EventKind::CaseExpired => "Case expired",
        EventKind::ContactsAsked => "Registered contacts asked",
        EventKind::PersonUnknown => "Person unknown to a contact",
        EventKind::ContactUnreachable => "Email to a registered contact not delivered",
        EventKind::ContactsUnreachable => "No registered contact could confirm a person",
        EventKind::ProofRecorded => "Proof recorded",
        EventKind::TakeoverAnnounced => "Takeover announced",
        EventKind::TakeoverObjected => "Objection to a takeover",
        EventKind::ManagerNamed => "Made a manager",
        EventKind::ManagerUnnamed => "No longer a manager",
        EventKind::RequestsSet => "Setting of requests changed",
        EventKind::PasswordProven => "Operator gave the password",
        EventKind::FactorProven => "Two-step verification passed",
        EventKind::RecoveryCodeUsed => "Recovery code used",
        EventKind::FactorEnrolled => "Two-step verification set up",
        EventKind::FactorRemoved => "Method of two-step verification removed",
        EventKind::PasskeyBlocked => "Passkey blocked: it may have been copied",
        EventKind::RecoveryCodesIssued => "Recovery codes issued",
        EventKind::FactorsReset => "Two-step verification reset",
        other => other.code(),
    },
    explanation: "Why is there no email?",
    former_email: "Former email address",
    history: "History",
    language: "Language of emails",
    message: |kind| match kind {
        MessageKind::Registered => "Registration",
        MessageKind::Link => "Link to set a password",
        MessageKind::Invited => "Invitation of an operator",
        MessageKind::SecondFactorChanged => "Two-step verification changed",
        MessageKind::PasswordChanged => "Password set or changed",
        MessageKind::ProveAddress => "Link to confirm the new address",
        MessageKind::ReplacementRequested => "Another address was requested",
        MessageKind::AddressReplaced => "Address was replaced",
        MessageKind::AddressWelcome => "Email comes to this address now",
        MessageKind::AddressRestored => "Former address was restored",
        MessageKind::Held => "Account is on hold",
        MessageKind::Released => "Account was released",
        MessageKind::HandedOver => "Account was handed over",
        MessageKind::Removed => "Account was removed",
        MessageKind::ConfirmRequest => "Link to confirm a request",
        MessageKind::RequestDone => "Request was done",
        MessageKind::RequestRefused => "Request was refused",
        MessageKind::HandoverReminder => "Reminder of a handover",
        MessageKind::ConfirmInquiry => "Link to confirm an inquiry",
        MessageKind::InquiryRefused => "Inquiry was refused",
        MessageKind::TakeoverAnnounced => "Takeover was announced",
        MessageKind::TakeoverStopped => "Takeover was stopped",
    },
    more: "Next page",
    name: "Name",
    new_email: "New email address",
    newest: "Newest",
    no_company: "(none)",
    none: "Nothing was found in your companies. Enter the beginning of a name, an email address or a company.",
    nothing_yet: "Nothing yet",
    notify: "Explain to the person by email how to set a password",
    progress: |progress, time| match progress {
        Progress::Queued { due_at, .. } => format!("waits, due {}", time(*due_at)),
        Progress::Sent { at, .. } => format!("sent {}", time(*at)),
        Progress::Failed { at, cause, .. } => format!("failed {}: {}", time(*at), why(*cause)),
        Progress::Bounced { at, .. } => format!("bounced {}", time(*at)),
    },
    reason: "Reason",
    reason_erased: "(erased)",
    reason_is: |reason| format!("Reason: {reason}"),
    reason_needed: "Enter a reason: one line of at most 500 characters.",
    reason_optional: "Reason (optional)",
    registered_at: "Registered",
    search: "Search",
    search_hint: "A Japanese legal form before the name, such as 株式会社, is optional.",
    search_label: "Beginning of a name, an email address or a company",
    state: "State",
    state_of: |account, now| match &account.state {
        State::Registered { expires_at } if *expires_at <= now => "Registration expired",
        State::Registered { .. } => "Registered, no password yet",
        State::Active { .. } => "Active",
        State::Held { .. } => "On hold",
        State::Removed { .. } => "Removed",
    },
    undeliverable: "Receives no email since",
    system: "the system",
    visitor: "a visitor",

    edit: ActionText {
        title: "Edit",
        what: |name, address| format!("Corrects the data of {name} ({address}). No email is sent."),
        submit: "Save",
        done: "The changes are saved.",
    },
    hand_over: ActionText {
        title: "Hand over",
        what: |name, address| {
            format!(
                "The account of {name} ({address}) ends, and another person is registered. Both get an email."
            )
        },
        submit: "Hand over",
        done: "The account was handed over. This is the new contact.",
    },
    hold: ActionText {
        title: "Put on hold",
        what: |name, address| {
            format!(
                "{name} ({address}) is signed out everywhere, cannot sign in, and gets no link. {name} gets an email about it."
            )
        },
        submit: "Put on hold",
        done: "The account is on hold.",
    },
    name_manager: ActionText {
        title: "Make a manager",
        what: |name, address| {
            format!(
                "{name} ({address}) can confirm or decline the requests of colleagues, and sees the email addresses of the company's contacts. No email is sent."
            )
        },
        submit: "Make a manager",
        done: "The contact is a manager now.",
    },
    unname_manager: ActionText {
        title: "End the manager's role",
        what: |name, address| {
            format!(
                "{name} ({address}) can no longer confirm the requests of colleagues. If the company has no other manager, the support desk decides them. No email is sent."
            )
        },
        submit: "End the manager's role",
        done: "The contact is no longer a manager.",
    },
    register: ActionText {
        title: "Register a contact",
        what: |_, _| {
            "The person can set a password with a link that is sent to this address.".into()
        },
        submit: "Register",
        done: "The contact is registered.",
    },
    release: ActionText {
        title: "Release",
        what: |name, address| {
            format!(
                "{name} ({address}) can sign in again with the same password, and gets an email about it."
            )
        },
        submit: "Release",
        done: "The account is released.",
    },
    remove: ActionText {
        title: "Remove",
        what: |name, address| {
            format!(
                "The account of {name} ({address}) ends: password, sessions and links. {name} gets an email about it. This cannot be undone. If it is the last contact of the company, another operator must approve it first."
            )
        },
        submit: "Remove",
        done: "The account is removed.",
    },
    replace_address: ActionText {
        title: "Replace the email address",
        what: |name, address| {
            format!(
                "{name} keeps the account and gets emails at another address than {address}. Use this if {name} cannot open that mailbox. When another operator has approved it, both addresses get an email."
            )
        },
        submit: "Propose the change",
        done: "The email address was replaced.",
    },
    resend: ActionText {
        title: "Send a link",
        what: |name, address| {
            format!(
                "{name} gets an email with a link to set a password, at {address}. Earlier links end."
            )
        },
        submit: "Send",
        done: "A link will be sent.",
    },

    address_known: "This email address is registered already.",
    address_reserved: "The former owner of this email address can still take it back.",
    address_of_operator: "This email address belongs to an operator.",
    company_not_permitted: "You are not permitted to do this for that company.",
    invalid_address: INVALID_ADDRESS,
    invalid_contact: |invalid| match invalid {
        InvalidContact::Address(_) => INVALID_ADDRESS,
        _ => "Enter a name: one line of at most 200 characters.",
    },
    not_done: "Nothing was changed. The contact has changed in the meantime; look at it again.",
    refused: |refusal| match refusal {
        Refusal::AddressTaken => "This email address is registered already.",
        Refusal::LastContact => {
            "This is the last contact of the company. Register another one first."
        }
        Refusal::SameAddress => "This is the same email address.",
        _ => "Nothing was changed. The contact is no longer in the state for this.",
    },

    audit_log: "Audit log",
    outbox: "Outbox",
    outbox_note: "Emails that wait, have failed or have bounced, the oldest first.",
    retried: "The email will be sent again.",
    retry: "Retry",
    not_retried: "The email was sent, or is being sent.",
    verify: "Verify the log",
    verify_note: "Reads the whole log and finds entries that were edited, removed, inserted or moved.",
    verified: |entries, head| {
        format!("The log is unchanged ({entries} entries). Keep this head elsewhere: {head}")
    },
    broken: |entry, why| format!("The log was changed at entry {entry}: {why}"),
};

const INVALID_ADDRESS: &str = "Enter an email address such as taro@example.co.jp.";

const fn why(cause: FailureCause) -> &'static str {
    match cause {
        FailureCause::Rejected => "rejected by the mail server",
        FailureCause::GivenUp => "no more retries",
        FailureCause::NoLongerApplies => "no longer applies",
        FailureCause::NotComposed => "the email could not be composed",
    }
}
