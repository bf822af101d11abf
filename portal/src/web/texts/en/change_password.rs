use crate::web::texts::ChangePassword;

pub(super) const TEXTS: ChangePassword = ChangePassword {
    title: "Change your password",
    not_changed: "Your password has not been changed",
    changed: "Your password has been changed. All other devices have been signed out; you are still signed in here.",
};
