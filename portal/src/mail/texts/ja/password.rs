use genkan::onboarding::Link;
use genkan::token::{Decline, Disown, FirstPassword, Purpose, Reset};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn first(
    link: &Link<FirstPassword>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let [until_text, until_link] = until(link, facts);
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、パスワード設定のご依頼を受け付けました。\n\
             次のページを開いて、パスワードを設定してください。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        facts.button(link, "パスワードを設定する"),
        until_text,
        until_link,
        paragraph(
            "ご依頼にお心当たりがない場合は、このメールを破棄してください。\
             そのままでも、パスワードが設定されることはありません。\n\
             リンクをすぐに無効にしたいときは、次のページからお手続きください。",
        ),
        facts.link(decline, "リンクを無効にする"),
    ];
    ("パスワードの設定", lines)
}

pub(super) fn reset(
    link: &Link<Reset>,
    decline: &Link<Decline>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let [until_text, until_link] = until(link, facts);
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、パスワード再設定のご依頼を受け付けました。\n\
             次のページを開いて、新しいパスワードを設定してください。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        facts.button(link, "新しいパスワードを設定する"),
        until_text,
        until_link,
        paragraph(
            "ご依頼にお心当たりがない場合は、このメールを破棄してください。\
             現在のパスワードは、そのままお使いいただけます。\n\
             リンクをすぐに無効にしたいときは、次のページからお手続きください。",
        ),
        facts.link(decline, "リンクを無効にする"),
    ];
    ("パスワードの再設定", lines)
}

pub(super) fn changed(
    disown: Option<&Link<Disown>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![
        paragraph(format!(
            "{}です。{}に、お使いのアカウントのパスワードが設定されました。\n\
             安全のため、サインインしていたほかの端末は、すべてサインアウトしました。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        paragraph("ご自身で設定した場合は、お手続きは必要ありません。"),
    ];
    match disown {
        Some(disown) => lines.extend([
            paragraph(format!(
                "お心当たりがない場合は、{}までに次のページを開いて、すぐにお手続きください。\
                 設定されたパスワードを無効にし、設定し直すためのメールをお送りします。",
                facts.time(disown.expires_at)
            )),
            facts.button(disown, "パスワードを無効にする"),
            paragraph(format!(
                "あわせて、{} までお知らせください。",
                facts.support
            )),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("パスワードが設定されました", lines)
}

fn until<P: Purpose>(link: &Link<P>, facts: &Facts<'_>) -> [Line; 2] {
    let text = format!(
        "このリンクは{}まで使えます。パスワードを設定すると、使えなくなります。\n\
         期限を過ぎたときは、こちらからもう一度リンクを受け取ってください。",
        facts.time(link.expires_at)
    );
    [
        paragraph(text),
        Line::link("リンクをもう一度受け取る", facts.forgot()),
    ]
}
