use super::Text;

pub(crate) struct OutboxTexts {
    pub(crate) about: Text,
    pub(crate) list: Text,
    pub(crate) list_note: Text,
    pub(crate) retry: Text,
    pub(crate) all_failed: Text,
    pub(crate) failed: Text,
    pub(crate) id: Text,
    pub(crate) json: Text,
    pub(crate) invalid_id: Text,
    pub(crate) not_waiting: Text,
    pub(crate) retried: fn(u64) -> String,
}
