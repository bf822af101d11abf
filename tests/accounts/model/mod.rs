//! The account's life as a whole: any sequence of commands, and every
//! interleaving of two nodes.

mod fault;
mod faulty;
mod interleaving;
mod ready;
mod sequences;
