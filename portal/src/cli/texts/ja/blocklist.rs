use genkan::blocklist::InvalidList;

use crate::blocklist::Progress;
use crate::cli::texts::blocklist::BlocklistTexts;

pub(super) const TEXTS: BlocklistTexts = BlocklistTexts {
    about: "よく使われる、または漏えいしたパスワードのリストを作成・確認します",
    build: "リストを1つのファイルにまとめます。このファイルはメモリーに読み込まずに検索できます",
    build_note: "入力は、1行に1つのパスワードです。--hashes を付けると、1行に1つの「ハッシュ:回数」です。使うメモリーには上限があります。途中で止めた場合、古いファイルは元のまま残ります。もう一度実行してください。",
    check: "作成済みのファイルを最後まで読み、壊れていないかを確認します",
    file: "ファイル",
    hashes: "各行はハッシュ（Have I Been Pwned が公開している形式）",
    inputs: "リスト",
    memory: "並べ替えに使うメモリー（MiB）",
    min_count: "これより回数の少ないハッシュを除外",
    output: "作成または置換するファイル",
    being_built: |file| format!("{file}: このファイルは別のプロセスが作成中です。"),
    built: |built| {
        let repeated = built.lines - built.left_out - built.entries;
        format!(
            "{}件（{}行、重複 {repeated}行、対象外 {}行）",
            built.entries, built.lines, built.left_out
        )
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
