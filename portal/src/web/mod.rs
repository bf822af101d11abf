//! The pages. Every one works without JavaScript.

mod assets;
mod back;
mod brand_files;
mod content_policy;
mod cookies;
mod desk;
mod extract;
mod layer;
mod link_page;
mod notice;
mod page_error;
mod pages;
mod parts;
mod router;
mod state;
mod texts;

pub use desk::desk_paths;
pub use router::router;
pub use state::App;
