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
                "Nobody can satisfy this policy with printable ASCII characters.".into()
            }
            Self::UnsatisfiableHere => {
                "The person of this address cannot satisfy this policy with printable ASCII characters.".into()
            }
            Self::Undecided => {
                "Whether any password satisfies this policy could not be decided; it may be too strict.".into()
            }
            Self::RefusesGenerated {
                manager,
                refused,
                of,
                example,
                violations,
            } => format!(
                "Refuses what {} generates by default ({refused} of {of}; for example {example}: {}).",
                manager.name(),
                violations.join(", "),
            ),
            Self::ExceedsBcrypt { max, limit } => format!(
                "Accepts up to {max} bytes, of which bcrypt ignores those after the first {limit} ({} characters of kana); add an upper bound if bcrypt stores them.",
                limit / 3,
            ),
            Self::NotNormalized => "Passwords are not normalized: letters that look the same, such as é, are another password where a device encodes them differently, and the person cannot sign in. Keep it only where stored hashes ask for it.".into(),
        }
    }
}
