//! Blocklists of any size: built with bounded memory, looked up where they
//! lie.

mod build;
mod input;
mod mapped;
mod note;
mod run;
mod sorter;
mod workshop;

use std::io;
use std::path::Path;

pub use build::{Build, Built, Progress};
pub use mapped::Mapped;

/// Says which file an error is about.
fn about(path: &Path) -> impl Fn(io::Error) -> io::Error {
    let path = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
