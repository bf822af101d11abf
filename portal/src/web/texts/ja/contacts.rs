use crate::web::texts::Contacts;

pub(super) const TEXTS: Contacts = Contacts {
    title: "ご担当者の一覧・変更",
};
