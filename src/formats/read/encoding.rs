//! In which encoding a file of text is, and the same text in UTF-8.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::{Error, Result};

/// How the bytes of a file are text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// The encoding.
    pub(super) encoding: &'static Encoding,
    /// Whether some bytes are none of its: they are read as U+FFFD.
    pub(super) damaged: bool,
}

/// So much of a file tells UTF-16 without a mark, and what is not text at all.
const SAMPLE: usize = 64 << 10;

/// Finds out the encoding of a file: by its mark, as UTF-8 if it is that throughout or nearly, else by what its bytes are
/// like. The whole file is read once.
///
/// # Errors
/// A file that cannot be read or is not text; a label that names no encoding.
pub(super) fn detect(path: &Path, label: Option<&str>) -> Result<Text> {
    if let Some(label) = label {
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            Error::usage(format!("no such encoding: {label}")).hint("utf-8, utf-16le, windows-1252 …")
        })?;
        return Ok(Text { encoding, damaged: false });
    }
    let mut file = File::open(path)?;
    let mut sample = Vec::new();
    Read::by_ref(&mut file).take(SAMPLE as u64).read_to_end(&mut sample)?;
    if let Some((encoding, _)) = Encoding::for_bom(&sample).filter(|(encoding, _)| *encoding != UTF_8) {
        return Ok(Text { encoding, damaged: false });
    }
    if let Some(encoding) = wide(&sample) {
        return Ok(Text { encoding, damaged: false });
    }
    let nothing = sample.iter().filter(|byte| matches!(**byte, 0 | 1..=8 | 14..=26 | 28..=31)).count();
    if nothing * 10 > sample.len() {
        return Err(Error::usage("this is not text").hint("save it as CSV, XLSX or JSON, and import that"));
    }
    by_bytes(sample, file)
}

/// UTF-16 without a mark: of text in Latin letters, every second byte is zero.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = (sample.len() / 2).max(1);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if odd * 10 > pairs * 4 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 4 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// Tells UTF-8 from the older encodings. A file with one bad byte among several good characters is UTF-8 that was
/// damaged, not text of another encoding.
fn by_bytes(sample: Vec<u8>, mut file: File) -> Result<Text> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut good, mut bad, mut held) = (0usize, 0usize, Vec::new());
    let mut bytes = sample;
    while !bytes.is_empty() {
        detector.feed(&bytes, false);
        held.extend_from_slice(&bytes);
        let mut kept = 0;
        for chunk in held.utf8_chunks() {
            good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
            kept += chunk.valid().len();
            if chunk.invalid().is_empty() || kept + chunk.invalid().len() == held.len() {
                break;
            }
            bad += 1;
            kept += chunk.invalid().len();
        }
        held.drain(..kept);
        bytes.resize(1 << 20, 0);
        let read = file.read(&mut bytes)?;
        bytes.truncate(read);
    }
    bad += usize::from(!held.is_empty());
    if bad == 0 || bad * 4 < good {
        return Ok(Text { encoding: UTF_8, damaged: bad > 0 });
    }
    detector.feed(&[], true);
    Ok(Text { encoding: detector.guess(None, Utf8Detection::Deny), damaged: false })
}

impl Text {
    /// The text in UTF-8, without a mark.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn reader(&self, path: &Path) -> Result<BufReader<impl Read>> {
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(self.encoding))
            .strip_bom(true)
            .bom_override(self.encoding == UTF_8)
            .build(File::open(path)?);
        Ok(BufReader::with_capacity(1 << 18, decoded))
    }

    /// The encoding as people know it.
    pub(super) fn name(&self) -> &'static str {
        self.encoding.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let latin = "Aflaai não é verdade: “café” côté été\n";
        let wide = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let cases: [(Vec<u8>, &str); 6] = [
            (latin.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf".to_vec(), latin.as_bytes().to_vec()].concat(), "UTF-8"),
            (encoding_rs::WINDOWS_1252.encode(latin).0.into_owned(), "windows-1252"),
            (wide(latin, false), "UTF-16LE"),
            (wide(latin, true), "UTF-16BE"),
            ([b"\xff\xfe".to_vec(), wide(latin, false)].concat(), "UTF-16LE"),
        ];
        for (bytes, name) in cases {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &bytes).unwrap();
            let text = detect(file.path(), None).unwrap();
            assert_eq!(text.name(), name);
            let mut read = String::new();
            text.reader(file.path()).unwrap().read_to_string(&mut read).unwrap();
            assert_eq!(read, latin, "{name}");
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_another_encoding() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let bytes = ["é".repeat(300).as_bytes(), b"\xff"].concat();
        std::fs::write(file.path(), bytes).unwrap();
        let text = detect(file.path(), None).unwrap();
        assert_eq!((text.name(), text.damaged), ("UTF-8", true));
    }

    #[test]
    fn zeros_are_no_text() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), vec![0; 10_000]).unwrap();
        assert!(detect(file.path(), None).is_err());
    }
}
