//! Japanese.

use genkan::token::Timestamp;

use super::{Facts, Line, Words};
use crate::mail::Content;

pub(super) fn words(content: &Content, facts: &Facts<'_>) -> Words {
    let Facts {
        service,
        support,
        forgot,
        ..
    } = facts;
    let mut lines = vec![Line::Paragraph(format!("{} 様", facts.name))];
    let subject = match content {
        Content::FirstPassword { url, expires_at } => {
            lines.extend([
                Line::Paragraph(format!(
                    "{service}です。このメールアドレスで、パスワード設定のお申し込みがありました。\n\
                     次のページを開いて、はじめてお使いになるパスワードを設定してください。"
                )),
                Line::Link(url.to_string()),
                Line::Paragraph(format!(
                    "このリンクは {} まで有効で、パスワードを設定すると使えなくなります。\n\
                     期限を過ぎたときは、こちらからもう一度お申し込みください。\n{forgot}",
                    time(*expires_at, facts)
                )),
                Line::Paragraph(
                    "お心当たりがない場合は、何もなさらずこのメールを削除してください。\
                     パスワードが設定されることはありません。"
                        .into(),
                ),
            ]);
            format!("【{service}】パスワードの設定")
        }
        Content::Reset { url, expires_at } => {
            lines.extend([
                Line::Paragraph(format!(
                    "{service}です。このメールアドレスで、パスワード再設定のお申し込みがありました。\n\
                     次のページを開いて、新しいパスワードを設定してください。"
                )),
                Line::Link(url.to_string()),
                Line::Paragraph(format!(
                    "このリンクは {} まで有効で、パスワードを設定すると使えなくなります。\n\
                     期限を過ぎたときは、こちらからもう一度お申し込みください。\n{forgot}",
                    time(*expires_at, facts)
                )),
                Line::Paragraph(
                    "お心当たりがない場合は、何もなさらずこのメールを削除してください。\
                     いまのパスワードはそのままお使いいただけます。"
                        .into(),
                ),
            ]);
            format!("【{service}】パスワードの再設定")
        }
        Content::PasswordChanged => {
            lines.extend([
                Line::Paragraph(format!(
                    "{service}です。お使いのアカウントのパスワードが設定されました。\n\
                     念のため、サインインしていたすべての端末からサインアウトしています。"
                )),
                Line::Paragraph(format!(
                    "お心当たりがない場合は、すぐにこちらからパスワードを設定し直し、\
                     {support} までお知らせください。\n{forgot}"
                )),
            ]);
            format!("【{service}】パスワードが設定されました")
        }
    };
    lines.push(Line::Signature(format!("{service}\n{support}")));
    Words { subject, lines }
}

fn time(time: Timestamp, facts: &Facts<'_>) -> String {
    super::time(time, facts.zone, "%Y年%-m月%-d日 %H:%M（%Z）")
}
