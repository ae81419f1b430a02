//! Whether the file lies where it is safe, for its owner only, with a backup.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Found, Patient, counted, files_of};
use crate::error::{Error, Result};
use crate::store::file::backup_dir;

/// A backup older than so many days is worth a word, if anything was done since.
const OLD: i64 = 7;

/// Names of file systems that are on another machine, as Linux lists them; SQLite's locks are not safe there
/// (<https://sqlite.org/useovernet.html>).
const NETWORKS: [&str; 19] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "drvfs",
    "fuse.davfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "smb",
    "vboxsf",
    "virtiofs",
];

/// How folders are named, or begin, that a program keeps the same on several machines: it copies the file while it is written.
const CLOUDS: [&str; 14] = [
    "box",
    "cloudstorage",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mega",
    "mobile documents",
    "my drive",
    "nextcloud",
    "onedrive",
    "owncloud",
    "pcloud",
    "seafile",
];

/// Whether only the owner can read the book, its log and its backups.
pub(crate) fn modes(patient: &Patient) -> Result<Found> {
    let open = readable_by_others(patient.book)?;
    Ok(match open.first() {
        None => Found::ok("only you can read the book and its backups"),
        Some(first) => {
            let more = if open.len() > 1 { format!(" and {} more", open.len() - 1) } else { String::new() };
            Found::warning(
                format!("others can read {}{more}", first.display()),
                "gainsay doctor --fix lets nobody else read them",
            )
        }
    })
}

/// Lets only the owner read the book, its log and its backups; says which files others could read.
///
/// # Errors
/// Those of the file system.
pub(crate) fn mend_modes(book: &Path) -> Result<Vec<String>> {
    let files = readable_by_others(book)?;
    files.iter().try_for_each(|file| {
        let mut mode = fs::metadata(file)?.permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o600);
        fs::set_permissions(file, mode).map_err(|error| Error::from(error).at(file.display()))
    })?;
    Ok(files.iter().map(|file| format!("only you can read {} now", file.display())).collect())
}

#[cfg(unix)]
fn readable_by_others(book: &Path) -> Result<Vec<PathBuf>> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut files = files_of(book)?;
    files.retain(|file| fs::metadata(file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0));
    Ok(files)
}

/// Other systems have no modes: who may read a file is up to its folder there.
#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> Result<Vec<PathBuf>> {
    Ok(Vec::new())
}

/// Whether the book lies in a folder of this machine that no other program keeps the same as another one.
pub(crate) fn place(patient: &Patient) -> Result<Found> {
    let path = patient.book.canonicalize().map_err(|error| Error::from(error).at(patient.book.display()))?;
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if let Some(system) = system_of(&path, &mounts).filter(|system| is_network(system)) {
        return Ok(Found::warning(
            format!("the book is on another machine ({system}), where two programs at once may damage it"),
            "keep it on a disk of this machine, and backups there",
        ));
    }
    Ok(match cloud(&path, |folder| folder.join(".stfolder").exists()) {
        None => Found::ok("the book is in a folder of this machine"),
        Some(folder) => Found::warning(
            format!(
                "a program keeps {} the same on several machines, and may copy the book half written",
                folder.display()
            ),
            "keep it elsewhere, and give that folder backups: gainsay backup FILE",
        ),
    })
}

fn is_network(system: &str) -> bool {
    NETWORKS.iter().any(|known| system == *known || (known.len() == 3 && system.starts_with(known)))
}

/// The file system that a path is on, by the table of mounts (`man 5 proc`, mountinfo).
fn system_of(path: &Path, mounts: &str) -> Option<String> {
    let of_line = |line: &str| {
        let (left, right) = line.split_once(" - ")?;
        let point = left.split(' ').nth(4)?.replace("\\040", " ");
        let system = right.split(' ').next()?.to_string();
        path.starts_with(&point).then_some((point.len(), system))
    };
    // Of two mounts over each other the later one is seen.
    mounts.lines().filter_map(of_line).max_by_key(|(length, _)| *length).map(|(_, system)| system)
}

/// The folder above a path that is kept the same on several machines.
fn cloud(path: &Path, is_syncthing: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    path.ancestors()
        .skip(1)
        .find(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_known =
                |known: &&str| name.strip_prefix(*known).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
            CLOUDS.iter().any(is_known) || is_syncthing(folder)
        })
        .map(Path::to_path_buf)
}

/// Whether there is a backup that is young enough.
pub(crate) fn backups(patient: &Patient) -> Result<Found> {
    let todo = "gainsay backup --auto, every day, keeps the last fourteen";
    let mut dated = backup_dir::dated(patient.book)?;
    dated.retain(|(day, _)| *day <= patient.today.to_string());
    let newest = dated.iter().rev().find(|(_, kept)| backup_dir::is_of(&kept.file, patient.book));
    let Some(day) = newest.map(|(day, _)| day.clone()) else {
        let folder = backup_dir::folder(patient.book, false)?;
        return Ok(Found::warning(format!("there is no dated backup in {}", folder.display()), todo));
    };
    let age = day.parse::<chrono::NaiveDate>().map_or(0, |day| (patient.today - day).num_days());
    let last: Option<String> =
        patient.store.conn.query_row("select substr(max(at), 1, 10) from journal", [], |row| row.get(0))?;
    let said = format!("{}, the newest of {day}", counted(i64::try_from(dated.len()).unwrap_or(i64::MAX), "backup"));
    if age > OLD && last.is_some_and(|last| last > day) {
        return Ok(Found::warning(format!("{said}, and the book was changed since"), todo));
    }
    Ok(Found::ok(said))
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
    fn a_folder_of_a_cloud_is_known_by_its_name() {
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
            assert_eq!(cloud(Path::new(path), |_| false).is_some(), known, "{path}");
        }
        let shared = Path::new("/home/ann/shared");
        assert_eq!(cloud(&shared.join("a/claims.db"), |folder| folder == shared).as_deref(), Some(shared));
    }
}
