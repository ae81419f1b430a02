//! Which file uses which: `use` lines and paths in code, resolved to the file in which the name is defined.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::tokens;

/// Every file that a file uses, by the paths of both below `src`.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// A path of the source, in segments, and the name that it has in its file.
#[derive(Clone, Debug, PartialEq)]
struct Path {
    segments: Vec<String>,
    alias: String,
}

/// A module: a file or a block within one.
#[derive(Default)]
struct Module {
    file: String,
    exports: Vec<Path>,
}

/// What one file says of itself.
#[derive(Default)]
struct Source {
    /// Modules that are blocks within the file.
    blocks: Vec<Vec<String>>,
    /// Paths of `pub use`, by the module in which they stand.
    exports: Vec<(Vec<String>, Path)>,
    /// All other paths, by the module in which they stand.
    paths: Vec<(Vec<String>, Path)>,
    /// Types, with the module in which they are defined.
    types: Vec<String>,
}

/// The module of a file: `store/file/open.rs` is `store::file::open`, as is `store/file/open/mod.rs`.
fn module_of(file: &str) -> Vec<String> {
    let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if stem == "lib" { Vec::new() } else { stem.split('/').map(str::to_string).collect() }
}

/// The types that a file defines.
pub fn types(text: &str) -> Vec<String> {
    Source::read(&[], text).types
}

/// What each file uses; `files` are paths below `src` with their texts.
pub fn imports(files: &[(String, String)]) -> Imports {
    let sources: Vec<_> = files.iter().map(|(file, text)| (file, Source::read(&module_of(file), text))).collect();
    let mut modules: BTreeMap<Vec<String>, Module> = BTreeMap::new();
    for (file, source) in &sources {
        for module in source.blocks.iter().chain([&module_of(file)]) {
            modules.entry(module.clone()).or_default().file.clone_from(file);
        }
        for (module, path) in &source.exports {
            modules.entry(module.clone()).or_default().exports.push(path.clone());
        }
    }
    let tree = Tree { modules };
    let mut imports = Imports::new();
    for (file, source) in &sources {
        let mut used: BTreeSet<_> =
            source.paths.iter().filter_map(|(module, path)| tree.file_of(module, &path.segments, 0)).collect();
        used.remove(*file);
        imports.insert((*file).clone(), used);
    }
    imports
}

struct Tree {
    modules: BTreeMap<Vec<String>, Module>,
}

impl Tree {
    /// The file in which the name at the end of a path is defined; none where the path leads out of the crate.
    fn file_of(&self, from: &[String], segments: &[String], depth: usize) -> Option<String> {
        let mut at = from.to_vec();
        let mut rest = segments.iter().map(String::as_str).peekable();
        match *rest.peek()? {
            "crate" | "gainsay" => {
                at.clear();
                rest.next();
            }
            "self" => drop(rest.next()),
            "super" => {}
            first if self.modules.contains_key(&[from, &[first.to_string()]].concat()) => {}
            _ => return None,
        }
        while rest.next_if_eq(&"super").is_some() {
            at.pop();
        }
        while let Some(name) = rest.next() {
            let below = [at.as_slice(), &[name.to_string()]].concat();
            if self.modules.contains_key(&below) {
                at = below;
                continue;
            }
            let left: Vec<String> = rest.map(str::to_string).collect();
            return self.exported(&at, name, &left, depth).or_else(|| self.file(&at));
        }
        self.file(&at)
    }

    fn file(&self, module: &[String]) -> Option<String> {
        self.modules.get(module).map(|module| module.file.clone())
    }

    /// Where a module has the name from, if it is one that it hands on.
    fn exported(&self, module: &[String], name: &str, left: &[String], depth: usize) -> Option<String> {
        let exports = &self.modules.get(module)?.exports;
        let named = exports.iter().find(|path| path.alias == name && name != "*")?;
        (depth < 8).then(|| self.file_of(module, &[&named.segments[..], left].concat(), depth + 1))?
    }
}

impl Source {
    fn read(module: &[String], text: &str) -> Self {
        let words = tokens(text);
        let mut source = Self::default();
        // For each open brace, whether it is that of a module.
        let mut braces = Vec::new();
        let mut here = module.to_vec();
        let mut exports = Vec::new();
        let mut names = BTreeSet::new();
        let mut at = 0;
        while at < words.len() {
            let next = words.get(at + 1).copied().unwrap_or_default();
            match words[at] {
                "mod" if words.get(at + 2) == Some(&"{") => {
                    here.push(next.to_string());
                    source.blocks.push(here.clone());
                    braces.push(true);
                    at += 2;
                }
                "{" => braces.push(false),
                "}" if braces.pop() == Some(true) => drop(here.pop()),
                "struct" | "enum" | "trait" | "union" if next.starts_with(char::is_uppercase) => {
                    source.types.push(next.to_string());
                }
                "type" if next.starts_with(char::is_uppercase) && braces.iter().all(|module| *module) => {
                    source.types.push(next.to_string());
                }
                "use" => {
                    let is_public = at > 0 && (words[at - 1] == "pub" || words[at - 1] == ")");
                    let end = at + words[at..].iter().position(|word| *word == ";").unwrap_or(words.len() - at);
                    for path in paths(&words[at + 1..end]) {
                        let into = if is_public { &mut exports } else { &mut source.paths };
                        into.push((here.clone(), path));
                    }
                    at = end;
                }
                name if name.starts_with(|first: char| first.is_alphabetic() || first == '_') => {
                    names.insert(name.to_string());
                    if next == "::" && (at == 0 || words[at - 1] != "::") {
                        let segments: Vec<_> = words[at..]
                            .chunks(2)
                            .take_while(|pair| pair[0].starts_with(|first: char| first.is_alphabetic() || first == '_'))
                            .scan(true, |goes_on, pair| {
                                let is_part = *goes_on;
                                *goes_on = pair.get(1) == Some(&"::");
                                is_part.then(|| pair[0].to_string())
                            })
                            .collect();
                        source.paths.push((here.clone(), Path { segments, alias: String::new() }));
                    }
                }
                _ => {}
            }
            at += 1;
        }
        // A name that is only handed on is used where it is used; one that the file itself uses too counts here.
        source.paths.extend(exports.iter().filter(|(_, path)| names.contains(&path.alias)).cloned());
        source.exports = exports;
        source
    }
}

