use crate::cli::texts::outbox::OutboxTexts;

pub(super) const TEXTS: OutboxTexts = OutboxTexts {
    about: "届けられなかったメールを一覧表示し、再送します",
    list: "送信待ち、送信失敗、不達のメールを古い順に一覧表示します",
    list_note: "ID、状態、種類、アドレス、試行回数、受付時刻、次の試行または失敗の時刻、原因、直近の応答をタブ区切りで出力します。",
    retry: "メールをすぐに再送し、試行回数を数え直します",
    all_failed: "不要になったものを除く、すべての失敗したメール",
    failed: "再試行されないメールのみ",
    id: "genkan outbox list が表示するメールのID",
    json: "プログラム向けに、1行に1つのJSONで出力",
    invalid_id: "genkan outbox list が表示する32桁の16進数を指定してください",
    not_waiting: "message-not-waiting: 該当するメールがないか、送信済みまたは送信中です。ID は genkan outbox list で確認してください。",
    retried: |count| format!("{count}通を再送します。"),
};
