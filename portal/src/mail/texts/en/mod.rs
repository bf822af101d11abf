//! English.

mod alarm;

use super::Texts;
use crate::config::EmailKind;

pub(super) const TEXTS: Texts = Texts {
    subject: |subject, service_name| format!("{subject}: {service_name}"),
    email: |kind| match kind {
        EmailKind::Registered => include_str!("registered.txt"),
        EmailKind::FirstPassword => include_str!("first-password.txt"),
        EmailKind::Reset => include_str!("reset.txt"),
        EmailKind::Invited => include_str!("invited.txt"),
        EmailKind::SecondFactorChanged => include_str!("second-factor-changed.txt"),
        EmailKind::PasswordChanged => include_str!("password-changed.txt"),
        EmailKind::PasswordChangedWithoutLink => include_str!("password-changed-without-link.txt"),
        EmailKind::ProveAddress => include_str!("prove-address.txt"),
        EmailKind::ReplacementRequested => include_str!("replacement-requested.txt"),
        EmailKind::AddressReplaced => include_str!("address-replaced.txt"),
        EmailKind::AddressReplacedWithoutLink => include_str!("address-replaced-without-link.txt"),
        EmailKind::AddressWelcome => include_str!("address-welcome.txt"),
        EmailKind::AddressRestored => include_str!("address-restored.txt"),
        EmailKind::Held => include_str!("held.txt"),
        EmailKind::Released => include_str!("released.txt"),
        EmailKind::HandedOver => include_str!("handed-over.txt"),
        EmailKind::Removed => include_str!("removed.txt"),
        EmailKind::ConfirmRequest => include_str!("confirm-request.txt"),
        EmailKind::RequestDone => include_str!("request-done.txt"),
        EmailKind::RequestRefused => include_str!("request-refused.txt"),
        EmailKind::HandoverLeaving => include_str!("handover-leaving.txt"),
        EmailKind::HandoverSucceeding => include_str!("handover-succeeding.txt"),
        EmailKind::ConfirmInquiry => include_str!("confirm-inquiry.txt"),
        EmailKind::InquiryRefused => include_str!("inquiry-refused.txt"),
        EmailKind::TakeoverAnnounced => include_str!("takeover-announced.txt"),
        EmailKind::TakeoverStopped => include_str!("takeover-stopped.txt"),
    },
    desk: [
        "This account is for the support desk. Sign in on this page:",
        "Support desk",
    ],
    if_button_fails: "If the button does not work, copy this address into your browser:",
    alarm: alarm::alarm,
    test: |base_url| {
        [
            "Test email".into(),
            format!(
                "An administrator has sent this email to find out whether emails of {base_url} \
                 arrive. Nothing needs to be done."
            ),
        ]
    },
    raised: |time, times, code| {
        format!(
            "Raised: {time}. Times since the start: {times}. Code: {code}\n\
             The same alarm is sent at most once an hour."
        )
    },
};
