use crate::web::texts::Contacts;

pub(super) const TEXTS: Contacts = Contacts {
    title: "Contacts of your company",
};
