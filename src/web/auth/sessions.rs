//! The browsers that were let in. They are kept in a file beside the book that only its owner can read, so that a restart locks
//! nobody out. The file has the hash of each cookie, never the cookie itself; the book has neither.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::secret::Secret;
use crate::actions::{hash_password, is_password};
use crate::error::{Error, Result};

/// How long a browser stays in.
const MAX_AGE: TimeDelta = TimeDelta::days(30);
/// The same for the cookie, in seconds.
pub(crate) const COOKIE_AGE: i64 = 30 * 24 * 60 * 60;
/// Maximum number of browsers; the oldest is forgotten.
const MAX_SESSIONS: usize = 500;
/// The form of times in the file.
const TIME: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A browser that was let in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BrowserSession {
    /// SHA-256 of the cookie, in hex.
    cookie: String,
    /// When it was let in, in UTC.
    since: String,
    /// The uid of the member who signed in or was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<String>,
    /// Which password let it in, as [`fingerprint`]; none where the key in the printed address did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
}

impl BrowserSession {
    /// Returns the session of a browser that the key let in.
    pub(crate) fn of_key() -> Self {
        Self::default()
    }

    /// Returns the session of a browser that a password let in, by its hash; of a member, if it was theirs.
    pub(crate) fn of_password(hash: &str, member: Option<String>) -> Self {
        Self { member, password: Some(fingerprint(hash)), ..Self::default() }
    }

    /// Whether the password with this hash let it in.
    pub(crate) fn is_of(&self, hash: &str) -> bool {
        self.password.as_deref() == Some(&fingerprint(hash))
    }
}

/// Returns what a session keeps of the hash of a password: enough to see that it is another one now.
fn fingerprint(hash: &str) -> String {
    hex(hash)[..16].to_string()
}

fn hex(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// What the file has.
#[derive(Default, Serialize, Deserialize)]
struct SessionFile {
    /// The hash of the one password of a book without members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page_password: Option<String>,
    #[serde(default)]
    sessions: Vec<BrowserSession>,
}

/// The browsers that were let in.
pub(crate) struct Sessions {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    content: SessionFile,
    /// The time and size of the file as it was read; none where there was none.
    seen: Option<(SystemTime, u64)>,
}

impl Sessions {
    /// Returns those of a book.
    pub(crate) fn of(book: &Path) -> Self {
        let mut name = book.as_os_str().to_os_string();
        name.push(".sessions");
        Self { path: name.into(), state: Mutex::default() }
    }

    /// Returns the session of the first of some cookies that has one, if it is not too old.
    pub(crate) fn find<'a>(
        &self,
        cookies: impl Iterator<Item = &'a str>,
        now: &str,
    ) -> Option<(String, BrowserSession)> {
        let state = self.current();
        let oldest = time(now).map(|now| now - MAX_AGE);
        let mut found = cookies.filter_map(|cookie| {
            let hash = hex(cookie);
            let session = state.content.sessions.iter().find(|session| session.cookie == hash)?;
            let is_young = oldest.zip(time(&session.since)).is_some_and(|(oldest, since)| since > oldest);
            is_young.then(|| (cookie.to_string(), session.clone()))
        });
        found.next()
    }

    /// Lets a browser in; returns its cookie.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(crate) fn add(&self, session: BrowserSession, now: &str) -> Result<String> {
        let (_, cookie) = Secret::random()?;
        let session = BrowserSession { cookie: hex(&cookie), since: now.to_string(), ..session };
        self.change(|content| {
            content.sessions.push(session);
            let surplus = content.sessions.len().saturating_sub(MAX_SESSIONS);
            content.sessions.drain(..surplus);
        });
        Ok(cookie)
    }

    /// Ends the session of a cookie.
    pub(crate) fn remove(&self, cookie: &str) {
        let hash = hex(cookie);
        self.change(|content| content.sessions.retain(|session| session.cookie != hash));
    }

    /// Notes which member is at the browser with a cookie.
    pub(crate) fn set_member(&self, cookie: &str, member: &str) {
        let hash = hex(cookie);
        self.change(|content| {
            let own = content.sessions.iter_mut().filter(|session| session.cookie == hash);
            own.for_each(|session| session.member = Some(member.to_string()));
        });
    }

    /// Returns the hash of the one password of the book. If it is another one than before, the browsers that the old one let in are
    /// not let in any more.
    ///
    /// # Errors
    /// The machine has no source of random numbers.
    pub(crate) fn page_password(&self, password: &str) -> Result<String> {
        let known = self.current().content.page_password.clone();
        if let Some(hash) = known.filter(|hash| is_password(password, hash)) {
            return Ok(hash);
        }
        let hash = hash_password(password)?;
        self.change(|content| content.page_password = Some(hash.clone()));
        Ok(hash)
    }

    /// Ends all sessions; returns how many there were.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub(crate) fn forget(&self) -> Result<usize> {
        let count = self.current().content.sessions.len();
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Error::from(error).at(self.path.display()))
            }
            _ => Ok(count),
        }
    }

    /// Reads the file again where another process has changed it: another server of the book, or `serve --forget`.
    fn current(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = seen(&self.path);
        // What could not be written stays in memory.
        if now != state.seen {
            state.content =
                fs::read(&self.path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
            state.seen = now;
        }
        state
    }

    /// Changes what is kept. Where the file cannot be written, it is only kept until the program ends.
    fn change(&self, change: impl FnOnce(&mut SessionFile)) {
        let mut state = self.current();
        change(&mut state.content);
        if self.write(&state.content).is_ok() {
            state.seen = seen(&self.path);
        }
    }

    fn write(&self, content: &SessionFile) -> Result<()> {
        let folder = crate::store::folder_of(&self.path);
        // Such a file can be read by its owner only.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(file.as_file_mut(), content)?;
        file.as_file_mut().flush()?;
        file.persist(&self.path).map_err(|error| Error::from(error.error))?;
        Ok(())
    }
}

