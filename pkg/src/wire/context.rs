use genkan::policy::{Context, Source};

use super::Reader;
use crate::unicode::Browser;

/// What is known of the person. The smaller module is told their mail address,
/// which is all that the documented rules ask for; an empty one says nothing.
pub(crate) fn read(known: &[u8]) -> Context<'_> {
    if cfg!(feature = "every-rule") {
        entries(known)
    } else {
        Context::new().email_with(&Browser, super::text(known))
    }
}

/// Entries of a tag and a text. Tag 0 is the mail address, 1 the old password,
/// and from 2 on the words of each source.
///
/// What the TypeScript side never writes is left out.
fn entries(known: &[u8]) -> Context<'_> {
    let mut from = Reader::new(known);
    let mut context = Context::new();
    while from.has_more() {
        let (tag, text) = (from.number(), from.text());
        context = match tag {
            0 => context.email_with(&Browser, text),
            1 => context.old_password(text),
            tag => match Source::ALL.get(tag as usize - 2) {
                Some(source) => context.word_with(&Browser, *source, text),
                None => context,
            },
        };
    }
    context
}
