//! Everything that this program has logged, by whichever test.

use std::io::{self, Write};
use std::sync::{Mutex, OnceLock};

/// Logs into memory from now on, in full detail.
pub(crate) fn keep() {
    static KEPT: OnceLock<()> = OnceLock::new();
    KEPT.get_or_init(|| {
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(|| Journal)
            .init();
    });
}

/// What has been logged so far.
pub(crate) fn read() -> String {
    String::from_utf8_lossy(&LINES.lock().unwrap()).into_owned()
}

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Journal;

impl Write for Journal {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
