//! The messages, and the outbox that sends them.

mod bounces;
mod brakes;
mod cases;
mod messages;
mod outbox;
mod starttls;
mod unstored;
