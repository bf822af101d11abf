//! What applies to every page.

pub(crate) mod access_log;
pub(crate) mod admission;
pub(crate) mod error_page;
pub(crate) mod headers;
pub(crate) mod prefix;
pub(crate) mod proxy_mistakes;
pub(crate) mod same_site;
