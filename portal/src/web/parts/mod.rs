//! What several pages contain.

pub(crate) mod address_input;
pub(crate) mod current_password;
pub(crate) mod desk_page;
pub(crate) mod form;
pub(crate) mod layout;
pub(crate) mod password_fields;
pub(crate) mod pending_email;
pub(crate) mod qr_code;
pub(crate) mod result_page;
