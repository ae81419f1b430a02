//! The house: rooms look down only, no two look at each other, and nothing is done in the wrong room.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which room may look into which.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli", "error", "output", "store"]),
    ("cli", &["actions", "error", "export", "import", "model", "output", "store", "text", "web"]),
    ("web", &["actions", "error", "export", "import", "model", "output", "store", "text"]),
    ("actions", &["error", "import", "model", "output", "store", "text"]),
    ("export", &["error", "model", "output", "store", "text"]),
    ("import", &["error", "model", "output", "text"]),
    ("output", &["error", "model", "text"]),
    ("store", &["error", "model", "text"]),
    ("model", &["error", "text"]),
    ("text", &[]),
    ("error", &[]),
];

fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The room of a file: the folder or file right below `src`.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_string()
}

/// The rooms that a text names after `crate::` or `gainsay::`.
fn looks_into(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for begin in ["crate::", "gainsay::"] {
        for part in text.split(begin).skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            rooms.insert(name);
        }
    }
    rooms.retain(|room| ARROWS.iter().any(|(known, _)| known == room));
    rooms
}

#[test]
fn rooms_look_down_only() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources().iter().filter(|path| !path.ends_with("lib.rs")) {
        let room = room(path);
        let mut into = looks_into(&fs::read_to_string(path).unwrap());
        into.remove(&room);
        seen.entry(room).or_default().extend(into);
    }
    assert_eq!(seen.len(), ARROWS.len(), "a room is missing from the list: {:?}", seen.keys());
    for (room, into) in &seen {
        let (_, allowed) = ARROWS.iter().find(|(known, _)| known == room).unwrap();
        for other in into {
            assert!(allowed.contains(&other.as_str()), "{room} looks into {other}");
        }
    }
}

#[test]
fn each_library_has_its_room() {
    for (library, rooms) in [
        ("rusqlite", &["store", "error"][..]),
        ("comfy_table", &["output"]),
        ("askama::", &["export", "output", "web"]),
        ("axum::", &["web"]),
        ("tokio::", &["web"]),
        ("hyper::", &["web"]),
        ("multer::", &["web"]),
        ("clap", &["actions", "cli", "main"]),
        ("println!", &[]),
        ("eprintln!", &[]),
        ("stdout()", &["main", "output"]),
        ("Local::now", &["main"]),
        ("Utc::now", &["main"]),
    ] {
        for path in sources() {
            let text = fs::read_to_string(&path).unwrap();
            let here = room(&path);
            assert!(!text.contains(library) || rooms.contains(&here.as_str()), "{library} in {}", path.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.lines().count() <= 400, "{} holds two things", path.display());
        assert!(text.starts_with("//!"), "{} does not say what it is for", path.display());
    }
}
