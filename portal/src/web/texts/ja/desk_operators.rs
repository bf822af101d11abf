use crate::web::texts::{ActionText, DeskOperators};

pub(super) const TEXTS: DeskOperators = DeskOperators {
    title: "オペレーター",
    address_taken: "このメールアドレスは、ほかのアカウントで使われています。",
    all_companies: "すべての会社",
    change_role: ActionText {
        title: "役割と担当する会社の変更",
        what: |name, address| {
            format!(
                "{name}（{address}）の役割と担当する会社を変更します。ほかのオペレーターが承認すると反映されます。"
            )
        },
        submit: "変更を提案する",
        done: "変更を提案しました。ほかのオペレーターの承認を待っています。",
    },
    companies: "担当する会社",
    companies_hint: "1行に1社ずつ入力してください。空欄の場合はすべての会社になります。",
    company_unknown: "その名前の会社は登録されていません。",
    invalid_name: "名前は1〜200文字で入力してください。",
    invite: "オペレーターの招待",
    invite_note: "初回のパスワードを設定するリンクをメールで送ります。オペレーターは、初回のサインインで2段階認証を設定します。",
    invited: "招待メールを送ります。",
    language: "メールの言語",
    last_administrator: "オペレーターを管理できる最後のオペレーターです。先にほかのオペレーターを招待してください。",
    name_taken: "同じ名前のオペレーターがすでに登録されています。",
    no_reason: "理由を1行、500文字以内で入力してください。",
    no_role: "役割を選択してください。",
    not_done: "変更は行われていません",
    reason: "理由",
    remove: ActionText {
        title: "オペレーターの削除",
        what: |name, address| {
            format!(
                "{name}（{address}）のアカウントを直ちに終了します。パスワード、セッション、2段階認証はすべて無効になります。"
            )
        },
        submit: "削除する",
        done: "オペレーターを削除しました。",
    },
    reset_factor: ActionText {
        title: "2段階認証のリセット",
        what: |name, address| {
            format!(
                "ほかのオペレーターが承認すると、{name}（{address}）はサインアウトし、次回のサインインで2段階認証を設定し直します。"
            )
        },
        submit: "リセットを提案する",
        done: "リセットを提案しました。ほかのオペレーターの承認を待っています。",
    },
};
