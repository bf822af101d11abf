use genkan::policy::{Context, ContextSource};

use super::Reader;

/// Reads a context: entries of a tag and a text or a number, as
/// `writeContext` of `pkg/ts/extended.ts` writes them. Unknown ones are left
/// out.
pub fn read(bytes: &[u8]) -> Context<'_> {
    // SAFETY: pkg/ts/extended.ts writes texts with `TextEncoder`.
    let mut from = unsafe { Reader::new(bytes) };
    let mut context = Context::new();
    while from.has_more() {
        context = match from.number() {
            0 => context.email(from.text()),
            1 => context.current_password(from.text()),
            2 => context.reused(from.number() != 0),
            3 => context.breached(from.number().checked_sub(1).map(u64::from)),
            4 => context.score(from.number() as u8),
            tag => match ContextSource::ALL.get(tag as usize - 5) {
                Some(source) => context.word(*source, from.text()),
                None => context,
            },
        };
    }
    context
}
