//! Reads a long list of a store.

use super::Failure;
use crate::store::Error;

/// How many items of a list are in memory at the same time.
pub(super) const PAGE: u32 = 1000;

/// Calls `each` with every item. `page` reads up to [`PAGE`] items after one.
pub(super) async fn for_each<T>(
    page: impl AsyncFn(Option<&T>) -> Result<Vec<T>, Error>,
    mut each: impl AsyncFnMut(&T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut last = None;
    loop {
        let items = page(last.as_ref()).await?;
        for item in &items {
            each(item).await?;
        }
        match items.into_iter().last() {
            Some(item) => last = Some(item),
            None => return Ok(()),
        }
    }
}
