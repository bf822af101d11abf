use crate::cli::texts::operators::OperatorsTexts;

pub(super) const TEXTS: OperatorsTexts = OperatorsTexts {
    about: "サポート窓口のオペレーターを追加・一覧表示・変更・削除します",
    add: "オペレーターを追加し、招待メールを送ります",
    change: "オペレーターの役割と担当する会社を変更します。--by を付けた場合は、承認を待ちます",
    changed: |name| format!("オペレーター「{name}」を変更しました。"),
    list: "オペレーターを一覧表示します（タブ区切りで、名前、役割、会社、アドレス、2段階認証の方法。「*」はすべての会社）",
    remove: "オペレーターを削除します。行った操作は監査ログに残ります",
    address: "招待メールの送り先。オペレーターはこのアドレスで /desk にサインインします",
    reset_factor: "オペレーターの2段階認証をリセットします。次回のサインインで設定し直します。--by を付けた場合は、承認を待ちます",
    companies: "担当する会社（複数回指定できます）。省略時はすべての会社",
    name: "オペレーターの名前",
    role: "役割。administrator はすべての操作、agent は担当者に関する操作、viewer は閲覧のみ",
    added: |name, role, address| {
        format!(
            "オペレーター「{name}」を追加しました（{role}）。{address} に招待メールを送ります。"
        )
    },
    removed: |name| format!("オペレーター「{name}」を削除しました。"),
};
