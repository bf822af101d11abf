use genkan::address::InvalidAddress;

use crate::web::texts::Fields;

pub(super) const TEXTS: Fields = Fields {
    account: "Account",
    email: "Email address",
    invalid_address: |invalid| match invalid {
        InvalidAddress::Empty => "Enter an email address.",
        InvalidAddress::TooLong => "The email address is too long. Use at most 254 characters.",
        InvalidAddress::NotAscii => {
            "The email address contains a character that cannot be used and may be invisible. Type the address again with the letters A to Z, digits and symbols."
        }
        InvalidAddress::NoAt => "The email address has no @. Example: taro@example.co.jp",
        InvalidAddress::LocalPart => "Check the part of the email address before the @.",
        _ => "Check the part of the email address after the @. Example: example.co.jp",
    },
    current_password: "Current password",
    current_password_wrong: "The current password is incorrect.",
    show: "Show",
    show_password: "Show password",
    caps_lock: "Caps Lock is on.",
    new_password: "New password",
    confirmation: "Confirm new password",
    confirmation_differs: "The passwords do not match. Enter the same password in both fields.",
    policy_changed: "The requirements for a password have changed since you opened the page. These are the current ones.",
    own_words: |words| {
        let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
        format!("The password must not contain {}.", words.join(" or "))
    },
    parenthesis: |text| format!(" ({text})"),
    try_again_in: |seconds| {
        let wait = wait(seconds);
        format!(
            "There were too many attempts. Please try again in {wait}. To set a new password without waiting, choose “Forgot your password?”."
        )
    },
};

/// Says how long to wait.
pub(super) fn wait(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..=7_200 => (seconds.div_ceil(60), "minute"),
        _ => (seconds.div_ceil(3_600), "hour"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}
