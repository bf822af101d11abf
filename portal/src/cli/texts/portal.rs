use std::fmt::Display;
use std::io;

use super::{About, Text};

pub(crate) struct DemoTexts {
    pub(crate) about: Text,
    pub(crate) contact: Text,
    pub(crate) data: Text,
    pub(crate) listen: Text,
    pub(crate) invalid_contact: Text,
    pub(crate) no_folder: About,
    pub(crate) label_config: Text,
    pub(crate) label_mailbox: Text,
    pub(crate) label_open: Text,
    pub(crate) label_registered: Text,
    pub(crate) what_to_do: Text,
}

pub(crate) struct ServeTexts {
    pub(crate) about: Text,
    pub(crate) cannot_listen: fn(&dyn Display, &io::Error) -> String,
    pub(crate) log: Text,
}
