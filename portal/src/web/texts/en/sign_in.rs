use crate::web::texts::SignIn;

pub(super) const TEXTS: SignIn = SignIn {
    title: "Sign in",
    password: "Password",
    refused: "You have not been signed in. Check the email address and the password. If you have tried several times, wait a while, or set a new password with “Forgot your password?”. Choose it, too, if you have not set a password yet.",
    no_cookies: "Your browser does not accept cookies from this site, so you cannot sign in. Allow them in its settings, then try again.",
    busy: "Many people are currently signing in. Please wait a while, then try again. You can still set a new password with “Forgot your password?”.",
    forgot: "Forgot your password?",
    first_time: "Signing in for the first time? Set your password here, too.",
    password_set: "Your password has been set. You can now sign in with it.",
    signed_out: "You have signed out.",
    link: "Go to the sign-in page",
};
