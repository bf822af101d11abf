use genkan::onboarding::write_letter::Link;
use genkan::token::{Decline, Disown, FirstPassword, Purpose, Reset};

use super::{Facts, Line, paragraph, time};

pub(super) fn first(
    link: &Link<FirstPassword>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。このメールアドレスで、パスワード設定のお申し込みがありました。\n\
             次のページを開いて、はじめてお使いになるパスワードを設定してください。",
            facts.service
        )),
        facts.link(link),
        until(link, facts),
        paragraph(
            "お心当たりがない場合は、何もなさらずこのメールを削除してください。\
             パスワードが設定されることはありません。\n\
             リンクをすぐに使えなくしたいときは、次のページからお手続きください。",
        ),
        facts.link(decline),
    ];
    ("パスワードの設定", lines)
}

pub(super) fn reset(
    link: &Link<Reset>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。このメールアドレスで、パスワード再設定のお申し込みがありました。\n\
             次のページを開いて、新しいパスワードを設定してください。",
            facts.service
        )),
        facts.link(link),
        until(link, facts),
        paragraph(
            "お心当たりがない場合は、何もなさらずこのメールを削除してください。\
             いまのパスワードはそのままお使いいただけます。\n\
             リンクをすぐに使えなくしたいときは、次のページからお手続きください。",
        ),
        facts.link(decline),
    ];
    ("パスワードの再設定", lines)
}

pub(super) fn changed(disown: &Link<Disown>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントのパスワードが設定されました。\n\
             念のため、サインインしていたすべての端末からサインアウトしています。",
            facts.service
        )),
        paragraph(format!(
            "お心当たりがない場合は、すぐに次のページを開いてお手続きください。\
             設定されたパスワードを無効にし、設定し直すためのメールをお送りします。\n\
             このページは {} までお使いいただけます。",
            time(disown.expires_at, facts)
        )),
        facts.link(disown),
        paragraph(format!("あわせて {} までお知らせください。", facts.support)),
    ];
    ("パスワードが設定されました", lines)
}

fn until<P: Purpose>(link: &Link<P>, facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "このリンクは {} まで有効で、パスワードを設定すると使えなくなります。\n\
         期限を過ぎたときは、こちらからもう一度お申し込みください。\n{}",
        time(link.expires_at, facts),
        facts.forgot()
    ))
}
