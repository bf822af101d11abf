use genkan::policy::conformity::Conformity;
use genkan::policy::lint::Severity;

use crate::cli::texts::policy::PolicyTexts;

pub(super) const TEXTS: PolicyTexts = PolicyTexts {
    about: "ポリシーを表示・照合・出力・点検します",
    audit: "ポリシーを NIST SP 800-63B-4 および OWASP ASVS 5.0 と照合します",
    audit_note: "結果にかかわらず、終了コードは0です。理由があって標準と異なるポリシーもあるためです。",
    export: "ポリシーを passwordrules、HTML、JSON Schema の形式で出力します",
    export_note: "その形式で表せない規則は、標準エラー出力に表示します。",
    lint: "利用者を締め出してしまう規則を探します",
    lint_note: "終了コードは、締め出される利用者がいれば1、いなければ0です。",
    presets: "プリセットの名前を一覧表示します",
    show: "ポリシーの要件を表示します",

    blocklist: "使用禁止リスト。ポリシーでの名前とファイルを指定します（複数回指定できます）。内蔵のリストの名前は common",
    breached: "漏えいしたパスワードの SHA-1 ハッシュのリスト",
    config: "ポータルの設定ファイル（そのポリシーとリストを使います。デモでは名称と [brand] も使います）",
    email: "この人がパスワードを設定できるかを確認するメールアドレス",
    file: "ポリシーのファイル。拡張子が .toml ならTOML、それ以外はJSON",
    form: "形式",
    form_html: "HTMLのinput要素の属性",
    form_json_schema: "JSON Schema または OpenAPI 3.1 の文字列",
    form_passwordrules: "パスワードマネージャー向けのAppleの形式",
    form_text: "1行に1文の文章",
    preset: "プリセットの名前。省略時は support_center",
    invalid_blocklist: "名前とファイルを、\"words=words.gbl\" のように指定してください",

    conformity: |conformity| match conformity {
        Conformity::Met => "適合",
        Conformity::NotMet => "不適合",
        _ => "ポリシー外",
    },
    no_findings: "問題は見つかりませんでした。",
    not_carried: "この形式では（すべては）表せない規則",
    severity: |severity| match severity {
        Severity::Error => "エラー",
        Severity::Warning => "警告",
        _ => "参考",
    },
    one_operator: "サポート窓口：1人のオペレーターだけで決定できます（cases.approvals = 1）。メールを受信できない\
                   担当者のアドレスの変更や二段階認証の再設定を、ほかのオペレーターは確認しません。\
                   オペレーターが2人以上いる場合は、cases.approvals = 2 にしてください。",
    passwords_expire: "パスワードには使用期限があります（passwords.max_age_days）。定期的な変更は弱い\
                       パスワードにつながるため、NIST SP 800-63B-4の3.1.1.2は禁じています。PCI DSS 4.0.1の\
                       8.3.9は、パスワードだけで認証する場合に求めています。",
    sum: |met, not_met| match not_met {
        0 => format!("ポリシーに関わる{met}項目すべてに適合しています。"),
        _ => format!(
            "このポリシーは現在の標準を満たしていません。{not_met}項目が不適合です（適合は{met}項目）。"
        ),
    },
};
