//! Composes emails of messages, and sends them.

mod compose;
mod display_name;
mod dkim;
mod error;
mod html;
mod plain_text;
mod preview;
mod report;
mod smtp;
mod texts;
mod transport;
mod worker;

pub use compose::Composer;
pub use error::Error;
pub use preview::Preview;
pub use report::report_alarms;
pub use smtp::{Cause, Fault, SmtpReply, Stage};
pub use transport::{NotSent, Transport};
pub use worker::{work, work_until};
