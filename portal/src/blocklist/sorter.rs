use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use genkan::policy::Form;

use super::run::{NewRun, Run};

/// Sorts more entries than memory holds: sorted runs on disk, then merged.
pub(super) struct Sorter {
    form: Form,
    folder: PathBuf,
    /// As many bytes of memory at most.
    limit: usize,
    /// Entries, each as a list has it, one after the other.
    entries: Vec<u8>,
    /// The place of each, and where it begins in `entries`.
    order: Vec<(u64, u32)>,
    runs: VecDeque<PathBuf>,
    made: usize,
}

impl Sorter {
    pub(super) fn new(form: Form, folder: &Path, limit: usize) -> Self {
        Self {
            form,
            folder: folder.to_owned(),
            // The order's places are in 32 bits.
            limit: limit.clamp(1 << 16, 1 << 31),
            entries: Vec::new(),
            order: Vec::new(),
            runs: VecDeque::new(),
            made: 0,
        }
    }

    /// Adds an entry that fits the form.
    pub(super) fn push(&mut self, entry: &[u8]) -> io::Result<()> {
        // Vectors double when they grow: count what they may hold then.
        let used = self.entries.len() + self.order.len() * size_of::<(u64, u32)>();
        if used * 2 >= self.limit {
            self.spill()?;
        }
        let start = self.entries.len() as u32;
        self.order.push((self.form.place(entry), start));
        self.form
            .append(entry, &mut self.entries)
            .map_err(io::Error::other)
    }

    /// Merges everything into one run without duplicates.
    pub(super) fn finish(mut self, mut progress: impl FnMut(u64)) -> io::Result<PathBuf> {
        self.spill()?;
        self.entries = Vec::new();
        self.order = Vec::new();
        while self.runs.len() > 1 {
            let some: Vec<PathBuf> = (0..FAN_IN).map_while(|_| self.runs.pop_front()).collect();
            let merged = self.merge(&some, &mut progress)?;
            self.runs.push_back(merged);
        }
        match self.runs.pop_front() {
            Some(run) => Ok(run),
            None => self.new_run()?.finish(),
        }
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.order.is_empty() {
            return Ok(());
        }
        let (form, entries) = (self.form, self.entries.as_slice());
        let from = |start: u32| entries.get(start as usize..).unwrap_or_default();
        let text = |start: u32| form.split_first(from(start)).map(|(entry, _)| entry);
        let mut order = std::mem::take(&mut self.order);
        order.sort_unstable_by(|(a, at), (b, bt)| a.cmp(b).then_with(|| text(*at).cmp(&text(*bt))));
        order.dedup_by(|(a, at), (b, bt)| a == b && text(*at) == text(*bt));
        let mut run = self.new_run()?;
        for (_, start) in &order {
            let rest = self.entries.get(*start as usize..).unwrap_or_default();
            let after = self
                .form
                .split_first(rest)
                .map_or(0, |(_, next)| next.len());
            run.write(rest.get(..rest.len() - after).unwrap_or_default())?;
        }
        self.runs.push_back(run.finish()?);
        self.entries.clear();
        order.clear();
        self.order = order;
        Ok(())
    }

    fn merge(&mut self, paths: &[PathBuf], progress: &mut impl FnMut(u64)) -> io::Result<PathBuf> {
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
        let mut merged = self.new_run()?;
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
        for path in paths {
            fs::remove_file(path)?;
        }
        merged.finish()
    }

    fn new_run(&mut self) -> io::Result<NewRun> {
        self.made += 1;
        NewRun::create(self.folder.join(format!("run-{}", self.made)))
    }
}

/// As many files are open at once at most.
const FAN_IN: usize = 128;
