use std::fmt::Display;

use super::{AboutTwo, Text};

pub(crate) struct CompaniesTexts {
    pub(crate) about: Text,
    pub(crate) list: Text,
    pub(crate) rename: Text,
    pub(crate) requests: Text,
    pub(crate) name: Text,
    pub(crate) new: Text,
    pub(crate) decided_by: Text,
    pub(crate) renamed: AboutTwo,
    pub(crate) requests_set: fn(&dyn Display, bool) -> String,
}
