use alloc::string::String;

use crate::code::codes;
use crate::language::Language;
use crate::policy::message::capitalized;

codes! {
    /// The reason why no password can be generated, for the author of the
    /// policy.
    #[non_exhaustive]
    pub enum Ungeneratable: Error {
        /// No password of printable ASCII meets the policy for this person.
        #[error("no password of printable ASCII characters meets the policy for this person")]
        Unsatisfiable = "unsatisfiable",
        /// Passwords that meet the policy are too rare to be found by chance.
        #[error("passwords that meet the policy are too rare to be found by chance")]
        TooRare = "too-rare",
        /// Fewer than two different words were given.
        #[error("a passphrase needs a list of at least two different words")]
        TooFewWords = "too-few-words",
    }
}

impl Ungeneratable {
    /// Returns the reason as a sentence.
    #[must_use]
    pub fn sentence(self, language: Language) -> String {
        match (language, self) {
            (Language::Ja, Self::Unsatisfiable) => {
                "この人がこのポリシーを満たせる半角のパスワードはありません。".into()
            }
            (Language::Ja, Self::TooRare) => {
                "ポリシーを満たすパスワードが少なすぎて、無作為には見つかりません。".into()
            }
            (Language::Ja, Self::TooFewWords) => "異なる単語が2つ以上必要です。".into(),
            (Language::En, reason) => capitalized(&reason),
        }
    }
}