/// Lets no browser in any more that was let in before; returns how many there were.
///
/// # Errors
/// The file cannot be removed.
pub fn forget_sessions(book: &Path) -> Result<usize> {
    Sessions::of(book).forget()
}

fn seen(path: &Path) -> Option<(SystemTime, u64)> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

fn time(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, TIME).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2021-11-19T12:00:00Z";

    fn sessions() -> (tempfile::TempDir, Sessions) {
        let folder = tempfile::tempdir().unwrap();
        let sessions = Sessions::of(&folder.path().join("claims.db"));
        (folder, sessions)
    }

    fn find(sessions: &Sessions, cookie: &str, now: &str) -> Option<BrowserSession> {
        sessions.find([cookie].into_iter(), now).map(|(_, session)| session)
    }

    #[test]
    fn a_session_is_found_again_after_a_restart_until_it_is_old() {
        let (folder, sessions) = sessions();
        let cookie = sessions.add(BrowserSession::of_key(), NOW).unwrap();
        let again = Sessions::of(&folder.path().join("claims.db"));
        assert!(find(&again, &cookie, "2021-12-19T11:59:59Z").is_some());
        assert!(find(&again, &cookie, "2021-12-19T12:00:00Z").is_none());
        assert!(find(&again, "another", NOW).is_none());
        let file = fs::read_to_string(folder.path().join("claims.db.sessions")).unwrap();
        assert!(!file.contains(&cookie), "the file has the cookie");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join("claims.db.sessions")).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        again.remove(&cookie);
        assert!(find(&sessions, &cookie, NOW).is_none(), "the other server sees it");
    }

    #[test]
    fn all_are_forgotten_at_once() {
        let (folder, sessions) = sessions();
        let cookies: Vec<_> = (0..3).map(|_| sessions.add(BrowserSession::of_key(), NOW).unwrap()).collect();
        assert_eq!(forget_sessions(&folder.path().join("claims.db")).unwrap(), 3);
        assert!(cookies.iter().all(|cookie| find(&sessions, cookie, NOW).is_none()));
        assert_eq!(forget_sessions(&folder.path().join("claims.db")).unwrap(), 0);
    }

    #[test]
    fn another_password_lets_nobody_in_whom_the_old_one_did() {
        let (_folder, sessions) = sessions();
        let hash = sessions.page_password("correct horse battery").unwrap();
        let cookie = sessions.add(BrowserSession::of_password(&hash, None), NOW).unwrap();
        assert_eq!(sessions.page_password("correct horse battery").unwrap(), hash);
        assert!(find(&sessions, &cookie, NOW).unwrap().is_of(&hash));
        let other = sessions.page_password("another horse battery").unwrap();
        assert!(!find(&sessions, &cookie, NOW).unwrap().is_of(&other));
    }
}
