use genkan::onboarding::Link;
use genkan::token::{Decline, ProveAddress, UndoAddress};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn prove(link: &Link<ProveAddress>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、アカウントのメールアドレスを、このアドレスに変更するお申し込みがありました。\n\
             次のページを開いて、変更を確定してください。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        facts.button(link, "変更を確定する"),
        paragraph(format!(
            "このリンクは{}まで使えます。確定するまで、メールアドレスは変更されません。",
            facts.time(link.expires_at)
        )),
        paragraph(
            "お心当たりがない場合は、ほかの方がアドレスを間違えて入力した可能性があります。\
             リンクを開かずに、このメールを破棄してください。",
        ),
    ];
    ("新しいメールアドレスの確認", lines)
}

pub(super) fn requested(decline: &Link<Decline>, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、お使いのアカウントのメールアドレスを、\
             別のアドレスに変更するお申し込みがありました。\n\
             新しいアドレスの確認が済むと、変更されます。それまでは、このアドレスのままです。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        paragraph(
            "ご自身で申し込まれた場合は、新しいアドレスに届いたメールのリンクを開いてください。",
        ),
        paragraph(format!(
            "お心当たりがない場合は、{}までに次のページを開いて、すぐに変更を取りやめてください。",
            facts.time(decline.expires_at)
        )),
        facts.button(decline, "変更を取りやめる"),
        paragraph(
            "そのうえで、こちらからパスワードを設定し直してください。\
             ほかの人に知られているおそれがあります。",
        ),
        Line::link("パスワードを設定する", facts.forgot()),
    ];
    ("メールアドレス変更のお申し込みがありました", lines)
}

pub(super) fn replaced(
    undo: Option<&Link<UndoAddress>>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let mut lines = vec![paragraph(format!(
        "{}です。このアドレスで登録されていたアカウントのメールアドレスを、\
         別のアドレスに変更しました。\n\
         今後、このアドレスではサインインできません。",
        facts.service_name
    ))];
    match undo {
        Some(undo) => lines.extend([
            paragraph("ご自身で変更した場合は、お手続きは必要ありません。"),
            paragraph(format!(
                "お心当たりがない場合は、{}までに次のページを開いて、すぐに変更を元に戻してください。\
                 パスワードを無効にし、設定し直すためのメールをお送りします。",
                facts.time(undo.expires_at)
            )),
            facts.button(undo, "変更を元に戻す"),
            paragraph(format!(
                "期限を過ぎたときは、{} までご連絡ください。",
                facts.support
            )),
        ]),
        None => lines.push(unexpected(facts)),
    }
    ("メールアドレスを変更しました", lines)
}

pub(super) fn welcome(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントのメールアドレスを、このアドレスに変更しました。\n\
             今後は、このアドレスと、これまでのパスワードでサインインしてください。",
            facts.service_name
        )),
        paragraph(
            "安全のため、サインインしていた端末は、すべてサインアウトしました。\n\
             変更前のアドレスにも、お知らせをお送りしました。\
             しばらくの間は、変更前のアドレスから元に戻すことができます。",
        ),
    ];
    ("新しいメールアドレスをお使いいただけます", lines)
}

pub(super) fn restored(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。アカウントのメールアドレスをこのアドレスに変更していましたが、\
             変更前のアドレスから取り消されました。\n\
             今後、このアドレスではサインインできません。",
            facts.service_name
        )),
        unexpected(facts),
    ];
    ("メールアドレスの変更が取り消されました", lines)
}
