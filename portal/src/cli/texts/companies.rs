use super::{AboutTwo, Text};

pub(crate) struct CompaniesTexts {
    pub(crate) about: Text,
    pub(crate) list: Text,
    pub(crate) rename: Text,
    pub(crate) name: Text,
    pub(crate) new: Text,
    pub(crate) renamed: AboutTwo,
}
