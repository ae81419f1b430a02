//! Articles in which people marked every attribution.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde_json::Value;

/// An attribution that a person marked; ranges are characters of the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marked {
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    /// "direct", "mixed" or "indirect".
    pub(crate) kind: String,
}

/// An article.
pub(crate) struct Article {
    pub(crate) name: String,
    pub(crate) text: String,
    /// Where each character begins in the text, in bytes, and the length.
    pub(crate) offsets: Vec<usize>,
    pub(crate) marked: Vec<Marked>,
}

impl Article {
    /// A range of characters in bytes.
    pub(crate) fn bytes(&self, characters: &Range<usize>) -> Range<usize> {
        let last = self.text.len();
        let offset = |at: usize| self.offsets.get(at).copied().unwrap_or(last);
        offset(characters.start)..offset(characters.end)
    }

    /// A range of bytes in characters.
    pub(crate) fn characters(&self, bytes: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.offsets.partition_point(|offset| *offset < byte);
        at(bytes.start)..at(bytes.end)
    }
}

fn ranges(value: &Value) -> Vec<Range<usize>> {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    value.as_array().map(|list| list.iter().map(|one| number(&one[0])..number(&one[1])).collect()).unwrap_or_default()
}

/// Reads `docs/*.txt` and `gold.jsonl` of a folder, by name of the article.
pub(crate) fn read_articles(folder: &Path) -> Vec<Article> {
    let mut marked: HashMap<String, Vec<Marked>> = HashMap::new();
    for line in read(&folder.join("gold.jsonl")).lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let list = marked.entry(value["doc"].as_str().unwrap().to_string()).or_default();
        let kind = value["type"].as_str().unwrap_or_default().to_string();
        let [content, source, cue] = ["content", "source", "cue"].map(|key| ranges(&value[key]));
        list.push(Marked { content, source, cue, kind });
    }
    let files = fs::read_dir(folder.join("docs")).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let article = |name: String| {
        let text = read(&folder.join("docs").join(&name));
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let marked = marked.remove(&name).unwrap_or_default();
        Article { name, text, offsets, marked }
    };
    names.into_iter().map(article).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
