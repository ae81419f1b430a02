//! Finds the encoding of a text file, and converts it to UTF-8.

use std::io::{BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
    WINDOWS_1258,
};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::source::SourceFile;
use crate::error::{Error, Result};

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct TextEncoding {
    /// The encoding.
    pub(in crate::import) encoding: &'static Encoding,
    /// Whether some bytes are not valid in it. They are read as U+FFFD.
    pub(in crate::import) damaged: bool,
}

/// Encodings for which the detector takes Mac Roman.
const WESTERN: [&Encoding; 6] = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2];
/// Number of bytes by which UTF-16 without a mark, and binary files, are recognised.
const SAMPLE: usize = 64 << 10;

/// Finds the encoding of a file. A byte order mark goes first, then UTF-8 if all or nearly all bytes are valid, then a
/// guess. The whole file is read once.
///
/// # Errors
/// Errors if the file cannot be read or is no text, or if `label` is no encoding.
pub(in crate::import) fn detect(source: &SourceFile, label: Option<&str>) -> Result<TextEncoding> {
    if let Some(label) = label {
        let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            Error::usage(format!("no such encoding: {label}")).hint("utf-8, utf-16le, windows-1252 …")
        })?;
        return Ok(TextEncoding { encoding, damaged: false });
    }
    guess(source.open()?)?
        .ok_or_else(|| Error::usage("this is not text").hint("save it as CSV, XLSX or JSON, and import that"))
}

/// Decodes a text of an unknown encoding. Returns none if it is no text.
///
/// # Errors
/// None; bytes in memory can be read.
pub(in crate::import) fn decode(bytes: &[u8]) -> Result<Option<(String, TextEncoding)>> {
    let Some(found) = guess(bytes)? else { return Ok(None) };
    let text =
        if found.encoding == UTF_8 { UTF_8.decode_with_bom_removal(bytes).0 } else { found.encoding.decode(bytes).0 };
    Ok(Some((text.into_owned(), found)))
}

/// Finds the encoding of a text. Returns none if it is no text.
fn guess(mut file: impl Read) -> Result<Option<TextEncoding>> {
    let mut sample = Vec::new();
    Read::by_ref(&mut file).take(SAMPLE as u64).read_to_end(&mut sample)?;
    match Encoding::for_bom(&sample) {
        Some((encoding, _)) if encoding == UTF_8 => return by_bytes(sample, file).map(Some),
        Some((encoding, _)) => return Ok(Some(TextEncoding { encoding, damaged: false })),
        None => {}
    }
    if begins_plainly(&sample) {
        return by_bytes(sample, file).map(Some);
    }
    if let Some(encoding) = wide(&sample) {
        return Ok(Some(TextEncoding { encoding, damaged: false }));
    }
    let controls = sample.iter().filter(|byte| is_control(u16::from(**byte))).count();
    if controls * 10 > sample.len() { Ok(None) } else { by_bytes(sample, file).map(Some) }
}

/// Returns whether a file begins with printable ASCII, as header rows do. Then it is not UTF-16.
fn begins_plainly(sample: &[u8]) -> bool {
    let begin = sample.get(..16).unwrap_or_default();
    !begin.is_empty() && begin.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
}

/// Recognises UTF-16 without a mark. Every text has spaces, delimiters or line ends: with the right byte order they are
/// frequent, with the other they are not. A text has no control characters, unpaired surrogates or noncharacters. In an
/// 8-bit encoding zero bytes are rare, and most other bytes are letters.
fn wide(sample: &[u8]) -> Option<&'static Encoding> {
    let odd_bytes = sample.iter().filter(|byte| **byte >= 0x80 || is_control(u16::from(**byte))).count();
    if !sample.contains(&0) || odd_bytes * 10 < sample.len() {
        return None;
    }
    let orders = [(UTF_16LE, u16::from_le_bytes as fn([u8; 2]) -> u16), (UTF_16BE, u16::from_be_bytes)];
    let [little, big] = orders.map(|(encoding, order)| {
        let units: Vec<_> = sample.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
        let parting = units.iter().filter(|unit| matches!(**unit, 9 | 10 | 13 | 32 | 34 | 44 | 59)).count();
        (if is_text(&units) { parting } else { 0 }, encoding)
    });
    let (better, worse) = if little.0 >= big.0 { (little, big) } else { (big, little) };
    (better.0 > worse.0 * 4).then_some(better.1)
}

/// Returns whether UTF-16 units are valid text. The last character may be incomplete.
fn is_text(units: &[u16]) -> bool {
    let cut = units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
    let whole = &units[..units.len() - usize::from(cut)];
    char::decode_utf16(whole.iter().copied()).all(|decoded| {
        decoded.is_ok_and(|c| {
            let code = u32::from(c);
            let private = (0xe000..0xf900).contains(&code) || code >= 0xf_0000;
            let none = (0xfdd0..0xfdf0).contains(&code) || code & 0xfffe == 0xfffe;
            !c.is_control() && !private && !none || matches!(c, '\t' | '\n' | '\r')
        })
    })
}

