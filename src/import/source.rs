//! A file to import, and how much of it has been read.

use std::fs::File;
use std::io::{Read, Result, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A file to import. It may be read more than once.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: PathBuf,
    size: u64,
    at: Arc<AtomicU64>,
}

impl SourceFile {
    /// Returns the file at a path.
    ///
    /// # Errors
    /// Errors if the file does not exist.
    pub fn of(path: &Path) -> Result<Self> {
        let size = std::fs::metadata(path)?.len();
        Ok(Self { path: path.to_path_buf(), size, at: Arc::default() })
    }

    /// Returns the position of the last reader and the length of the file, in bytes.
    pub fn progress(&self) -> (u64, u64) {
        (self.at.load(Relaxed), self.size)
    }

    /// Opens the file at its beginning.
    ///
    /// # Errors
    /// Errors if the file cannot be read.
    pub(in crate::import) fn open(&self) -> Result<CountingReader> {
        self.at.store(0, Relaxed);
        Ok(CountingReader { file: File::open(&self.path)?, at: Arc::clone(&self.at) })
    }
}

/// A file that counts the bytes that were read.
#[derive(Debug)]
pub(in crate::import) struct CountingReader {
    file: File,
    at: Arc<AtomicU64>,
}

impl Read for CountingReader {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        let read = self.file.read(bytes)?;
        self.at.fetch_add(read as u64, Relaxed);
        Ok(read)
    }
}

impl Seek for CountingReader {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = self.file.seek(to)?;
        self.at.store(at, Relaxed);
        Ok(at)
    }
}
