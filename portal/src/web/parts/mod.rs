//! What several pages contain.

pub(crate) mod confirmation_view;
pub(crate) mod cookies;
pub(crate) mod layout;
pub(crate) mod link_page;
pub(crate) mod password_fields;
