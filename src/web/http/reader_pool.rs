//! The book, open several times: a few readers at once, each with a connection of its own, on threads that may wait.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::store::Store;

/// So many read at once.
const READERS: usize = 4;
/// So many of them may be at work that takes long: the others stay free for pages.
const LONG: usize = 2;

/// The book for all who read it.
pub(in crate::web) struct ReaderPool {
    path: PathBuf,
    /// Which file was opened; one of the stores keeps it open, so that no other file can be taken for it.
    file: FileId,
    open: Mutex<Vec<Store>>,
    readers: Arc<Semaphore>,
    long: Arc<Semaphore>,
}

impl ReaderPool {
    /// The book at a path, opened once to see that it can be.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(in crate::web) fn open(path: PathBuf) -> Result<Arc<Self>> {
        let first = Store::open(&path)?;
        let file = file_id(&path).map_err(|error| Error::from(error).at(path.display()))?;
        let (readers, long) = (Arc::new(Semaphore::new(READERS)), Arc::new(Semaphore::new(LONG)));
        Ok(Arc::new(Self { path, file, open: Mutex::new(vec![first]), readers, long }))
    }

    /// Does something with the book on another thread; waits where too many others do. `long` is for what may take long.
    ///
    /// # Errors
    /// Those of `work` and of opening the book.
    pub(in crate::web) async fn with<T: Send + 'static>(
        self: Arc<Self>,
        long: bool,
        work: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let closing = |_| Error::failure("the page is being closed").hint("gainsay serve opens it again");
        let long = if long { Some(Arc::clone(&self.long).acquire_owned().await.map_err(closing)?) } else { None };
        let reader = Arc::clone(&self.readers).acquire_owned().await.map_err(closing)?;
        let done = tokio::task::spawn_blocking(move || {
            // Kept until the work is done, even where whoever asked has left.
            let (books, _turns) = (self, (long, reader));
            books.refuse_another_file()?;
            let free = books.open.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = free.map_or_else(|| Store::open(&books.path), Ok)?;
            let done = work(&store);
            books.open.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            done
        });
        done.await.map_err(|_| Error::failure("something in this page went wrong").hint("the book was not changed"))?
    }

    /// Refuses where the file of the book is no longer there, or another file is in its place: what is still open would be
    /// read, but nobody would find again what is written.
    fn refuse_another_file(&self) -> Result<()> {
        let name = self.path.display();
        let told = match file_id(&self.path) {
            Ok(file) if file == self.file => return Ok(()),
            Ok(_) => format!("another file was put in the place of the book {name} while it was open here"),
            Err(_) => format!("the book {name} was moved or removed while it was open here"),
        };
        Err(Error::failure(told)
            .hint("nothing was read or written; put the book back, or end the page in its terminal and open it again"))
    }
}

/// Identifies a file whatever its name: device and inode. Where the system has no inodes, every existing file is equal.
type FileId = (u64, u64);

fn file_id(path: &Path) -> std::io::Result<FileId> {
    let metadata = std::fs::metadata(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Ok((metadata.dev(), metadata.ino()))
    }
    #[cfg(not(unix))]
    {
        drop(metadata);
        Ok((0, 0))
    }
}
