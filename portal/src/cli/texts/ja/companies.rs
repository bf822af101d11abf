use crate::cli::texts::companies::CompaniesTexts;

pub(super) const TEXTS: CompaniesTexts = CompaniesTexts {
    about: "顧客企業の一覧表示、会社名の変更、申し込みの決定者の設定をします",
    list: "会社名を一覧表示します",
    rename: "会社名を変更します",
    requests: "会社の申し込みを誰が決定するかを設定します",
    decided_by: "決定者（managers は会社の管理者がその場で、desk はサポート窓口）",
    name: "現在の会社名",
    new: "新しい会社名",
    renamed: |name, new| format!("会社名を「{name}」から「{new}」に変更しました。"),
    requests_set: |name, managers_act| match managers_act {
        true => format!("「{name}」の申し込みは、会社の管理者が決定します。"),
        false => format!("「{name}」の申し込みは、サポート窓口が決定します。"),
    },
};
