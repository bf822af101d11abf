/// Japanese.
pub(super) const TEMPLATES: &[(&str, &str)] = &[
    (
        "requirement.size",
        "{max}バイト以内（半角なら{max}文字まで）",
    ),
    (
        "requirement.control-characters",
        "タブや改行などの制御文字を含まない",
    ),
    ("requirement.length", "{min}文字以上"),
    ("requirement.length.range", "{min}文字以上、{max}文字以内"),
    ("requirement.length.bytes", "{min}バイト以上"),
    (
        "requirement.length.range.bytes",
        "{min}バイト以上、{max}バイト以内（全角は1文字で3バイト程度）",
    ),
    ("requirement.length.most", "{max}文字以内"),
    (
        "requirement.length.most.bytes",
        "{max}バイト以内（全角は1文字で3バイト程度）",
    ),
    (
        "requirement.kinds",
        "{kinds}の{count}種類のうち、{required}種類以上を使う",
    ),
    ("requirement.kinds.all", "{kinds}をすべて使う"),
    ("requirement.kinds.one", "{kinds}を使う"),
    (
        "requirement.local-part",
        "メールアドレスの@より前の部分を含まない（「.」や「-」で区切った{min_piece}文字以上の一部{disguises}も不可）",
    ),
    (
        "requirement.context-word",
        "{sources}を含まない（{min_piece}文字以上の一部{disguises}も不可）",
    ),
    ("requirement.characters.allowed", "{kinds}だけを使う"),
    ("requirement.characters.forbidden", "{kinds}を使わない"),
    (
        "requirement.characters.both",
        "{kinds}だけを使う（{except}を除く）",
    ),
    (
        "requirement.characters.allowed.start",
        "先頭の文字には{kinds}だけを使う",
    ),
    (
        "requirement.characters.forbidden.start",
        "先頭の文字に{kinds}を使わない",
    ),
    (
        "requirement.characters.both.start",
        "先頭の文字には{kinds}だけを使う（{except}を除く）",
    ),
    (
        "requirement.characters.allowed.end",
        "末尾の文字には{kinds}だけを使う",
    ),
    (
        "requirement.characters.forbidden.end",
        "末尾の文字に{kinds}を使わない",
    ),
    (
        "requirement.characters.both.end",
        "末尾の文字には{kinds}だけを使う（{except}を除く）",
    ),
    ("requirement.white-space.anywhere", "空白を含まない"),
    (
        "requirement.white-space.edges",
        "先頭と末尾に空白を置かない",
    ),
    (
        "requirement.repetition",
        "同じ文字を続けて使うのは{max}回まで",
    ),
    (
        "requirement.repetition.block",
        "同じ文字や、{block}文字までの同じ並びを続けて使うのは{max}回まで",
    ),
    (
        "requirement.occurrences",
        "同じ文字を使うのは全体で{max}回まで",
    ),
    (
        "requirement.sequence",
        "{patterns}の{length}文字以上の並びを含まない",
    ),
    (
        "requirement.sequence.wrap",
        "{patterns}の{length}文字以上の並びを含まない（末尾から先頭へ続く並びも不可）",
    ),
    (
        "requirement.number-range",
        "{from}から{to}までの数を含まない",
    ),
    (
        "requirement.number-range.dates",
        "{from}から{to}までの数や、8桁の日付を含まない",
    ),
    ("requirement.blocklist", "よく使われるパスワードではない"),
    (
        "requirement.blocklist.reversed",
        "よく使われるパスワードや、それを逆から書いたものではない",
    ),
    (
        "requirement.blocklist.contained",
        "よく使われるパスワード（{length}文字以上）を含まない",
    ),
    (
        "requirement.blocklist.contained.reversed",
        "よく使われるパスワード（{length}文字以上）や、それを逆から書いたものを含まない",
    ),
    (
        "requirement.breached",
        "流出が知られているパスワードではない",
    ),
    ("requirement.reuse", "直近{last}個のパスワードと異なる"),
    (
        "requirement.similarity",
        "いまのパスワードと{min}文字以上違う",
    ),
    ("requirement.guessability", "推測されにくい"),
    (
        "requirement.tier.below",
        "{requirement}（{below}文字未満の場合）",
    ),
    (
        "requirement.tier.from",
        "{requirement}（{from}文字以上の場合）",
    ),
    (
        "requirement.tier.between",
        "{requirement}（{from}文字以上{below}文字未満の場合）",
    ),
    (
        "violation.too-long",
        "長すぎます。{max}文字以内にしてください（いまは{actual}文字）。",
    ),
    (
        "violation.too-long.bytes",
        "長すぎます。{max}バイト以内にしてください（いまは{actual}バイト）。",
    ),
    (
        "violation.forbidden-character",
        "使えない文字が{count}個含まれています。取り除いてください。",
    ),
    (
        "violation.too-short",
        "{min}文字以上にしてください。あと{more}文字です。",
    ),
    (
        "violation.too-short.bytes",
        "{min}バイト以上にしてください。あと{more}バイトです。",
    ),
    (
        "violation.too-few-kinds",
        "文字の種類が足りません。{missing}から、あと{more}種類を加えてください。",
    ),
    (
        "violation.contains-local-part",
        "メールアドレスの@より前の部分が含まれています。別の文字にしてください。",
    ),
    (
        "violation.contains-context-word",
        "{source}が含まれています。別の文字にしてください。",
    ),
    (
        "violation.repetition",
        "同じ文字や並びが{actual}回使われています。{max}回までにしてください。",
    ),
    (
        "violation.sequence",
        "推測されやすい並び（{pattern}）が含まれています。並びを崩してください。",
    ),
    (
        "violation.blocklisted",
        "よく使われるパスワードです。別のものにしてください。",
    ),
    (
        "violation.breached",
        "ほかのサービスから流出したことのあるパスワードです。別のものにしてください。",
    ),
    (
        "violation.breached.unknown",
        "流出の有無をいま確認できません。しばらくしてからもう一度お試しください。",
    ),
    (
        "violation.reused",
        "以前に使ったパスワードです。別のものにしてください。",
    ),
    (
        "violation.too-similar",
        "いまのパスワードと似ています。{min}文字以上変えてください。",
    ),
    (
        "violation.too-guessable",
        "推測されやすいパスワードです。言葉を増やすか、長くしてください。",
    ),
    (
        "hint.uncounted-character",
        "どの種類にも数えない文字が{count}文字あります（長さには数えます）。",
    ),
    (
        "hint.uncounted-character.named",
        "「{character}」はここでは特殊文字に数えません（長さには数えます）。",
    ),
    (
        "hint.full-width",
        "全角の英数字・記号が{count}文字あります。全角は文字の種類に数えません。半角で入力してください。",
    ),
    (
        "hint.edge-space",
        "先頭または末尾に空白があります。空白もパスワードの一部になります。",
    ),
    (
        // Of the browser package only: pkg/ts/report.ts.
        "hint.uncertain-character",
        "このページでは判定が確実でない文字があります。条件を満たしているかどうかは、送信後に確認します。",
    ),
    ("kind.lower", "英小文字"),
    ("kind.upper", "英大文字"),
    ("kind.digit", "数字"),
    ("kind.special", "特殊文字"),
    ("kind.other-letter", "英字以外の文字（かな・漢字など）"),
    ("described-kind", "{kind}（{characters}）"),
    ("counted-kind", "{kind}を{min}文字以上"),
    ("disguise.reversed", "、逆から書いたもの"),
    (
        "disguise.look-alikes",
        "、「o」を「0」にするなど似た文字に置き換えたもの",
    ),
    ("source.address", "メールアドレスの一部"),
    ("source.name", "お名前"),
    ("source.company", "会社名"),
    ("source.service", "サービス名"),
    ("pattern.alphabetic", "アルファベット順"),
    ("pattern.numeric", "数字の順"),
    ("pattern.qwerty", "キーボードの配列"),
    ("pattern.jis", "キーボードの配列（JIS）"),
    ("pattern.azerty", "キーボードの配列（AZERTY）"),
    ("pattern.qwertz", "キーボードの配列（QWERTZ）"),
    ("pattern.ten-key", "テンキーの配列"),
    ("pattern.number", "年などの数"),
    ("pattern.date", "日付"),
    ("status.met", "満たしています"),
    ("status.unmet", "満たしていません"),
    ("status.not-applicable", "対象外"),
    ("status.unjudged", "送信後に確認します"),
    ("list.separator", "、"),
    ("list.last", "、"),
];
