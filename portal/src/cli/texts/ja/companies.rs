use crate::cli::texts::companies::CompaniesTexts;

pub(super) const TEXTS: CompaniesTexts = CompaniesTexts {
    about: "顧客企業を一覧表示し、会社名を変更します",
    list: "会社名を一覧表示します",
    rename: "会社名を変更します",
    name: "現在の会社名",
    new: "新しい会社名",
    renamed: |name, new| format!("会社名を「{name}」から「{new}」に変更しました。"),
};
