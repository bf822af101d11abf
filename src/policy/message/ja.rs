/// Japanese.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (
        "requirement.size",
        "{max}バイト以内（半角なら{max}文字まで）",
    ),
    (
        "requirement.characters",
        "タブや改行などの制御文字を含まない",
    ),
    ("requirement.length", "{min}文字以上"),
    (
        "requirement.kinds",
        "英小文字（a-z）、英大文字（A-Z）、数字（0-9）、特殊文字（{special}）の4種類のうち、{required}種類以上を使う",
    ),
    (
        "requirement.local-part",
        "メールアドレスの@より前の部分を含まない（「.」や「-」で区切った{min_piece}文字以上の一部も不可）",
    ),
    (
        "violation.too-long",
        "長すぎます。{max}バイト以内にしてください（いまは{actual}バイト）。",
    ),
    (
        "violation.forbidden-character",
        "タブや改行などの制御文字は使えません（{count}個含まれています）。",
    ),
    (
        "violation.too-short",
        "{min}文字以上にしてください。あと{more}文字です。",
    ),
    (
        "violation.too-few-kinds",
        "文字の種類が足りません。{missing}から、あと{more}種類を加えてください。",
    ),
    (
        "violation.contains-local-part",
        "メールアドレスの@より前の部分が含まれています。別の文字にしてください。",
    ),
    (
        "hint.uncounted-character",
        "どの種類にも数えない文字が{count}文字あります（長さには数えます）。",
    ),
    (
        "hint.uncounted-character.named",
        "「{character}」はここでは特殊文字に数えません（長さには数えます）。",
    ),
    (
        "hint.full-width",
        "全角の英数字・記号が{count}文字あります。全角は文字の種類に数えません。半角で入力してください。",
    ),
    (
        "hint.edge-space",
        "先頭または末尾に空白があります。空白もパスワードの一部になります。",
    ),
    ("kind.lower", "英小文字"),
    ("kind.upper", "英大文字"),
    ("kind.digit", "数字"),
    ("kind.special", "特殊文字"),
    ("status.met", "満たしています"),
    ("status.unmet", "満たしていません"),
    ("status.not-applicable", "対象外"),
    ("list.separator", "、"),
    ("list.last", "、"),
];
