use alloc::format;
use alloc::string::String;

use crate::policy::export::NotExportable;
use crate::policy::generate::Ungeneratable;

pub(super) fn not_exportable(error: NotExportable) -> String {
    match error {
        NotExportable::Length => "ポリシーの上限と下限を同時に満たす長さがありません。".into(),
        NotExportable::Characters => "使える半角文字がありません。".into(),
        NotExportable::Kinds => "半角文字1文字ずつで指定できる文字の種類が足りません（passwordrulesでは文字数を種類ごとに指定できません）。".into(),
        NotExportable::Rule { rule } => format!("規則「{rule}」はpasswordrulesでは表せず、ほかの書き方でも守らせることができません。"),
    }
}

pub(super) fn ungeneratable(error: Ungeneratable) -> String {
    match error {
        Ungeneratable::Length { asked, min, max } if min == max => {
            format!("{asked}文字のパスワードはポリシーに合いません。{min}文字にしてください。")
        }
        Ungeneratable::Length { asked, min, max } => {
            format!(
                "{asked}文字のパスワードはポリシーに合いません。{min}文字以上{max}文字以下にしてください。"
            )
        }
        Ungeneratable::Unsatisfiable => {
            "使える半角文字では、この人がこのポリシーを満たせるパスワードを作れません。".into()
        }
        Ungeneratable::TooRare => {
            "ポリシーを満たすパスワードが少なすぎて、無作為には見つかりません。".into()
        }
        Ungeneratable::TooFewWords => "異なる単語が2つ以上必要です。".into(),
    }
}
