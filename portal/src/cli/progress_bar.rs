//! Shows how far a command is.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// One line on a terminal, updated ten times a second; nothing if the standard
/// error is not a terminal.
pub(super) struct ProgressBar {
    is_shown: bool,
    last: Option<Instant>,
}

impl ProgressBar {
    pub(super) fn new() -> Self {
        Self {
            is_shown: io::stderr().is_terminal(),
            last: None,
        }
    }

    pub(super) fn show(&mut self, text: impl FnOnce() -> String) {
        if !self.is_shown {
            return;
        }
        let now = Instant::now();
        let pause = Duration::from_millis(100);
        if self.last.is_some_and(|last| now - last < pause) {
            return;
        }
        self.last = Some(now);
        print(format_args!("\r\x1b[K{}", text()));
    }

    pub(super) fn clear(&self) {
        if self.last.is_some() {
            print("\r\x1b[K");
        }
    }
}

/// Prints a text on the standard error, as far as it can be written.
fn print(text: impl Display) {
    let mut terminal = io::stderr();
    let _ = write!(terminal, "{text}").and_then(|()| terminal.flush());
}

/// Returns `[#####-----] `, twenty wide.
pub(super) fn meter(done: u64, total: u64) -> String {
    let filled = (done.saturating_mul(20) / total.max(1)).min(20) as usize;
    format!("[{}{}] ", "#".repeat(filled), "-".repeat(20 - filled))
}
