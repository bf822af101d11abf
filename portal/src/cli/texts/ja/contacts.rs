use genkan::onboarding::State;

use crate::cli::texts::contacts::{Change, ContactsTexts, ImportTexts, LabelTexts};
use crate::passwords::InvalidHash;

pub(super) const TEXTS: ContactsTexts = ContactsTexts {
    about: "担当者を登録・一覧表示・変更します",
    add: "担当者を1人登録します",
    export: "すべての担当者をCSVファイルとして出力します",
    export_note: "表計算ソフトと genkan contacts import で使えます。数式として実行されるおそれのある値や、数値や日付とみなされる値の前には「'」を付け、読み込むときに取り除きます。削除した担当者は含みません。",
    edit: "担当者の名前、会社、言語を修正します",
    hold: "担当者を利用停止にします",
    hold_note: "セッションとリンクは無効になり、サインインもリンクの送信もできなくなります。",
    import: "CSVファイルの担当者を登録します",
    import_note: "列は name と email が必須で、company、language、password_hash は省略できます。順序は問いません。「氏名」「メールアドレス」「会社名」などの列名もそのまま使え、ほかの列名は --map で指定できます。区切りはカンマ、セミコロン、タブ、文字コードは UTF-8、UTF-16、Shift_JIS に対応しています。空の行は読み飛ばします。他のシステムのハッシュ（password_hash）がある担当者は、これまでのパスワードでサインインできます。使える形式は、Argon2・scrypt・PBKDF2 の PHC 文字列、bcrypt、Django と ASP.NET Identity のハッシュです。Firebase のハッシュには、password_salt の列と --firebase も必要です。使えない行が1つでもあれば、何も登録しません。--dry-run で、行ごとの結果を確認できます。登録済みの担当者は、--update を付けない限りそのままです。1,000行ずつ、ファイルの順に登録します。途中で止まった場合、それまでに登録した行はそのまま残り、同じコマンドをもう一度実行すると続きから登録します。",
    list: "担当者を一覧表示します",
    list_note: "アドレス、状態、名前、会社をタブ区切りで出力します。登録の期限が切れた担当者の状態は expired です。",
    manager: "担当者を、同じ会社の申し込みを承認する管理者にします",
    release: "担当者の利用停止を解除します",
    remove: "担当者を削除します。パスワード、セッション、リンクは無効になります",
    renew: "パスワードが未設定の担当者の登録期限を延長し、リンクを送ります",
    renew_note: "genkan contacts resend と同じ操作ですが、パスワードを設定済みの担当者には行いません。",
    replace: "アカウントを別の人に引き継ぎます",
    replace_note: "元のアカウントは終了し、後任の方が登録され、双方に通知メールを送ります。",
    resend: "直近の依頼にかかわらず、リンクを送ります",
    resend_note: "それまでのリンクは無効になります。パスワードが未設定の場合は、期限が切れていても登録期限を延長します。",
    show: "担当者について保存されている内容をすべて表示します",

    address: "担当者のメールアドレス",
    allow_reserved: "以前の利用者がまだ元に戻せるアドレスでも登録します（以後は元に戻せなくなります）",
    company: "顧客企業。未登録の会社名なら登録します",
    dry_run: "行ごとの結果を表示し、何も変更しない",
    email: "メールアドレス",
    encoding: "ファイルの文字コード（自動で判別できない場合）",
    file: "CSVファイル",
    firebase: "ハッシュの移行元となる Firebase プロジェクトの「パスワードのハッシュ パラメータ」のファイル",
    language: "メールの言語",
    manager_off: "管理者から外す",
    map: "項目の列の名前（例: --map email=連絡先）。繰り返し指定できます",
    search: "アドレスか名前がこの文字で始まる担当者、またはこの名前の会社の担当者だけ",
    json_lines: "担当者1人につき1つの JSON オブジェクトを出力する",
    name: "名前",
    new_company: "顧客企業。未登録の会社名なら登録します。\"\" で会社なし",
    notify: "パスワードの設定方法を本人にメールで知らせる",
    successor_address: "後任の方のメールアドレス",
    successor_language: "後任の方へのメールの言語。省略時は変更なし",
    successor_name: "後任の方の名前",
    update: "登録済みの担当者の名前、会社、言語を、ファイルにある内容に更新する",

    changed: |change, address| match change {
        Change::Remove => format!("{address} を削除しました。本人に通知メールを送ります。"),
        Change::Hold => format!("{address} を利用停止にしました。本人に通知メールを送ります。"),
        Change::Release => {
            format!("{address} の利用停止を解除しました。本人に通知メールを送ります。")
        }
        Change::Resend => format!("{address} にリンクのメールを送ります。"),
        Change::Renew => {
            format!("{address} の登録期限を延長しました。リンクのメールを送ります。")
        }
    },
    edited: |address| format!("{address} の登録内容を更新しました。"),
    handed_over: |old, new| {
        format!("{old} から {new} に引き継ぎました。前任の方にも後任の方にも通知メールを送ります。")
    },
    manager_set: |address, is_manager| match is_manager {
        true => format!("{address} を管理者にしました。"),
        false => format!("{address} を管理者から外しました。"),
    },
    registered: |address| format!("{address} を登録しました。"),
    wrong_state: |change, account| {
        let address = &account.address;
        match (change, &account.state) {
            (_, State::Held { .. }) => Some(format!("{address} はすでに利用停止中です。")),
            (Change::Release, _) => Some(format!(
                "{address} は利用停止中ではありません。解除は不要です。"
            )),
            (Change::Renew, _) => Some(format!(
                "{address} はパスワードを設定済みのため、登録期限はありません。リンクを送るには: genkan contacts resend {address}"
            )),
            _ => None,
        }
    },

    import_file: ImportTexts {
        address_repeated: |other| {
            format!(
                "address-repeated: {other}行目と同じメールアドレスです。どちらかの行を削除してください。"
            )
        },
        column_missing: |column, found| {
            format!(
                "column-missing: 「{column}」の列がありません（1行目の内容: {found}）。1行目に列の名前を入力するか、--map 項目=列名 で指定してください。"
            )
        },
        column_repeated: |column| {
            format!("column-repeated: 「{column}」の列が2つあります。片方を削除してください。")
        },
        done: |done| {
            let (registered, known) = (done.count, done.known.len());
            let updated = match done.updated {
                0 => String::new(),
                updated => format!("更新 {updated}件、"),
            };
            match done.reserved.len() + done.operators.len() {
                0 => format!("登録 {registered}件、{updated}登録済み {known}件"),
                reserved => {
                    format!("登録 {registered}件、{updated}登録済み {known}件、未登録 {reserved}件")
                }
            }
        },
        dry_run: |counts| format!("何も変更していません。行の内訳: {counts}"),
        firebase_parameter: |name| {
            format!(
                "firebase-parameter: 「{name}」がないか、正しくありません。プロジェクトの「パスワードのハッシュ パラメータ」をコピーし直してください。"
            )
        },
        guessed_encoding: |encoding| {
            format!(
                "{encoding} のファイルとして読み込みます。文字化けする場合は、--encoding で文字コードを指定してください（例: --encoding windows-1252）。"
            )
        },
        invalid_map: |fields| {
            format!("項目、「=」、列の名前の順に入力してください。項目は {fields} です。")
        },
        invalid_hash: |invalid| {
            match invalid {
            InvalidHash::Unknown => {
                "hash-unknown: この形式のハッシュには対応していません。空欄にすると、担当者はリンクからパスワードを設定できます。"
            }
            InvalidHash::Damaged => {
                "hash-damaged: ハッシュが壊れています。もう一度エクスポートしてください。"
            }
            InvalidHash::TooCostly => {
                "hash-too-costly: このハッシュの照合には数秒以上かかります。空欄にすると、担当者はリンクからパスワードを設定できます。"
            }
        }
        .to_owned()
        },
        known: |address| format!("{address} は登録済みのため、そのままにしました。"),
        known_more: |count| format!("ほか {count}件も登録済みです。"),
        progress: |done, all| format!("{all}行のうち{done}行"),
        stopped: |done, all| {
            format!(
                "{all}行のうち{}行で中断しました（登録 {}件、登録済み {}件）。そこまでの登録は完了しています。同じコマンドをもう一度実行すると、続きから登録します: ",
                done.read(),
                done.count,
                done.known.len()
            )
        },
        more_problems: |code, more| format!("{code}: ほか{more}行"),
        not_decoded: "encoding-unknown: UTF-8、UTF-16、Shift_JIS のいずれとも判別できません。「CSV UTF-8」の形式で保存するか、--encoding で文字コードを指定してください（例: --encoding euc-jp）。",
        nothing_imported: "何も登録していません",
        open_quote: "quote-open: この行の「\"」が閉じられていません。閉じるか、削除してください。",
        empty: "file-empty: ファイルに行がありません。1行目に name,email などの列名を書いてください。",
        workbook: "file-workbook: 表計算ソフトのブック（.xlsx、.xls、.ods など）です。シートを「CSV UTF-8」などのCSV形式で保存してから、そのファイルを指定してください。",
        row: |row, problem| format!("{row}行目: {problem}"),
        salt_without_firebase: "firebase-missing: password_salt の列は Firebase のハッシュ用です。--firebase でプロジェクトのパラメータを指定してください。",
        unknown_encoding: "その文字コードはありません。utf-8、utf-16le、shift_jis、windows-1252 などを入力してください。",
        unused_columns: |names| {
            format!("次の列は使いません: {names}。使う場合は --map で指定してください。")
        },
        wrong_length: |cells, columns| {
            format!(
                "cell-count: 列は{columns}列ですが、この行には{cells}個の値があります。カンマを含む値は「\"」で囲んでください。"
            )
        },
    },

    label: LabelTexts {
        account: "アカウント",
        address: "アドレス",
        company: "会社",
        expires_at: "登録の期限",
        former_address: "以前のアドレス",
        language: "メールの言語",
        link_requested_at: "最後のリンクの依頼",
        link_used_again_at: "使用済みリンクの再使用",
        name: "名前",
        new_address: "変更手続き中のアドレス",
        password: "パスワード",
        registered_at: "登録日時",
        since: "状態が変わった日時",
        state: "状態",
        successor: "引き継ぎ先",
        undeliverable_since: "メール不達の通知",
        is_set: |is_set| if is_set { "設定済み" } else { "未設定" },
        until: |address, until| format!("{address}（{until} まで）"),
    },
};
