//! The SMTP client (RFC 5321).
//!
//! It sends one command at a time, to distinguish the rejection of one
//! recipient from a server that rejects everything, and it reads replies as
//! bytes: only the code decides what happens, whatever the text's encoding is.

mod client;
mod connection;
mod fault;
mod pace;
mod reply;
mod sign_in;
mod token;
mod transfer;
mod wire;

pub(super) use client::SmtpClient;
pub use fault::{Cause, Fault, Stage};
pub(super) use pace::Pace;
pub use reply::SmtpReply;
