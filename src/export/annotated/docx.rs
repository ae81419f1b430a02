//! An annotated text as DOCX (Office Open XML, ECMA-376), with footnotes of that format: they move with the text where somebody edits it.
//!
//! The few parts that such a file needs are written here. The crates that write DOCX bring a second XML writer and pictures, and none of
//! them is needed for paragraphs and footnotes; `zip` and `quick-xml` are there already, to read DOCX.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::error::{Error, Result};
use crate::model::results::annotated::{AnnotatedSentence, AnnotatedText, ClaimNote};

/// The namespace of the document's own elements.
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// The first line of each part.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
</Types>";

const PACKAGE: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
</Relationships>";

/// Writes a text with its notes as DOCX.
///
/// # Errors
/// Errors of the output.
pub fn write_docx(text: &AnnotatedText, out: &mut dyn Write) -> Result<()> {
    let parts = [
        ("[Content_Types].xml", TYPES.to_string()),
        ("_rels/.rels", PACKAGE.to_string()),
        ("docProps/core.xml", core(text)),
        ("word/document.xml", document(text)),
        ("word/_rels/document.xml.rels", RELATIONS.to_string()),
        ("word/footnotes.xml", footnotes(&text.notes)),
        ("word/settings.xml", settings()),
        ("word/styles.xml", styles()),
    ];
    // The archive is written into memory first: it goes back to write sizes.
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: zip::result::ZipError| Error::failure(format!("the file cannot be written: {error}"));
    for (name, part) in parts {
        archive.start_file(name, SimpleFileOptions::default()).map_err(failed)?;
        archive.write_all(XML.as_bytes())?;
        archive.write_all(part.as_bytes())?;
    }
    let bytes = archive.finish().map_err(failed)?.into_inner();
    Ok(out.write_all(&bytes)?)
}

/// Escapes a text, and leaves out the characters that XML cannot have.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' | '\r' => xml.push(' '),
            '\u{fffe}' | '\u{ffff}' | '\u{202d}' | '\u{202e}' => {}
            control if control.is_control() => {}
            plain => xml.push(plain),
        }
    }
    xml
}

