use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::path::{Path, PathBuf};

use genkan::blocklist::EntryKind;

use super::note::Finished;
use super::run::{NewRun, Run};

/// Sorts more entries than memory holds: sorted runs on disk, then merged.
pub(super) struct Sorter {
    form: EntryKind,
    folder: PathBuf,
    /// As many bytes of memory at most.
    limit: usize,
    /// Entries, each as a list has it, one after the other.
    entries: Vec<u8>,
    /// The place of each, and where it begins in `entries`.
    order: Vec<(u64, u32)>,
    /// Every run, the oldest first.
    runs: Vec<Finished>,
}

impl Sorter {
    pub(super) fn new(form: EntryKind, folder: &Path, limit: usize, runs: Vec<Finished>) -> Self {
        Self {
            form,
            folder: folder.to_owned(),
            // The order's places are in 32 bits.
            limit: limit.clamp(1 << 16, 1 << 31),
            entries: Vec::new(),
            order: Vec::new(),
            runs,
        }
    }

    /// Whether the memory is used up: spill before the next entry.
    pub(super) const fn is_full(&self) -> bool {
        // Vectors double when they grow: count what they may hold then.
        let used = self.entries.len() + self.order.len() * size_of::<(u64, u32)>();
        used * 2 >= self.limit
    }

    /// Adds an entry that fits the form.
    pub(super) fn push(&mut self, entry: &[u8]) -> io::Result<()> {
        let start = self.entries.len() as u32;
        self.order.push((self.form.place(entry), start));
        self.form
            .append(entry, &mut self.entries)
            .map_err(io::Error::other)
    }

    /// Every run, each whole and on disk; nothing else is in them but what was
    /// pushed before the last spill.
    pub(super) fn runs(&self) -> &[Finished] {
        &self.runs
    }

    /// Merges the oldest runs into one without duplicates, and answers with
    /// those that it takes the place of; with nothing where there is one left.
    pub(super) fn merge(
        &mut self,
        mut progress: impl FnMut(u64),
    ) -> io::Result<Option<Vec<PathBuf>>> {
        // Nothing is pushed any more.
        self.entries = Vec::new();
        self.order = Vec::new();
        if self.runs.len() < 2 {
            return Ok(None);
        }
        let number = self.number();
        let some = self.runs.drain(..self.runs.len().min(FAN_IN));
        let paths: Vec<PathBuf> = some.map(|run| run.path(&self.folder)).collect();
        let merged = self.merge_into(number, &paths, &mut progress)?;
        self.runs.push(merged);
        Ok(Some(paths))
    }

    /// The one run that is left; an empty one where there was no entry.
    pub(super) fn into_run(mut self) -> io::Result<PathBuf> {
        if self.runs.is_empty() {
            let (number, run) = (self.number(), self.new_run(self.number())?);
            let size = run.finish()?;
            self.runs.push(Finished { number, size });
        }
        let run = self.runs.first().map(|run| run.path(&self.folder));
        run.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Writes what is in memory as a run.
    pub(super) fn spill(&mut self) -> io::Result<()> {
        if self.order.is_empty() {
            return Ok(());
        }
        let (form, entries) = (self.form, self.entries.as_slice());
        let from = |start: u32| entries.get(start as usize..).unwrap_or_default();
        let text = |start: u32| form.split_first(from(start)).map(|(entry, _)| entry);
        let mut order = std::mem::take(&mut self.order);
        order.sort_unstable_by(|(a, at), (b, bt)| a.cmp(b).then_with(|| text(*at).cmp(&text(*bt))));
        order.dedup_by(|(a, at), (b, bt)| a == b && text(*at) == text(*bt));
        let number = self.number();
        let mut run = self.new_run(number)?;
        for (_, start) in &order {
            let rest = self.entries.get(*start as usize..).unwrap_or_default();
            let after = self
                .form
                .split_first(rest)
                .map_or(0, |(_, next)| next.len());
            run.write(rest.get(..rest.len() - after).unwrap_or_default())?;
        }
        let size = run.finish()?;
        self.runs.push(Finished { number, size });
        self.entries.clear();
        order.clear();
        self.order = order;
        Ok(())
    }

    fn merge_into(
        &self,
        number: u64,
        paths: &[PathBuf],
        progress: &mut impl FnMut(u64),
    ) -> io::Result<Finished> {
        let mut runs = Vec::new();
        let mut heads = BinaryHeap::new();
        for (number, path) in paths.iter().enumerate() {
            let mut run = Run::open(self.form, path)?;
            let mut entry = Vec::new();
            if run.next(&mut entry)? {
                heads.push(Reverse((self.form.place(&entry), entry, number)));
            }
            runs.push(run);
        }
        let mut merged = self.new_run(number)?;
        let (mut last, mut encoded, mut count) = (None::<Vec<u8>>, Vec::new(), 0);
        while let Some(Reverse((_, entry, number))) = heads.pop() {
            if last.as_ref() != Some(&entry) {
                encoded.clear();
                self.form
                    .append(&entry, &mut encoded)
                    .map_err(io::Error::other)?;
                merged.write(&encoded)?;
                count += 1;
                progress(count);
            }
            let mut next = last.replace(entry).unwrap_or_default();
            if let Some(run) = runs.get_mut(number)
                && run.next(&mut next)?
            {
                heads.push(Reverse((self.form.place(&next), next, number)));
            }
        }
        let size = merged.finish()?;
        Ok(Finished { number, size })
    }

    fn new_run(&self, number: u64) -> io::Result<NewRun> {
        let run = Finished { number, size: 0 };
        NewRun::create(&run.path(&self.folder))
    }

    /// A number that no run has.
    fn number(&self) -> u64 {
        self.runs
            .iter()
            .map(|run| run.number + 1)
            .max()
            .unwrap_or(0)
    }
}

/// As many files are open at once at most.
const FAN_IN: usize = 128;
