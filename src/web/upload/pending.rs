//! Files that were sent and wait to be imported: a few at a time, not for long, each under a number that nobody guesses.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::options::ImportOptions;
use super::receive::ReceivedFile;
use crate::error::{Error, Result};
use crate::model::import::report::{ImportReport, ImportedFile};
use crate::web::auth::secret::Secret;
use crate::web::http::request::FormError;

/// The page on which files are uploaded.
pub(super) const PATH: &str = "/import";
/// So many files wait; the oldest goes where another one comes.
pub(super) const MAX_FILES: usize = 4;
/// So long a file waits.
pub(super) const MAX_AGE: Duration = Duration::from_secs(3600);

/// Where files wait.
pub(super) struct PendingUploads {
    files: Mutex<VecDeque<Arc<Upload>>>,
    turn: Arc<Semaphore>,
}

/// A file that waits, or was imported.
pub(super) struct Upload {
    /// Where it is found.
    pub(super) number: String,
    /// What it is called; `-` where it is a text that was pasted.
    pub(super) name: String,
    /// How long it is, in bytes.
    pub(super) size: u64,
    /// Its own folder, which goes with it.
    folder: TempDir,
    came: Instant,
    state: Mutex<UploadState>,
}

/// What was chosen for a file, and what came of it.
#[derive(Default)]
pub(super) struct UploadState {
    /// What was chosen last.
    pub(super) choice: ImportOptions,
    /// What the columns were taken for where nothing was said of them.
    pub(super) guess: Vec<String>,
    /// What the file was taken for at last.
    pub(super) taken: Option<ImportedFile>,
    /// What an import would do, or did.
    pub(super) done: Option<ImportReport>,
    /// Why the last choice was not taken.
    pub(super) wrong: Option<FormError>,
    /// What was rejected, in a file.
    pub(super) rejected: Option<DownloadFile>,
}

/// A file in a folder of its own, which goes with it.
pub(super) struct DownloadFile {
    pub(super) path: PathBuf,
    pub(super) _folder: TempDir,
}

impl Default for PendingUploads {
    fn default() -> Self {
        Self { files: Mutex::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl PendingUploads {
    /// Lets a file wait, and drops those that waited too long or are too many.
    ///
    /// # Errors
    /// A machine without randomness.
    pub(super) fn add(&self, sent: ReceivedFile) -> Result<Arc<Upload>> {
        let (_, number) = Secret::random()?;
        let ReceivedFile { name, size, folder } = sent;
        let upload = Arc::new(Upload { number, name, size, folder, came: Instant::now(), state: Mutex::default() });
        let mut files = self.files();
        files.push_front(Arc::clone(&upload));
        files.truncate(MAX_FILES);
        Ok(upload)
    }

    /// The file of a number.
    ///
    /// # Errors
    /// A number that no file has, or has no more.
    pub(super) fn find(&self, number: &str) -> Result<Arc<Upload>> {
        self.remove_expired();
        let found = self.files().iter().find(|upload| upload.number == number).map(Arc::clone);
        found.ok_or_else(|| {
            Error::not_found("that file is not here any more").hint(format!(
                "a file waits for an hour, and only the newest {MAX_FILES} do; choose it again, nothing was written"
            ))
        })
    }

    /// Drops a file.
    pub(super) fn remove(&self, number: &str) {
        self.files().retain(|upload| upload.number != number);
    }

    /// The files that wait, the newest first.
    pub(super) fn all(&self) -> Vec<Arc<Upload>> {
        self.remove_expired();
        self.files().iter().map(Arc::clone).collect()
    }

    /// Drops what waited too long.
    pub(super) fn remove_expired(&self) {
        self.files().retain(|upload| upload.came.elapsed() < MAX_AGE);
    }

    /// One turn to work on a file: two imports would only wait for each other, and hold threads meanwhile.
    pub(super) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turn).acquire_owned().await.ok()
    }

    fn files(&self) -> MutexGuard<'_, VecDeque<Arc<Upload>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Upload {
    /// What was chosen for it, and what came of it.
    pub(super) fn state(&self) -> MutexGuard<'_, UploadState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it lies.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(super::receive::FILE)
    }

    /// A new folder beside it.
    ///
    /// # Errors
    /// Those of the disk.
    pub(super) fn beside(&self) -> Result<TempDir> {
        Ok(TempDir::new_in(self.folder.path())?)
    }

    /// Returns the address of its page.
    pub(super) fn address(&self) -> String {
        format!("{PATH}/{}", self.number)
    }

    /// What it is called on the page.
    pub(super) fn display_name(&self) -> &str {
        if self.name == "-" { "the pasted text" } else { &self.name }
    }
}

impl UploadState {
    /// Whether the file was imported.
    pub(super) fn is_over(&self) -> bool {
        self.done.as_ref().is_some_and(|done| !done.dry_run)
    }

    /// Whether there is a file of what was rejected.
    pub(super) fn has_rejected(&self) -> bool {
        self.rejected.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(name: &str) -> ReceivedFile {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join(super::super::receive::FILE), "x").unwrap();
        ReceivedFile { name: name.to_string(), size: 1, folder }
    }

    #[test]
    fn the_newest_wait_and_not_for_long() {
        let waiting = PendingUploads::default();
        let first = waiting.add(sent("0")).unwrap();
        let (number, path) = (first.number.clone(), first.path());
        drop(first);
        assert!(path.exists() && waiting.find(&number).is_ok());
        let later: Vec<_> =
            (1..=MAX_FILES).map(|at| waiting.add(sent(&at.to_string())).unwrap().number.clone()).collect();
        assert!(waiting.find(&number).is_err() && !path.exists(), "the oldest is gone, with its file");
        assert!(later.iter().all(|number| waiting.find(number).is_ok()));
        assert_eq!(
            waiting.all().iter().map(|upload| upload.display_name().to_string()).collect::<Vec<_>>(),
            ["4", "3", "2", "1"]
        );
        waiting.remove(&later[0]);
        assert!(waiting.find(&later[0]).is_err());
        if let Some(long_ago) = Instant::now().checked_sub(MAX_AGE) {
            let ReceivedFile { name, size, folder } = sent("old");
            let old = Upload { number: "7".to_string(), name, size, folder, came: long_ago, state: Mutex::default() };
            waiting.files().push_back(Arc::new(old));
            assert!(waiting.find("7").is_err(), "it waited for an hour");
        }
    }
}
