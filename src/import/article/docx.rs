//! Articles in DOCX (Office Open XML, ECMA-376).

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::facts::{StatedFacts, day};
use crate::error::{Error, Result};
use crate::model::Article;
use crate::text::single_spaced;

/// Maximum size of a part of the file, unpacked, in bytes.
const LARGEST_PART: usize = 64 << 20;

/// The parts of the archive by which a file is recognised, with what it is.
const OTHERS: &[(&str, &str, &str)] = &[
    ("xl/workbook.xml", "a workbook", "gainsay import reads it, if it is a table of claims"),
    ("ppt/presentation.xml", "a presentation", "save it as PDF"),
    ("content.xml", "an OpenDocument file", "open it and save it as DOCX"),
    ("META-INF/container.xml", "an e-book", "save the article as a web page, DOCX, PDF or text"),
];

/// Returns the article in a DOCX file.
///
/// # Errors
/// An archive that is no DOCX, is damaged, protected or too large, or has no text.
pub(super) fn article(bytes: &[u8]) -> Result<Article> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let Some(document) = part(&mut archive, "word/document.xml")? else {
        let known = OTHERS.iter().find(|(part, ..)| archive.index_for_name(part).is_some());
        let (what, hint) = known.map_or(("an archive", "unpack it first"), |(_, what, hint)| (*what, *hint));
        return Err(Error::usage(format!("this is {what}")).hint(hint));
    };
    let (lines, title) = lines(&document)?;
    if lines.is_empty() {
        return Err(Error::usage("the file has no text").hint("is it the right one?"));
    }
    let properties = part(&mut archive, "docProps/core.xml")?.unwrap_or_default();
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let stated = |name: &str| element(&properties, name);
    let facts = StatedFacts {
        title: title.or_else(|| stated("title")),
        authors: stated("creator").map(|names| names.split(';').map(str::to_string).collect()).unwrap_or_default(),
        language: stated("language").or_else(|| default_language(&styles)),
        ..StatedFacts::default()
    };
    let mut article = facts.into_article(lines.join("\n"), "DOCX");
    // When a file was made is not when an article appeared.
    if let Some(made) = stated("created").as_deref().and_then(day) {
        article.notes.push(format!("the file was made on {made}"));
    }
    Ok(article)
}

fn damaged() -> Error {
    Error::usage("the file is damaged, or no DOCX").hint("open it in the program that made it, and save it again")
}

/// Returns a part of the archive as text; none if there is no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>> {
    let mut file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(damaged()),
    };
    let mut bytes = Vec::new();
    Read::by_ref(&mut file).take(LARGEST_PART as u64 + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() > LARGEST_PART {
        return Err(Error::usage(format!("the text of the file is larger than {} MiB", LARGEST_PART >> 20))
            .hint("copy the article into a file of its own"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| damaged())
}

/// Returns the paragraphs of a document, and the one in the style of titles.
fn lines(xml: &str) -> Result<(Vec<String>, Option<String>)> {
    let mut reader = Reader::from_str(xml);
    let mut lines = DocxLines::default();
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(start) => lines.start(&start, true),
            Event::Empty(start) => lines.start(&start, false),
            Event::End(end) => lines.end(end.local_name().as_ref()),
            Event::Text(text) if lines.is_text && lines.left_out == 0 => {
                lines.push(&text.xml10_content());
            }
            Event::GeneralRef(entity) if lines.is_text && lines.left_out == 0 => {
                let named = entity.xml10_content();
                let character = match entity.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => quick_xml::escape::resolve_xml_entity(&named).unwrap_or_default().to_string(),
                };
                lines.push(&character);
            }
            Event::Eof => return Ok((lines.lines, lines.title)),
            _ => {}
        }
    }
}

/// Collects the paragraphs of a document. Those of a text box stand within another paragraph.
#[derive(Default)]
struct DocxLines {
    lines: Vec<String>,
    /// The paragraphs that are open, each with whether it is in the style of titles.
    open: Vec<(String, bool)>,
    title: Option<String>,
    is_text: bool,
    /// Number of open elements whose text is left out: what was deleted, and copies for old programs.
    left_out: usize,
}

