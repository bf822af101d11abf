use alloc::string::String;

use crate::language::Language;

/// Why no password can be generated: for whoever wrote the policy.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Ungeneratable {
    /// No password of printable ASCII meets the policy for this person.
    #[error("no password of printable ASCII characters meets the policy for this person")]
    Unsatisfiable,
    /// Passwords that meet the policy are too rare to be found by chance.
    #[error("passwords that meet the policy are too rare to be found by chance")]
    TooRare,
    /// Fewer than two different words were given.
    #[error("a passphrase needs a list of at least two different words")]
    TooFewWords,
}

impl Ungeneratable {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unsatisfiable => "unsatisfiable",
            Self::TooRare => "too-rare",
            Self::TooFewWords => "too-few-words",
        }
    }

    /// The reason as a sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        let text = match (language, self) {
            (Language::Ja, Self::Unsatisfiable) => {
                "この人がこのポリシーを満たせる半角のパスワードはありません。"
            }
            (Language::Ja, Self::TooRare) => {
                "ポリシーを満たすパスワードが少なすぎて、無作為には見つかりません。"
            }
            (Language::Ja, Self::TooFewWords) => "異なる単語が2つ以上必要です。",
            (Language::En, Self::Unsatisfiable) => {
                "No password of printable ASCII characters meets the policy for this person."
            }
            (Language::En, Self::TooRare) => {
                "Passwords that meet the policy are too rare to be found by chance."
            }
            (Language::En, Self::TooFewWords) => {
                "A passphrase needs a list of at least two different words."
            }
        };
        text.into()
    }
}
