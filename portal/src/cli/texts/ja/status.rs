use crate::cli::texts::status::StatusTexts;

pub(super) const TEXTS: StatusTexts = StatusTexts {
    about: "設定、鍵、データベース、送信待ちのメール、メールサーバーの状態を表示します",
    note: "いずれかが failed の場合、終了コードは1です。各行は、状態（ok、warning、failed）、対象、内容の順です。",
    answered: |milliseconds| format!("{milliseconds}ミリ秒で応答しました"),
    base_url: |url| format!("{url} で公開する設定です"),
    connects: |place| {
        format!(
            "{place} はサインインと差出人を受け付けます。メールの送信を試すには: genkan mail test アドレス"
        )
    },
    keys: |count| format!("鍵ファイルに{count}個あります"),
    keys_differ: |one, other| {
        format!(
            "{one} と {other} の鍵が異なるため、一方が送ったリンクがもう一方で使えません。genkan.keys を各ノードにコピーし、再起動してください"
        )
    },
    nodes: |count| format!("{count}台が動作中です"),
    no_answer: |place| {
        format!("{place} が応答しません。ホスト名、ポート、ファイアウォールを確認してください")
    },
    no_keys: "鍵ファイルがありません。genkan serve で作成されます（ほかのノードがある場合は、そこからコピーしてください）",
    no_mail_server: "メールサーバーの設定がないため、メールはファイルに書き込みます",
    outbox: |waiting, failed, bounced, since| {
        let counts =
            format!("送信待ち {waiting}件、この1日の送信失敗 {failed}件、不達 {bounced}件");
        match since {
            None => counts,
            Some(since) => format!(
                "{counts}。{since} から送信できないメールがあります。genkan serve とそのログ、genkan outbox list を確認してください"
            ),
        }
    },
};
