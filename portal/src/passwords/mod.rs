//! Checks passwords by a policy and its lists, and hashes them.

mod argon2_buffer;
mod error;
mod hasher;
mod imported_hash;
mod lists;
mod missing_input;
mod policy_engine;

pub use error::Error;
pub use hasher::{Hasher, TypedPassword};
pub use imported_hash::{FirebaseParameters, ImportedHash, InvalidHash};
pub use lists::Lists;
pub use missing_input::MissingInput;
pub use policy_engine::{Person, PolicyEngine};
