use genkan::limit::{LimitName, Throttled};
use genkan::onboarding::{FailureCause, Reply};
use genkan::time::Timestamp;

use crate::service::Finding;

pub(super) fn found(finding: &Finding<'_>, time: &dyn Fn(Timestamp) -> String) -> String {
    match finding {
        Finding::Unregistered => "登録のないアドレスです。メールは送られません。".into(),
        Finding::Operator => {
            "サポート窓口のオペレーターのアドレスです。担当者としては登録されていません。".into()
        }
        Finding::Registered(until) => format!(
            "登録済みで、パスワードは未設定です。登録の期限は {} です。",
            time(*until)
        ),
        Finding::Expired(since) => format!(
            "パスワードが設定されないまま、{} に登録の期限が切れました。リンクは送られません。",
            time(*since)
        ),
        Finding::Active => "登録済みで、パスワードも設定されています。".into(),
        Finding::Held(since) => format!(
            "{} から利用停止中です。リンクは送られません。",
            time(*since)
        ),
        Finding::Removed(at) => format!("{} に削除されました。リンクは送られません。", time(*at)),
        Finding::HandedOver { at, to } => format!(
            "{} に {to} へ引き継がれました。このアドレスにリンクは送られません。",
            time(*at)
        ),
        Finding::Replaced { by, undo_until, .. } => match undo_until {
            Some(end) => format!(
                "このアドレスは {by} に変更されました。リンクは送られません。{} までは、変更をお知らせしたメールから元に戻せます。",
                time(*end)
            ),
            None => format!("このアドレスは {by} に変更されました。リンクは送られません。"),
        },
        Finding::Throttled(Throttled { by, until }) => match until {
            Some(until) => format!(
                "依頼が多すぎるため、{} まで受け付けません（{by}）。",
                time(*until)
            ),
            None => format!("依頼が多すぎるため、受け付けません（{by}）。"),
        },
        Finding::Refused { by, at } => format!(
            "{} に、このアドレスについての依頼を1件受け付けませんでした（{by}）。{}の依頼が多すぎたためです。",
            time(*at),
            of_whom(*by)
        ),
        Finding::LinkUsedAgain(at) => {
            format!("使用済みのリンクが {} にもう一度開かれました。", time(*at))
        }
        Finding::Undeliverable(since) => format!(
            "{} に、このメールアドレスにはメールが届かないという通知をメールサーバーから受け取りました。\
                 リンクは今後も送信します。届いたリンクが使われると、この表示は消えます。",
            time(*since)
        ),
        Finding::NoLink => "この90日間、このアドレスでのリンクの依頼はありません。".into(),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            reply: None,
            slowed_by: Some(by),
        } => format!(
            "メールの依頼が多いため、リンクの送信を遅らせています（{by}）。送信予定は {} です。",
            time(*due_at)
        ),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            reply: Some(reply),
            ..
        } => format!(
            "メールサーバーがメールを受け付けないため、リンクのメールは送信待ちです（次回 {}）。\
             ご本人のメールアドレスが原因ではありません。直近の応答: {}",
            time(*due_at),
            reply.as_str()
        ),
        Finding::LinkQueued {
            tries: 0, due_at, ..
        } => format!("リンクのメールは {} から送信待ちです。", time(*due_at)),
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
            ..
        } => format!(
            "リンクのメールをまだ送れていません（{tries}回試行、次回 {}）。直近の応答: {}",
            time(*due_at),
            reply.map_or("なし", Reply::as_str)
        ),
        Finding::LinkSent { at, reply } => format!(
            "リンクのメールを {} に送りました。メールサーバーの応答: {}",
            time(*at),
            reply.as_str()
        ),
        Finding::LinkFailed { at, cause, reply } => format!(
            "リンクのメールは{}ため、{} に送信を取りやめました。{}",
            failed_because(*cause),
            time(*at),
            reply.as_str()
        ),
        Finding::LinkBounced { at, reply } => format!(
            "リンクのメールは送信後、{} に不達の通知を受けました: {}",
            time(*at),
            reply.as_str()
        ),
    }
}

const fn failed_because(cause: FailureCause) -> &'static str {
    match cause {
        FailureCause::Rejected => "メールサーバーに拒否された",
        FailureCause::GivenUp => "再試行を続けても送れなかった",
        FailureCause::NoLongerApplies => "送信前に不要になった",
        FailureCause::NotComposed => "作成できなかった",
    }
}

const fn of_whom(by: LimitName) -> &'static str {
    match by {
        LimitName::LinkClient | LimitName::CaseClient => "利用されたネットワーク（事務所など）から",
        LimitName::LinkCompany => "同じ会社のご担当者へ",
        LimitName::LinkSystem | LimitName::CaseSystem => "全体",
        _ => "このアドレスへ",
    }
}
