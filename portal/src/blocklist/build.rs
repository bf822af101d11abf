use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use genkan::policy::{Draft, Form};

use super::input::{self, Line};
use super::run::Run;
use super::sorter::Sorter;

/// How a list is built.
///
/// Memory is bounded by `memory`, whatever the size of the inputs: sorted runs
/// are kept in a folder beside the output and merged. The output is replaced
/// by renaming, when it is whole and on disk. A build that was stopped, even
/// by `kill -9` or a power cut, leaves the old output as it was; the next
/// build clears up after it.
#[derive(Clone, Debug)]
pub struct Build {
    /// What the lines are.
    pub form: Form,
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
        let workshop = Workshop::open(output).map_err(about(output))?;
        let mut sorter = Sorter::new(self.form, &workshop.folder, self.memory);
        let mut built = Built::default();
        let sizes: Result<Vec<u64>, _> = inputs
            .iter()
            .map(|path| Ok(fs::metadata(path).map_err(about(path))?.len()))
            .collect();
        let total = sizes.map_err(|error: io::Error| error)?.iter().sum();
        let mut read = 0;
        for path in inputs {
            let file = File::open(path).map_err(about(path))?;
            let mut file = BufReader::with_capacity(1 << 17, file);
            let mut line = Vec::new();
            let mut number = 0_u64;
            loop {
                let passed = input::read_line(&mut file, &mut line).map_err(about(path))?;
                if passed == 0 {
                    break;
                }
                number += 1;
                read += passed;
                let mut text = line.as_slice();
                if number == 1 {
                    text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
                }
                let line = match self.form {
                    Form::Hashes { width, .. } => input::digest(text, width, self.min_count),
                    _ => input::text(text),
                };
                match line {
                    Line::Entry(entry) => sorter.push(&entry).map_err(about(output))?,
                    Line::LeftOut => built.left_out += 1,
                    Line::Malformed => {
                        let error = format!("{}: line {number} is no digest", path.display());
                        return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                    }
                }
                built.lines += 1;
                progress(Progress::Reading(built.lines, read, total));
            }
        }
        let run = sorter
            .finish(|count| progress(Progress::Merging(count)))
            .map_err(about(output))?;
        built.entries = self
            .write(&run, &workshop, output, &mut progress)
            .map_err(about(output))?;
        Ok(built)
    }

    fn write(
        &self,
        run: &Path,
        workshop: &Workshop,
        output: &Path,
        progress: &mut impl FnMut(Progress),
    ) -> io::Result<u64> {
        let path = workshop.folder.join("list");
        let mut file = BufWriter::with_capacity(1 << 17, File::create(&path)?);
        let (mut entry, mut encoded) = (Vec::new(), vec![0; Draft::HEADER]);
        let mut draft = Draft::new(self.form);
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

/// A folder beside the output, of one build at a time.
struct Workshop {
    folder: PathBuf,
    /// Held as long as the build runs; the system opens it where that dies.
    _lock: File,
}

impl Workshop {
    fn open(output: &Path) -> io::Result<Self> {
        let name = output.file_name().ok_or(io::ErrorKind::InvalidInput)?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".building");
        let folder = folder_of(output).join(hidden);
        fs::create_dir_all(&folder)?;
        let lock = File::create(folder.join("lock"))?;
        lock.try_lock()?;
        for left in fs::read_dir(&folder)? {
            let left = left?;
            if left.file_name() != "lock" {
                fs::remove_file(left.path())?;
            }
        }
        Ok(Self {
            folder,
            _lock: lock,
        })
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn folder_of(output: &Path) -> &Path {
    match output.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Says which file an error is about.
fn about(path: &Path) -> impl Fn(io::Error) -> io::Error {
    let path = path.to_owned();
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
