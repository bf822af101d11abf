use super::{Clause, Standard, Traits};

/// OWASP ASVS 5.0 chapter V6.2, in its order.
#[rustfmt::skip] // One sentence in two languages a line.
pub(super) fn clauses(traits: &Traits) -> [Clause; 12] {
    let on = |clause, is_met, met, not_met| {
        Clause::met_if(Standard::OwaspAsvs5, clause, is_met, met, not_met)
    };
    let elsewhere = |clause, text| Clause::elsewhere(Standard::OwaspAsvs5, clause, text);
    let long_enough = if traits.min >= 15 {
        (
            "8文字以上という条件を満たし、強く推奨される15文字以上になっています。",
            "At least 8 characters, and the strongly recommended 15.",
        )
    } else {
        (
            "8文字以上という条件を満たします（15文字以上が強く推奨されています）。",
            "At least 8 characters (15 are strongly recommended).",
        )
    };
    let as_received = if traits.normalizes {
        (
            "切り捨てや大文字・小文字の変換をせず、受け取ったとおりに確かめます（NFCへの正規化は行います）。",
            "Passwords are verified as received: nothing is cut off, no case is changed (Unicode is normalized to NFC).",
        )
    } else {
        (
            "切り捨ても変換もせず、受け取ったとおりに確かめます。",
            "Passwords are verified exactly as received: nothing is cut off or changed.",
        )
    };
    [
        on(
            ("6.2.1", "L1"),
            traits.min >= 8,
            long_enough,
            ("8文字以上が必要ですが、それより短くても受け付けます。", "At least 8 characters are required; shorter passwords are accepted."),
        ),
        elsewhere(
            ("6.2.2", "L1"),
            ("利用者がパスワードを変更できることは、画面の問題です。", "The pages must let people change their password."),
        ),
        elsewhere(
            ("6.2.3", "L1"),
            ("変更のときにいまのパスワードも求めることは、画面の問題です。", "The pages must also ask for the current password when it is changed."),
        ),
        on(
            ("6.2.4", "L1"),
            traits.has_list,
            ("よく使われるパスワードの一覧と照合します（ポリシーに合う上位3000件以上を用意するのは運用側です）。", "Passwords are checked against a list (the operator must provide one with at least the 3,000 most common passwords that match the policy)."),
            ("よく使われるパスワードの上位3000件以上と照合する必要がありますが、照合しません。", "Passwords must be checked against the 3,000 most common passwords; they are not."),
        ),
        on(
            ("6.2.5", "L1"),
            !traits.has_composition && traits.permits_ascii && traits.permits_unicode,
            ("どのような文字の組み合わせでも使えます。", "Passwords of any composition can be used."),
            ("どのような文字の組み合わせでも使えなければなりませんが、文字の種類や並びに条件があります。", "Passwords of any composition must be usable; this policy requires or rejects some compositions."),
        ),
        elsewhere(
            ("6.2.6", "L1"),
            ("入力欄で文字を隠し、必要なら表示できるようにすることは、画面の問題です。", "The pages must mask the password and let people reveal it."),
        ),
        elsewhere(
            ("6.2.7", "L1"),
            ("貼り付けやパスワードマネージャーを妨げないことは、画面の問題です。", "The pages must allow pasting and password managers."),
        ),
        on(("6.2.8", "L1"), true, as_received, ("", "")),
        on(
            ("6.2.9", "L2"),
            traits.permits_64,
            ("64文字以上のパスワードを使えます。", "Passwords of 64 characters are permitted."),
            ("64文字以上のパスワードを使えなければなりませんが、上限がそれより小さくなることがあります。", "Passwords of 64 characters must be permitted; the upper bound can be smaller."),
        ),
        elsewhere(
            ("6.2.10", "L2"),
            ("定期的な変更を求めないことは、運用の問題です。", "The operator must not require periodic changes."),
        ),
        on(
            ("6.2.11", "L2"),
            traits.has_context,
            ("メールアドレスや氏名、サービス名など、その人やサービスに関わる語を拒否します（渡された語に限ります）。", "Words about the person or the service are rejected (those that the caller provides)."),
            ("組織名やサービス名など、関わりのある語を拒否する必要がありますが、拒否しません。", "Context-specific words must be rejected; they are not."),
        ),
        on(
            ("6.2.12", "L2"),
            traits.has_breached,
            ("流出が知られているパスワードを拒否します。", "Passwords known from breaches are rejected."),
            ("流出が知られているパスワードと照合する必要がありますが、照合しません。", "Passwords must be checked against known breached passwords; they are not."),
        ),
    ]
}
