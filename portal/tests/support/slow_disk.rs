use std::path::{Path, PathBuf};
use std::process::Command;

/// A disk that takes 5 ms more for every write, and counts them: a library that
/// programs load by `LD_PRELOAD`.
pub(crate) struct SlowDisk {
    pub(crate) library: PathBuf,
    count: PathBuf,
}

impl SlowDisk {
    /// Compiles the library. Programs of every user can count.
    pub(crate) fn new(folder: &Path) -> Self {
        let (source, library) = (folder.join("slow_disk.c"), folder.join("slow_disk.so"));
        let count = folder.join("writes");
        std::fs::write(&source, SOURCE).unwrap();
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .args([&library, &source])
            .arg(format!("-DCOUNT=\"{}\"", count.display()))
            .output()
            .unwrap();
        assert!(compiled.status.success(), "{compiled:?}");
        Self { library, count }
    }

    /// How often something was written to the disk.
    pub(crate) fn writes(&self) -> u64 {
        std::fs::metadata(&self.count).map_or(0, |file| file.len())
    }
}

const SOURCE: &str = r#"
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
static void slow(void) {
    int file = open(COUNT, O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (file >= 0) { if (write(file, "x", 1)) {} close(file); }
    usleep(5000);
}
int fsync(int file) { slow(); return syscall(SYS_fsync, file); }
int fdatasync(int file) { slow(); return syscall(SYS_fdatasync, file); }
"#;
