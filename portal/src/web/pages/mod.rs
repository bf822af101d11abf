//! One module a page.

pub(crate) mod bounces;
pub(crate) mod brand;
pub(crate) mod change_email;
pub(crate) mod change_password;
pub(crate) mod confirm_email;
pub(crate) mod confirmation;
pub(crate) mod contact_forms;
pub(crate) mod contact_request;
pub(crate) mod contacts;
pub(crate) mod disavow;
pub(crate) mod forgot_password;
pub(crate) mod health;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod inquiries;
pub(crate) mod language;
pub(crate) mod link_routes;
pub(crate) mod mailbox;
pub(crate) mod policy;
pub(crate) mod reset_password;
pub(crate) mod sign_in;
pub(crate) mod undo_email;
pub(crate) mod visitor_forms;
