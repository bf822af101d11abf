use genkan::token::End;

use crate::web::texts::{ConfirmText, Links, ResultText};

pub(super) const TEXTS: Links = Links {
    confirm_email: ConfirmText {
        title: "Confirm your new email address",
        text: "Press the button to change the email address of your account to this address.",
        effects: &[
            "From then on, you sign in with this address and your current password.",
            "All devices are signed out.",
            "We notify the previous address. For a limited time, the change can be undone from there.",
        ],
        button: "Change to this address",
        otherwise: "If you did not request this change, close the page without pressing the button. Nothing will change.",
    },
    email_confirmed: ResultText {
        title: "Your email address has been changed",
        texts: &[
            "Sign in with the new address and your current password.",
            "We have notified both addresses.",
        ],
        next: Some(("/signin", "Go to the sign-in page")),
    },
    undo_email: ConfirmText {
        title: "Restore your email address",
        text: "If you did not change the email address, press the button immediately. The email address of your account changes back to this one.",
        effects: &[
            "The other address can no longer be used to sign in.",
            "The current password is disabled, and all devices are signed out.",
            "We send an email to this address, so that you can set a new password.",
        ],
        button: "Undo the change",
        otherwise: "If you changed the email address yourself, close the page without pressing the button.",
    },
    email_restored: ResultText {
        title: "Your email address has been restored",
        texts: &[
            "For your security, the password has been disabled and all devices have been signed out.",
            "Open the link in the email to set a new password. If no email arrives within a few minutes, check your spam folder, then request another link.",
        ],
        next: Some(("/forgot", "Request another link")),
    },
    email_taken: ResultText {
        title: "This email address cannot be used",
        texts: &[
            "It belongs to another account. Your email address has not been changed.",
            "Please contact us, so that we can look into it.",
        ],
        next: None,
    },
    disable_links: ConfirmText {
        title: "Disable links that you did not request",
        text: "If you did not request a link to set a password, press the button.",
        effects: &[
            "All links that we have sent you to set a password stop working.",
            "If you have already set a password, it does not change.",
        ],
        button: "Disable the links",
        otherwise: "If you requested the link, do not press the button. Open the link in the email that sets your password.",
    },
    links_disabled: ResultText {
        title: "The links have been disabled",
        texts: &[
            "Another person probably entered your email address. Knowing your address is not enough to sign in.",
            "If you continue to receive such emails, please contact us.",
        ],
        next: None,
    },
    cancel_change: ConfirmText {
        title: "Cancel the change of your email address",
        text: "If you did not request to change the email address, press the button immediately.",
        effects: &[
            "The change is cancelled, and your email address stays the same.",
            "All links that we have sent to confirm an address or to set a password stop working.",
            "Your password does not change. Set a new one immediately afterwards.",
        ],
        button: "Cancel the change",
        otherwise: "If you requested the change yourself, close the page without pressing the button.",
    },
    change_cancelled: ResultText {
        title: "The change has been cancelled",
        texts: &[
            "It was requested by a person who was signed in to your account. That person may know your password.",
            "Set a new password now. When you do, all devices are signed out.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    disable_password: ConfirmText {
        title: "Disable a password that you did not set",
        text: "If you did not set or change the password, press the button immediately.",
        effects: &[
            "The current password is disabled.",
            "All devices are signed out.",
            "We send an email to your registered address, so that you can set a new password.",
        ],
        button: "Disable the password",
        otherwise: "If you set the password yourself, close the page without pressing the button.",
    },
    password_disabled: ResultText {
        title: "The password has been disabled",
        texts: &[
            "All devices have been signed out.",
            "Open the link in the email to set a new password. If no email arrives within a few minutes, check your spam folder, then request another link.",
            "If another person may be reading your email, change the password of your email account, too.",
        ],
        next: Some(("/forgot", "Request another link")),
    },
    missing: "The address of this page is incomplete: it does not have the link of the email. Open the link in the email again, in this browser.",
    damaged: "It is incomplete or has been changed. Open the link in the email again, or copy it as a whole into the address bar.",
    expired: "It has expired. The email says until when a link works.",
    unusable_why: "It is no longer valid: it has expired, has been used, or has been disabled.",
    ended: |how, time| match how {
        End::Used => format!(
            "It was used on {time}. If it was not you, set a new password immediately, and contact the support desk."
        ),
        End::Superseded => {
            format!("A newer link was sent on {time}. Open the link in the latest email.")
        }
        _ => format!(
            "It was disabled on {time}, because a password was set, the links were disabled, or the account was changed. If it was not you, contact the support desk."
        ),
    },
    unusable_reset: ResultText {
        title: UNUSABLE,
        texts: &[
            "If you have not set your password yet, request another link. If you have, you can sign in.",
        ],
        next: Some(("/forgot", "Request another link")),
    },
    unusable_confirm: ResultText {
        title: UNUSABLE,
        texts: &[
            "If you can sign in with the new address, the change is complete. If not, sign in with the previous address and request the change again.",
        ],
        next: Some(("/signin", "Go to the sign-in page")),
    },
    unusable_undo: ResultText {
        title: UNUSABLE,
        texts: &[
            "If you have already restored the address, set a new password. If the link has expired, or if you are not sure, contact us immediately.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    unusable_disavow: ResultText {
        title: UNUSABLE,
        texts: &[
            "If you are concerned, set a new password. When you do, the current one is disabled, and all devices are signed out.",
            "If you also received an email that your email address has been changed, you can undo that change with the link in it.",
        ],
        next: Some(("/forgot", "Set a new password")),
    },
    unusable_answer: ResultText {
        title: UNUSABLE,
        texts: &[
            "Nothing waits for your answer. A colleague may have answered already, or the time to answer is over.",
        ],
        next: None,
    },
    unusable_object: ResultText {
        title: UNUSABLE,
        texts: &[
            "There is nothing to stop. A colleague may have stopped it already, or it has taken place. If you do not agree with it, contact us immediately.",
        ],
        next: None,
    },
    effects_title: "When you press the button",
    account: "Account",
    new_email: "New email address",
    former_email: "Email address to restore",
    support_desk: "If you need help, contact the support desk:",
};

const UNUSABLE: &str = "This link cannot be used";
