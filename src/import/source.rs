//! A file, and how far it has been read.

use std::fs::File;
use std::io::{Read, Result, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// A file that is read, perhaps more than once.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: PathBuf,
    size: u64,
    at: Arc<AtomicU64>,
}

impl SourceFile {
    /// The file of a path.
    ///
    /// # Errors
    /// A file that is not there.
    pub fn of(path: &Path) -> Result<Self> {
        let size = std::fs::metadata(path)?.len();
        Ok(Self { path: path.to_path_buf(), size, at: Arc::default() })
    }

    /// At which of its bytes the last reader of it is, and how many there are.
    pub fn progress(&self) -> (u64, u64) {
        (self.at.load(Relaxed), self.size)
    }

    /// Opens it at its beginning.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(in crate::import) fn open(&self) -> Result<Counted> {
        self.at.store(0, Relaxed);
        Ok(Counted { file: File::open(&self.path)?, at: Arc::clone(&self.at) })
    }
}

/// A file that tells how far it has been read.
#[derive(Debug)]
pub(in crate::import) struct Counted {
    file: File,
    at: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        let read = self.file.read(bytes)?;
        self.at.fetch_add(read as u64, Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = self.file.seek(to)?;
        self.at.store(at, Relaxed);
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::{ReadEvent, ReadOptions};
    use super::super::file::read;
    use super::*;

    #[test]
    fn it_is_known_how_far_a_file_has_been_read() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let row = "The ferry is free,Ann Lee\n";
        std::fs::write(file.path(), format!("claim,made by\n{}", row.repeat(100_000))).unwrap();
        let source = SourceFile::of(file.path()).unwrap();
        let mut seen = Vec::new();
        read(&source, &ReadOptions::default(), &mut |event| {
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
