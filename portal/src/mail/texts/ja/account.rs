use genkan::time::Timestamp;

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn registered(expires_at: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。ご担当者として、このメールアドレスを登録しました。\n\
             はじめてサインインする前に、パスワードの設定が必要です。\
             次のページでこのメールアドレスを入力すると、設定用のリンクをメールでお送りします。",
            facts.service_name
        )),
        Line::button("リンクを受け取る", facts.forgot()),
        paragraph(format!(
            "{}までにパスワードが設定されない場合、登録は無効になります。",
            facts.time(expires_at)
        )),
        unexpected(facts),
    ];
    ("ご登録が完了しました", lines)
}

pub(super) fn held(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントを一時停止しました。\n\
             再開するまでは、サインインも、パスワードの設定もできません。\
             再開したときは、メールでお知らせします。",
            facts.service_name
        )),
        paragraph(format!(
            "ご不明な点は、{} までお問い合わせください。",
            facts.support
        )),
    ];
    ("アカウントを一時停止しました", lines)
}

pub(super) fn released(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。一時停止していたアカウントを再開しました。\n\
             パスワードを設定している場合は、そのままサインインできます。",
            facts.service_name
        )),
        paragraph("まだ設定していない場合や、お忘れの場合は、こちらから設定してください。"),
        Line::button("パスワードを設定する", facts.forgot()),
    ];
    ("アカウントを再開しました", lines)
}

pub(super) fn handed_over(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。ご担当者の変更に伴い、別の方に引き継ぎましたので、お使いのアカウントを終了しました。\n\
             今後、このアドレスではサインインできません。これまでにお送りしたリンクも使えません。",
            facts.service_name
        )),
        paragraph(format!(
            "この引き継ぎが誤りの場合は、お手数ですが、サポート窓口（{}）までご連絡ください。",
            facts.support
        )),
    ];
    ("アカウントの引き継ぎが完了しました", lines)
}

pub(super) fn removed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。このメールアドレスの登録を削除しました。\n\
             今後、このアドレスではサインインできません。",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("ご登録を削除しました", lines)
}
