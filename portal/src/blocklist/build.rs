use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use genkan::blocklist::{EntryKind, Writer};

use super::build_error::BuildError;
use super::build_folder::{BuildFolder, folder_of};
use super::input::{self, Line};
use super::run::{BUFFER, Run};
use super::sorter::Sorter;
use super::source::Source;

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
    /// The first five digits of all digests, of which the lines have the rest,
    /// as in a range file of Have I Been Pwned. Without it, the name of such a
    /// file is its prefix: `5BAA6` or `5BAA6.txt`.
    pub prefix: Option<String>,
    /// Digests with a smaller count are left out, and always those with 0.
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
    /// The lines that were left out: empty, too long, with too small a count, or
    /// a digest among passwords.
    pub left_out: u64,
    /// The lines that were left out because they are not UTF-8, such as a few
    /// damaged ones in a list of stolen passwords.
    pub not_utf8: u64,
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    built: Built,
    bytes: u64,
    /// The bytes of all inputs.
    total: u64,
    line: Vec<u8>,
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
    /// Builds `output` of `inputs`: lists, or folders of lists, in UTF-8, UTF-16 or
    /// Shift_JIS.
    ///
    /// # Errors
    ///
    /// [`BuildError`]; the output is not touched.
    pub fn run(
        &self,
        inputs: &[PathBuf],
        output: &Path,
        mut progress: impl FnMut(Progress),
    ) -> Result<Built, BuildError> {
        let folder = BuildFolder::open(output).map_err(BuildError::at(output))?;
        let mut sorter = Sorter::new(self.kind, folder.path(), self.memory);
        let mut reading = Reading::default();
        for path in inputs {
            each_file(path, &mut |path| {
                let metadata = fs::metadata(path).map_err(BuildError::at(path))?;
                reading.total += metadata.len();
                Ok(())
            })?;
        }
        for path in inputs {
            each_file(path, &mut |path| {
                self.read(path, output, &mut sorter, &mut reading, &mut progress)
            })?;
        }
        let mut built = reading.built;
        let run = sorter.finish(|count| progress(Progress::Merging(count)));
        let run = run.map_err(BuildError::at(output))?;
        if fs::metadata(&run).map_err(BuildError::at(output))?.len() == 0 {
            return Err(BuildError::Empty);
        }
        let entries = self.write(&run, folder.path(), output, &mut progress);
        built.entries = entries.map_err(BuildError::at(output))?;
        Ok(built)
    }

    fn read(
        &self,
        path: &Path,
        output: &Path,
        sorter: &mut Sorter,
        reading: &mut Reading,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), BuildError> {
        let mut source = Source::open(path).map_err(BuildError::at(path))?;
        let name = path.file_stem().and_then(|name| name.to_str());
        let prefix = self
            .prefix
            .as_deref()
            .or(name.filter(|name| input::is_prefix(name)));
        let (mut lines, mut not_utf8, mut first) = (0_u64, 0_u64, 0_u64);
        let mut digests = 0_u64;
        loop {
            let read = source.read_line(&mut reading.line);
            let size = read.map_err(BuildError::at(path))?;
            if size == 0 {
                break;
            }
            lines += 1;
            let path = || path.to_owned();
            match self.line(&reading.line, prefix) {
                Line::Entry(entry) => sorter.push(&entry).map_err(BuildError::at(output))?,
                Line::LeftOut => reading.built.left_out += 1,
                Line::NotUtf8 => {
                    not_utf8 += 1;
                    first = if not_utf8 == 1 { lines } else { first };
                    // There is no need to read all of a large file.
                    if not_utf8 >= 10_000 && is_other_encoding(not_utf8, lines) {
                        break;
                    }
                }
                Line::Digest => {
                    digests += 1;
                    reading.built.left_out += 1;
                    if digests >= 10_000 && are_digests(digests, lines) {
                        break;
                    }
                }
                Line::NotADigest => {
                    let (path, line) = (path(), lines);
                    return Err(BuildError::NotADigest { path, line });
                }
                Line::NoPrefix => {
                    let (path, line) = (path(), lines);
                    return Err(BuildError::NoPrefix { path, line });
                }
            }
            reading.bytes += size;
            reading.built.lines += 1;
            progress(Progress::Reading(
                reading.built.lines,
                reading.bytes,
                reading.total,
            ));
        }
        if is_other_encoding(not_utf8, lines) {
            let (path, line) = (path.to_owned(), first);
            return Err(BuildError::Encoding { path, line });
        }
        if are_digests(digests, lines) {
            return Err(BuildError::Digests(path.to_owned()));
        }
        reading.built.not_utf8 += not_utf8;
        Ok(())
    }

    fn line(&self, line: &[u8], prefix: Option<&str>) -> Line {
        match self.kind {
            EntryKind::Hashes { width, .. } => input::digest(line, width, prefix, self.min_count),
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

/// Visits a file, or each file of a folder. A folder of range files has a
/// million.
fn each_file(
    path: &Path,
    visit: &mut impl FnMut(&Path) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    if !path.is_dir() {
        return visit(path);
    }
    for file in fs::read_dir(path).map_err(BuildError::at(path))? {
        let file = file.map_err(BuildError::at(path))?.path();
        if !file.is_dir() {
            visit(&file)?;
        }
    }
    Ok(())
}

/// Returns whether so many lines are not UTF-8 that the list has another
/// encoding: more than one in ten.
const fn is_other_encoding(not_utf8: u64, lines: u64) -> bool {
    not_utf8 * 10 > lines
}

/// Returns whether so many lines are digests that the list is one of digests: more
/// than half. A list of stolen passwords has some.
const fn are_digests(digests: u64, lines: u64) -> bool {
    digests * 2 > lines
}

fn flush(encoded: &mut Vec<u8>, file: &mut impl io::Write) -> io::Result<()> {
    if encoded.len() >= 1 << 16 {
        file.write_all(encoded)?;
        encoded.clear();
    }
    Ok(())
}
