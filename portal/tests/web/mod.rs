//! The pages over HTTP.

mod any_browser;
mod brand;
mod ceremonies;
mod contacts;
mod inquiries;
mod other_companies;
mod pages;
mod policy;
