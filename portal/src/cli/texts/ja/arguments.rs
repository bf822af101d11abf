use clap::error::{ContextKind, ErrorKind};

use crate::cli::texts::arguments::ArgumentTexts;

pub(super) const TEXTS: ArgumentTexts = ArgumentTexts {
    clap: Some(message),
    by: "変更を指示するオペレーター（genkan operators add で追加した名前）。省略時はこのマシンの管理者",
    config: "設定ファイル。省略時は環境変数 GENKAN_CONFIG のファイル、または GENKAN_BASE_URL などの環境変数",
    json: "プログラム向けにJSONで出力",
    lang: "言語。省略時は端末の言語",
    reason: "理由。監査ログにはハッシュだけが残り、本文は別に保存されて後から消去できます",
    invalid_address_and_port: "IPアドレスとポートを、127.0.0.1:8080 のように指定してください",
    invalid_number: |from, to| format!("{from}から{to}までの整数を指定してください"),
};

/// Says in Japanese what clap says in English.
fn message(error: &clap::Error) -> String {
    let of = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion => return translated(&error.to_string()),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("「{argument}」に値を指定してください。")
        }
        ErrorKind::InvalidValue => format!(
            "「{argument}」に「{value}」は指定できません。指定できる値: {}",
            of(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error);
            let reason = reason.map(|reason| format!("{reason}。"));
            format!(
                "「{argument}」に「{value}」は指定できません。{}",
                reason.unwrap_or_default()
            )
        }
        ErrorKind::UnknownArgument => {
            let unknown = format!("「{argument}」という引数はありません。");
            unknown + &meant(&of(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand);
            let unknown = format!("「{name}」というコマンドはありません。");
            unknown + &meant(&of(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingSubcommand => "コマンドを指定してください。".into(),
        ErrorKind::MissingRequiredArgument => format!("必要な引数がありません: {argument}"),
        ErrorKind::ArgumentConflict => {
            let prior = of(ContextKind::PriorArg);
            if prior == argument {
                format!("「{argument}」は1回だけ指定できます。")
            } else {
                format!("「{argument}」と「{prior}」は同時に指定できません。")
            }
        }
        ErrorKind::InvalidUtf8 => "引数がUTF-8ではありません。".into(),
        _ => format!("引数「{argument}」が正しくありません。"),
    };
    // clap shows no usage if only a value is wrong.
    let usage = error.get(ContextKind::Usage);
    let usage = usage.map(|usage| translated(&format!("{usage}\n\n")));
    let usage = usage.unwrap_or_default();
    format!("genkan: {sentence}\n\n{usage}詳しい説明は --help で表示できます。\n")
}

fn meant(suggested: &str) -> String {
    if suggested.is_empty() {
        String::new()
    } else {
        format!("「{suggested}」ではありませんか？")
    }
}

/// Translates the words that clap writes around our texts. It has settings for
/// only some of them.
fn translated(text: &str) -> String {
    WORDS
        .iter()
        .fold(text.to_owned(), |text, (en, ja)| text.replace(en, ja))
}

/// A longer one stands before one that it contains.
const WORDS: [(&str, &str); 18] = [
    ("Usage:", "使い方:"),
    ("Commands:", "コマンド:"),
    ("Arguments:", "引数:"),
    ("Options:", "オプション:"),
    ("[OPTIONS]", "[オプション]"),
    ("<COMMAND>", "<コマンド>"),
    ("[COMMAND]", "[コマンド]"),
    (
        "Print this message or the help of the given subcommand(s)",
        "この説明、またはコマンドの説明を表示",
    ),
    ("Print help for the subcommand(s)", "コマンドの説明を表示"),
    (
        "Print help (see more with '--help')",
        "要点のみを表示（--help で詳細を表示）",
    ),
    (
        "Print help (see a summary with '-h')",
        "この説明を表示（-h で要点のみを表示）",
    ),
    ("Print help", "この説明を表示"),
    ("Print version", "バージョンを表示"),
    ("[default: ", "[省略時: "),
    ("Possible values:", "指定できる値:"),
    ("[possible values: ", "[指定できる値: "),
    ("[aliases: ", "[別名: "),
    ("[alias: ", "[別名: "),
];
