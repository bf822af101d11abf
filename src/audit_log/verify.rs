use super::{Broken, Entry, Hash, Head, Why};

/// Verifies a log from its first entry to its last, and against a head that was
/// kept elsewhere, if there is one.
///
/// For a log that is read in pages, use [`Reading`].
///
/// # Errors
///
/// [`Broken`], with the first entry that was changed.
pub fn verify<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    kept: Option<Head>,
) -> Result<Head, Broken> {
    let mut reading = Reading::new(kept);
    for entry in entries {
        reading.read(entry)?;
    }
    reading.end()
}

/// A log that is being verified, entry by entry.
///
/// # Examples
///
/// ```
/// use genkan::audit_log::{Broken, Entry, Head, Reading};
///
/// /// Verifies a log that is read in pages.
/// fn verify(
///     pages: impl Iterator<Item = Vec<Entry>>,
///     kept: Option<Head>,
/// ) -> Result<Head, Broken> {
///     let mut reading = Reading::new(kept);
///     for entry in pages.flatten() {
///         reading.read(&entry)?;
///     }
///     reading.end()
/// }
/// assert_eq!(verify(core::iter::empty(), None), Ok(Head::EMPTY));
/// ```
#[derive(Clone, Copy, Debug)]
#[must_use = "a log is verified only when its reading has ended"]
pub struct Reading {
    head: Head,
    kept: Option<Head>,
}

impl Reading {
    /// Returns a reading that starts before the first entry.
    pub const fn new(kept: Option<Head>) -> Self {
        Self {
            head: Head::EMPTY,
            kept,
        }
    }

    /// Returns how far the log has been read.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Reads the next entry.
    ///
    /// # Errors
    ///
    /// [`Broken`] if it is not the entry that was written there.
    pub fn read(&mut self, entry: &Entry) -> Result<(), Broken> {
        let Some(at) = self.head.seq.checked_add(1) else {
            let at = self.head.seq;
            let why = Why::Missing;
            return Err(Broken { at, why });
        };
        let is_rewritten = |kept: Head| kept.seq == at && kept.hash != entry.hash;
        let why = if entry.seq != at {
            Why::Missing
        } else if entry.previous != self.head.hash {
            Why::Detached
        } else if entry.hash != Hash::of(at, entry.previous, &entry.event) {
            Why::Edited
        } else if self.kept.is_some_and(is_rewritten) {
            Why::Rewritten
        } else {
            self.head = entry.head();
            return Ok(());
        };
        Err(Broken { at, why })
    }

    /// Ends the reading after the last entry.
    ///
    /// # Errors
    ///
    /// [`Broken`] if the kept head shows that there were more entries.
    pub fn end(self) -> Result<Head, Broken> {
        match self.kept {
            Some(kept) if kept.seq > self.head.seq => Err(Broken {
                at: self.head.seq.saturating_add(1),
                why: Why::CutOff,
            }),
            // The head of an empty log has one hash only.
            Some(kept) if kept.seq == 0 && kept != Head::EMPTY => Err(Broken {
                at: 0,
                why: Why::Rewritten,
            }),
            _ => Ok(self.head),
        }
    }
}
