//! English.

use genkan::address::InvalidAddress;

use super::{Question, Texts, address, links_en};

pub(super) const TEXTS: Texts = Texts {
    account: "Account",
    address: address::EN,
    ask_again: "Ask for another link",
    bad_request: (
        "We could not read that form",
        "Please go back and fill it in again.",
    ),
    busy: (
        "We are busy just now",
        "Please wait a moment and try again.",
    ),
    change_password: "Change your password",
    company: "Company",
    confirmation: "New password, once more",
    confirmation_differs: "The two passwords differ. Type the same one twice.",
    contacts: "Add, replace or remove contacts",
    contacts_texts: &[
        "You will be able to ask here for contacts to be added, replaced or removed. This is not available yet.",
        "Until then, a registered contact can ask us by mail at the address below. We tell the person by mail when the registration is done.",
        "If a contact is leaving, please have the successor registered first.",
    ],
    current_password: "Current password",
    current_password_wrong: "The current password is not right.",
    desk: "Support desk",
    desk_text: "Tell us the email address of the account and what is wrong; we can answer faster with both.",
    email: "Email address",
    failed: (
        "That did not work",
        "Sorry, something is wrong on our side. Please try again later.",
    ),
    first_password: "Set your password",
    footer: "Information",
    forbidden: (
        "We did not accept that",
        "It was sent from another site, so nothing was done. Please use the pages of this site.",
    ),
    forgot: "Forgot your password?",
    forgot_first: "Here for the first time? Set your password here too.",
    forgot_text: "Enter your registered email address. We will send you a link to set a password. It is the same way in if you are here for the first time.",
    forgot_title: "Set or reset your password",
    help: "Help",
    home: "My page",
    invalid_address: |invalid| match invalid {
        InvalidAddress::Empty => "Enter your email address.",
        InvalidAddress::TooLong => "The email address is too long. Use at most 254 characters.",
        InvalidAddress::NotAscii => {
            "There is a character that cannot be used. Type the email address in plain (half-width) letters, digits and signs."
        }
        InvalidAddress::NoAt => "The email address has no @. Example: taro@example.co.jp",
        InvalidAddress::LocalPart => "Check the part before the @.",
        _ => "Check the part after the @. Example: example.co.jp",
    },
    links: links_en::LINKS,
    mail_date: "Date",
    mail_from: "From",
    mail_to: "To",
    mailbox: "The demo’s mailbox",
    mailbox_empty: "There is no mail yet.",
    mailbox_text: "These mails would have been sent by a mail server. You can read them here in the demo only.",
    name: "Name",
    new_password: "New password",
    no_mail: "If no mail arrives",
    no_mail_checks: &[
        "Wait a few minutes, then look in your spam folder.",
        "Check your filters and blocked senders.",
        "Make sure that you typed the address correctly and that it is the registered one.",
    ],
    no_mail_sender: "Accept mail from this address:",
    not_allowed: (
        "That cannot be done here",
        "Please open the page again and retry.",
    ),
    not_found: (
        "There is no such page",
        "Its address may have changed, or may be mistyped.",
    ),
    not_set: "Your password has not been set yet",
    other_link: "Another link was opened in this browser meanwhile, so nothing has been set. This page is now for the account below.",
    parenthesis: |text| format!(" ({text})"),
    password: "Password",
    password_changed: "Your password has been changed. Every other device has been signed out; you stay signed in here.",
    password_set: "Your password has been set. Sign in with it now.",
    policy_changed: "The requirements for a password have changed since the page was opened. These are the current ones.",
    questions: &[
        Question {
            title: "I am here for the first time and have no password",
            texts: &[
                "Nobody has one at first. Choose “Forgot your password?”, enter your registered email address, and follow the link in the mail.",
            ],
            link: Some(("/forgot", "Set your password")),
        },
        Question {
            title: "How do I add a user?",
            texts: &["A registered contact asks for it."],
            link: Some(("/contacts", "Add, replace or remove contacts")),
        },
        Question {
            title: "We no longer know who is registered",
            texts: &[
                "Whoever believes to be registered asks the desk. If the asker is not registered, we verify the request through a registered contact, which takes longer.",
                "If every registered contact has left and no mail reaches them, we need other proof. We are preparing to take such requests on this page.",
            ],
            link: None,
        },
        Question {
            title: "I cannot sign in, or the mail does not come",
            texts: &[
                "Look in your spam folder and at your filters, wait a few minutes, and ask for another link. If nothing helps, ask the desk. A form for this is being prepared.",
            ],
            link: Some(("/forgot", "Ask for another link")),
        },
    ],
    registered_email: "Registered email address",
    reset_password: "Reset your password",
    send_link: "Send me a link",
    sent: "Check your mail",
    sent_if_registered: "If the address you entered is registered, we have sent it a link to set a password.",
    sent_open: "Open the link in the mail and set your password. The mail says until when it works.",
    set_password: "Set this password",
    sign_in: "Sign in",
    sign_in_busy: "Many people are signing in just now. Please wait a while and try again. You can still set a new password by “Forgot your password?”.",
    sign_in_refused: "The email address or the password is not right. If you have not set a password yet, choose “Forgot your password?”.",
    sign_out: "Sign out",
    signed_out: "You are signed out.",
    skip: "Skip to the content",
    to_sign_in: "To the sign-in page",
    to_start: "To the first page",
    too_large: (
        "That is too much",
        "Please shorten what you entered and try again.",
    ),
    too_slow: (
        "That took too long to arrive",
        "Nothing was changed. Please check your connection and try again.",
    ),
    try_again_in: |seconds| {
        let wait = match seconds {
            1 => "1 second".to_owned(),
            0..60 => format!("{seconds} seconds"),
            60 => "1 minute".to_owned(),
            _ => format!("{} minutes", seconds.div_ceil(60)),
        };
        format!(
            "There were too many attempts. Please try again in {wait}. You need not wait to set a new password: choose “Forgot your password?”."
        )
    },
    welcome: |name| format!("Welcome, {name}"),
};
