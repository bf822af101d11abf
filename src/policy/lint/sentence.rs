use alloc::format;
use alloc::string::String;

use super::Finding;
use crate::language::Language;

impl Finding {
    /// Returns the finding as a sentence, with an example if there is one.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        match language {
            Language::Ja => self.japanese(),
            Language::En => self.english(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::Unsatisfiable => "半角文字では、このポリシーを満たすパスワードを誰も作れません。".into(),
            Self::UnsatisfiableHere => {
                "このメールアドレスの人は、半角文字ではこのポリシーを満たすパスワードを作れません。".into()
            }
            Self::Undecided => {
                "このポリシーを満たすパスワードがあるかどうか、決められませんでした。条件が厳しすぎるおそれがあります。".into()
            }
            Self::RefusesGenerated {
                manager,
                refused,
                of,
                example,
                violations,
            } => format!(
                "{}が標準で作るパスワードを拒否します（{of}件中{refused}件、例: {example}、理由: {}）。",
                manager.name(),
                violations.join("、"),
            ),
            Self::ExceedsBcrypt { max, limit } => format!(
                "{max}バイトまで受け付けますが、bcryptは{limit}バイトより後を無視します（漢字やかなでは{}文字を超える分）。bcryptで保存する場合は上限を設けてください。",
                limit / 3,
            ),
            Self::NotNormalized => "パスワードを正規化せずに扱います。「が」のように見た目が同じ文字でも、端末によって内部の表し方が違うと別のパスワードになり、サインインできないことがあります。既存のハッシュに合わせる場合だけにしてください。".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Unsatisfiable => {
                "No password of printable ASCII characters satisfies this policy.".into()
            }
            Self::UnsatisfiableHere => {
                "No password of printable ASCII characters satisfies this policy for the person with this address.".into()
            }
            Self::Undecided => {
                "The search did not determine whether any password satisfies this policy; it may be too strict.".into()
            }
            Self::RefusesGenerated {
                manager,
                refused,
                of,
                example,
                violations,
            } => format!(
                "Rejects passwords that {} generates by default ({refused} of {of}; for example {example}: {}).",
                manager.name(),
                violations.join(", "),
            ),
            Self::ExceedsBcrypt { max, limit } => format!(
                "Accepts up to {max} bytes, but bcrypt ignores everything after the first {limit} ({} kana characters); add an upper bound if bcrypt hashes the passwords.",
                limit / 3,
            ),
            Self::NotNormalized => "Passwords are not normalized: devices encode a letter such as é in different ways, which makes different passwords, so a person may be unable to sign in. Do this only if stored hashes require it.".into(),
        }
    }
}
