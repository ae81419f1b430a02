//! An annotated text as Markdown, with footnotes as most programs read them.

use std::io::Write;

use crate::error::Result;
use crate::model::results::annotated::AnnotatedText;
use crate::output::html::link;
use crate::text::safe::one_line;

/// Writes a text with its notes as Markdown.
///
/// # Errors
/// Errors of the output.
pub fn write_markdown(text: &AnnotatedText, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "# {}\n\n{}\n\n{}", escaped(&text.title), escaped(&text.kind), escaped(&text.totals))?;
    for paragraph in &text.paragraphs {
        let sentences = paragraph.iter().map(|one| {
            let notes = one.notes.iter().map(|(number, _)| format!("[^{number}]"));
            escaped(&one.text) + &notes.collect::<String>()
        });
        writeln!(out, "\n{}", sentences.collect::<Vec<_>>().join(" "))?;
    }
    if !text.open.is_empty() {
        writeln!(out, "\n## Open\n")?;
        for (line, sentence, what) in &text.open {
            writeln!(out, "- Line {line}: {} **{}**", escaped(sentence), escaped(&what.join("; ")))?;
        }
    }
    if !text.elsewhere.is_empty() {
        writeln!(out, "\n## Recorded of it, at no line\n")?;
        for (claim, words, why) in &text.elsewhere {
            writeln!(out, "- Claim {claim}, {}: {why}", escaped(words))?;
        }
    }
    for note in &text.notes {
        writeln!(
            out,
            "\n[^{}]: **{}** ({}; claim {})",
            note.number,
            escaped(&note.text),
            escaped(&note.finding),
            note.claim
        )?;
        for part in &note.parts {
            for (line, address) in &part.lines {
                let address = address.as_deref().and_then(link).map_or_else(String::new, |url| format!(" <{url}>"));
                writeln!(out, "    {}: {}{address}  ", part.heading, escaped(line))?;
            }
        }
    }
    Ok(())
}

/// Escapes a text as one line of Markdown, also at the beginning of a paragraph.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let line = one_line(text);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, character) in line.char_indices() {
        let begins_list = at == 0 && matches!(character, '-' | '+' | '=' | '~')
            || at == digits && digits > 0 && matches!(character, '.' | ')');
        if begins_list || matches!(character, '\\' | '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '&' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::results::annotated::{AnnotatedSentence, ClaimNote, NotePart};

    #[test]
    fn no_text_is_read_as_markdown() {
        for (text, expected) in [
            ("1. It *rained*", "1\\. It \\*rained\\*"),
            ("12) x", "12\\) x"),
            ("- a\nb", "\\- a b"),
            ("<b> &amp; [^1] ~x~", "\\<b\\> \\&amp; \\[^1\\] \\~x\\~"),
            ("It cost £1.4m.", "It cost £1.4m."),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn each_claim_has_a_footnote() {
        let text = AnnotatedText {
            title: "Fees".to_string(),
            paragraphs: vec![vec![AnnotatedSentence {
                text: "It rains.".to_string(),
                notes: vec![(1, true)],
                ..AnnotatedSentence::default()
            }]],
            notes: vec![ClaimNote {
                number: 1,
                claim: 7,
                text: "It rains".to_string(),
                finding: "true".to_string(),
                parts: vec![NotePart {
                    heading: "Evidence",
                    lines: vec![
                        ("supports: Weather".to_string(), Some("https://w.example/1".to_string())),
                        ("supports: Else".to_string(), Some("javascript:alert(1)".to_string())),
                    ],
                }],
                ..ClaimNote::default()
            }],
            ..AnnotatedText::default()
        };
        let mut out = Vec::new();
        write_markdown(&text, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("\nIt rains.[^1]\n"), "{out}");
        assert!(
            out.contains(
                "[^1]: **It rains** (true; claim 7)\n    Evidence: supports: Weather <https://w.example/1>  \n"
            )
        );
        assert!(!out.contains("javascript"), "{out}");
    }
}
