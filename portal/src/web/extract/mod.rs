//! What handlers take from a request.

mod back;
mod client;
mod desk;
mod form;
mod link_token;
mod query;
mod session;
mod visitor;

pub(crate) use client::ProxyMistake;
pub(crate) use desk::{DeskOperator, DeskToken, DeskVisitor, next_step};
pub(crate) use form::{TypedForm, largest_form};
pub(crate) use link_token::LinkToken;
pub(crate) use query::TypedQuery;
pub(crate) use session::{Reader, SessionToken, SignedIn};
pub(crate) use visitor::{Visitor, chosen_for_link};