/// The paths of a `use`, without the word itself and the semicolon: `a::{b, c as d}` are `a::b` and `a::c`.
fn paths(words: &[&str]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut prefixes: Vec<Vec<String>> = vec![Vec::new()];
    let mut path: Vec<String> = Vec::new();
    let mut alias = None;
    let close = |path: &mut Vec<String>, alias: &mut Option<String>, found: &mut Vec<Path>, prefix: &[String]| {
        if path.len() > prefix.len() {
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            let alias = alias.take().or_else(|| path.last().cloned()).unwrap_or_default();
            found.push(Path { segments: path.clone(), alias });
        }
        *path = prefix.to_vec();
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "::" => {}
            "as" => alias = words.next().map(ToString::to_string),
            "{" => prefixes.push(path.clone()),
            "," => close(&mut path, &mut alias, &mut found, prefixes.last().unwrap()),
            "}" => {
                close(&mut path, &mut alias, &mut found, prefixes.last().unwrap());
                prefixes.pop();
                path.clone_from(prefixes.last().unwrap());
            }
            name => path.push(name.to_string()),
        }
    }
    close(&mut path, &mut alias, &mut found, prefixes.last().unwrap());
    found
}

/// Files that use each other in a circle, each circle as a list.
pub fn circles(imports: &Imports) -> Vec<Vec<String>> {
    let reached: BTreeMap<&String, BTreeSet<&String>> = imports
        .keys()
        .map(|file| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![file]);
            while let Some(next) = open.pop() {
                open.extend(imports[next].iter().filter(|used| seen.insert(*used)));
            }
            (file, seen)
        })
        .collect();
    let mut circles = BTreeSet::new();
    for (file, reaches) in &reached {
        let circle: Vec<String> =
            reaches.iter().filter(|other| reached[*other].contains(file)).map(|other| (*other).clone()).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> Imports {
        imports(&files.iter().map(|(file, text)| (file.to_string(), text.to_string())).collect::<Vec<_>>())
    }

    fn used(imports: &Imports, file: &str) -> Vec<String> {
        imports[file].iter().cloned().collect()
    }

    #[test]
    fn paths_are_resolved_to_the_file_that_defines_the_name() {
        let files = [
            ("lib.rs", "pub mod store; mod text;"),
            ("text.rs", "pub fn f() {} pub mod inner { use super::f; pub fn g() {} }"),
            ("store/mod.rs", "mod open; mod file; pub use open::{Open, flags as how}; use crate::text::inner::g;"),
            (
                "store/open.rs",
                "use super::file; pub struct Open; // use crate::text\nconst A: &str = \"crate::text::f\";",
            ),
            ("store/file.rs", "use std::fs; fn f() { super::how(); crate::text::f::<u8>(); }"),
            ("main.rs", "use gainsay::store::{self, Open as O};"),
        ];
        let imports = of(&files);
        assert_eq!(used(&imports, "store/mod.rs"), ["text.rs"]);
        assert_eq!(used(&imports, "store/open.rs"), ["store/file.rs"]);
        assert_eq!(used(&imports, "store/file.rs"), ["store/open.rs", "text.rs"]);
        assert_eq!(used(&imports, "main.rs"), ["store/mod.rs", "store/open.rs"]);
        assert_eq!(used(&imports, "text.rs"), Vec::<String>::new());
        assert_eq!(circles(&imports), [["store/file.rs", "store/open.rs"]]);
    }

    #[test]
    fn a_parent_and_its_child_can_be_a_circle() {
        let parent = ("a.rs", "mod b; pub use b::B; pub struct A(B);");
        assert_eq!(circles(&of(&[parent, ("a/b.rs", "pub struct B; fn f(a: super::A) {}")])).len(), 1);
        let hands_on = ("a.rs", "mod b; pub use b::B; pub struct A;");
        assert!(circles(&of(&[hands_on, ("a/b.rs", "pub struct B; fn f(a: super::A) {}")])).is_empty());
    }

    #[test]
    fn types_are_those_defined_here() {
        let text = "struct A; pub enum B { C } impl T for A { type Item = u8; } type D = A; trait E {}";
        assert_eq!(types(text), ["A", "B", "D", "E"]);
    }
}
