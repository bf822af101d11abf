use std::path::{Path, PathBuf};
use std::process::Command;

/// Makes a library that delays every write to the disk by 5 ms in the programs
/// that load it by `LD_PRELOAD`.
pub(crate) fn slow_disk(folder: &Path) -> PathBuf {
    let (source, library) = (folder.join("slow_disk.c"), folder.join("slow_disk.so"));
    std::fs::write(&source, SOURCE).unwrap();
    let compiled = Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .args([&library, &source])
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{compiled:?}");
    library
}

const SOURCE: &str = r"
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>
int fsync(int file) { usleep(5000); return syscall(SYS_fsync, file); }
int fdatasync(int file) { usleep(5000); return syscall(SYS_fdatasync, file); }
";
