//! Blocklists of any size: built with bounded memory, looked up in place.

mod build;
mod build_error;
mod build_folder;
mod input;
mod mapped;
mod run;
mod sorter;
mod source;

pub use build::{Build, Built, Progress};
pub use build_error::BuildError;
pub use mapped::Mapped;
