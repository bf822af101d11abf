use crate::cli::texts::cases::CasesTexts;

pub(super) const TEXTS: CasesTexts = CasesTexts {
    about: "サポート窓口の案件を一覧、表示、処理します",
    invalid_case: "genkan cases list が表示する32桁の16進数を指定してください",
    list: "未完了の案件を期限の早い順に一覧表示します。案件、期限、種類、状態をタブ区切りで出力します",
    show: "案件の内容と経過（いつ、何を、誰が、記入内容）を表示します",
    ask: "問い合わせの確認を、登録済みの担当者にメールで依頼します",
    skip: "確認を依頼できる担当者がいないことを記録します",
    proof: "担当者が確認できなかった問い合わせに、証拠を記録します",
    propose: "1人では実行できない処理を、別のオペレーターに提案します",
    approve: "別のオペレーターの提案を承認し、実行します",
    carry_out: "申し込みの内容を実行します",
    refuse: "申し込みを却下します。申込者に通知メールを送ります",
    close: "問い合わせ、不具合の連絡、提案を終了します",

    case: "案件（genkan cases list に表示されるもの）",
    company: "問い合わせの対象の会社",
    contacts: "担当者のメールアドレス（5件まで）",
    kind: "確認したもの（ドメインの管理、書類、登録済みの番号への電話）",
    matter: "この種類の案件だけを表示します",
    reason: "案件の記録に残す内容",
    replaces: "退職などで不在となった担当者。アカウントを終了します",

    done: |case| format!("完了しました。案件を確認するには: genkan cases show {case}"),
    invalid_note: |longest| format!("invalid-note: 1文字以上{longest}文字以内で入力してください。"),
    proposed: |case| {
        format!(
            "提案しました。別のオペレーターが承認します: genkan cases approve {case} --by OPERATOR"
        )
    },
};
