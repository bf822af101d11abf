use super::{Clause, Standard, Traits};

/// NIST SP 800-63B-4 section 3.1.1.2, in the order of its requirements.
#[rustfmt::skip] // One sentence in two languages a line.
pub(super) fn clauses(traits: &Traits) -> [Clause; 15] {
    let on = |clause, is_met, met, not_met| {
        Clause::met_if(Standard::NistSp80063b4, clause, is_met, met, not_met)
    };
    let elsewhere = |clause, text| Clause::elsewhere(Standard::NistSp80063b4, clause, text);
    [
        on(
            ("3.1.1.2 (1), single factor", "SHALL"),
            traits.min >= 15,
            ("パスワードだけで認証する場合に求められる15文字以上になっています。", "At least 15 characters are required, as the standard requires of a password that is the only factor."),
            ("パスワードだけで認証する場合は15文字以上が必要ですが、それより短くても受け付けます。", "A password that is the only factor must have at least 15 characters; shorter ones are accepted."),
        ),
        on(
            ("3.1.1.2 (1), with a second factor", "SHALL"),
            traits.min >= 8,
            ("多要素認証で使う場合に求められる8文字以上になっています。", "At least 8 characters are required, as the standard requires of a password used with a second factor."),
            ("多要素認証で使う場合でも8文字以上が必要ですが、それより短くても受け付けます。", "Even with a second factor, a password must have at least 8 characters; shorter ones are accepted."),
        ),
        on(
            ("3.1.1.2 (2)", "SHOULD"),
            traits.permits_64,
            ("どの文字でも64文字まで使えます。", "64 characters of any script are permitted."),
            ("64文字まで使えるべきですが、上限がそれより小さくなることがあります（漢字やかなは1文字3バイトです）。", "64 characters should be permitted; the upper bound can be below that (a character can take four bytes)."),
        ),
        on(
            ("3.1.1.2 (3)", "SHOULD"),
            traits.permits_ascii,
            ("ASCIIの印字文字と空白をすべて使えます。", "Every printing ASCII character and the space are accepted."),
            ("ASCIIの印字文字と空白はすべて使えるべきですが、使えないものがあります。", "Every printing ASCII character and the space should be accepted; some are not."),
        ),
        on(
            ("3.1.1.2 (4), Unicode", "SHOULD"),
            traits.permits_unicode,
            ("かなや漢字など、Unicodeの文字を使えます。", "Unicode characters are accepted."),
            ("Unicodeの文字も使えるべきですが、制限されています。", "Unicode characters should be accepted; they are restricted."),
        ),
        on(
            ("3.1.1.2 (4), counting", "SHALL"),
            traits.counts_code_points,
            ("長さは文字（符号位置）で数えます。", "The length is counted in code points."),
            ("長さは文字（符号位置）で数えなければなりませんが、最小の長さをバイトで数えています。", "The length must be counted in code points; this policy counts the minimum length in bytes."),
        ),
        on(
            ("3.1.1.2 (5)", "SHALL NOT"),
            !traits.has_composition,
            ("文字の種類や並びについての規則はありません。", "There are no composition rules."),
            ("文字の種類の組み合わせなどを求めてはなりませんが、そのような規則があります。", "Composition rules must not be imposed; this policy has one."),
        ),
        elsewhere(
            ("3.1.1.2 (6)", "SHALL NOT"),
            ("定期的な変更を求めないこと、漏えいの形跡があれば変更させることは、運用の問題です。", "The operator must not require periodic changes, and must force a change on evidence of compromise."),
        ),
        elsewhere(
            ("3.1.1.2 (7, 8)", "SHALL NOT"),
            ("パスワードのヒントや「秘密の質問」を使わないことは、画面の問題です。", "The pages must not use password hints or security questions."),
        ),
        on(
            ("3.1.1.2 (9)", "SHALL"),
            true,
            ("パスワードは全体を確かめ、途中で切り捨てることはありません。", "The whole password is checked and passed to the hasher; nothing is cut off."),
            ("", ""),
        ),
        on(
            ("3.1.1.2, normalization", "SHOULD"),
            traits.normalizes,
            ("ハッシュの前に、文字をNFCに正規化します。", "The text is normalized to NFC before it is hashed."),
            ("ハッシュの前にUnicodeを正規化するべきですが、受け取ったままハッシュします（端末によって同じ文字でも一致しないことがあります）。", "Unicode should be normalized before it is hashed; the text is hashed as received (two devices may encode the same letters differently)."),
        ),
        on(
            ("3.1.1.2, blocklist", "SHALL"),
            traits.has_list,
            ("よく使われる、または流出したパスワードの一覧と照合します（一覧の中身は運用側の責任です）。", "Passwords are compared with a list of common or compromised ones (the operator is responsible for its content)."),
            ("よく使われるパスワードや流出したパスワードの一覧と照合しなければなりませんが、照合しません。", "Passwords must be compared with a list of common or compromised ones; they are not."),
        ),
        on(
            ("3.1.1.2, blocklist, whole password", "SHALL"),
            !traits.searches_inside,
            ("一覧との照合はパスワード全体で行い、一部に含まれる語は調べません。", "Only whole passwords are compared, not the words inside them."),
            ("照合はパスワード全体で行うものとされていますが、一部に含まれる語も拒否します（意図した逸脱です）。", "Whole passwords must be compared; this policy also rejects words inside them (a deliberate deviation)."),
        ),
        elsewhere(
            ("3.1.1.2, guidance and managers", "SHALL"),
            ("選び方の案内、パスワードマネージャーや貼り付けの許可は、画面の問題です。", "The pages must guide people and allow password managers and pasting."),
        ),
        elsewhere(
            ("3.1.1.2, storage", "SHALL"),
            ("ソルトを付けたパスワード用ハッシュでの保存は、保存する側の問題です。", "The application must store passwords salted and hashed with a password hashing scheme."),
        ),
    ]
}
