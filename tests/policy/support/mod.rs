//! The shared parts of the tests of policies.

pub(crate) mod oracle;
pub(crate) mod passwordrules;
pub(crate) mod policies;
