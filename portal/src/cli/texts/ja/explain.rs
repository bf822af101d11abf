use genkan::onboarding::FailureCause;

use crate::cli::texts::explain::ExplainTexts;
use crate::service::Finding;

pub(super) const TEXTS: ExplainTexts = ExplainTexts {
    about: "メールが届かない理由を調べます",
    note: "アドレスの登録・利用停止・削除の状態、依頼の制限、最後のリンクに対するメールサーバーの応答と、対処方法を表示します。サイトを見る人にはどれも表示されません。",
    address: "メールアドレス",
    next,
};

/// Returns what to do about a finding, if anything.
fn next(finding: &Finding<'_>, address: &str) -> Option<String> {
    match finding {
        Finding::Unregistered => Some(
                "別のアドレスや入力誤りでないかをご本人に確認します。登録すべき方であれば genkan contacts add で登録します。"
                    .into(),
            ),
        Finding::Operator => Some("オペレーターは genkan operators list で確認できます。".into()),
        Finding::Registered(_) => None,
        Finding::Expired(_) => Some(format!("genkan contacts renew {address}")),
        Finding::Active => None,
        Finding::Held(_) => Some(format!(
                "停止の理由が解消していれば: genkan contacts release {address}"
            )),
        Finding::Removed(_) => Some("誤って削除した場合は、genkan contacts add で新たに登録します。".into()),
        Finding::HandedOver { .. } => Some("誤って引き継いだ場合は、genkan contacts add で新たに登録します。".into()),
        Finding::Replaced { by, is_held, .. } => (!is_held).then(|| format!(
                "ご本人に心当たりがない場合は、genkan contacts hold {by} で利用を停止し、だれが変更したかを確認します。"
            )),
        Finding::Throttled(_) | Finding::Refused { .. } => Some(format!(
                "時間をおくか、窓口からリンクを送ります: genkan contacts resend {address}"
            )),
        Finding::LinkUsedAgain(_) => Some(format!(
                "通常は、ご本人が同じメールをもう一度開いたものです。そうでなければ、ほかの人がメールを読んでいるおそれがあります: genkan contacts hold {address}"
            )),
        Finding::Undeliverable(_) => Some(
                "メールボックスの有無と空き容量を本人に確認してください。アドレスが変わっている場合は、\
                 新しいアドレスを登録してください"
                    .into(),
            ),
        Finding::NoLink => Some("入力したアドレスをご本人に確認します。表記が違えば別のアドレスになります。".into()),
        Finding::LinkQueued {
            tries: 0,
            reply: None,
            slowed_by: Some(_),
            ..
        } => Some(format!(
                "お待ちいただくか、窓口からリンクを送ります: genkan contacts resend {address}"
            )),
        Finding::LinkQueued {
            tries: 0,
            reply: Some(_),
            ..
        } => Some("genkan mail test アドレス で原因を確認し、解消します。リンクはその後、自動的に送信されます。".into()),
        Finding::LinkQueued { tries: 0, .. } => Some("変わらない場合は送信するノードがありません。genkan serve とそのログを確認します。".into()),
        Finding::LinkQueued { .. } => Some("原因が解消していれば、genkan outbox list で ID を確認し、genkan outbox retry で再送します。".into()),
        Finding::LinkSent { .. } => Some(
                "迷惑メールフォルダーと受信設定をご本人に確認していただきます。その先の経路はメールサーバーのログで追えます。"
                    .into(),
            ),
        Finding::LinkFailed { cause, .. } => Some(remedy(*cause, address)),
        Finding::LinkBounced { .. } => Some(wrong_address(address)),
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
