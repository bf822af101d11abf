use super::fields::wait;
use crate::web::texts::DeskFactor;

pub(super) const TEXTS: DeskFactor = DeskFactor {
    title: "Two-step verification",
    again: "For your security, please verify your identity again before you continue.",
    app: "Authenticator app",
    app_changed: "Your new authenticator app has been set up. The earlier one no longer works.",
    app_why: "The app on your smartphone shows a code that you enter each time you sign in.",
    app_since: |time| format!("Set up on {time}"),
    change_methods: "Register a passkey or set up an authenticator app",
    code: "Code",
    code_of_app: "6 digits",
    code_or_recovery: "The 6-digit code of your authenticator app, or one of your recovery codes.",
    code_recovery: "One of your recovery codes.",
    codes_left: |count| match count {
        1 => "1 code left".into(),
        _ => format!("{count} codes left"),
    },
    codes_saved: "I have saved the codes",
    codes_texts: &[
        "If you lose your device, you can sign in with one of these codes. Each code can be used once.",
        "Print them or save them in a safe place now. They are not shown again.",
    ],
    codes_title: "Recovery codes",
    last_method: "You cannot remove your last method. Set up another one first, or ask another operator to reset your two-step verification.",
    leads_to: "After that, you continue here:",
    lost: "If you have neither your device nor a recovery code, ask another operator to reset your two-step verification.",
    method_removed: "The method has been removed.",
    methods: |factor| {
        let app = factor.totp.map(|_| "Authenticator app".to_owned());
        let (all, usable) = (factor.passkeys.len(), factor.usable_passkeys().count());
        let passkeys = match usable {
            0 => None,
            1 => Some("1 passkey".to_owned()),
            _ => Some(format!("{usable} passkeys")),
        };
        let blocked = match all - usable {
            0 => None,
            1 => Some("1 blocked passkey".to_owned()),
            blocked => Some(format!("{blocked} blocked passkeys")),
        };
        let methods: Vec<String> = [app, passkeys, blocked].into_iter().flatten().collect();
        match methods.is_empty() {
            true => "Not set up yet".into(),
            false => methods.join(", "),
        }
    },
    or_code: "Use a code",
    passkey: "Passkey",
    passkey_added: "The passkey has been registered.",
    passkey_blocked: "The passkey may have been copied, so it has been blocked, and you have been signed out everywhere. Sign in with another method, remove the passkey, and report this to another operator.",
    passkey_blocked_since: |time| format!("Blocked on {time}: it may have been copied. Remove it."),
    passkey_failed: "The passkey could not be used: the operation was cancelled or took too long. Try again.",
    passkey_known: "This device or password manager already has a passkey for your account.",
    passkey_name: "Name of the passkey",
    passkey_name_hint: "So that you can tell your passkeys apart, for example “Work laptop” or “Security key”.",
    passkey_name_invalid: "Enter a name of 1 to 200 characters.",
    passkey_needs_script: "To use a passkey, turn on JavaScript.",
    passkey_refused: "The passkey was not accepted. Try again, or use another method.",
    passkey_register: "Register a passkey",
    passkey_since: |time| format!("Registered on {time}"),
    passkey_unsupported: "This browser does not support passkeys.",
    passkey_use: "Use a passkey",
    passkey_why: "This device, a security key or a password manager keeps the passkey, and unlocks it with your fingerprint, face or PIN. It works on the genuine site only, so an imitation of the site cannot use it.",
    passkeys_need_a_domain: "Passkeys cannot be used here, because the address of this site is an IP address instead of a domain name.",
    passkeys_need_https: "Passkeys cannot be used here, because the address of this site does not begin with https.",
    passkeys_too_many: "You have registered as many passkeys as possible. Remove one first.",
    qr_code: "QR code for the authenticator app",
    refused: "The code is incorrect, or it has been used already. Wait for the next code, then try again.",
    remove: "Remove",
    remove_named: |name| format!("Remove “{name}”"),
    remove_refused: "The method was not removed, because it had changed in the meantime.",
    renew: "Create new recovery codes",
    renew_needed: "Your recovery codes stop working soon, because the portal has a new key. Create new ones.",
    renew_note: "If you create new recovery codes, the earlier ones stop working.",
    set_up_confirm: "Enter the code that the app shows.",
    set_up_scan: "Open an authenticator app on your smartphone and scan this QR code.",
    set_up_submit: "Set up the app",
    set_up_title: "Set up two-step verification",
    set_up_type: "If you cannot scan it, type this key into the app:",
    set_up_why: "At the support desk, everyone signs in with a password and a second step: a passkey or an authenticator app. Set up one of them. You can add others later.",
    submit: "Verify",
    try_again_in: |seconds| {
        let wait = wait(seconds);
        format!(
            "There were too many wrong codes. Please try again in {wait}. Each further wrong code doubles the wait, up to one day. A recovery code is accepted at once."
        )
    },
};
