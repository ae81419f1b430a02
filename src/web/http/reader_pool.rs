//! A pool of connections to the book, used on threads that may wait for the disk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::error::{Error, Result};
use crate::model::Moment;
use crate::store::{Patience, StopFlag, Store};

/// The time without a write after which the log of the book is moved into its file.
const IDLE: Duration = Duration::from_secs(1);

/// A kind of work with the book. Work of one kind waits for no work of another kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkKind {
    /// A page is read.
    Page,
    /// A long list or a file is read.
    Download,
    /// A form is written.
    Form,
    /// A file is imported, or tried.
    Import,
}

impl WorkKind {
    /// For each kind, how much work is done at a time.
    const MAX: [usize; 4] = [4, 2, 4, 1];

    /// Whether the work ends where its client disconnects. What is written is written completely.
    fn can_stop(self) -> bool {
        matches!(self, Self::Page | Self::Download)
    }
}

/// Number of threads that work with the book at a time.
pub(crate) const MAX_THREADS: usize = WorkKind::MAX[0] + WorkKind::MAX[1] + WorkKind::MAX[2] + WorkKind::MAX[3];
/// How long a form waits for another command that writes, and for an import. Then its page is shown again with what was typed.
const PATIENCE: Patience =
    Patience { longest: Duration::from_secs(20), for_import: Duration::from_secs(2), notice: None };
/// How long an import waits.
const PATIENCE_OF_IMPORT: Patience =
    Patience { longest: Duration::from_secs(60), for_import: Duration::from_secs(60), notice: None };

/// Maximum number of moments at which the book is kept: each is a temporary file as large as the book.
const MAX_PAST: usize = 2;

/// The last entry of the history at a moment, and the book as it was then.
type PastBook = (i64, Arc<Mutex<Store>>);

/// A pool of connections to one book.
pub(crate) struct ReaderPool {
    path: PathBuf,
    /// The file that was opened. A connection keeps it open, so that no other file gets its identity.
    file: FileId,
    idle: Mutex<Vec<Store>>,
    /// The book as it was at the moments that were looked at last, each with its last entry, the newest look first.
    past: Mutex<Vec<PastBook>>,
    /// What every page says if the schema of the file is not that of this program.
    notice: Option<String>,
    /// For each kind of work, how much more may begin.
    free: [Arc<Semaphore>; 4],
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
        let free = WorkKind::MAX.map(|most| Arc::new(Semaphore::new(most)));
        Ok(Arc::new(Self { path, file, idle: Mutex::new(vec![first]), past: Mutex::default(), notice, free }))
    }

    /// Returns what every page says if the schema of the file is not that of this program.
    pub(crate) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Runs `work` with the book on another thread. Waits while too many others do work of its kind. If the returned future is
    /// dropped, because the client has disconnected, work that only reads is stopped.
    ///
    /// # Errors
    /// Errors of `work`; the book cannot be opened, or its file is no longer there.
    pub(crate) async fn with<T: Send + 'static>(
        self: Arc<Self>,
        kind: WorkKind,
        work: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let closing = |_| Error::failure("the page is being closed").hint("gainsay serve opens it again");
        let permit = Arc::clone(&self.free[kind as usize]).acquire_owned().await.map_err(closing)?;
        let stop = StopOnDrop(StopFlag::default());
        let flag = if kind.can_stop() { stop.0.clone() } else { StopFlag::default() };
        let done = tokio::task::spawn_blocking(move || {
            // The permit is held until the work is done, even where the client has disconnected.
            let (pool, _permit) = (self, permit);
            pool.refuse_another_file()?;
            let idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut store = idle.map_or_else(|| Store::open(&pool.path), Ok)?;
            store.set_patience(if kind == WorkKind::Import { PATIENCE_OF_IMPORT } else { PATIENCE });
            store.tell_names_apart(false);
            let done = flag.while_not_set(|| work(&store));
            // A copy of a record would not follow the changes of its file.
            if store.foreign().is_none() {
                pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            }
            done
        });
        done.await.map_err(|_| Error::failure("something in this page went wrong").hint("the book was not changed"))?
    }

    /// Runs `work` as [`Self::with`] does: with the book as it was recorded at a moment, if one is given.
    ///
    /// # Errors
    /// As [`Self::with`]; no such moment.
    pub(crate) async fn with_book_at<T: Send + 'static>(
        self: Arc<Self>,
        moment: Option<Moment>,
        kind: WorkKind,
        work: impl FnOnce(&Store) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let Some(moment) = moment else { return self.with(kind, work).await };
        let pool = Arc::clone(&self);
        self.with(kind, move |now| {
            let then = pool.past(now, &moment)?;
            let then = then.lock().unwrap_or_else(PoisonError::into_inner);
            work(&then)
        })
        .await
    }

    /// Returns the book as it was recorded at a moment. What was recorded by then does not change, so it is used again.
    fn past(&self, now: &Store, moment: &Moment) -> Result<Arc<Mutex<Store>>> {
        let state = now.state_at(moment)?;
        let mut kept = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, then)) = kept.iter().find(|(entry, _)| *entry == state.entry) {
            return Ok(Arc::clone(then));
        }
        let entry = state.entry;
        let then = Arc::new(Mutex::new(now.copy_as_recorded(state)?));
        kept.truncate(MAX_PAST - 1);
        kept.insert(0, (entry, Arc::clone(&then)));
        Ok(then)
    }

    /// Moves what is in the log of the book into its file whenever nobody has written for a second, so that the file alone is the
    /// book, and can be copied.
    pub(crate) async fn checkpoint_when_idle(self: Arc<Self>) {
        loop {
            tokio::time::sleep(IDLE).await;
            if Store::has_idle_log(&self.path, IDLE) {
                // A log that others use is tried again.
                Arc::clone(&self).with(WorkKind::Page, Store::checkpoint).await.unwrap_or_default();
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

/// Stops some work when it is dropped.
struct StopOnDrop(StopFlag);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
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
