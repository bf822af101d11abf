//! What the tests of policies share.

pub(crate) mod oracle;
pub(crate) mod passwordrules;
pub(crate) mod policies;
