//! A pool of connections to the book, used on threads that may wait for the disk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::store::Store;

/// Maximum number of readers at work.
const MAX_READERS: usize = 4;
/// The time without a write after which the log of the book is moved into its file.
const IDLE: Duration = Duration::from_secs(1);
/// Maximum number of readers at slow work; the others stay free for pages.
const MAX_SLOW_READERS: usize = 2;

/// A pool of connections to one book.
pub(crate) struct ReaderPool {
    path: PathBuf,
    /// The file that was opened. A connection keeps it open, so that no other file gets its identity.
    file: FileId,
    idle: Mutex<Vec<Store>>,
    /// What every page says if the schema of the file is not that of this program.
    notice: Option<String>,
    readers: Arc<Semaphore>,
    slow_readers: Arc<Semaphore>,
}

impl ReaderPool {
    /// Opens the book at a path.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub(crate) fn open(path: PathBuf) -> Result<Arc<Self>> {
        let first = Store::open(&path)?;
        let notice = first.foreign().map(|foreign| {
            format!(
                "This file is not as gainsay made it ({}). Only what was recorded is read, and nothing is written to it.",
                foreign.what
            )
        });
        let file = file_id(&path).map_err(|error| Error::from(error).at(path.display()))?;
        let (readers, slow_readers) =
            (Arc::new(Semaphore::new(MAX_READERS)), Arc::new(Semaphore::new(MAX_SLOW_READERS)));
        Ok(Arc::new(Self { path, file, idle: Mutex::new(vec![first]), notice, readers, slow_readers }))
    }

    /// Returns what every page says if the schema of the file is not that of this program.
    pub(crate) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Runs `work` with the book on another thread. Waits while too many others do.
    ///
    /// # Errors
    /// Errors of `work`; the book cannot be opened, or its file is no longer there.
    pub(crate) async fn with<T: Send + 'static>(
        self: Arc<Self>,
        is_slow: bool,
        work: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let closing = |_| Error::failure("the page is being closed").hint("gainsay serve opens it again");
        let slow =
            if is_slow { Some(Arc::clone(&self.slow_readers).acquire_owned().await.map_err(closing)?) } else { None };
        let reader = Arc::clone(&self.readers).acquire_owned().await.map_err(closing)?;
        let done = tokio::task::spawn_blocking(move || {
            // The permits are held until the work is done, even where the client has disconnected.
            let (pool, _permits) = (self, (slow, reader));
            pool.refuse_another_file()?;
            let idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| Store::open(&pool.path), Ok)?;
            store.tell_names_apart(false);
            let done = work(&store);
            // A copy of a record would not follow the changes of its file.
            if store.foreign().is_none() {
                pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            }
            done
        });
        done.await.map_err(|_| Error::failure("something in this page went wrong").hint("the book was not changed"))?
    }

    /// Moves what is in the log of the book into its file whenever nobody has written for a second, so that the file alone is the
    /// book, and can be copied.
    pub(crate) async fn checkpoint_when_idle(self: Arc<Self>) {
        loop {
            tokio::time::sleep(IDLE).await;
            if Store::has_idle_log(&self.path, IDLE) {
                // A log that others use is tried again.
                Arc::clone(&self).with(false, Store::checkpoint).await.unwrap_or_default();
            }
        }
    }

    /// Errors if the file of the book is no longer there, or another file is in its place. The open file could still be read,
    /// but what is written to it would be lost.
    fn refuse_another_file(&self) -> Result<()> {
        let name = self.path.display();
        let problem = match file_id(&self.path) {
            Ok(file) if file == self.file => return Ok(()),
            Ok(_) => format!("another file was put in the place of the book {name} while it was open here"),
            Err(_) => format!("the book {name} was moved or removed while it was open here"),
        };
        Err(Error::failure(problem)
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
