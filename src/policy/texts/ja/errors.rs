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

pub(super) const fn ungeneratable(error: Ungeneratable) -> &'static str {
    match error {
        Ungeneratable::Unsatisfiable => {
            "この人がこのポリシーを満たせる半角のパスワードはありません。"
        }
        Ungeneratable::TooRare => {
            "ポリシーを満たすパスワードが少なすぎて、無作為には見つかりません。"
        }
        Ungeneratable::TooFewWords => "異なる単語が2つ以上必要です。",
    }
}
