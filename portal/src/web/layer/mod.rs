//! What applies to every page.

pub(crate) mod body_limit;
pub(crate) mod error_page;
pub(crate) mod headers;
