use genkan::policy::Context;

use crate::unicode::Browser;

/// What is known of the person: entries of a tag and a text. Tag 0 is the mail
/// address, 1 the old password, and from 2 on the words of each source.
///
/// What the TypeScript side never writes is left out.
#[cfg(feature = "every-rule")]
pub(crate) fn read(known: &[u8]) -> Context<'_> {
    use genkan::policy::Source;

    let mut from = super::Reader::new(known);
    let mut context = Context::new();
    while let (Some(tag), Some(text)) = (from.number(), from.text()) {
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

/// What is known of the person: their mail address, which is all that the
/// documented rules ask for. An empty one says nothing.
#[cfg(not(feature = "every-rule"))]
pub(crate) fn read(known: &[u8]) -> Context<'_> {
    Context::new().email_with(&Browser, super::text(known))
}
