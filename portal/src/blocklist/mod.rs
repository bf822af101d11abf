//! Blocklists of any size: built with bounded memory, looked up in place.

mod build;
mod build_folder;
mod input;
mod mapped;
mod run;
mod sorter;

use std::io;
use std::path::Path;

pub use build::{Build, Built, Progress};
pub use mapped::Mapped;

/// Adds the path of the file to an error.
fn about(path: &Path) -> impl Fn(io::Error) -> io::Error {
    let path = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
