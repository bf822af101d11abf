//! The ceremonies, one file each, on the store in memory: each keeps its
//! promises, and none accepts a token that another one has ended.

mod account;
mod change_password;
mod company;
mod contact;
mod decline;
mod disown;
mod edit;
mod hand_over;
mod hold;
mod in_memory_store;
mod moving_in;
mod occasions;
mod open_link;
mod operator;
mod passkey;
mod password;
mod plan;
mod register;
mod remove;
mod replace_address;
mod request_link;
mod resend;
mod second_factor;
mod set_password;
mod sign_in;
mod sign_out;
mod support;
mod write_message;
