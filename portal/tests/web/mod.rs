//! The pages over HTTP.

mod ceremonies;
mod pages;
mod policy;
