//! The files of a site in their folder. A file is written only where its bytes are others, and removed only where an earlier run
//! has written it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The file that lists all files of the site, one a line.
const LIST: &str = "gainsay-site.txt";
/// The first line of that file.
const HEADING: &str = "# The files that gainsay publish wrote. It removes no others.";

/// A folder with a site.
pub(super) struct SiteFolder {
    folder: PathBuf,
    /// What the earlier run has written.
    before: BTreeSet<String>,
    now: BTreeSet<String>,
    written: usize,
    unchanged: usize,
}

impl SiteFolder {
    /// Opens a folder, and makes it where there is none.
    ///
    /// # Errors
    /// The folder holds files that are no site; errors of the disk.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let shown = folder.display();
        if folder.exists() && !folder.is_dir() {
            return Err(Error::refused(format!("{shown} is a file")).hint("a site is written into a folder"));
        }
        let list = fs::read_to_string(folder.join(LIST)).ok();
        let is_empty = !folder.exists() || fs::read_dir(folder)?.next().is_none();
        if list.is_none() && !is_empty {
            return Err(Error::refused(format!("{shown} holds other files"))
                .hint("name a new folder, or an empty one; only a site that was published before is written over"));
        }
        let before =
            list.unwrap_or_default().lines().filter(|line| !line.starts_with('#')).map(str::to_string).collect();
        Ok(Self { folder: folder.to_path_buf(), before, now: BTreeSet::new(), written: 0, unchanged: 0 })
    }

    /// Writes a file of the site, where it is not there already with these bytes.
    ///
    /// # Errors
    /// Errors of the disk.
    pub(super) fn write(&mut self, name: &str, text: &str) -> Result<()> {
        let path = self.folder.join(name);
        self.now.insert(name.to_string());
        if fs::read(&path).is_ok_and(|known| known == text.as_bytes()) {
            self.unchanged += 1;
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
        self.written += 1;
        Ok(())
    }

    /// Removes what is no longer in the site, and lists what is. Returns how many files were written, unchanged and removed.
    ///
    /// # Errors
    /// Errors of the disk.
    pub(super) fn finish(mut self) -> Result<(usize, usize, usize)> {
        let stale: Vec<_> = self.before.difference(&self.now).cloned().collect();
        let mut removed = 0;
        for name in stale.iter().filter(|name| is_inside(name)) {
            removed += usize::from(fs::remove_file(self.folder.join(name)).is_ok());
        }
        let list = self.now.iter().cloned().collect::<Vec<_>>().join("\n");
        self.write(LIST, &format!("{HEADING}\n{list}\n"))?;
        Ok((self.written, self.unchanged, removed))
    }
}

/// Whether a name of the list leads to no place outside the folder.
fn is_inside(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('/')
        && !name.contains('\\')
        && name.split('/').all(|part| !part.is_empty() && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_is_written_and_only_what_was_written_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let run = |texts: &[(&str, &str)]| {
            let mut files = SiteFolder::open(folder.path()).unwrap();
            texts.iter().for_each(|(name, text)| files.write(name, text).unwrap());
            files.finish().unwrap()
        };
        assert_eq!(run(&[("a.html", "1"), ("claims/1.html", "x")]), (3, 0, 0));
        fs::write(folder.path().join("own.txt"), "mine").unwrap();
        assert_eq!(run(&[("a.html", "1"), ("claims/1.html", "x")]), (0, 3, 0));
        assert_eq!(run(&[("a.html", "2")]), (2, 0, 1));
        assert!(folder.path().join("own.txt").exists() && !folder.path().join("claims/1.html").exists());
    }

    #[test]
    fn a_folder_with_other_files_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("own.txt"), "mine").unwrap();
        assert!(SiteFolder::open(folder.path()).is_err());
    }

    #[test]
    fn names_lead_to_no_other_folder() {
        assert!(is_inside("claims/1.html"));
        for name in ["../x", "/etc/x", "claims/../../x", "", "a\\b"] {
            assert!(!is_inside(name), "{name}");
        }
    }
}