fn is_control(unit: u16) -> bool {
    matches!(unit, 0..=8 | 14..=26 | 28..=31)
}

/// Tells UTF-8 from older encodings. One invalid byte among several valid characters is a damaged UTF-8 file, not
/// another encoding.
fn by_bytes(sample: Vec<u8>, mut file: impl Read) -> Result<TextEncoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut good, mut bad, mut rest) = (0usize, 0usize, Vec::new());
    let begin = sample.clone();
    let mut bytes = sample;
    while !bytes.is_empty() {
        detector.feed(&bytes, false);
        rest.extend_from_slice(&bytes);
        let mut read_to = 0;
        for chunk in rest.utf8_chunks() {
            good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
            read_to += chunk.valid().len();
            if chunk.invalid().is_empty() || read_to + chunk.invalid().len() == rest.len() {
                break;
            }
            bad += 1;
            read_to += chunk.invalid().len();
        }
        rest.drain(..read_to);
        bytes.resize(1 << 20, 0);
        let read = file.read(&mut bytes)?;
        bytes.truncate(read);
    }
    bad += usize::from(!rest.is_empty());
    if bad == 0 || bad * 4 < good {
        return Ok(TextEncoding { encoding: UTF_8, damaged: bad > 0 });
    }
    detector.feed(&[], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let encoding = if WESTERN.contains(&guess) && is_mac_roman(&begin, guess) { MACINTOSH } else { guess };
    Ok(TextEncoding { encoding, damaged: false })
}

/// Returns whether a text is more likely in Mac Roman, which the detector does not know, than in the guessed encoding.
fn is_mac_roman(sample: &[u8], guess: &'static Encoding) -> bool {
    let [mac, other] = [MACINTOSH, guess].map(|encoding| likelihood(&encoding.decode_without_bom_handling(sample).0));
    // Only old programs of the Mac end lines with CR alone.
    let has_lone_returns = sample.contains(&b'\r') && !sample.contains(&b'\n');
    mac > other || mac == other && has_lone_returns
}

/// Returns how likely a text is by its characters outside ASCII and their neighbours: letters within words, capitals at
/// their beginning, quotation marks around them, and dashes between them. Each that is as it should be counts 1, each
/// other -1.
fn likelihood(text: &str) -> isize {
    let characters: Vec<char> = text.chars().collect();
    let of = |(at, c): (usize, &char)| {
        let before = at.checked_sub(1).map_or(' ', |at| characters[at]);
        let after = characters.get(at + 1).copied().unwrap_or(' ');
        let is_likely = match *c {
            '’' => before.is_alphabetic(),
            '‘' | '“' | '„' | '«' | '‹' | '¿' | '¡' => !before.is_alphanumeric() && !after.is_whitespace(),
            '”' | '»' | '›' | '…' => !before.is_whitespace() && !after.is_alphanumeric(),
            '–' | '—' => before.is_whitespace() == after.is_whitespace() || before.is_ascii_digit(),
            '£' | '€' | '§' | '•' | '°' | '\u{a0}' | '©' => !(before.is_alphabetic() && after.is_alphabetic()),
            'ﬁ' | 'ﬂ' | 'ƒ' | 'Ω' | 'π' => false,
            c if c.is_uppercase() => !before.is_lowercase() && (after.is_alphabetic() || before.is_uppercase()),
            c if c.is_lowercase() => before.is_alphabetic() || after.is_lowercase(),
            _ => false,
        };
        if is_likely { 1 } else { -1 }
    };
    characters.iter().enumerate().filter(|(_, c)| !c.is_ascii()).map(of).sum()
}

