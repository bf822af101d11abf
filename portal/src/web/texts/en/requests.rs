use genkan::onboarding::State;
use genkan::onboarding::case::RequestState;

use crate::web::texts::{
    FormText, List, ProgressText, RequestFields, RequestProblems, Requests, Steps, Summary,
};

pub(super) const TEXTS: Requests = Requests {
    signed_out: &[
        "On this page, registered contacts see who else is registered for their company, and request that contacts are added, changed, replaced or removed.",
        "If a contact is leaving, please have the successor registered first.",
    ],
    sign_in: "Sign in to make a request",
    no_company: "Your account belongs to no company, so you cannot make requests here. Please contact the support desk.",
    list: List {
        contacts: "Registered contacts",
        you: "You",
        manager: "Manager",
        state: |state, is_expired| match state {
            State::Registered { .. } if is_expired => "Registration expired",
            State::Registered { .. } => "No password set yet",
            State::Active { .. } => "Active",
            State::Held { .. } => "On hold",
            State::Removed { .. } => "Removed",
        },
        signed_in_at: |time| format!("Last sign-in: {time}"),
        never_signed_in: "Has never signed in",
        change: "Change",
        hand_over: "Hand over",
        remove: "Remove",
        about: |link, name| format!("{link}: {name}"),
        next: "Next contacts",
        first: "First contacts",
        waiting: "Waiting for your decision",
        inquiry: "A person who is not registered says that they are a colleague of yours. Please answer by the link in the email that we sent you.",
        requests: "Requests",
        no_requests: "There are no requests.",
    },
    add: FormText {
        title: "Add a contact",
        text: "Request that a colleague is registered as a contact of your company.",
        effects: &[
            "The person is registered as a contact of your company.",
            "The person receives an email that explains how to set a password.",
        ],
    },
    rename: FormText {
        title: "Correct the name",
        text: "To register another person instead, hand the account over.",
        effects: &[
            "The name of the contact changes. The account, the address and the password stay the same.",
            "The contact is not notified by email.",
        ],
    },
    replace_address: FormText {
        title: "Replace the email address",
        text: "Use this if the contact can no longer receive emails at the current address. A contact who can sign in changes the address on their own page.",
        effects: &[
            "Two people at the support desk check the request.",
            "The contact’s current password and all links stop working. The new address receives a link to set a new password.",
            "The current address is notified, and can undo the change for a limited time.",
        ],
    },
    hand_over: FormText {
        title: "Hand over to a successor",
        text: "The successor is registered, and the account of the contact who leaves ends.",
        effects: &[
            "The successor is registered as a contact of your company, and receives an email that explains how to set a password.",
            "The account of the contact who leaves ends at the same time. The contact is signed out, can no longer sign in, and is notified by email.",
        ],
    },
    remove: FormText {
        title: "Remove a contact",
        text: "Request that this contact can no longer use the support center. If another person takes over, hand the account over instead.",
        effects: &[
            "The account of the contact ends. The contact is signed out and can no longer sign in.",
            "The contact is notified by email.",
        ],
    },
    change: "Change a contact",
    fields: RequestFields {
        contact: "Contact",
        name: "Name",
        new_name: "New name",
        successor: "Name of the successor",
        language: "Language of emails",
        last_day: "Last day",
        last_day_or_none: "Last day (optional)",
        last_day_hint: "The account ends at the end of this day. If you leave this empty, it ends as soon as the request is carried out.",
        at_once: "As soon as the request is carried out",
        own_address: "Change your own email address",
        check: "Review the request",
        back: "Back to the contacts",
    },
    problems: RequestProblems {
        title: "Please check these fields",
        name: "Enter a name of 1 to 200 characters on one line.",
        note: "Enter at most 2,000 characters.",
        same_name: "This is the current name. Enter a different one.",
        same_address: "This is the contact’s current email address. Enter a different one.",
        day: "Choose a date, or leave the field empty.",
        day_past: "This day is in the past. Choose today or a later day.",
        day_late: "Choose a day within a year from today.",
        too_many: |time| {
            format!(
                "You have made too many requests. You can make the next one from {time}. If it is urgent, contact the support desk."
            )
        },
    },
    summary: Summary {
        title: "Review your request",
        effects: "What will happen",
        at_once: "The request is carried out at once, unless the support desk has to check it.",
        by_manager: "A manager of your company is asked by email to confirm the request. If nobody answers, the support desk decides.",
        by_desk: "The support desk checks the request.",
        then: "If it is carried out or refused by others, you are notified by email. Until then, you can withdraw it.",
        scheduled: &[
            "The successor is registered as a contact of your company, and receives an email that explains how to set a password.",
            "The contact who leaves receives an email with the date. Before the last day, both are reminded by email.",
            "At the end of the last day, the account of the contact who leaves ends. The contact is signed out, can no longer sign in, and is notified by email.",
        ],
        send: "Send the request",
        edit: "Edit",
    },
    progress: ProgressText {
        sent: "We have received your request.",
        state_title: "Progress",
        state: |state| match state {
            RequestState::NeedsConfirmation => "Needs confirmation",
            RequestState::Received => "Received",
            RequestState::Scheduled(_) => "Scheduled",
            RequestState::Done => "Done",
            RequestState::Refused => "Refused",
            RequestState::Withdrawn => "Withdrawn",
        },
        next: |state, time| match state {
            RequestState::NeedsConfirmation => format!(
                "A manager of your company was asked to confirm it. If nobody answers by {time}, the support desk decides."
            ),
            RequestState::Received => {
                format!("The support desk checks it. You can expect an answer by {time}.")
            }
            RequestState::Scheduled(_) => format!(
                "The successor is registered. The account of the contact who leaves ends on {time}. If you withdraw the request, that account stays, and the successor remains registered."
            ),
            RequestState::Done => "The request was carried out.".to_owned(),
            RequestState::Refused => "The request was refused.".to_owned(),
            RequestState::Withdrawn => "The request was withdrawn.".to_owned(),
        },
        reason: "Reason",
        content: "The request",
        by: "Requested by",
        at: "Requested on",
        history: "History",
        steps: Steps {
            opened: "Requested",
            confirmed: "Confirmed by a manager",
            scheduled: "Successor registered",
            reminded: "Reminder sent",
            done: "Carried out",
            refused: "Refused",
            withdrawn: "Withdrawn",
            expired: "Not confirmed in time, passed to the support desk",
            other: "Changed",
        },
        desk: "Support desk",
        service: "Automatically",
        withdraw: "Withdraw the request",
        confirm_title: "Your decision as a manager",
        confirm: "Confirm the request",
        decline: "Refuse the request",
        decline_reason: "Reason, if you refuse (optional, shown to the requester)",
        too_late: "The request was decided or withdrawn in the meantime. This is how it is now.",
    },
};
