//! Checks of the file: its modes, its place, and its backups.

use std::fs;
use std::path::{Path, PathBuf};

use super::examination::{CheckResult, Examination};
use crate::error::{Error, Result};
use crate::store::file::backup_dir;
use crate::store::file::log_names::with_ending;
use crate::text::counted;

/// The maximum age of the newest backup in days, if the book was changed since.
const MAX_BACKUP_AGE: i64 = 7;

/// The names of file systems that are on another machine.
const NETWORK_FILE_SYSTEMS: &str = include_str!("network_file_systems.txt");
/// The beginnings of the names of folders that a program synchronises.
const SYNCED_FOLDERS: &str = include_str!("synced_folders.txt");

/// The lines of a list, without comments.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// Whether only the owner can read the book, its log and its backups.
pub(super) fn modes(examination: &Examination) -> Result<CheckResult> {
    let open = readable_by_others(examination.book)?;
    Ok(match open.first() {
        None => CheckResult::ok("only you can read the book and its backups"),
        Some(first) => {
            let more = if open.len() > 1 { format!(" and {} more", open.len() - 1) } else { String::new() };
            CheckResult::warning(
                format!("others can read {}{more}", first.display()),
                "gainsay doctor --fix makes them readable by you only",
            )
        }
    })
}

/// Makes the book, its log and its backups readable by the owner only; returns in words what was changed.
///
/// # Errors
/// Errors of the file system.
pub(super) fn repair_modes(book: &Path) -> Result<Vec<String>> {
    let files = readable_by_others(book)?;
    files.iter().try_for_each(|file| {
        let mut mode = fs::metadata(file)?.permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o600);
        fs::set_permissions(file, mode).map_err(|error| Error::from(error).at(file.display()))
    })?;
    Ok(files.iter().map(|file| format!("only you can read {} now", file.display())).collect())
}

/// The existing files of a book: the book, its backups, and their logs.
fn files_of(book: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![book.to_path_buf()];
    files.extend(backup_dir::files(book)?.into_iter().map(|file| file.path));
    let with_logs = files.iter().flat_map(|file| ["", "-wal", "-shm", "-journal"].map(|end| with_ending(file, end)));
    Ok(with_logs.filter(|file| file.exists()).collect())
}

#[cfg(unix)]
fn readable_by_others(book: &Path) -> Result<Vec<PathBuf>> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut files = files_of(book)?;
    // A link may lead to any file, which is not ours to change.
    files.retain(|file| {
        fs::symlink_metadata(file).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o077 != 0)
    });
    Ok(files)
}

/// Other systems have no modes; the folder decides who may read a file.
#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> Result<Vec<PathBuf>> {
    Ok(Vec::new())
}

/// Whether the book is on this machine, in a folder that no program synchronises.
pub(super) fn place(examination: &Examination) -> Result<CheckResult> {
    let path = examination.book.canonicalize().map_err(|error| Error::from(error).at(examination.book.display()))?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if let Some(system) = system_of(&path, &mounts).filter(|system| is_network(system)) {
        return Ok(CheckResult::warning(
            format!("the book is on another machine ({system}), where two programs at the same time may damage it"),
            "move it to a disk of this machine, and keep backups there",
        ));
    }
    Ok(match synced_folder(&path, |folder| folder.join(".stfolder").exists()) {
        None => CheckResult::ok("the book is in a folder of this machine"),
        Some(folder) => CheckResult::warning(
            format!(
                "a program synchronises {} between machines, and may copy the book while it is written",
                folder.display()
            ),
            "move it to another folder, and put only backups there: gainsay backup FILE",
        ),
    })
}

/// Whether a file system is on another machine.
fn is_network(system: &str) -> bool {
    entries(NETWORK_FILE_SYSTEMS).any(|known| system == known || (known.len() == 3 && system.starts_with(known)))
}

