use crate::web::texts::Contacts;

pub(super) const TEXTS: Contacts = Contacts {
    title: "ご担当者の確認・追加・変更",
};
