//! The support desk: operators sign in with a password and a second factor.

mod contacts;
mod million;
mod second_factor;
mod sign_in;
