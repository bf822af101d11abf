use crate::web::texts::ChangeEmail;

pub(super) const TEXTS: ChangeEmail = ChangeEmail {
    title: "Change your email address",
    current: "Current email address",
    steps_title: "What happens next",
    steps: &[
        "We send a confirmation link to the new address. Your email address does not change until you open the link and confirm.",
        "We notify your current address. If you did not request the change, you can cancel it from that email.",
        "When you confirm, all devices are signed out. Sign in with the new address and your current password. For a limited time, the change can be undone from the previous address.",
    ],
    submit: "Send the confirmation email",
    unchanged: "This is your current email address. Enter a different one.",
    too_soon: "You requested a change a moment ago. Wait a minute, then try again.",
    too_many: |time| {
        format!(
            "You have requested too many changes of your email address. You can request the next one from {time}. If it is urgent, contact the support desk."
        )
    },
    blocked: |time| {
        format!(
            "Your email address was changed recently. Until {time}, the change can be undone from the previous address, so you cannot change it again before then. If it is urgent, contact the support desk."
        )
    },
    sent: "Check your new email address",
    sent_new: "To confirm the change, open the link in the email that we sent to the new address. Until then, your current address remains in use.",
    sent_current: "We have also notified your current address.",
    no_email_checks: &[
        "Make sure that you entered the new address correctly. If not, wait a minute, then request the change again.",
        "Wait a few minutes, then check the spam folder of the new address.",
        "Check its filters and blocked senders.",
    ],
    again: "Request the change again",
    pending: "New email address (not confirmed yet)",
    pending_until: |time| format!("Open the link in the email and confirm by {time}."),
};
