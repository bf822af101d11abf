use genkan::audit_log::{Head, Why};

use super::Text;

pub(crate) struct AuditLogTexts {
    pub(crate) about: Text,
    pub(crate) export: Text,
    pub(crate) list: Text,
    pub(crate) list_note: Text,
    pub(crate) verify: Text,
    pub(crate) verify_note: Text,
    pub(crate) after: Text,
    pub(crate) head: Text,
    pub(crate) invalid_head: Text,
    /// The number of the entry, the code, and what is wrong.
    pub(crate) broken: fn(u64, &str, &str) -> String,
    pub(crate) reason_erased: Text,
    pub(crate) valid: fn(&Head) -> String,
    pub(crate) why: fn(Why) -> String,
}
