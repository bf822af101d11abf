//! The pages over HTTP.

mod ceremonies;
mod contacts;
mod inquiries;
mod other_companies;
mod pages;
mod policy;
