use crate::cli::texts::config::ConfigTexts;

pub(super) const TEXTS: ConfigTexts = ConfigTexts {
    problem: super::config_problems::problem,
    about: "設定を確認し、設定項目を一覧表示します",
    check: "設定と、設定が指定するファイルを確認します",
    check_note: "サーバーには接続しません（接続の確認は genkan status）。間違いと思われる設定は警告として表示します。",
    keys: "設定項目と、それを置き換える環境変数を一覧表示します",
    usable: |url| format!("{url} の設定は使えます。"),
};
