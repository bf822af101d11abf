//! The support desk: operators sign in with a password and a second factor.

mod cases;
mod contacts;
mod million;
mod operators;
mod passkeys;
mod permissions;
mod second_factor;
mod sign_in;
