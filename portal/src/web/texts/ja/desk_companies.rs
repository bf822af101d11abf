use crate::web::texts::{CompanyActionText, DeskCompanies};

pub(super) const TEXTS: DeskCompanies = DeskCompanies {
    back: "会社のページへ戻る",
    requests: "申し込みの判断",
    decided_by: |managers_act| match managers_act {
        true => "会社の管理者が判断",
        false => "サポート窓口が判断",
    },
    invalid_name: "会社名を1行、200文字以内で入力してください。",
    name_taken: "同じ名前の会社が登録済みです。",
    let_desk_decide: CompanyActionText {
        title: "申し込みをサポート窓口で判断する",
        what: |name| {
            format!(
                "「{name}」のご担当者からの申し込みは、サポート窓口が判断してから実行します。管理者による同僚の申し込みの承認は、これまでどおり先に行われます。メールは送信しません。"
            )
        },
        submit: "サポート窓口で判断する",
        done: "申し込みは、サポート窓口が判断します。",
    },
    let_managers_decide: CompanyActionText {
        title: "申し込みの判断を会社の管理者に任せる",
        what: |name| {
            format!(
                "「{name}」の管理者が申し込み、または承認した変更を、すぐに実行します。ご担当者のメールアドレスの変更と、管理者またはご担当者が一人もいなくなる変更は、これまでどおりサポート窓口が判断します。メールは送信しません。"
            )
        },
        submit: "管理者に任せる",
        done: "申し込みは、会社の管理者が判断します。",
    },
    rename: CompanyActionText {
        title: "会社名を変更する",
        what: |name| {
            format!("「{name}」の名前を、すべてのページで変更します。メールは送信しません。")
        },
        submit: "変更する",
        done: "会社名を変更しました。",
    },
};
