//! Letters become mails, and are sent.

mod compose;
mod name;
mod post;
mod words;
mod worker;

pub use compose::Composer;
pub use post::Post;
pub use worker::work;
