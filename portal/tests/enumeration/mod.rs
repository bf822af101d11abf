//! The answers are the same for every address, registered or not.

mod counted;
mod shapes;
mod silence;
