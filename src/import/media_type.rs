//! What a file is, by its content.

/// First bytes of formats, and their media types (IANA).
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1f\x8b", "application/gzip"),
];

/// The media types that a page may show; all others are downloads only.
pub const SHOWN_TYPES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Returns the media type of a file by its content, whatever its name says.
pub fn media_type(content: &[u8]) -> &'static str {
    if let Some((_, known)) = BEGINNINGS.iter().find(|(begin, _)| content.starts_with(begin)) {
        return known;
    }
    let at = |from: usize, text: &[u8]| content.get(from..from + text.len()) == Some(text);
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return "image/webp";
    }
    if at(4, b"ftyp") {
        return "video/mp4";
    }
    let begin = &content[..content.len().min(4_096)];
    let has = |text: &[u8]| begin.windows(text.len()).any(|part| part.eq_ignore_ascii_case(text));
    if at(0, b"PK\x03\x04") {
        let is_docx = has(b"word/")
            || has(b"[Content_Types].xml") && content.windows(17).any(|part| part == b"word/document.xml");
        let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        return if is_docx { docx } else { "application/zip" };
    }
    if begin.contains(&0) {
        return "application/octet-stream";
    }
    if has(b"<html") || has(b"<!doctype html") { "text/html" } else { "text/plain" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let table: [(&[u8], &str); 8] = [
            (b"\x89PNG\r\n\x1a\n....", "image/png"),
            (b"\xff\xd8\xff\xe0", "image/jpeg"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
            (b"RIFF\0\0\0\0WAVE", "application/octet-stream"),
            (b"%PDF-1.7", "application/pdf"),
            (b"<!-- x --><HTML><img src=x onerror=alert(1)>", "text/html"),
            (b"The mayor said so.", "text/plain"),
            (b"PK\x03\x04word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ];
        for (content, expected) in table {
            assert_eq!(media_type(content), expected);
        }
    }
}
