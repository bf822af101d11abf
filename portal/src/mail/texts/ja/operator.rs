use genkan::onboarding::Link;
use genkan::token::FirstPassword;

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn invited(link: &Link<FirstPassword>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。サポート窓口のオペレーターとして、このメールアドレスを登録しました。\n\
             次のページを開いて、パスワードを設定してください。",
            facts.service_name
        )),
        facts.button(link, "パスワードを設定する"),
        paragraph(format!(
            "このリンクは{}まで使えます。パスワードを設定すると、使えなくなります。\n\
             期限を過ぎたときは、こちらからもう一度リンクを受け取ってください。",
            facts.time(link.expires_at)
        )),
        Line::link("リンクをもう一度受け取る", facts.forgot()),
        paragraph(
            "設定後は、次のページからサポート窓口にサインインしてください。\
             初回のサインインでは、2段階認証を設定します。\
             パスキーを登録するか、認証アプリの入ったスマートフォンをご用意ください。",
        ),
        Line::link("サポート窓口", facts.desk()),
        unexpected(facts),
    ];
    ("サポート窓口へのご招待", lines)
}

pub(super) fn second_factor_changed(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、サポート窓口のアカウントの2段階認証が変更されたか、\
             リカバリーコードが使われたか、複製の可能性があるパスキーが停止されました。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        paragraph("ご自身で行った場合は、お手続きは必要ありません。"),
        paragraph(format!(
            "お心当たりがない場合は、すぐにほかのオペレーターと {} までお知らせください。",
            facts.support
        )),
    ];
    ("2段階認証が変更されました", lines)
}
