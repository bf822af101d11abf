use genkan::token::Timestamp;

use super::{Facts, Line, paragraph, time};

pub(super) fn registered(expires_at: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}にご登録いたしました。はじめてサインインなさる前に、パスワードを設定してください。\n\
             次のページでこのメールアドレスを入力していただくと、設定用のリンクをメールでお送りします。",
            facts.service
        )),
        Line::Link(facts.forgot()),
        paragraph(format!(
            "{} までにパスワードが設定されない場合、ご登録は無効になります。",
            time(expires_at, facts)
        )),
        unexpected(facts),
    ];
    ("ご登録のお知らせ", lines)
}

pub(super) fn held(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントを、一時的に停止しています。\n\
             再開するまで、サインインもパスワードの設定もできません。",
            facts.service
        )),
        paragraph(format!(
            "ご不明な点は、{} までお問い合わせください。",
            facts.support
        )),
    ];
    ("アカウントを一時停止しました", lines)
}

pub(super) fn released(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![paragraph(format!(
        "{}です。停止していたアカウントを、ふたたびお使いいただけるようになりました。\n\
         パスワードをまだ設定なさっていない方や、お忘れの方は、こちらから設定してください。\n{}",
        facts.service,
        facts.forgot()
    ))];
    ("アカウントを再開しました", lines)
}

pub(super) fn removed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。このメールアドレスのご登録を削除いたしました。\n\
             今後、このアドレスではサインインできません。",
            facts.service
        )),
        unexpected(facts),
    ];
    ("ご登録を削除しました", lines)
}

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "お心当たりがない場合は、{} までご連絡ください。",
        facts.support
    ))
}
