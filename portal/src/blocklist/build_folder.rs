use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A folder beside the output of a build, for its temporary files. One build
/// at a time has it.
pub(super) struct BuildFolder {
    path: PathBuf,
    /// Locked while the build runs. The system unlocks it when a build is
    /// killed.
    _lock: File,
}

impl BuildFolder {
    /// Creates the folder, or empties the one that a killed build left.
    pub(super) fn open(output: &Path) -> io::Result<Self> {
        let mut name = OsString::from(".");
        name.push(output.file_name().ok_or(io::ErrorKind::InvalidInput)?);
        name.push(".building");
        let path = folder_of(output).join(name);
        fs::create_dir_all(&path)?;
        let lock_path = path.join("lock");
        let lock = File::create(&lock_path)?;
        lock.try_lock()?;
        for leftover in fs::read_dir(&path)? {
            let leftover = leftover?.path();
            if leftover != lock_path {
                fs::remove_file(leftover)?;
            }
        }
        Ok(Self { path, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for BuildFolder {
    fn drop(&mut self) {
        // The next build removes what cannot be removed now.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
