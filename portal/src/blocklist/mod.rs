//! Blocklists of any size: built with bounded memory, looked up where they
//! lie.

mod build;
mod input;
mod mapped;
mod run;
mod sorter;

pub use build::{Build, Built, Progress};
pub use mapped::Mapped;
