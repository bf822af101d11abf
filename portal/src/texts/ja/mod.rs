//! Japanese.

use super::{CaseLabels, Texts};

pub(super) const TEXTS: Texts = Texts {
    service_name: "サポートセンター",
    date: |time, zone| {
        let zone = if zone == "JST" { "日本時間" } else { zone };
        format!("{}（{zone}）", time.strftime("%Y年%-m月%-d日 %H:%M"))
    },
    day: |day| day.strftime("%Y年%-m月%-d日").to_string(),
    case: CaseLabels {
        case: "案件",
        change: "申し込み内容",
        closed: "終了日時",
        company: "会社",
        company_name: "入力された会社名",
        contact: "担当者",
        date: "引き継ぎ日",
        due: "期限",
        explanation: "連絡時の状況",
        matter: "種類",
        opened: "受付日時",
        operator: "オペレーター",
        person: "入力内容",
        proof: "証拠",
        proposal: "提案",
        replaced: "終了するアカウント",
        requester: "申込者",
        state: "状態",
        trouble: "不具合",
        until: "異議の受付期限",
    },
};
