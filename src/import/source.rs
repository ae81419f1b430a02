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

#[cfg(test)]
mod tests {
    use super::super::event::{ImportOptions, ReadEvent};
    use super::super::file::read;
    use super::*;

    #[test]
    fn it_is_known_how_far_a_file_has_been_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let row = "The ferry is free,Ann Lee\n";
        std::fs::write(file.path(), format!("claim,made by\n{}", row.repeat(100_000))).unwrap();
        let source = SourceFile::of(file.path()).unwrap();
        let mut seen = Vec::new();
        read(&source, &ImportOptions::default(), &mut |event| {
            if let ReadEvent::Item(_) = event {
                seen.push(source.progress().0);
            }
            Ok(())
        })
        .unwrap();
        let size = file.path().metadata().unwrap().len();
        assert!(seen.is_sorted() && seen[1_000] < size / 2 && seen[50_000] > size / 3, "{:?}", &seen[..10]);
        assert_eq!(source.progress(), (size, size));
    }
}
