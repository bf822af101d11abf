//! What several pages contain.

pub(crate) mod layout;
pub(crate) mod password_fields;
pub(crate) mod pending_email;
pub(crate) mod result_page;
