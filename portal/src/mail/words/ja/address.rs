use genkan::onboarding::write_letter::Link;
use genkan::token::{Decline, ProveAddress, UndoAddress};

use super::{Facts, Line, paragraph, time};

pub(super) fn prove(link: &Link<ProveAddress>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。アカウントのメールアドレスを、このアドレスに変更するお申し込みがありました。\n\
             次のページを開いて、変更を確定してください。",
            facts.service
        )),
        facts.link(link),
        paragraph(format!(
            "このリンクは {} まで有効です。確定するまで、アドレスは変わりません。",
            time(link.expires_at, facts)
        )),
        paragraph("お心当たりがない場合は、何もなさらずこのメールを削除してください。"),
    ];
    ("メールアドレスの確認", lines)
}

pub(super) fn requested(decline: &Link<Decline>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントで、メールアドレスを変更するお申し込みがありました。\n\
             新しいアドレスの確認が済むと変更されます。それまでは、このアドレスのままです。",
            facts.service
        )),
        paragraph(format!(
            "お心当たりがない場合は、すぐに次のページを開いて変更を取りやめてください。\n\
             このページは {} までお使いいただけます。",
            time(decline.expires_at, facts)
        )),
        facts.link(decline),
        paragraph(format!(
            "あわせて、こちらからパスワードを設定し直してください。\
             ほかの人に知られているおそれがあります。\n{}",
            facts.forgot()
        )),
    ];
    ("メールアドレス変更のお申し込み", lines)
}

pub(super) fn replaced(
    undo: Option<&Link<UndoAddress>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![paragraph(format!(
        "{}です。このメールアドレスでご登録のアカウントは、別のアドレスに変更されました。\n\
         今後、このアドレスではサインインできません。",
        facts.service
    ))];
    match undo {
        Some(undo) => lines.extend([
            paragraph(format!(
                "お心当たりがない場合は、すぐに次のページを開いて変更を元に戻してください。\
                 パスワードを無効にし、設定し直すためのメールをお送りします。\n\
                 このページは {} までお使いいただけます。",
                time(undo.expires_at, facts)
            )),
            facts.link(undo),
            paragraph(format!(
                "期限を過ぎたときは、{} までご連絡ください。",
                facts.support
            )),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("メールアドレスが変更されました", lines)
}

pub(super) fn welcome(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントのメールアドレスが、このアドレスに変わりました。\n\
             今後は、このアドレスといままでのパスワードでサインインしてください。",
            facts.service
        )),
        paragraph(
            "念のため、サインインしていたすべての端末からサインアウトしています。\n\
             変更前のアドレスにもお知らせをお送りしました。\
             数日のあいだは、そちらから変更を元に戻すことができます。",
        ),
    ];
    ("新しいメールアドレスをお使いいただけます", lines)
}

pub(super) fn restored(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。アカウントのメールアドレスの変更が、変更前のアドレスから取り消されました。\n\
             今後、このアドレスではサインインできません。",
            facts.service
        )),
        unexpected(facts),
    ];
    ("メールアドレスの変更が取り消されました", lines)
}

fn unexpected(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "お心当たりがない場合は、{} までご連絡ください。",
        facts.support
    ))
}
