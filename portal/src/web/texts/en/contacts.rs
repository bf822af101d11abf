use crate::web::texts::Contacts;

pub(super) const TEXTS: Contacts = Contacts {
    title: "Add, replace or remove contacts",
    texts: &[
        "Soon you will be able to request here that contacts are added, replaced or removed. This is not available yet.",
        "Until then, a registered contact can send a request by email to the address below. When a new contact has been registered, we notify that person by email.",
        "If a contact is leaving, please have the successor registered first.",
    ],
};
