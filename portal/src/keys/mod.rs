//! The keys that authenticate links and sessions, in a file in the data folder.
//!
//! One key issues. After a rotation, the key before it is accepted until every
//! token that it issued has expired. A key that was prepared for the next
//! rotation is accepted but does not issue yet, so that every node knows it
//! before the first node issues with it.

mod error;
mod file;
mod rotation;

pub use error::Error;
pub use file::{NAME, Role, fingerprints, list, open};
pub use rotation::{Rotation, prepare, rotate};
