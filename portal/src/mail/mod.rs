//! Composes emails of messages, and sends them.

mod compose;
mod connection;
mod display_name;
mod error;
mod html;
mod plain_text;
mod report;
mod smtp;
mod smtp_reply;
mod texts;
mod transport;
mod worker;

pub use compose::Composer;
pub use error::Error;
pub use report::report_alarms;
pub use transport::Transport;
pub use worker::{work, work_until};

use smtp::SmtpClient;
use transport::SendError;
