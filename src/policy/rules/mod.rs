//! One rule a file.

mod characters;
mod kinds;
mod length;
mod local_part;
mod size;

pub(super) use characters::judge as judge_characters;
pub use kinds::KindsRule;
pub use length::LengthRule;
pub use local_part::LocalPartRule;
pub(super) use size::judge as judge_size;
