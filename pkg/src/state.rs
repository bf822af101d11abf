use core::mem::forget;

use crate::arena;
use crate::wire::{Report, text};

/// A policy as a module reads and checks it.
pub trait ModulePolicy: Sized {
    /// Reads a document, or returns the number of its error: its position, from
    /// 1, in `PROBLEMS` of `pkg/ts/extended.ts`.
    fn read(document: &[u8]) -> Result<Self, u32>;

    /// The number of requirements, and so of rows of a report.
    fn requirements(&self) -> usize;

    /// Checks a password.
    fn check(&self, context: &[u8], password: &str, report: &mut Report);
}

/// The state that a module keeps between two calls: its policy, and the memory
/// that it shares with JavaScript.
///
/// There is one policy. If a page has several, each is read again before it is
/// used, which takes microseconds.
pub struct State<P> {
    policy: Option<P>,
    input: &'static mut [u8],
    report: Report,
}

impl<P: ModulePolicy> State<P> {
    /// Returns the state of a module that has read nothing.
    #[expect(clippy::new_without_default, reason = "a static needs a constant")]
    pub const fn new() -> Self {
        Self {
            policy: None,
            input: &mut [],
            report: Report::empty(),
        }
    }

    /// Returns where to write the input, with space for so many bytes. Drops
    /// the policy, because its memory is in the arena, like that of the input.
    pub fn input(&mut self, bytes: usize) -> *const u8 {
        self.input.fill(0);
        self.input = &mut [];
        self.report = Report::empty();
        forget(self.policy.take());
        arena::clear();
        self.input = arena::list(bytes, || 0);
        self.input.as_ptr()
    }

    /// Reads the document in the input. Returns the number of its error, or 0.
    pub fn read(&mut self, bytes: usize) -> u32 {
        match P::read(self.input.get(..bytes).unwrap_or_default()) {
            Ok(policy) => {
                self.report = Report::of(policy.requirements());
                // There is no policy to drop: a document follows an input.
                forget(self.policy.replace(policy));
                0
            }
            Err(problem) => problem,
        }
    }

    /// Checks the password that follows the context in the input, and erases it.
    /// Returns where the report is, or null if every requirement is met and there
    /// are no hints.
    pub fn check(&mut self, context: usize, password: usize) -> *const u32 {
        let (Some(policy), Some((context, rest))) =
            (&self.policy, self.input.split_at_mut_checked(context))
        else {
            unreachable!("a document was read, and the context is in the input");
        };
        let password = rest.get_mut(..password).unwrap_or_default();
        // SAFETY: pkg/ts/checker.ts writes the password with `TextEncoder`.
        let text = unsafe { text(password) };
        let report = &mut self.report;
        report.clear();
        arena::scope(|| policy.check(context, text, report));
        // JavaScript can read the input, so this is not removed. `zeroize` would
        // write byte by byte.
        password.fill(0);
        report.finish()
    }
}
