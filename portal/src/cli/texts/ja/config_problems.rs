//! What is wrong with a configuration, in Japanese. The configuration has no
//! language when it is read: the log of a service is in English.

/// Translates a problem. Keys, values and codes stay as they are.
pub(super) fn problem(text: &str) -> String {
    WORDS
        .iter()
        .fold(text.to_owned(), |text, (en, ja)| text.replace(en, ja))
}

/// The parts of sentences between keys and values. A longer one stands before one
/// that it contains.
const WORDS: [(&str, &str); 109] = [
    // The file, and its syntax.
    (
        "there is no configuration; name a file with --config or GENKAN_CONFIG, or set variables such as GENKAN_BASE_URL",
        "設定がありません。--config または環境変数 GENKAN_CONFIG でファイルを指定するか、GENKAN_BASE_URL などの環境変数を設定してください",
    ),
    ("cannot be read (", "読み取れません ("),
    (
        "; name a file with --config",
        "。--config でファイルを指定してください",
    ),
    ("; save it as UTF-8", "。UTF-8で保存してください"),
    ("environment: ", "環境変数: "),
    (
        "a key is missing, which must be there:",
        "必要な項目がありません:",
    ),
    ("there is no such key:", "この項目はありません:"),
    (
        "key with no value, expected `=`",
        "「項目 = 値」の形で書いてください",
    ),
    (", expected one of ", "。使える項目: "),
    ("invalid type: integer ", "値の種類が違います: 整数 "),
    ("invalid type: floating point ", "値の種類が違います: 小数 "),
    ("invalid type: boolean ", "値の種類が違います: 真偽値 "),
    ("invalid type: string ", "値の種類が違います: 文字列 "),
    ("invalid type: ", "値の種類が違います: "),
    ("invalid value: integer ", "値が正しくありません: 整数 "),
    ("invalid value: ", "値が正しくありません: "),
    (
        ", expected a whole number from 0 to 255",
        "。0から255までの整数を指定してください",
    ),
    (
        ", expected a whole number from 0 to 65535",
        "。0から65535までの整数を指定してください",
    ),
    (", expected a whole number", "。整数を指定してください"),
    (
        ", expected a string",
        "。引用符で囲んだ文字列を指定してください",
    ),
    ("unknown variant ", "指定できない値です: "),
    (", expected ", "。指定できる値: "),
    (
        "a text must be in quotation marks",
        "文字列は引用符で囲んでください",
    ),
    (
        "burst is at least 1, seconds are at least 1 and at most 86400",
        "burst は1以上、seconds は1以上86400以下にしてください",
    ),
    (" must hold", " となるようにしてください"),
    (
        "at least 1 and at most 5 guesses of a known browser are possible",
        "利用したことのあるブラウザーからの試行は1回以上5回以下にしてください",
    ),
    ("duplicate key", "同じ項目が2回書かれています"),
    (
        "; write a value as in the file",
        "。設定ファイルと同じ形で値を書いてください",
    ),
    (
        ": the value is not UTF-8; write it again",
        ": 値がUTF-8ではありません。設定し直してください",
    ),
    (
        ": the file has another value in its place",
        ": ファイルの同じ場所に別の値があります",
    ),
    // Common endings.
    (
        " are both there; give one of them",
        " の両方が指定されています。どちらか一方にしてください",
    ),
    (
        " are both there; give one",
        " の両方が指定されています。どちらか一方にしてください",
    ),
    (
        " is out of range; at least 1, at most 30 days",
        " は範囲外です。1以上、30日以内にしてください",
    ),
    (
        " is out of range; write 1 to 3650",
        " は範囲外です。1から3650の値にしてください",
    ),
    (
        " is out of range; write 1 to 30",
        " は範囲外です。1から30の値にしてください",
    ),
    (
        " is out of range; write 2, or 1 for a support desk with a single operator",
        " は範囲外です。2、またはオペレーターが1人の窓口では1にしてください",
    ),
    (
        " is not an email address; write one such as ",
        " はメールアドレスではありません。正しい例: ",
    ),
    (
        " has a character outside ASCII before the @; write one such as ",
        " の「@」の前に半角英数字以外の文字があります。正しい例: ",
    ),
    (
        " is more than one line; write one",
        " は複数行です。1行で書いてください",
    ),
    (
        " is not an address and port; write one such as ",
        " はIPアドレスとポートではありません。正しい例: ",
    ),
    (
        " is unknown; write one such as ",
        " はありません。正しい例: ",
    ),
    // The site.
    (
        "; write the address that people type, such as \"https://support.example.com/\" or \"https://example.com/support/\"",
        "。利用者が入力するアドレスを \"https://support.example.com/\" や \"https://example.com/support/\" のように書いてください",
    ),
    (
        " is not the address of a site",
        " はサイトのアドレスではありません",
    ),
    (
        " is not the address of a machine",
        " はマシンのアドレスではありません",
    ),
    (
        " has other characters than a-z, A-Z, 0-9, \"-\", \"_\", \".\" and \"~\"",
        " に a-z、A-Z、0-9、「-」「_」「.」「~」以外の文字があります",
    ),
    ("base_url: the path of ", "base_url: パス "),
    (
        " would carry passwords unprotected; use https",
        " ではパスワードが保護されません。https にしてください",
    ),
    (
        "the number is missing: base_url is https, so a proxy is in front of the portal; write above the first [table] how many proxies in a row add their client's address to X-Forwarded-For, such as trusted_proxies = 1; write 0 if none does, and all visitors count as one client",
        "数の指定がありません。base_url が https のため、ポータルの前にプロキシがあります。接続元のアドレスを X-Forwarded-For に追記するプロキシの段数を、最初の [表] より前に trusted_proxies = 1 のように書いてください。追記するプロキシがない場合は0にします（全員が1つの接続元として数えられます）",
    ),
    (
        " is not a valid name; write 1 to 64 of a-z, 0-9 and \"-\", such as ",
        " は使えない名前です。a-z、0-9、「-」の1〜64文字で書いてください。例: ",
    ),
    (
        " is not a name; write one line, or leave the key out",
        " は名前になりません。1行で書くか、この項目を削除してください",
    ),
    ("names: there is no ", "names: 次の言語がありません: "),
    (
        "; add it, or write name for the languages without one",
        "。追加するか、ほかの言語に使う name を書いてください",
    ),
    // The database.
    (
        ": there is no database; add it",
        ": database がありません。追加してください",
    ),
    (
        ": database has a password, too; remove one",
        ": database にもパスワードがあります。どちらか一方にしてください",
    ),
    (
        " is too few; write 3 or more: pages, emails and limits need one each",
        " では足りません。ページ、メール、回数制限に1つずつ必要なため、3以上にしてください",
    ),
    (
        "not a PostgreSQL URL; write \"postgres://USER:PASSWORD@HOST:5432/NAME\", with %XX for special characters in the password",
        "PostgreSQLのURLではありません。\"postgres://ユーザー:パスワード@ホスト:5432/名前\" と書き、パスワードの記号は %XX の形にしてください",
    ),
    (
        " after the \"?\" is unknown; remove it, or see the list in PostgreSQL's manual",
        " 番目のパラメーターは使えません。削除するか、PostgreSQLのマニュアルの一覧を確認してください",
    ),
    ("database: parameter ", "database: 「?」の後の "),
    (
        "its value cannot be used; see PostgreSQL's manual",
        "値が正しくありません。PostgreSQLのマニュアルを確認してください",
    ),
    (
        "it is not supported; remove it",
        "対応していません。削除してください",
    ),
    (
        "a pooler is recognised without it; remove it",
        "プーラーは自動的に認識されます。削除してください",
    ),
    (
        "write database_connections instead, and remove it",
        "削除して、代わりに database_connections を指定してください",
    ),
    (
        "a setting of the session is written as options=-c%20search_path%3DNAME",
        "セッションの設定は options=-c%20search_path%3D名前 の形で書いてください",
    ),
    (
        "it is of another program; write sslmode, as for psql",
        "別のプログラムのパラメーターです。psql と同じく sslmode を指定してください",
    ),
    (
        "write disable, allow, prefer, require, verify-ca or verify-full",
        "disable、allow、prefer、require、verify-ca、verify-full のいずれかにしてください",
    ),
    // Emails.
    (
        "bounces.address is the envelope sender; remove one",
        "bounces.address がエンベロープの差出人になります。どちらか一方にしてください",
    ),
    (
        ": no report can arrive; write maildir, lmtp or webhook_secret_file",
        ": 通知を受け取れません。maildir、lmtp、webhook_secret_file のいずれかを指定してください",
    ),
    (
        " can be reached from other machines; write a loopback address such as \"127.0.0.1:2424\", or ",
        " にはほかのマシンから接続できます。\"127.0.0.1:2424\" のようなループバックアドレスにしてください。または: ",
    ),
    (
        "bounces.address: write at most ",
        "bounces.address: 「@」の前は最大文字数",
    ),
    (
        " of A-Z, a-z, 0-9, \".\", \"_\" and \"-\" before the @: \"+\" and 42 letters and digits are added",
        " 文字の A-Z、a-z、0-9、「.」「_」「-」にしてください（「+」と英数字42文字が追加されます）",
    ),
    (
        ": the password is missing; write password_file, or [mail.smtp.oauth] for Microsoft 365 and Google",
        ": パスワードがありません。password_file、またはMicrosoft 365とGoogleでは [mail.smtp.oauth] を指定してください",
    ),
    (
        ": the name to sign in with is missing; add it",
        ": サインインするユーザー名がありません。追加してください",
    ),
    (
        ": a password needs a protected connection; write \"starttls\" or \"tls\"",
        ": パスワードには保護された接続が必要です。\"starttls\" または \"tls\" にしてください",
    ),
    (
        "mail.smtp.timeout_seconds: write 1 to 600",
        "mail.smtp.timeout_seconds: 1から600の値にしてください",
    ),
    (
        "mail.smtp.connections: write 1 to 32",
        "mail.smtp.connections: 1から32の値にしてください",
    ),
    (
        ": write a full name such as \"support.example.com\", or an address such as \"[192.0.2.1]\"",
        ": \"support.example.com\" のような完全な名前、または \"[192.0.2.1]\" のようなアドレスを書いてください",
    ),
    (
        " is not the name of a host; write one such as \"mail.example.com\", and the port as mail.smtp.port",
        " はホスト名ではありません。\"mail.example.com\" のように書き、ポートは mail.smtp.port に指定してください",
    ),
    (
        ": the address of the authorization server is missing; for Microsoft 365 write ",
        ": 認可サーバーのアドレスがありません。Microsoft 365の場合: ",
    ),
    (
        ": the secret is missing; write client_secret_file",
        ": シークレットがありません。client_secret_file を指定してください",
    ),
    (
        ": write what the token is for; for Google ",
        ": トークンの用途（スコープ）を指定してください。Googleの場合: ",
    ),
    (
        ": write client_id with client_secret_file, or service_account_file, and not both",
        ": client_id と client_secret_file、または service_account_file のどちらか一方を指定してください",
    ),
    (" is not an https URL", " はhttpsのURLではありません"),
    // Limits.
    (": one link in ", ": "),
    (
        " seconds is slower than a link's lifetime of ",
        " 秒に1通では、リンクの有効期間の ",
    ),
    (
        " seconds: an owner could be left without one; allow more, such as ",
        " 秒より遅く、本人が有効なリンクを持てないことがあります。回数を増やすか（例: ",
    ),
    (
        ", or extend the lifetime under [links]",
        "）、[links] の有効期間を延ばしてください",
    ),
    // The brand.
    (
        ": write brand.accent, too",
        ": brand.accent も指定してください",
    ),
    (
        " is not a colour; write one such as ",
        " は色ではありません。正しい例: ",
    ),
    (" has a contrast of only ", " と背景とのコントラスト比は "),
    (
        " with the page, so many people cannot read links; at least ",
        " しかなく、リンクを読めない方が多くいます。必要な値: ",
    ),
    (
        " is needed (WCAG 2.2, 1.4.3). ",
        " 以上（WCAG 2.2、1.4.3）。足りる色の例: ",
    ),
    (" has enough", ""),
    (
        ", and every page loads it; at most ",
        " あります。どのページでも読み込まれるため、上限は ",
    ),
    (" KB are accepted", " KBです"),
    (
        " is not an SVG, PNG, JPEG, WebP or ICO image",
        " はSVG、PNG、JPEG、WebP、ICOの画像ではありません",
    ),
    (
        " is not a telephone number; write digits, spaces, \"+\", \"-\", \"(\" and \")\" only, and anything else in brand.hours",
        " は電話番号ではありません。数字、空白、「+」「-」「(」「)」だけにし、ほかの説明は brand.hours に書いてください",
    ),
    (
        "; add it, or write one text for all languages",
        "。追加するか、全言語に共通の文を1つ書いてください",
    ),
    (": there is no ", ": 次の言語がありません: "),
    (": cannot read ", ": 読み取れません: "),
    (
        " is not a URL; write one such as ",
        " はURLではありません。正しい例: ",
    ),
    (" is not a URL", " はURLではありません"),
    // Probable mistakes.
    (
        ": links in emails begin with ",
        ": メールのリンクの先頭が、読む人自身のマシンを指しています: ",
    ),
    (
        ", which is the reader's own machine; write the address that people type",
        "。利用者が入力するアドレスを書いてください",
    ),
    (
        " has no domain; write the full name, such as ",
        " にドメインがありません。完全な名前を書いてください。例: ",
    ),
    (
        ": emails, and the links in them, go to ",
        ": メールとその中のリンクが、TLSなしで送られます。\"starttls\" または \"tls\" にしてください。送信先: ",
    ),
    (" without TLS; write \"starttls\" or \"tls\"", ""),
    (
        ": other users can read ",
        ": ほかのユーザーが読めるフォルダーです: ",
    ),
    ("; run: chmod ", "。次を実行してください: chmod "),
    (
        ": the configuration has no such key; see the variables: genkan config keys",
        ": この名前の項目はありません。環境変数の一覧: genkan config keys",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const GOOD: &str = r#"
base_url = "https://support.example.com"
listen = "127.0.0.1:8080"
trusted_proxies = 1
data = "data"
REST
[mail]
from = "support@provider.example"
"#;

    fn said(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("genkan.toml");
        std::fs::write(&path, text).unwrap();
        let error = Config::read(&path).unwrap_err().to_string();
        problem(error.rsplit_once("genkan.toml: ").unwrap().1)
    }

    #[test]
    fn a_problem_has_a_japanese_sentence() {
        let with = |lines: &str| GOOD.replace("REST", lines);
        let smtp = |lines: &str| with("") + "[mail.smtp]\nhost = \"h\"\n" + lines;
        let changed = |from: &str, to: &str| with("").replace(from, to);
        for text in [
            "a".to_owned(),
            "a = b".to_owned(),
            with("nonsense = 1"),
            with("data = \"twice\""),
            with("name = \"\""),
            with("names = { en = \"A\" }"),
            with("realm = \"A b\""),
            with("time_zone = \"JST\""),
            with("alarms_to = \"ops\""),
            with("alarms_language = \"fr\""),
            with("metrics = \"9464\""),
            with("database = \"mysql://h/n\""),
            with("database = \"postgres://u@h/n?a=1\""),
            with("database = \"postgres://u@h/n?sslmode=on\""),
            with("database = \"postgres://u@h/n?pgbouncer=true\""),
            with("database_connections = 5"),
            with("links = { reset_minutes = 0 }"),
            with("passwords = { max_age_days = 0 }"),
            with("cases = { approvals = 3 }"),
            with("cases = { waiting_days = 31 }"),
            with("limits = { link_address = { burst = 2, seconds = 7200 } }"),
            with("limits = { link_address = { burst = 0, seconds = 1 } }"),
            with("bounces = { address = \"b@p.example\" }"),
            with("brand = { accent = \"red\" }"),
            with("brand = { accent = \"#ffffff\" }"),
            with("brand = { phone = \"desk\" }"),
            changed("listen = ", "# "),
            changed("8080", "port"),
            changed("https://", ""),
            changed("https:", "http:"),
            changed("example.com", "example.com/?a"),
            changed("trusted_proxies = 1", ""),
            changed("trusted_proxies = 1", "trusted_proxies = 300"),
            changed("support@provider.example", "support"),
            changed("support@provider.example", "サポート@provider.example"),
            changed("from =", "frm ="),
            smtp("port = 99999"),
            smtp("port = \"25\""),
            smtp("helo = \"a b\""),
            smtp("connections = 0"),
            smtp("timeout_seconds = 0"),
            smtp("username = \"u\""),
            smtp("password = \"p\""),
            smtp("username = \"u\"\npassword = \"p\"\ntls = \"none\""),
            smtp("").replace("\"h\"", "\"h:25\""),
        ] {
            let said = said(&text);
            let is_japanese = |c: char| ('\u{3040}'..'\u{a000}').contains(&c);
            assert!(said.contains(is_japanese), "{said}");
            for word in ["write", "expected", "there is", " is not "] {
                assert!(!said.contains(word), "{said}");
            }
        }
    }
}
