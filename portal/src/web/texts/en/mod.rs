//! English.

mod change_email;
mod change_password;
mod contacts;
mod desk;
mod desk_cases;
mod desk_companies;
mod desk_contacts;
mod desk_factor;
mod desk_operators;
mod errors;
mod fields;
mod forgot_password;
mod help;
mod home;
mod inquiries;
mod layout;
mod links;
mod mailbox;
mod no_email;
mod requests;
mod reset_password;
mod sign_in;
mod visitor_forms;

use super::Texts;

pub(super) const TEXTS: Texts = Texts {
    change_email: change_email::TEXTS,
    change_password: change_password::TEXTS,
    contacts: contacts::TEXTS,
    desk: desk::TEXTS,
    desk_contacts: desk_contacts::TEXTS,
    desk_cases: desk_cases::TEXTS,
    desk_companies: desk_companies::TEXTS,
    desk_factor: desk_factor::TEXTS,
    desk_operators: desk_operators::TEXTS,
    errors: errors::TEXTS,
    fields: fields::TEXTS,
    forgot_password: forgot_password::TEXTS,
    help: help::TEXTS,
    home: home::TEXTS,
    inquiries: inquiries::TEXTS,
    layout: layout::TEXTS,
    links: links::TEXTS,
    mailbox: mailbox::TEXTS,
    no_email: no_email::TEXTS,
    requests: requests::TEXTS,
    reset_password: reset_password::TEXTS,
    sign_in: sign_in::TEXTS,
    visitor_forms: visitor_forms::TEXTS,
};
