//! Composes emails of messages, and sends them.

mod compose;
mod name;
mod post;
mod server;
mod words;
mod worker;

pub use compose::Composer;
pub use post::Post;
pub use worker::{work, work_until};

use post::NotSent;
use server::Server;
