//! The messages, and the outbox that sends them.

mod bounces;
mod brakes;
mod cases;
mod messages;
mod outbox;
#[cfg(target_os = "linux")]
mod real_bounces;
mod starttls;
mod unstored;