impl DocxLines {
    fn start(&mut self, start: &BytesStart, has_content: bool) {
        match start.local_name().as_ref() {
            "p" if has_content && start.name().as_ref().starts_with("w:") => self.open.push(<_>::default()),
            "t" => self.is_text = has_content,
            "tab" | "ptab" => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "pStyle" => {
                let style = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
                if let (Some((_, is_title)), Some(style)) = (self.open.last_mut(), style) {
                    *is_title = style.value.as_ref() == "Title";
                }
            }
            "Fallback" | "del" | "moveFrom" if has_content => self.left_out += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                let Some((text, is_title)) = self.open.pop() else { return };
                let lines: Vec<_> = text.lines().map(single_spaced).collect();
                let lines = lines.into_iter().filter(|line| !line.is_empty());
                let before = self.lines.len();
                self.lines.extend(lines);
                if is_title && self.lines.len() > before {
                    self.title.get_or_insert_with(|| self.lines[before..].join(" "));
                }
            }
            "t" => self.is_text = false,
            "Fallback" | "del" | "moveFrom" => self.left_out = self.left_out.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let (Some((line, _)), 0) = (self.open.last_mut(), self.left_out) {
            line.push_str(text);
        }
    }
}

/// Returns the text of the first element with a local name, in a part without nested elements.
fn element(xml: &str, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let (mut is_open, mut text) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => is_open = start.local_name().as_ref() == name,
            Event::Text(more) if is_open => text.push_str(&more.xml10_content()),
            // An entity is read with the text: `into_article` resolves it.
            Event::GeneralRef(entity) if is_open => text += &format!("&{};", entity.xml10_content()),
            Event::End(_) if is_open => return (!text.trim().is_empty()).then_some(text),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Returns the language of the text where none is said.
fn default_language(styles: &str) -> Option<String> {
    let defaults = styles.split_once("docDefaults")?.1.split_once("docDefaults")?.0;
    let language = defaults.split_once("<w:lang ")?.1.split_once('>')?.0;
    let value = language.split_once("w:val=\"")?.1;
    Some(value.split('"').next()?.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A file with these parts.
    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn document(body: &str) -> String {
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\" xmlns:mc=\"y\"><w:body>{body}</w:body></w:document>")
    }

    #[test]
    fn paragraphs_are_lines_and_properties_are_facts() {
        let body = "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Port &amp; pier</w:t></w:r><w:r><w:t xml:space=\"preserve\"> sold</w:t></w:r></w:p>\
            <w:p><w:r><w:t>The mayor</w:t><w:tab/><w:t>said</w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>\
            <w:r><w:t xml:space=\"preserve\"> “so”&#8230;</w:t></w:r></w:p><w:p/><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
            <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
            <mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>Below it</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Pier</w:t><w:br/><w:t>£5m</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        let core = "<cp:coreProperties xmlns:dc=\"a\"><dc:title>Other</dc:title><dc:creator>Ann Lee; Tom Hill</dc:creator>\
            <dcterms:created>2024-03-05T09:00:00Z</dcterms:created></cp:coreProperties>";
        let styles = "<w:styles><w:docDefaults><w:rPr><w:lang w:val=\"en-GB\" w:eastAsia=\"x\"/></w:rPr></w:docDefaults></w:styles>";
        let file = archive(&[
            ("word/document.xml", &document(body)),
            ("docProps/core.xml", core),
            ("word/styles.xml", styles),
        ]);
        let read = article(&file).unwrap();
        assert_eq!(read.text, "Port & pier sold\nThe mayor said “so”…\nIn a box\nBelow it\nPier\n£5m");
        assert_eq!(read.title.as_deref(), Some("Port & pier sold"));
        assert_eq!(
            (read.authors, read.language.as_deref()),
            (vec!["Ann Lee".into(), "Tom Hill".into()], Some("en-GB"))
        );
        assert_eq!((read.published, read.notes), (None, vec!["the file was made on 2024-03-05".to_string()]));
    }

    #[test]
    fn other_archives_have_their_sentences() {
        let good = archive(&[("word/document.xml", &document("<w:p><w:r><w:t>x</w:t></w:r></w:p>"))]);
        let large = format!("<w:document>{}</w:document>", " ".repeat(LARGEST_PART));
        for (file, expected) in [
            (archive(&[("xl/workbook.xml", "x")]), "this is a workbook"),
            (archive(&[("content.xml", "x")]), "this is an OpenDocument file"),
            (archive(&[("a.txt", "x")]), "this is an archive"),
            (archive(&[("word/document.xml", &document("<w:p></w:p>"))]), "the file has no text"),
            (archive(&[("word/document.xml", "<w:p></w:q>")]), "the file is damaged, or no DOCX"),
            (good[..good.len() / 2].to_vec(), "the file is damaged, or no DOCX"),
            (archive(&[("word/document.xml", &large)]), "the text of the file is larger than 64 MiB"),
        ] {
            assert_eq!(article(&file).unwrap_err().to_string(), expected);
        }
    }
}
