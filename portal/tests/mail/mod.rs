//! The messages, and the outbox that sends them.

mod bounces;
mod brakes;
mod cases;
#[cfg(target_os = "linux")]
mod exim;
mod messages;
mod order;
mod outbox;
#[cfg(target_os = "linux")]
mod real_bounces;
#[cfg(target_os = "linux")]
mod real_servers;
mod replies;
mod starttls;
mod unstored;
