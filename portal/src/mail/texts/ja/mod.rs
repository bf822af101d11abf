//! Japanese.

mod alarm;

use super::Texts;
use crate::config::EmailKind;

pub(super) const TEXTS: Texts = Texts {
    subject: |subject, service_name| format!("【{service_name}】{subject}"),
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
        "このアカウントは、サポート窓口用です。サインインはこちらのページからお願いします。",
        "サポート窓口",
    ],
    if_button_fails: "ボタンを押しても開かないときは、次のURLをブラウザに貼り付けてください。",
    alarm: alarm::alarm,
    test: |base_url| {
        [
            "テストメール".into(),
            format!(
                "{base_url} からのメールが届くことを確認するため、管理者がこのメールを送信しました。\
                 ご対応は不要です。"
            ),
        ]
    },
    raised: |time, times, code| {
        format!(
            "発生: {time}　起動後の回数: {times}　コード: {code}\n同じお知らせは、1時間に1回までお送りします。"
        )
    },
};
