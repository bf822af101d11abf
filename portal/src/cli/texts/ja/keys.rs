use crate::cli::texts::keys::KeysTexts;

pub(super) const TEXTS: KeysTexts = KeysTexts {
    about: "リンクとセッションの鍵をローテーションします",
    note: "稼働中のノードは、起動したときの鍵を使い続けます。鍵のファイルが変わるとログに記録されるので、再起動してください。",
    list: "鍵を一覧表示します（タブ区切りで、番号、役割、期限）",
    new: "次の鍵を作成します。この鍵は受け付けるだけで、まだ発行には使いません。ローテーションの前に全ノードへ配るためです",
    rotate: "次の鍵での発行を始めます。前の鍵は、発行済みのものがすべて終了するまで受け付けます",
    missing: |folder| {
        format!(
            "keys-missing: {folder}: 鍵がありません。サービスを使い始めている場合は、設定の data を確認してください。鍵は、最初の genkan serve のときに作成されます。"
        )
    },
    ready: |key| {
        format!(
            "鍵 {key} を用意しました（まだ発行には使いません）。全ノードに genkan.keys をコピーして再起動してから、genkan keys rotate を実行してください。"
        )
    },
    rotated: |current, retired, until| {
        format!(
            "今後は鍵 {current} で発行します。鍵 {retired} で発行済みのリンクは {until} まで有効です。全ノードに genkan.keys をコピーし、2日以内に再起動してください。"
        )
    },
};
