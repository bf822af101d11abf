use crate::web::texts::NoEmail;

pub(super) const TEXTS: NoEmail = NoEmail {
    title: "If the email does not arrive",
    checks: &[
        "Wait a few minutes, then check your spam folder.",
        "Check your filters and blocked senders.",
        "Make sure that you entered the address correctly, and that it is the registered one.",
    ],
    sender: "Allow emails from this address:",
};
