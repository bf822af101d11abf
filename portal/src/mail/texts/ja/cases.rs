use genkan::onboarding::Link;
use genkan::time::Timestamp;
use genkan::token::{Confirm, Object};

use super::{Facts, Line, paragraph, unexpected};

pub(super) fn confirm_request(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、同じ会社の方から、ご担当者の変更のお申し込みがありました。\n\
             管理者として、サインインのうえ、次のページで内容を確認し、承認または却下してください。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        Line::button("お申し込みを確認する", facts.contacts()),
        paragraph(
            "承認されるまで、何も変更されません。どなたからも回答がない場合は、サポート窓口で判断します。",
        ),
        unexpected(facts),
    ];
    ("お申し込みの確認のお願い", lines)
}

pub(super) fn request_done(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お申し込みいただいたご担当者の変更は、{}に完了しました。\n\
             ご担当者の一覧とお申し込みの状況は、次のページで確認できます。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        Line::button("お申し込みの状況を見る", facts.contacts()),
        unexpected(facts),
    ];
    ("お申し込みの手続きが完了しました", lines)
}

pub(super) fn request_refused(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お申し込みいただいたご担当者の変更は、{}に却下されました。変更は行われていません。\n\
             理由は、次のページで確認できます。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        Line::button("理由を確認する", facts.contacts()),
        paragraph(format!(
            "ご不明な点は、{} までお問い合わせください。",
            facts.support
        )),
    ];
    ("お申し込みが却下されました", lines)
}

pub(super) fn leaving(on: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。お使いのアカウントは、{}に後任の方へ引き継がれます。\n\
             それ以降は、サインインできません。後任の方は、すでに登録されています。\
             必要な事項の引き継ぎをお願いします。",
            facts.service_name,
            facts.time(on)
        )),
        mistake(facts),
    ];
    ("アカウントの引き継ぎの予定", lines)
}

pub(super) fn succeeding(on: Timestamp, facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。{}に、前任のご担当者から引き継ぎが行われます。前任の方のアカウントは、そのときに終了します。\n\
             まだパスワードを設定していない場合は、それまでに次のページから設定してください。",
            facts.service_name,
            facts.time(on)
        )),
        Line::button("パスワードを設定する", facts.forgot()),
        mistake(facts),
    ];
    ("引き継ぎの予定", lines)
}

pub(super) fn confirm_inquiry(
    link: &Link<Confirm>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。ご登録のない方から、同じ会社の担当者として登録してほしいとのお問い合わせがありました。\n\
             次のページでどなたかを確認し、登録してよいかどうかをご回答ください。",
            facts.service_name
        )),
        facts.button(link, "確認して回答する"),
        paragraph(format!(
            "{}まで回答できます。「はい」と回答すると、その方はすぐに登録されます。\
             確信が持てない場合は、先に直接、または電話でご本人に確認してください。",
            facts.time(link.expires_at)
        )),
        unexpected(facts),
    ];
    ("この方をご存じですか？", lines)
}

pub(super) fn inquiry_refused(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。先日、同じ会社の担当者として登録してよいかどうかをお尋ねした件についてのお知らせです。\n\
             {}に、ほかのご担当者が登録を断りました。その方は登録されていません。ご回答は不要になりました。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        mistake(facts),
    ];
    ("お尋ねした方は登録されませんでした", lines)
}

pub(super) fn takeover_announced(
    link: &Link<Object>,
    facts: &Facts<'_>,
) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。ご登録のない方から、同じ会社の担当者として登録してほしいとのお問い合わせがありました。\
             ご登録のあるどなたとも連絡が取れなかったため、別の方法でご本人を確認し、担当者として登録する予定です。\n\
             退職などで不在となったご担当者がいる場合は、その方のアカウントを同時に終了します。",
            facts.service_name
        )),
        paragraph(format!(
            "同意されない場合は、{}までに次のページを開いて、登録を差し止めてください。\
             どなたの登録かも、そのページで確認できます。期限を過ぎると、登録が行われます。",
            facts.time(link.expires_at)
        )),
        facts.button(link, "内容を確認する・差し止める"),
        paragraph(format!(
            "ご不明な点は、{} までお問い合わせください。",
            facts.support
        )),
    ];
    ("ご担当者が登録される予定です（異議がある場合）", lines)
}

pub(super) fn takeover_stopped(facts: &Facts<'_>) -> (&'static str, Vec<Line>) {
    let lines = vec![
        paragraph(format!(
            "{}です。先日お知らせした、ご担当者の登録の予定についてのお知らせです。\n\
             {}に、登録は取りやめとなりました。その方は登録されておらず、何も変更されていません。",
            facts.service_name,
            facts.time(facts.occurred_at)
        )),
        mistake(facts),
    ];
    ("ご担当者の登録を取りやめました", lines)
}

fn mistake(facts: &Facts<'_>) -> Line {
    paragraph(format!(
        "お心当たりがない場合や、誤りがある場合は、サポート窓口（{}）までご連絡ください。",
        facts.support
    ))
}