/// A run of words, with its properties.
fn run(properties: &str, text: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

fn paragraph(style: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
    format!("<w:p>{style}{runs}</w:p>")
}

fn document(text: &AnnotatedText) -> String {
    let mut body = paragraph("Title", &run("", &text.title));
    body += &paragraph("Subtitle", &run("", &format!("{}. {}.", text.kind, text.totals)));
    for sentences in &text.paragraphs {
        let runs: Vec<_> = sentences.iter().map(sentence).collect();
        body += &paragraph("", &runs.join(&run("", " ")));
    }
    if !text.open.is_empty() {
        body += &paragraph("Heading1", &run("", "Open"));
        for (line, words, what) in &text.open {
            let runs = run("", &format!("Line {line}: {words} ")) + &run("<w:b/>", &what.join("; "));
            body += &paragraph("", &runs);
        }
    }
    if !text.elsewhere.is_empty() {
        body += &paragraph("Heading1", &run("", "Recorded of it, at no line"));
        for (claim, words, why) in &text.elsewhere {
            body += &paragraph("", &run("", &format!("Claim {claim}, {words}: {why}")));
        }
    }
    format!(
        "<w:document {MAIN}><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1417\" w:right=\"1417\" w:bottom=\"1417\" w:left=\"1417\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

/// A sentence with its footnotes; what is open has a dotted line. A note that stands elsewhere already is named by its number.
fn sentence(one: &AnnotatedSentence) -> String {
    let properties = if one.is_open { "<w:u w:val=\"dotted\"/>" } else { "" };
    let mut runs = run(properties, &one.text);
    for (number, is_first) in &one.notes {
        if *is_first {
            let id = number + 1;
            let style = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";
            _ = write!(runs, "<w:r>{style}<w:footnoteReference w:id=\"{id}\"/></w:r>");
        } else {
            runs += &run("<w:vertAlign w:val=\"superscript\"/>", &number.to_string());
        }
    }
    runs
}

/// The footnotes. The first two are the lines that part them from the text, as the format wants it.
fn footnotes(notes: &[ClaimNote]) -> String {
    let mut all = format!(
        "<w:footnotes {MAIN}>\
         <w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    );
    for note in notes {
        let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        let head =
            run("<w:b/>", &format!(" {}", note.text)) + &run("", &format!(" ({}; claim {})", note.finding, note.claim));
        let mut paragraphs = paragraph("FootnoteText", &(mark.to_string() + &head));
        for part in &note.parts {
            for (line, address) in &part.lines {
                let address = address.as_ref().map_or_else(String::new, |address| format!(" {address}"));
                let runs = run("<w:i/>", &format!("{}: ", part.heading)) + &run("", &format!("{line}{address}"));
                paragraphs += &paragraph("FootnoteText", &runs);
            }
        }
        _ = write!(all, "<w:footnote w:id=\"{}\">{paragraphs}</w:footnote>", note.number + 1);
    }
    all + "</w:footnotes>"
}

fn settings() -> String {
    format!(
        "<w:settings {MAIN}><w:footnotePr><w:footnote w:id=\"0\"/><w:footnote w:id=\"1\"/></w:footnotePr></w:settings>"
    )
}

/// The styles: those of a text, its title and its footnotes.
fn styles() -> String {
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    format!(
        "<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:cs=\"Georgia\"/>\
         <w:sz w:val=\"23\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"160\" w:line=\"300\" w:lineRule=\"auto\"/></w:pPr>\
         </w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>{}{}{}{}\
         <w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
         <w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style></w:styles>",
        style(
            "Title",
            "Title",
            "<w:spacing w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:b/><w:sz w:val=\"44\"/>"
        ),
        style(
            "Subtitle",
            "Subtitle",
            "<w:spacing w:after=\"400\"/>",
            "<w:color w:val=\"595959\"/><w:sz w:val=\"20\"/>"
        ),
        style(
            "Heading1",
            "heading 1",
            "<w:keepNext/><w:spacing w:before=\"400\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"28\"/>"
        ),
        style(
            "FootnoteText",
            "footnote text",
            "<w:spacing w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"18\"/>"
        ),
    )
}

fn core(text: &AnnotatedText) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created></cp:coreProperties>",
        escaped(&text.title),
        escaped(&text.made_at)
    )
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use quick_xml::Reader;
    use quick_xml::events::Event;
    use zip::ZipArchive;

    use super::*;
    use crate::model::results::annotated::NotePart;

    #[test]
    fn every_part_is_xml_whatever_the_texts_are() {
        let hard = "a < b & \"c\" \u{0}\u{b}\u{1b}[31m \u{ffff}]]> 𝒜 é\u{301}".to_string();
        let text = AnnotatedText {
            title: hard.clone(),
            paragraphs: vec![vec![
                AnnotatedSentence {
                    text: hard.clone(),
                    notes: vec![(1, true)],
                    is_open: true,
                    ..AnnotatedSentence::default()
                },
                AnnotatedSentence { text: hard.clone(), notes: vec![(1, false)], ..AnnotatedSentence::default() },
            ]],
            notes: vec![ClaimNote {
                number: 1,
                text: hard.clone(),
                parts: vec![NotePart { heading: "Evidence", lines: vec![(hard.clone(), Some(hard.clone()))] }],
                ..ClaimNote::default()
            }],
            open: vec![(1, hard.clone(), vec![hard.clone()])],
            ..AnnotatedText::default()
        };
        let mut out = Vec::new();
        write_docx(&text, &mut out).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(out)).unwrap();
        let mut footnotes = 0;
        for at in 0..archive.len() {
            let mut part = String::new();
            archive.by_index(at).unwrap().read_to_string(&mut part).unwrap();
            assert!(!part.contains(|c: char| c.is_control() && c != '\n'), "{part}");
            let mut reader = Reader::from_str(&part);
            reader.config_mut().check_end_names = true;
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Empty(element) => footnotes += usize::from(element.name().as_ref() == "w:footnoteReference"),
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{part}");
        }
        assert_eq!(footnotes, 1);
    }
}
