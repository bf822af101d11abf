use std::fmt::Display;

use lettre::message::Mailbox;

use super::Text;
use crate::config::Smtp;
use crate::mail::Fault;

pub(crate) struct MailTexts {
    pub(crate) about: Text,
    pub(crate) test: Text,
    pub(crate) test_note: Text,
    pub(crate) preview: Text,
    pub(crate) address: Text,
    pub(crate) kind: Text,
    pub(crate) format: Text,
    /// Which server is used, how, and with which sender.
    pub(crate) server: fn(&Smtp, &Mailbox) -> String,
    /// There is none.
    pub(crate) no_server: Text,
    /// The address, and the server's reply.
    pub(crate) sent: fn(&dyn Display, &str) -> String,
    /// What is wrong with the server of this name, and what to do.
    pub(crate) fault: fn(&Fault, &str) -> String,
}