/// The file system of a path, from the table of mounts (`man 5 proc`, mountinfo).
fn system_of(path: &Path, mounts: &str) -> Option<String> {
    let of_line = |line: &str| {
        let (left, right) = line.split_once(" - ")?;
        let point = left.split(' ').nth(4)?.replace("\\040", " ");
        let system = right.split(' ').next()?.to_string();
        path.starts_with(&point).then_some((point.len(), system))
    };
    // Of two mounts at the same point, the later one is in effect.
    mounts.lines().filter_map(of_line).max_by_key(|(length, _)| *length).map(|(_, system)| system)
}

/// The folder above a path that a program synchronises between machines.
fn synced_folder(path: &Path, is_syncthing: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    path.ancestors()
        .skip(1)
        .find(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_known =
                |known: &str| name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
            entries(SYNCED_FOLDERS).any(is_known) || is_syncthing(folder)
        })
        .map(Path::to_path_buf)
}

/// Whether there is a recent backup.
pub(super) fn backups(examination: &Examination) -> Result<CheckResult> {
    let todo = "gainsay backup --auto, run every day, keeps the last fourteen";
    let mut dated = backup_dir::dated(examination.book)?;
    dated.retain(|(day, _)| *day <= examination.today.to_string());
    let newest = dated.iter().rev().find(|(_, file)| backup_dir::is_earlier_state(&file.path, examination.book));
    let Some(day) = newest.map(|(day, _)| day.clone()) else {
        let folder = backup_dir::folder(examination.book, false)?;
        return Ok(CheckResult::warning(format!("there is no dated backup in {}", folder.display()), todo));
    };
    let age = day.parse::<chrono::NaiveDate>().map_or(0, |day| (examination.today - day).num_days());
    let last: Option<String> =
        examination.store.conn.query_row("select substr(max(at), 1, 10) from journal", [], |row| row.get(0))?;
    let found = format!("{}, the newest of {day}", counted(i64::try_from(dated.len()).unwrap_or(i64::MAX), "backup"));
    if age > MAX_BACKUP_AGE && last.is_some_and(|last| last > day) {
        return Ok(CheckResult::warning(format!("{found}, and the book was changed since"), todo));
    }
    Ok(CheckResult::ok(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /home/ann/desk rw shared:9 - nfs4 server:/desk rw
31 22 0:27 / /mnt/my\\040share rw - cifs //server/share rw
32 22 0:28 / /home/ann/far rw - fuse.sshfs ann@far: rw";

    #[test]
    fn a_network_is_known_by_its_mount() {
        for (path, network) in [
            ("/home/ann/claims.db", false),
            ("/home/ann/desk/claims.db", true),
            ("/home/ann/desktop/claims.db", false),
            ("/mnt/my share/claims.db", true),
            ("/home/ann/far/a/claims.db", true),
        ] {
            let system = system_of(Path::new(path), MOUNTS).unwrap();
            assert_eq!(is_network(&system), network, "{path} is on {system}");
        }
        assert_eq!(system_of(Path::new("/x"), ""), None);
    }

    #[test]
    fn a_synced_folder_is_known_by_its_name() {
        for (path, known) in [
            ("/home/ann/Dropbox/claims.db", true),
            ("/home/ann/Dropbox (Desk)/a/claims.db", true),
            ("/home/ann/OneDrive - Northport Echo/claims.db", true),
            ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/claims.db", true),
            ("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/claims.db", true),
            ("/home/ann/Nextcloud/claims.db", true),
            ("/home/ann/dropbox.db", false),
            ("/home/ann/Box/claims.db", true),
            ("/home/ann/Box Sync/claims.db", true),
            ("/Volumes/GoogleDrive/My Drive/claims.db", true),
            ("/home/ann/Megaphone/claims.db", false),
            ("/home/ann/boxes/claims.db", false),
            ("/home/ann/megan/claims.db", false),
            ("/home/ann/books/claims.db", false),
        ] {
            assert_eq!(synced_folder(Path::new(path), |_| false).is_some(), known, "{path}");
        }
        let shared = Path::new("/home/ann/shared");
        assert_eq!(synced_folder(&shared.join("a/claims.db"), |folder| folder == shared).as_deref(), Some(shared));
    }
}
