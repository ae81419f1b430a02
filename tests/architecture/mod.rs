//! How the program is put together: folders use lower ones only, no files use each other in a circle, a type has a name of
//! its own, and each library stays where it belongs.

mod imports;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use imports::{circles, imports, types};

/// The folders, from the top down, and which lower ones each may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("main", &["cli", "error", "output", "store"]),
    (
        "cli",
        &[
            "actions",
            "attribution",
            "error",
            "export",
            "import",
            "mirror",
            "model",
            "output",
            "store",
            "suggestion",
            "text",
            "web",
        ],
    ),
    ("web", &["actions", "attribution", "error", "export", "import", "model", "output", "store", "suggestion", "text"]),
    ("actions", &["attribution", "error", "export", "import", "model", "output", "store", "suggestion", "text"]),
    ("export", &["attribution", "error", "model", "output", "store", "text"]),
    ("mirror", &["error", "model", "store"]),
    ("import", &["attribution", "error", "model", "output", "text"]),
    ("suggestion", &["attribution", "model", "text"]),
    ("output", &["error", "model", "text"]),
    ("store", &["error", "model", "text"]),
    ("model", &["error", "text"]),
    ("attribution", &["error", "text"]),
    ("text", &[]),
    ("error", &[]),
];

/// Names that the standard library gives to every crate's own.
const IDIOMS: &[&str] = &["Error", "Result"];

/// The paths below `src` of all files, and their texts.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_string();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// The folder or file right below `src`.
fn layer(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn folders_use_lower_ones_only() {
    let mut wrong = Vec::new();
    for (file, used) in imports(&sources()).iter().filter(|(file, _)| *file != "lib.rs") {
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == layer(file)).expect("a folder is missing from LAYERS");
        for other in used.iter().filter(|other| layer(other) != layer(file)) {
            if !allowed.contains(&layer(other)) {
                wrong.push(format!("src/{file} uses src/{other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let imports = imports(&sources());
    let circles = circles(&imports);
    let mut said = String::new();
    for circle in &circles {
        said += &format!("a circle of {} files:\n", circle.len());
        for file in circle {
            let used: Vec<_> = imports[file].iter().filter(|used| circle.contains(used)).map(String::as_str).collect();
            said += &format!("  src/{file} uses {}\n", used.join(", "));
        }
    }
    println!("{} circles\n{said}", circles.len());
    assert!(circles.is_empty(), "{said}");
}

#[test]
fn a_type_has_a_name_of_its_own() {
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in sources() {
        for name in types(&text).into_iter().filter(|name| !IDIOMS.contains(&name.as_str())) {
            defined.entry(name).or_default().push(file.clone());
        }
    }
    defined.retain(|_, files| files.len() > 1);
    let said: Vec<_> = defined.iter().map(|(name, files)| format!("{name}: {}", files.join(", "))).collect();
    println!("{} names are shared\n{}", said.len(), said.join("\n"));
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn each_library_stays_in_its_folder() {
    for (library, folders) in [
        ("rusqlite", &["store", "error"][..]),
        ("askama::", &["export", "output", "web"]),
        ("axum::", &["web"]),
        ("tokio::", &["web"]),
        ("hyper::", &["web"]),
        ("postgres::", &["mirror"]),
        ("multer::", &["web"]),
        ("clap", &["actions", "cli", "main"]),
        ("println!", &[]),
        ("eprintln!", &[]),
        ("stdout()", &["main", "output"]),
        ("Local::now", &["main"]),
        ("Utc::now", &["main"]),
    ] {
        for (file, text) in sources() {
            assert!(!text.contains(library) || folders.contains(&layer(&file)), "{library} in src/{file}");
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_hold() {
    let layers: BTreeSet<_> = LAYERS.iter().map(|(name, _)| *name).collect();
    for (file, text) in sources() {
        assert!(file == "lib.rs" || layers.contains(layer(&file)), "src/{file} is in no layer");
        assert!(text.lines().count() <= 400, "src/{file} has more than 400 lines");
        assert!(text.starts_with("//!"), "src/{file} does not begin with what it holds");
    }
}
