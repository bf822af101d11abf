use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use genkan::blocklist::{EntryKind, Writer};

use super::about;
use super::input::{self, Line};
use super::note::{Done, Order, Place};
use super::run::Run;
use super::sorter::Sorter;
use super::workshop::{Workshop, folder_of};

/// How a list is built.
///
/// Memory is bounded by `memory`, whatever the size of the inputs: sorted runs
/// are kept in a folder beside the output and merged. The output is replaced
/// by renaming, when it is whole and on disk.
///
/// A build that was stopped, even by `kill -9` or a power cut, leaves the old
/// output as it was and the runs that it has finished. The next build of the
/// same inputs and options goes on with those and makes the same list, byte by
/// byte; one of others clears them up. Inputs that are no files, such as pipes,
/// are read anew.
#[derive(Clone, Debug)]
pub struct Build {
    /// What the lines are.
    pub form: EntryKind,
    /// Digests that were seen less often are left out.
    pub min_count: u64,
    /// The bytes of memory for sorting.
    pub memory: usize,
}

/// What was built.
#[derive(Clone, Copy, Debug, Default)]
pub struct Built {
    /// The lines of all inputs.
    pub lines: u64,
    /// The different entries that are in the list.
    pub entries: u64,
    /// Lines that were left out: empty, too long, no UTF-8, or seen too
    /// seldom.
    pub left_out: u64,
}

/// How far a build is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// So many lines were read and sorted by a build that was stopped.
    GoingOn(u64),
    /// So many lines are read, so many bytes of so many.
    Reading(u64, u64, u64),
    /// So many entries are merged.
    Merging(u64),
    /// So many entries are written.
    Writing(u64),
}

impl Build {
    /// Builds `output` of `inputs`.
    ///
    /// # Errors
    ///
    /// Any error of a file, with its path; a line that is no digest, with its
    /// number; `WouldBlock` where another build of the same output is running.
    pub fn run(
        &self,
        inputs: &[PathBuf],
        output: &Path,
        mut progress: impl FnMut(Progress),
    ) -> io::Result<Built> {
        let order = Order::of(self.form, self.min_count, inputs)?;
        let (mut workshop, mut done) = Workshop::open(output, order).map_err(about(output))?;
        if done.lines > 0 {
            progress(Progress::GoingOn(done.lines));
        }
        let runs = std::mem::take(&mut done.runs);
        let mut sorter = Sorter::new(self.form, workshop.folder(), self.memory, runs);
        let mut keep = |done: &Done, sorter: &Sorter| {
            let runs = sorter.runs().to_vec();
            let done = Done { runs, ..*done };
            workshop.keep(&done).map_err(about(output))
        };
        self.read(
            inputs,
            &mut done,
            &mut sorter,
            &mut progress,
            &mut |done, sorter| {
                sorter.spill().map_err(about(output))?;
                keep(done, sorter)
            },
        )?;
        while let Some(merged) = sorter
            .merge(|count| progress(Progress::Merging(count)))
            .map_err(about(output))?
        {
            keep(&done, &sorter)?;
            for run in merged {
                fs::remove_file(&run).map_err(about(&run))?;
            }
        }
        let run = sorter.into_run().map_err(about(output))?;
        let entries = self
            .write(&run, &workshop, output, &mut progress)
            .map_err(about(output))?;
        Ok(Built {
            lines: done.lines,
            entries,
            left_out: done.left_out,
        })
    }

    /// Reads every line that is not done, and spills when the memory is full
    /// and at the end.
    fn read(
        &self,
        inputs: &[PathBuf],
        done: &mut Done,
        sorter: &mut Sorter,
        progress: &mut impl FnMut(Progress),
        spill: &mut impl FnMut(&Done, &mut Sorter) -> io::Result<()>,
    ) -> io::Result<()> {
        let sizes: io::Result<Vec<u64>> = inputs
            .iter()
            .map(|path| Ok(fs::metadata(path).map_err(about(path))?.len()))
            .collect();
        let sizes = sizes?;
        let total = sizes.iter().sum();
        let mut line = Vec::new();
        while let Some(path) = inputs.get(done.place.input) {
            let before: u64 = sizes.iter().take(done.place.input).sum();
            let mut file = File::open(path).map_err(about(path))?;
            if done.place.offset > 0 {
                file.seek(SeekFrom::Start(done.place.offset))
                    .map_err(about(path))?;
            }
            let mut file = BufReader::with_capacity(1 << 17, file);
            loop {
                if sorter.is_full() {
                    spill(done, sorter)?;
                }
                let passed = input::read_line(&mut file, &mut line).map_err(about(path))?;
                if passed == 0 {
                    break;
                }
                match self.line(&line, done.place.line == 0) {
                    Line::Entry(entry) => sorter.push(&entry).map_err(about(path))?,
                    Line::LeftOut => done.left_out += 1,
                    Line::Malformed => {
                        let number = done.place.line + 1;
                        let error = format!("{}: line {number} is no digest", path.display());
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                }
                done.place.offset += passed;
                done.place.line += 1;
                done.lines += 1;
                let read = before + done.place.offset;
                progress(Progress::Reading(done.lines, read, total));
            }
            done.place = Place {
                input: done.place.input + 1,
                ..Place::default()
            };
        }
        spill(done, sorter)
    }

    fn line(&self, line: &[u8], is_first: bool) -> Line {
        let mark: &[u8] = if is_first { b"\xef\xbb\xbf" } else { b"" };
        let line = line.strip_prefix(mark).unwrap_or(line);
        match self.form {
            EntryKind::Hashes { width, .. } => input::digest(line, width, self.min_count),
            _ => input::text(line),
        }
    }

    fn write(
        &self,
        run: &Path,
        workshop: &Workshop,
        output: &Path,
        progress: &mut impl FnMut(Progress),
    ) -> io::Result<u64> {
        let path = workshop.folder().join("list");
        let mut file = BufWriter::with_capacity(1 << 17, File::create(&path)?);
        let (mut entry, mut encoded) = (Vec::new(), vec![0; Writer::HEADER]);
        let mut draft = Writer::new(self.form);
        let mut entries = Run::open(self.form, run)?;
        while entries.next(&mut entry)? {
            draft.push(&entry, &mut encoded).map_err(io::Error::other)?;
            flush(&mut encoded, &mut file)?;
            progress(Progress::Writing(draft.entries()));
        }
        let count = draft.entries();
        let mut index = draft.index();
        let mut entries = Run::open(self.form, run)?;
        while entries.next(&mut entry)? {
            index.push(&entry, &mut encoded);
            flush(&mut encoded, &mut file)?;
        }
        let header = index.finish(&mut encoded).map_err(io::Error::other)?;
        file.write_all(&encoded)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&header)?;
        file.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        fs::rename(&path, output)?;
        File::open(folder_of(output))?.sync_all()?;
        Ok(count)
    }
}

fn flush(encoded: &mut Vec<u8>, file: &mut impl io::Write) -> io::Result<()> {
    if encoded.len() >= 1 << 16 {
        file.write_all(encoded)?;
        encoded.clear();
    }
    Ok(())
}
