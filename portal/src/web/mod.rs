//! The pages. Every one works without JavaScript.

mod extract;
mod layer;
mod pages;
mod parts;
mod router;
mod state;
mod texts;

pub use router::router;
pub use state::App;
