use crate::web::texts::ForgotPassword;

pub(super) const TEXTS: ForgotPassword = ForgotPassword {
    title: "Set or reset your password",
    text: "Enter your registered email address. We will send you a link to set a password. Use it the first time you sign in, too.",
    email: "Registered email address",
    submit: "Send me a link",
    sent: "Check your email",
    sent_if_registered: "If the address that you entered is registered and not on hold, we send a link to set a password to it. If we sent one a short time ago, we do not send another: use the link in the latest email.",
    sent_open: "Open the link in the email and set your password. The email says when the link expires.",
    again: "Request another link",
};
