//! A disk that is soon full.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system of one megabyte, which is removed with the test. Only root can make one.
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Makes one in a folder.
    pub fn new(folder: &Path) -> Option<Self> {
        let path = folder.join("small");
        std::fs::create_dir(&path).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "none"]).arg(&path).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(path))
    }

    /// The folder at which it is mounted.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}
