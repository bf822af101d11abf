use genkan::limit::Throttled;
use genkan::onboarding::{FailureCause, Reply};
use jiff::tz::TimeZone;

use crate::cli::texts::Advice;
use crate::cli::texts::explain::ExplainTexts;
use crate::cli::times::shown;
use crate::service::Finding;

pub(super) const TEXTS: ExplainTexts = ExplainTexts {
    about: "メールが届かない理由を調べます",
    note: "アドレスの登録・利用停止・削除の状態、依頼の制限、最後のリンクに対するメールサーバーの応答と、対処方法を表示します。サイトを見る人にはどれも表示されません。",
    address: "メールアドレス",
    advice,
};

fn advice(finding: &Finding<'_>, address: &str, zone: &TimeZone) -> Advice {
    let time = |time| shown(time, zone);
    let (found, next) = match finding {
        Finding::Unregistered => (
            "登録のないアドレスです。メールは送られません。".into(),
            Some(
                "別のアドレスや入力誤りでないかをご本人に確認します。登録すべき方であれば genkan contacts add で登録します。"
                    .into(),
            ),
        ),
        Finding::Operator => (
            "サポート窓口のオペレーターのアドレスです。担当者としては登録されていません。".into(),
            Some("オペレーターは genkan operators list で確認できます。".into()),
        ),
        Finding::Registered(until) => (
            format!(
                "登録済みで、パスワードは未設定です。登録の期限は {} です。",
                time(*until)
            ),
            None,
        ),
        Finding::Expired(since) => (
            format!(
                "パスワードが設定されないまま、{} に登録の期限が切れました。リンクは送られません。",
                time(*since)
            ),
            Some(format!("genkan contacts renew {address}")),
        ),
        Finding::Active => ("登録済みで、パスワードも設定されています。".into(), None),
        Finding::Held(since) => (
            format!(
                "{} から利用停止中です。リンクは送られません。",
                time(*since)
            ),
            Some(format!(
                "停止の理由が解消していれば: genkan contacts release {address}"
            )),
        ),
        Finding::Removed(at) => (
            format!("{} に削除されました。リンクは送られません。", time(*at)),
            Some("誤って削除した場合は、genkan contacts add で新たに登録します。".into()),
        ),
        Finding::HandedOver { at, to } => (
            format!(
                "{} に {to} へ引き継がれました。このアドレスにリンクは送られません。",
                time(*at)
            ),
            Some("誤って引き継いだ場合は、genkan contacts add で新たに登録します。".into()),
        ),
        Finding::Replaced {
            by,
            undo_until,
            is_held,
        } => (
            match undo_until {
                Some(end) => format!(
                    "このアドレスは {by} に変更されました。リンクは送られません。{} までは、変更をお知らせしたメールから元に戻せます。",
                    time(*end)
                ),
                None => format!("このアドレスは {by} に変更されました。リンクは送られません。"),
            },
            (!is_held).then(|| format!(
                "ご本人に心当たりがない場合は、genkan contacts hold {by} で利用を停止し、だれが変更したかを確認します。"
            )),
        ),
        Finding::Throttled(Throttled { by, until }) => (
            match until {
                Some(until) => format!(
                    "依頼が多すぎるため、{} まで受け付けません（{by}）。",
                    time(*until)
                ),
                None => format!("依頼が多すぎるため、受け付けません（{by}）。"),
            },
            Some(format!(
                "時間をおくか、窓口からリンクを送ります: genkan contacts resend {address}"
            )),
        ),
        Finding::LinkUsedAgain(at) => (
            format!("使用済みのリンクが {} にもう一度開かれました。", time(*at)),
            Some(format!(
                "通常は、ご本人が同じメールをもう一度開いたものです。そうでなければ、ほかの人がメールを読んでいるおそれがあります: genkan contacts hold {address}"
            )),
        ),
        Finding::Undeliverable(since) => (
            format!(
                "{} に、このメールアドレスにはメールが届かないという通知をメールサーバーから受け取りました。\
                 リンクは今後も送信します。届いたリンクが使われると、この表示は消えます。",
                time(*since)
            ),
            Some(
                "メールボックスの有無と空き容量を本人に確認してください。アドレスが変わっている場合は、\
                 新しいアドレスを登録してください"
                    .into(),
            ),
        ),
        Finding::NoLink => (
            "この90日間、このアドレスでのリンクの依頼はありません。".into(),
            Some("入力したアドレスをご本人に確認します。表記が違えば別のアドレスになります。".into()),
        ),
        Finding::LinkQueued {
            tries: 0,
            due_at,
            slowed_by: Some(by),
            ..
        } => (
            format!(
                "メールの依頼が多いため、リンクの送信を遅らせています（{by}）。送信予定は {} です。",
                time(*due_at)
            ),
            Some(format!(
                "お待ちいただくか、窓口からリンクを送ります: genkan contacts resend {address}"
            )),
        ),
        Finding::LinkQueued {
            tries: 0, due_at, ..
        } => (
            format!("リンクのメールは {} から送信待ちです。", time(*due_at)),
            Some("変わらない場合は送信するノードがありません。genkan serve とそのログを確認します。".into()),
        ),
        Finding::LinkQueued {
            tries,
            due_at,
            reply,
            ..
        } => (
            format!(
                "リンクのメールをまだ送れていません（{tries}回試行、次回 {}）。直近の応答: {}",
                time(*due_at),
                reply.map_or("なし", Reply::as_str)
            ),
            Some("原因が解消していれば、genkan outbox list で ID を確認し、genkan outbox retry で再送します。".into()),
        ),
        Finding::LinkSent { at, reply } => (
            format!(
                "リンクのメールを {} に送りました。メールサーバーの応答: {}",
                time(*at),
                reply.as_str()
            ),
            Some(
                "迷惑メールフォルダーと受信設定をご本人に確認していただきます。その先の経路はメールサーバーのログで追えます。"
                    .into(),
            ),
        ),
        Finding::LinkFailed { at, cause, reply } => (
            format!(
                "リンクのメールは{}ため、{} に送信を取りやめました。{}",
                failed_because(*cause),
                time(*at),
                reply.as_str()
            ),
            Some(remedy(*cause, address)),
        ),
        Finding::LinkBounced { at, reply } => (
            format!(
                "リンクのメールは送信後、{} に不達の通知を受けました: {}",
                time(*at),
                reply.as_str()
            ),
            Some(wrong_address(address)),
        ),
    };
    Advice { found, next }
}

const fn failed_because(cause: FailureCause) -> &'static str {
    match cause {
        FailureCause::Rejected => "メールサーバーに拒否された",
        FailureCause::GivenUp => "再試行を続けても送れなかった",
        FailureCause::NoLongerApplies => "送信前に不要になった",
        FailureCause::NotComposed => "作成できなかった",
    }
}

fn remedy(cause: FailureCause, address: &str) -> String {
    match cause {
        FailureCause::Rejected => wrong_address(address),
        FailureCause::NoLongerApplies => {
            format!("現在必要であれば送り直します: genkan contacts resend {address}")
        }
        FailureCause::NotComposed => format!(
            "このアドレス宛てのメールは作成できません。genkan contacts add で正しいアドレスを登録し、こちらを削除します: genkan contacts remove {address}"
        ),
        FailureCause::GivenUp => format!(
            "メールサーバーの問題を解消してから送り直します: genkan contacts resend {address}"
        ),
    }
}

fn wrong_address(address: &str) -> String {
    format!(
        "アドレスが正しいかをご本人に確認します。正しければ、受信できるようになってから送り直します: genkan contacts resend {address} 。誤っていれば、genkan contacts add で正しいアドレスを登録し、こちらを削除します: genkan contacts remove {address}"
    )
}
