//! The ceremonies, one file each, on the store in memory: that each does what
//! it says, and that none leaves a door open which another one has shut.

mod account;
mod change_password;
mod decline;
mod disown;
mod hold;
mod memory;
mod open_link;
mod register;
mod remove;
mod replace_address;
mod request_link;
mod resend;
mod session;
mod set_password;
mod sign_in;
mod support;
mod write_letter;
