use alloc::borrow::Cow;
use alloc::string::String;

use zeroize::Zeroize as _;

use crate::text::{Unicode, prepare};

/// A password while it is judged: prepared, and folded when a rule asks.
pub(crate) struct Candidate<'t> {
    prepared: Cow<'t, str>,
    folded: Option<String>,
}

impl<'t> Candidate<'t> {
    pub(crate) fn new(unicode: &impl Unicode, password: &'t str) -> Self {
        Self {
            prepared: prepare(unicode, password),
            folded: None,
        }
    }

    pub(crate) fn prepared(&self) -> &str {
        &self.prepared
    }

    pub(crate) fn folded(&mut self, unicode: &impl Unicode) -> &str {
        self.folded
            .get_or_insert_with(|| unicode.fold(&self.prepared))
    }
}

impl Drop for Candidate<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(prepared) = &mut self.prepared {
            prepared.zeroize();
        }
        self.folded.zeroize();
    }
}
