use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use genkan::blocklist::{EntryKind, Writer};

use super::about;
use super::build_folder::{BuildFolder, folder_of};
use super::input::{self, Line};
use super::run::{BUFFER, Run};
use super::sorter::Sorter;

/// How a list is built.
///
/// `memory` bounds the memory for sorting, whatever the size of the inputs:
/// sorted runs are written to a folder beside the output and merged. A rename
/// replaces the output once the new list is complete and on disk.
///
/// If a build is killed, the output stays as it was. The next build of the
/// same output removes the temporary files and starts again.
#[derive(Clone, Debug)]
pub struct Build {
    /// What the lines are.
    pub kind: EntryKind,
    /// Digests with a smaller count are left out.
    pub min_count: u64,
    /// The memory for sorting, in bytes.
    pub memory: usize,
}

/// The result of a build.
#[derive(Clone, Copy, Debug, Default)]
pub struct Built {
    /// The lines of all inputs.
    pub lines: u64,
    /// The different entries in the list.
    pub entries: u64,
    /// The lines that were left out: empty, too long, not UTF-8, or with too
    /// small a count.
    pub left_out: u64,
}

/// The progress of a build.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// The lines read so far, the bytes read, and the bytes of all inputs.
    Reading(u64, u64, u64),
    /// The entries that the current merge has written.
    Merging(u64),
    /// The entries written to the list.
    Writing(u64),
}

impl Build {
    /// Builds `output` of `inputs`.
    ///
    /// # Errors
    ///
    /// Any error of a file, with its path; a line that is not a digest, with
    /// its number; `WouldBlock` if another build of the same output is running.
    pub fn run(
        &self,
        inputs: &[PathBuf],
        output: &Path,
        mut progress: impl FnMut(Progress),
    ) -> io::Result<Built> {
        let folder = BuildFolder::open(output).map_err(about(output))?;
        let mut sorter = Sorter::new(self.kind, folder.path(), self.memory);
        let mut built = self.read(inputs, output, &mut sorter, &mut progress)?;
        let run = sorter.finish(|count| progress(Progress::Merging(count)));
        let run = run.map_err(about(output))?;
        let entries = self.write(&run, folder.path(), output, &mut progress);
        built.entries = entries.map_err(about(output))?;
        Ok(built)
    }

    fn read(
        &self,
        inputs: &[PathBuf],
        output: &Path,
        sorter: &mut Sorter,
        progress: &mut impl FnMut(Progress),
    ) -> io::Result<Built> {
        let mut total = 0;
        for path in inputs {
            total += fs::metadata(path).map_err(about(path))?.len();
        }
        let mut built = Built::default();
        let (mut read, mut line) = (0, Vec::new());
        for path in inputs {
            let file = File::open(path).map_err(about(path))?;
            let mut file = BufReader::with_capacity(BUFFER, file);
            for number in 1_u64.. {
                let size = input::read_line(&mut file, &mut line).map_err(about(path))?;
                if size == 0 {
                    break;
                }
                match self.line(&line, number == 1) {
                    Line::Entry(entry) => sorter.push(&entry).map_err(about(output))?,
                    Line::LeftOut => built.left_out += 1,
                    Line::Malformed => {
                        let error = format!("{}: line {number} is not a digest", path.display());
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                }
                read += size;
                built.lines += 1;
                progress(Progress::Reading(built.lines, read, total));
            }
        }
        Ok(built)
    }

    fn line(&self, line: &[u8], is_first: bool) -> Line {
        let mark: &[u8] = if is_first { b"\xef\xbb\xbf" } else { b"" };
        let line = line.strip_prefix(mark).unwrap_or(line);
        match self.kind {
            EntryKind::Hashes { width, .. } => input::digest(line, width, self.min_count),
            _ => input::text(line),
        }
    }

    fn write(
        &self,
        run: &Path,
        folder: &Path,
        output: &Path,
        progress: &mut impl FnMut(Progress),
    ) -> io::Result<u64> {
        let path = folder.join("list");
        let mut file = BufWriter::with_capacity(BUFFER, File::create(&path)?);
        let (mut entry, mut encoded) = (Vec::new(), vec![0; Writer::HEADER]);
        let mut writer = Writer::new(self.kind);
        let mut entries = Run::open(self.kind, run)?;
        while entries.next(&mut entry)? {
            writer
                .push(&entry, &mut encoded)
                .map_err(io::Error::other)?;
            flush(&mut encoded, &mut file)?;
            progress(Progress::Writing(writer.entries()));
        }
        let count = writer.entries();
        let mut index = writer.index();
        let mut entries = Run::open(self.kind, run)?;
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
