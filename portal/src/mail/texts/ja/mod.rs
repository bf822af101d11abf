//! Japanese.

mod account;
mod alarm;
mod cases;
mod change_email;
mod operator;
mod password;

use genkan::onboarding::Content;

use super::{Facts, Line, Texts, paragraph};

pub(super) const TEXTS: Texts = Texts {
    greeting: |name| format!("{name} 様"),
    subject: |subject, service_name| format!("【{service_name}】{subject}"),
    content: |content, facts| match content {
        Content::Registered { expires_at } => account::registered(*expires_at, facts),
        Content::FirstPassword { link, decline } => password::first(link, decline, facts),
        Content::Reset { link, decline } => password::reset(link, decline, facts),
        Content::Invited { link } => operator::invited(link, facts),
        Content::SecondFactorChanged => operator::second_factor_changed(facts),
        Content::PasswordChanged { disown } => password::changed(disown.as_ref(), facts),
        Content::ProveAddress { link } => change_email::prove(link, facts),
        Content::ReplacementRequested { decline } => change_email::requested(decline, facts),
        Content::AddressReplaced { undo } => change_email::replaced(undo.as_ref(), facts),
        Content::AddressWelcome => change_email::welcome(facts),
        Content::AddressRestored => change_email::restored(facts),
        Content::Held => account::held(facts),
        Content::Released => account::released(facts),
        Content::HandedOver => account::handed_over(facts),
        Content::Removed => account::removed(facts),
        Content::ConfirmRequest => cases::confirm_request(facts),
        Content::RequestDone => cases::request_done(facts),
        Content::RequestRefused => cases::request_refused(facts),
        Content::HandoverReminder { on, leaves: true } => cases::leaving(*on, facts),
        Content::HandoverReminder { on, leaves: false } => cases::succeeding(*on, facts),
        Content::ConfirmInquiry { link } => cases::confirm_inquiry(link, facts),
        Content::InquiryRefused => cases::inquiry_refused(facts),
        Content::TakeoverAnnounced { link } => cases::takeover_announced(link, facts),
        Content::TakeoverStopped => cases::takeover_stopped(facts),
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

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "お心当たりがない場合は、{} までご連絡ください。",
        facts.support
    ))
}
