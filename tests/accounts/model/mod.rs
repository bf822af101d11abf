//! The lifetime of accounts as a whole: any sequence of commands, every
//! interleaving of two nodes, and stores that break a promise.

mod broken_promises;
mod cases;
mod fault;
mod faulty_store;
mod interleaving;
mod ready;
mod sequences;

pub(crate) use ready::{another_plan_id, ready};
