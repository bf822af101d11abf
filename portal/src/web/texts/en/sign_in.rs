use crate::web::texts::SignIn;

pub(super) const TEXTS: SignIn = SignIn {
    title: "Sign in",
    password: "Password",
    refused: "The email address or password is incorrect. If you have not set a password yet, choose “Forgot your password?”.",
    busy: "Many people are currently signing in. Please wait a while, then try again. You can still set a new password with “Forgot your password?”.",
    forgot: "Forgot your password?",
    first_time: "Signing in for the first time? Set your password here, too.",
    password_set: "Your password has been set. You can now sign in with it.",
    signed_out: "You have signed out.",
    link: "Go to the sign-in page",
};
