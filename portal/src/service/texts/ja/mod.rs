//! 日本語。

mod findings;

use super::ServiceTexts;

pub(super) static TEXTS: ServiceTexts = ServiceTexts {
    found: findings::found,
};
