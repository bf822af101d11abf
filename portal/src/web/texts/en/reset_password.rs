use crate::web::texts::ResetPassword;

pub(super) const TEXTS: ResetPassword = ResetPassword {
    title: "Reset your password",
    first_title: "Set your password",
    submit: "Set password",
    not_set: "Your password has not been set yet",
    other_link: "Another link has been opened in this browser, so no password has been set. This page is now for the account shown below.",
};
