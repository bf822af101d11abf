//! What a handler takes from a request.

pub(crate) mod client;
pub(crate) mod visitor;
