use genkan::onboarding::NewPasswordReason;

use crate::web::texts::ResetPassword;

pub(super) const TEXTS: ResetPassword = ResetPassword {
    title: "Reset your password",
    first_title: "Set your password",
    submit: "Set password",
    not_set: "Your password has not been set yet",
    required: |reason| match reason {
        NewPasswordReason::Breached => {
            "Your password was right, but it is in a list of passwords that were stolen from other services. Choose a new one to sign in."
        }
        NewPasswordReason::Policy => {
            "Your password was right, but it no longer follows the rules below. Choose a new one to sign in."
        }
        NewPasswordReason::Expired => {
            "Your password was right, but it has expired. Choose a new one to sign in."
        }
    },
};
