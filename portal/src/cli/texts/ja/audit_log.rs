use genkan::audit_log::Why;

use crate::cli::texts::audit_log::AuditLogTexts;

pub(super) const TEXTS: AuditLogTexts = AuditLogTexts {
    about: "監査ログを検証・一覧表示・出力します",
    export: "すべての記録を、個人情報を含まない1行に1つのJSONで出力します",
    list: "記録を一覧表示します",
    list_note: "番号、時刻、操作、対象、操作者、理由をタブ区切りで出力します。名前、アドレス、理由は、保存されているものを表示します。",
    verify: "書き換え、削除、挿入、移動された記録がないかを検証します",
    verify_note: "終了コードは、異常がなければ0、あれば1です。",
    after: "この番号より後の記録のみ",
    head: "前回の検証で表示された値。そこまでのログが変わっておらず、末尾が切り取られていないことも確認します",
    invalid_head: "genkan audit-log verify が表示した値（番号、コロン、64桁の16進数）を指定してください",
    broken: |entry, code, why| format!("audit-log-broken: {entry}件目: {code}: {why}"),
    reason_erased: "（理由は消去済み）",
    valid: |head| {
        format!(
            "監査ログに異常はありません（{}件）。\n\
             次回の検証用に、この値を別の場所に保管してください: {head}",
            head.seq
        )
    },
    why: |why| {
        match why {
            Why::Missing => "ここにあるはずの記録がありません（削除、移動、または挿入）。",
            Why::Detached => "直前の記録とつながっていません。どちらかが差し替えられています。",
            Why::Edited => "内容またはハッシュが書き換えられています。",
            Why::CutOff => "保管した値では続きがあったはずですが、ログがここで切れています。",
            Why::Rewritten => "保管した値と一致しません。ログが書き直されています。",
            _ => "この記録は正しくありません。",
        }
        .into()
    },
};
