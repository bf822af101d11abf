use std::io::ErrorKind;

use crate::cli::texts::portal::{DemoTexts, ServeTexts};

pub(super) const DEMO: DemoTexts = DemoTexts {
    about: "このマシンで一通りの流れを試します（メールはページに表示されます）",
    contact: "追加する担当者（複数回指定できます）",
    data: "データを置くフォルダー。省略時は、終了時に削除される一時フォルダー",
    listen: "待ち受けるIPアドレスとポート",
    invalid_contact: "名前とアドレスを、\"太郎:taro@example.com\" のように指定してください",
    no_folder: |error| {
        format!(
            "一時フォルダーを作成できません（{error}）。--data でフォルダーを指定してください。"
        )
    },
    label_config: "設定ファイル",
    label_mailbox: "メール",
    label_open: "開く",
    label_registered: "登録済み",
    what_to_do: "「パスワードをお忘れですか？」から、登録済みのアドレスを入力してください。Ctrl+C で終わります。",
};

pub(super) const SERVE: ServeTexts = ServeTexts {
    about: "ポータルを起動します",
    cannot_listen: |address, error| {
        let remedy = match error.kind() {
            ErrorKind::AddrNotAvailable => {
                "このマシンのアドレス、またはすべてを表す 0.0.0.0 を指定してください。"
            }
            ErrorKind::PermissionDenied => {
                "1024以上のポートを指定するか、プログラムに使用を許可してください（CAP_NET_BIND_SERVICE）。"
            }
            _ => "別のポートを指定してください。",
        };
        format!("{address} で待ち受けできません（{error}）。{remedy}")
    },
    log: "ログの形式（text は人向けの行、json はプログラム向け）",
};
