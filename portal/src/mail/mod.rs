//! Letters become mails, and are sent.

mod compose;
mod dead;
mod name;
mod post;
mod server;
mod words;
mod worker;

pub use compose::Composer;
pub use dead::Death;
pub use post::Post;
pub use worker::{work, work_until};

use post::NotSent;
use server::Server;