impl TextEncoding {
    /// Returns the text in UTF-8, without a mark.
    ///
    /// # Errors
    /// Errors if the file cannot be read.
    pub(in crate::import) fn reader(&self, source: &SourceFile) -> Result<BufReader<impl Read + use<>>> {
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(self.encoding))
            .strip_bom(true)
            .bom_override(self.encoding == UTF_8)
            .build(source.open()?);
        Ok(BufReader::with_capacity(1 << 18, decoded))
    }

    /// Returns the common name of the encoding.
    pub(in crate::import) fn name(&self) -> &'static str {
        self.encoding.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The encoding of a file with these bytes, whether it is damaged, and its text.
    fn read(bytes: &[u8]) -> Result<(&'static str, bool, String)> {
        let file = tempfile::NamedTempFile::new()?;
        std::fs::write(file.path(), bytes)?;
        let source = SourceFile::of(file.path())?;
        let (found, mut text) = (detect(&source, None)?, String::new());
        found.reader(&source)?.read_to_string(&mut text)?;
        Ok((found.name(), found.damaged, text))
    }

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
            assert_eq!(read(&bytes).unwrap(), (name, false, latin.to_string()));
        }
    }

    #[test]
    fn old_encodings_are_told_apart() {
        let texts = [
            (
                "windows-1251",
                "Утверждение;Кто сказал\nТоннель в порту стоит миллиард;Анна Ли\nПреступность снизилась;Том Хилл\n",
            ),
            (
                "KOI8-U",
                "Утверждение;Кто сказал\nТоннель в порту стоит миллиард;Анна Ли\nПреступность снизилась;Том Хилл\n",
            ),
            ("windows-1253", "Ισχυρισμός;Ποιος το είπε\nΗ σήραγγα του λιμανιού κοστίζει πολλά;Άννα Λι\n"),
            ("windows-1256", "الادعاء;من قال\nنفق الميناء يكلف مليار جنيه;آن لي\nانخفضت الجريمة;توم هيل\n"),
            ("Shift_JIS", "主張,発言者\n港のトンネルには十億かかる,アン・リー\n犯罪は半分になった,トム・ヒル\n"),
            ("EUC-JP", "主張,発言者\n港のトンネルには十億かかる,アン・リー\n犯罪は半分になった,トム・ヒル\n"),
            ("GBK", "说法,谁说的\n港口隧道将耗资十亿英镑,李安\n犯罪率下降了一半,希尔\n"),
            ("Big5", "說法,誰說的\n港口隧道將耗資十億英鎊,李安\n犯罪率下降了一半,希爾\n"),
            ("EUC-KR", "주장,말한 사람\n항구 터널 건설에 십억이 든다,앤 리\n범죄가 절반으로 줄었다,톰 힐\n"),
            ("UTF-16LE", "Утверждение;Кто сказал\nТоннель в порту стоит миллиард;Анна Ли\n"),
            ("UTF-16BE", "Ισχυρισμός;Ποιος το είπε\nΗ σήραγγα κοστίζει πολλά;Άννα Λι\n"),
            ("UTF-16LE", "الادعاء;من قال\nنفق الميناء يكلف مليار جنيه;آن لي\n"),
            ("UTF-16BE", "主張,発言者\n港のトンネルには十億かかる 。,アン・リー\n"),
            ("UTF-16LE", "说法,谁说的\n港口隧道将耗资十亿英镑,李安\n"),
            ("UTF-16LE", "주장,말한 사람\n항구 터널 건설에 십억이 든다,앤 리\n"),
            ("UTF-16LE", "दावा,किसने कहा\nबंदरगाह की सुरंग महंगी है,एन ली\n"),
            ("UTF-8", "claim,by\nA\0B\0C is zero\0,Ann Lee\n"),
        ];
        for (name, text) in texts {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            let bytes = match name {
                "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => encoding.encode(text).0.into_owned(),
            };
            assert_eq!(read(&bytes).unwrap(), (name, false, text.to_string()));
        }
    }

    #[test]
    fn mac_roman_is_told_from_windows() {
        let texts = [
            "Claim,Claimant\rThe pier – “sold” for £5m – isn’t the town’s,Zoë Müller\r",
            "Behauptung;Wer\rDie Fähre für Zürich kostet nichts;Zoë Müller\rLöhne fielen;Jürgen Groß\r",
            "Déclaration;Qui\nL’été a été très chaud, à l’île d’Oléron;Hélène Façade\n",
            "Afirmación;Quién\n¿El muelle se vendió en España? ¡Según él, sí!;Íñigo Muñoz\n",
            "Alegação;Quem\nA inflação não subiu em março;João Conceição\n",
            "Dichiarazione;Chi\nLa città è più sicura perché l’ha detto;Nicolò Papà\n",
        ];
        for text in texts {
            // The encoder knows no Mac Roman; every character of it is tried.
            let byte =
                |c: char| (0..=255u8).find(|byte| MACINTOSH.decode_without_bom_handling(&[*byte]).0 == c.to_string());
            let mac: Vec<u8> = text.chars().map(|c| byte(c).unwrap()).collect();
            assert_eq!(read(&mac).unwrap(), ("macintosh", false, text.to_string()));
            let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
            assert_eq!(read(&windows).unwrap(), ("windows-1252", false, text.to_string()));
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_make_another_encoding() {
        let bytes = ["é".repeat(300).as_bytes(), b"\xff"].concat();
        assert_eq!(read(&bytes).unwrap(), ("UTF-8", true, "é".repeat(300) + "\u{fffd}"));
    }

    #[test]
    fn zero_bytes_make_no_other_encoding() {
        for cell in ["x\0", "\0", "\u{1}\u{2}", "\0x\0,"] {
            let table = format!("id,uid,claim,note\n1,a,{},\n", cell.repeat(60_000));
            assert_eq!(read(table.as_bytes()).unwrap().0, "UTF-8", "{cell:?}");
        }
    }

    #[test]
    fn binary_files_are_no_text() {
        let numbers = (0..5_000u32).flat_map(|number| (number * 7 % 300).to_le_bytes()).collect();
        for bytes in [vec![0; 10_000], numbers] {
            assert!(read(&bytes).is_err());
        }
    }
}
