//! Letters become mails, and are sent.

mod compose;
mod post;
mod words;
mod worker;

pub use compose::Composer;
pub use post::Post;
pub use worker::work;
