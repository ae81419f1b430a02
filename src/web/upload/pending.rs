//! Uploaded files that wait to be imported: a few at a time, for an hour, each under a random number.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::options::UploadOptions;
use super::receive::ReceivedFile;
use crate::error::{Error, Result};
use crate::model::import::report::{ImportReport, ImportedFile};
use crate::web::auth::secret::Secret;
use crate::web::http::FormError;

/// The page on which files are uploaded.
pub(super) const PATH: &str = "/import";
/// Maximum number of files; a further one replaces the oldest.
pub(super) const MAX_FILES: usize = 4;
/// Maximum time that a file waits.
pub(in crate::web) const MAX_AGE: Duration = Duration::from_secs(3600);

/// Uploaded files that wait: to be imported, or for what else `S` is the state.
pub(in crate::web) struct PendingUploads<S = UploadState> {
    files: Mutex<VecDeque<Arc<Upload<S>>>>,
    turn: Arc<Semaphore>,
}

/// An uploaded file.
pub(in crate::web) struct Upload<S = UploadState> {
    /// A random number that identifies the file.
    pub(in crate::web) number: String,
    /// The file name; `-` for pasted text.
    pub(in crate::web) name: String,
    /// Size in bytes.
    pub(in crate::web) size: u64,
    /// The folder of the file, which is removed with this value.
    folder: TempDir,
    received_at: Instant,
    state: Mutex<S>,
}

/// The options chosen for a file, and the last result.
#[derive(Default)]
pub(in crate::web) struct UploadState {
    /// The options that were chosen last.
    pub(super) choice: UploadOptions,
    /// The inferred meanings of the columns.
    pub(super) guess: Vec<String>,
    /// How the file was understood the last time.
    pub(super) file: Option<ImportedFile>,
    /// What an import would do, or did.
    pub(super) done: Option<ImportReport>,
    /// Why the last options were rejected.
    pub(super) wrong: Option<FormError>,
    /// The rejected rows.
    pub(super) rejected: Option<DownloadFile>,
}

/// A file in a folder of its own, which is removed with this value.
pub(super) struct DownloadFile {
    /// Its path.
    pub(super) path: PathBuf,
    /// Its folder.
    pub(super) _folder: TempDir,
}

impl<S> Default for PendingUploads<S> {
    fn default() -> Self {
        Self { files: Mutex::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl<S: Default> PendingUploads<S> {
    /// Adds a file; removes the oldest where there are too many.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(in crate::web) fn add(&self, sent: ReceivedFile) -> Result<Arc<Upload<S>>> {
        let (_, number) = Secret::random()?;
        let ReceivedFile { name, size, folder } = sent;
        let upload =
            Arc::new(Upload { number, name, size, folder, received_at: Instant::now(), state: Mutex::default() });
        let mut files = self.files();
        files.push_front(Arc::clone(&upload));
        files.truncate(MAX_FILES);
        Ok(upload)
    }

    /// Returns the file with a number.
    ///
    /// # Errors
    /// There is no such file, or not any more.
    pub(in crate::web) fn find(&self, number: &str) -> Result<Arc<Upload<S>>> {
        self.remove_expired();
        let found = self.files().iter().find(|upload| upload.number == number).map(Arc::clone);
        found.ok_or_else(|| {
            Error::not_found("that file is not here any more").hint(format!(
                "a file waits for an hour, and only the newest {MAX_FILES} do; choose it again, nothing was written"
            ))
        })
    }

    /// Removes a file.
    pub(in crate::web) fn remove(&self, number: &str) {
        self.files().retain(|upload| upload.number != number);
    }

    /// Returns all files, the newest first.
    pub(super) fn all(&self) -> Vec<Arc<Upload<S>>> {
        self.remove_expired();
        self.files().iter().map(Arc::clone).collect()
    }

    /// Removes the files that are too old.
    pub(in crate::web) fn remove_expired(&self) {
        self.files().retain(|upload| upload.received_at.elapsed() < MAX_AGE);
    }

    /// Waits for the turn to work on a file. Two imports at once would wait for each other, and hold threads meanwhile.
    pub(in crate::web) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turn).acquire_owned().await.ok()
    }

    fn files(&self) -> MutexGuard<'_, VecDeque<Arc<Upload<S>>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Upload<S> {
    /// Returns what is known of the file: the options chosen for it, and the last result.
    pub(in crate::web) fn state(&self) -> MutexGuard<'_, S> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the path of the file.
    pub(in crate::web) fn path(&self) -> PathBuf {
        self.folder.path().join(super::receive::FILE)
    }
}

impl Upload {
    /// Creates a folder beside the file.
    ///
    /// # Errors
    /// The disk does not allow it.
    pub(super) fn beside(&self) -> Result<TempDir> {
        Ok(TempDir::new_in(self.folder.path())?)
    }

    /// Returns the address of its page.
    pub(super) fn address(&self) -> String {
        format!("{PATH}/{}", self.number)
    }

    /// Returns the name that the page shows.
    pub(super) fn display_name(&self) -> &str {
        if self.name == "-" { "the pasted text" } else { &self.name }
    }
}

impl UploadState {
    /// Whether the file was imported.
    pub(super) fn is_over(&self) -> bool {
        self.done.as_ref().is_some_and(|done| !done.dry_run)
    }

    /// Whether there are rejected rows to download.
    pub(super) fn has_rejected(&self) -> bool {
        self.rejected.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(name: &str) -> ReceivedFile {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join(super::super::receive::FILE), "x").unwrap();
        ReceivedFile { name: name.to_string(), size: 1, folder }
    }

    #[test]
    fn the_newest_files_are_kept_for_an_hour() {
        let pending = PendingUploads::<UploadState>::default();
        let first = pending.add(received("0")).unwrap();
        let (number, path) = (first.number.clone(), first.path());
        drop(first);
        assert!(path.exists() && pending.find(&number).is_ok());
        let later: Vec<_> =
            (1..=MAX_FILES).map(|at| pending.add(received(&at.to_string())).unwrap().number.clone()).collect();
        assert!(pending.find(&number).is_err() && !path.exists(), "the oldest is gone, with its file");
        assert!(later.iter().all(|number| pending.find(number).is_ok()));
        assert_eq!(
            pending.all().iter().map(|upload| upload.display_name().to_string()).collect::<Vec<_>>(),
            ["4", "3", "2", "1"]
        );
        pending.remove(&later[0]);
        assert!(pending.find(&later[0]).is_err());
        if let Some(long_ago) = Instant::now().checked_sub(MAX_AGE) {
            let ReceivedFile { name, size, folder } = received("old");
            let old =
                Upload { number: "7".to_string(), name, size, folder, received_at: long_ago, state: Mutex::default() };
            pending.files().push_back(Arc::new(old));
            assert!(pending.find("7").is_err(), "it is older than an hour");
        }
    }
}
