use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::blocklist::Progress;
use crate::cli::output::texts;

/// One line on a terminal, updated ten times a second; nothing if the standard
/// error is not a terminal.
pub(super) struct ProgressBar {
    is_shown: bool,
    calls: u32,
    last: Option<Instant>,
}

impl ProgressBar {
    pub(super) fn new() -> Self {
        Self {
            is_shown: io::stderr().is_terminal(),
            calls: 0,
            last: None,
        }
    }

    pub(super) fn show(&mut self, progress: Progress) {
        // The clock is read once in 1024 calls.
        self.calls = self.calls.wrapping_add(1);
        if !self.is_shown || !self.calls.is_multiple_of(1024) {
            return;
        }
        let now = Instant::now();
        let pause = Duration::from_millis(100);
        if self.last.is_some_and(|last| now - last < pause) {
            return;
        }
        self.last = Some(now);
        let text = (texts().blocklist.progress)(progress);
        let meter = match progress {
            Progress::Reading(_, read, total) => meter(read, total),
            Progress::Merging(_) | Progress::Writing(_) => String::new(),
        };
        show(format_args!("\r\x1b[K{meter}{text}"));
    }

    pub(super) fn clear(&self) {
        if self.last.is_some() {
            show("\r\x1b[K");
        }
    }
}

/// Shows a text on the standard error, as far as it can be written.
fn show(text: impl Display) {
    let mut terminal = io::stderr();
    let _ = write!(terminal, "{text}").and_then(|()| terminal.flush());
}

/// Returns `[#####-----] `, twenty wide.
fn meter(done: u64, total: u64) -> String {
    let filled = (done.saturating_mul(20) / total.max(1)).min(20) as usize;
    format!("[{}{}] ", "#".repeat(filled), "-".repeat(20 - filled))
}
