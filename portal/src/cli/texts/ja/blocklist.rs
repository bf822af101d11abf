use genkan::blocklist::InvalidList;

use crate::blocklist::{BuildError, Progress};
use crate::cli::texts::blocklist::BlocklistTexts;

pub(super) const TEXTS: BlocklistTexts = BlocklistTexts {
    about: "よく使われる、または漏えいしたパスワードのリストを作成・確認します",
    build: "リストを1つのファイルにまとめます。このファイルはメモリーに読み込まずに検索できます",
    build_note: "入力は、1行に1つのパスワードです。--hashes を付けると、1行に1つの「ハッシュ:回数」です。Have I Been Pwned のレンジファイル（5BAA6.txt のように先頭5桁が名前のファイル）では、ハッシュからその5桁が省かれています。文字コードはUTF-8、UTF-16またはShift_JISです。使うメモリーには上限があります。途中で止めた場合、古いファイルは元のまま残ります。もう一度実行してください。",
    check: "作成済みのファイルを最後まで読み、壊れていないかを確認します",
    file: "ファイル",
    hashes: "各行はハッシュ（Have I Been Pwned が公開している形式）",
    inputs: "リスト、またはリストの入ったフォルダー",
    memory: "並べ替えに使うメモリー（MiB）",
    min_count: "これより回数の少ないハッシュを除外",
    output: "作成または置換するファイル",
    prefix: "すべてのハッシュの先頭5桁（名前が先頭5桁ではないレンジファイルの場合）",
    invalid_prefix: "5桁の16進数を、5BAA6 のように指定してください",
    prefix_of_several: "--prefix は、ファイルが1つの場合に使えます。複数の場合は、5BAA6.txt のように先頭5桁をファイル名にしてください。",
    built: |built| {
        let left_out = built.left_out + built.not_utf8;
        let repeated = built.lines - left_out - built.entries;
        let not_utf8 = match built.not_utf8 {
            0 => String::new(),
            lines => format!("、うちUTF-8でない行 {lines}行"),
        };
        format!(
            "{}件（{}行、重複 {repeated}行、対象外 {left_out}行{not_utf8}）",
            built.entries, built.lines
        )
    },
    not_built: |error| {
        match error {
        BuildError::Running(file) => {
            format!("{}: このファイルは別のプロセスが作成中です。", file.display())
        }
        BuildError::Empty => {
            "入力に使えるエントリーがありません。空のリストでは何も拒否できないため、古いファイルを元のまま残しました。".into()
        }
        BuildError::Encoding { path, line } => format!(
            "{}: {line}行目の文字コードはUTF-8、UTF-16、Shift_JISのいずれでもありません。先に変換してください。EUC-JPの例: iconv -f EUC-JP -t UTF-8 元のリスト > 新しいリスト",
            path.display()
        ),
        BuildError::Digests(path) => format!(
            "{}: 各行はパスワードではなくハッシュです。--hashes sha1 を指定してください。省略のないハッシュが32桁の場合は --hashes ntlm です。",
            path.display()
        ),
        BuildError::NotADigest { path, line } => {
            format!("{}: {line}行目はハッシュではありません。", path.display())
        }
        BuildError::NoPrefix { path, line } => format!(
            "{}: {line}行目のハッシュには先頭5桁がありません。5BAA6.txt のように先頭5桁をファイル名にするか、--prefix 5BAA6 を指定してください。",
            path.display()
        ),
        other => other.to_string(),
    }
    },
    invalid: |invalid| {
        let problem = match invalid {
            InvalidList::NotAList => "リストのファイルではありません。",
            InvalidList::UnknownVersion => "リストの形式のバージョンに対応していません。",
            InvalidList::TooLarge => "リストが大きすぎます。",
            _ => "ファイルが途中で切れているか、壊れています。作成し直してください。",
        };
        format!("{}: {problem}", invalid.code())
    },
    texts_intact: |texts, size| format!("正常、テキスト {texts}件、{size}バイト"),
    digests_intact: |digests, width, size| {
        format!("正常、{width}バイトのハッシュ {digests}件、{size}バイト")
    },
    progress: |progress| match progress {
        Progress::Reading(lines, ..) => format!("{lines}行を読み込みました"),
        Progress::Merging(entries) => format!("{entries}件をまとめました"),
        Progress::Writing(entries) => format!("{entries}件を書き込みました"),
    },
};
