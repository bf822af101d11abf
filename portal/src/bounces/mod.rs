//! Receives the reports of mail servers about emails that were not delivered.
//!
//! A report arrives in a Maildir folder, by LMTP or by a webhook. The first two
//! are open to anyone who can send email, so a report is matched by the signed
//! identity in its recipient, or by the Message-ID of the email that it returns.

mod delivery_status;
mod inbox;
mod lmtp;
mod maildir;
mod webhook;

pub use delivery_status::{DeliveryStatus, RecipientStatus};
pub use inbox::{Inbox, Taken};
pub use lmtp::Lmtp;
pub use maildir::watch_maildir;
pub use webhook::{InvalidSecret, Webhook, WebhookAnswer};
