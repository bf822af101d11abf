use super::{About, AboutTwo, Text};

pub(crate) struct OperatorsTexts {
    pub(crate) about: Text,
    pub(crate) add: Text,
    pub(crate) list: Text,
    pub(crate) remove: Text,
    pub(crate) companies: Text,
    pub(crate) name: Text,
    pub(crate) role: Text,
    pub(crate) added: AboutTwo,
    pub(crate) removed: About,
}
