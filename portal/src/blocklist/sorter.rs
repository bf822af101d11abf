use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::mem;
use std::path::{Path, PathBuf};

use genkan::blocklist::EntryKind;

use super::run::{BUFFER, Run};

/// Sorts more entries than memory holds: it writes sorted runs to disk and
/// merges them.
pub(super) struct Sorter {
    kind: EntryKind,
    folder: PathBuf,
    /// The largest use of memory, in bytes.
    limit: usize,
    /// Entries in the form of a list, one after the other.
    entries: Vec<u8>,
    /// The index of each entry, and its offset in `entries`.
    order: Vec<(u64, u32)>,
    /// The runs on disk, the oldest first.
    runs: Vec<PathBuf>,
    /// How many runs have been created.
    created: u64,
}

impl Sorter {
    pub(super) fn new(kind: EntryKind, folder: &Path, limit: usize) -> Self {
        Self {
            kind,
            folder: folder.to_owned(),
            // The order has 32 bits for where an entry begins.
            limit: limit.clamp(1 << 16, 1 << 31),
            entries: Vec::new(),
            order: Vec::new(),
            runs: Vec::new(),
            created: 0,
        }
    }

    /// Adds an entry of the kind.
    pub(super) fn push(&mut self, entry: &[u8]) -> io::Result<()> {
        // A vector doubles when it grows.
        let used = self.entries.len() + self.order.len() * size_of::<(u64, u32)>();
        if used * 2 >= self.limit {
            self.spill()?;
        }
        let start = self.entries.len() as u32;
        self.order.push((self.kind.place(entry), start));
        let appended = self.kind.append(entry, &mut self.entries);
        appended.map_err(io::Error::other)
    }

    /// Returns one run with every entry once. `progress` receives the number
    /// of entries that a merge has written.
    pub(super) fn finish(mut self, mut progress: impl FnMut(u64)) -> io::Result<PathBuf> {
        self.spill()?;
        self.entries = Vec::new();
        self.order = Vec::new();
        while self.runs.len() > 1 {
            let count = self.runs.len().min(FAN_IN);
            let oldest: Vec<PathBuf> = self.runs.drain(..count).collect();
            self.merge(&oldest, &mut progress)?;
            oldest.iter().try_for_each(fs::remove_file)?;
        }
        self.runs
            .pop()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Writes the entries in memory as a run.
    fn spill(&mut self) -> io::Result<()> {
        let mut run = self.new_run()?;
        let mut order = mem::take(&mut self.order);
        let from = |start: u32| self.entries.get(start as usize..).unwrap_or_default();
        let text = |start: u32| self.kind.split_first(from(start)).map(|(entry, _)| entry);
        order.sort_unstable_by(|(a, at), (b, bt)| a.cmp(b).then_with(|| text(*at).cmp(&text(*bt))));
        order.dedup_by(|(a, at), (b, bt)| a == b && text(*at) == text(*bt));
        for (_, start) in &order {
            let rest = from(*start);
            let after = self
                .kind
                .split_first(rest)
                .map_or(0, |(_, next)| next.len());
            run.write_all(rest.get(..rest.len() - after).unwrap_or_default())?;
        }
        run.flush()?;
        self.entries.clear();
        order.clear();
        self.order = order;
        Ok(())
    }

    /// Merges runs into a new one without duplicates.
    fn merge(&mut self, paths: &[PathBuf], progress: &mut impl FnMut(u64)) -> io::Result<()> {
        let mut runs = Vec::new();
        let mut heads = BinaryHeap::new();
        for (number, path) in paths.iter().enumerate() {
            let mut run = Run::open(self.kind, path)?;
            let mut entry = Vec::new();
            if run.next(&mut entry)? {
                heads.push(Reverse((self.kind.place(&entry), entry, number)));
            }
            runs.push(run);
        }
        let mut merged = self.new_run()?;
        let (mut last, mut encoded, mut count) = (None::<Vec<u8>>, Vec::new(), 0);
        while let Some(Reverse((_, entry, number))) = heads.pop() {
            if last.as_ref() != Some(&entry) {
                encoded.clear();
                let appended = self.kind.append(&entry, &mut encoded);
                appended.map_err(io::Error::other)?;
                merged.write_all(&encoded)?;
                count += 1;
                progress(count);
            }
            let mut next = last.replace(entry).unwrap_or_default();
            if let Some(run) = runs.get_mut(number)
                && run.next(&mut next)?
            {
                heads.push(Reverse((self.kind.place(&next), next, number)));
            }
        }
        merged.flush()
    }

    fn new_run(&mut self) -> io::Result<BufWriter<File>> {
        let path = self.folder.join(format!("run-{}", self.created));
        let file = File::create(&path)?;
        self.created += 1;
        self.runs.push(path);
        Ok(BufWriter::with_capacity(BUFFER, file))
    }
}

/// The largest number of files that are open at once.
const FAN_IN: usize = 128;
