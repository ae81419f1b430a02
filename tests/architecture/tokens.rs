//! Rust source as words and marks, without comments and texts.

/// The words (identifiers and numbers), `::`, and single marks of a source. Texts, characters, comments and lifetimes are left out.
pub fn tokens(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if let Some(length) = skipped(rest) {
            rest = &rest[length..];
            continue;
        } else if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        found.push(&rest[..length]);
        rest = &rest[length..];
    }
    found
}

/// How many bytes of white space, comment, text, character or lifetime a source begins with.
fn skipped(source: &str) -> Option<usize> {
    let after = |mark: &str| source.find(mark).map_or(source.len(), |at| at + mark.len());
    let first = source.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if source.starts_with("//") {
        return Some(after("\n"));
    }
    if source.starts_with("/*") {
        return Some(after("*/"));
    }
    let prefix = source.find(|c: char| !matches!(c, 'b' | 'c' | 'r' | '#')).unwrap_or(source.len());
    let marks = &source[..prefix];
    if source[prefix..].starts_with('"') && ["", "b", "c", "r", "br", "cr"].contains(&marks.trim_end_matches('#')) {
        if marks.contains('r') {
            let end = format!("\"{}", "#".repeat(marks.matches('#').count()));
            return Some(source[prefix + 1..].find(&end).map_or(source.len(), |at| prefix + 1 + at + end.len()));
        }
        return Some(prefix + closing(&source[prefix..], '"'));
    }
    let quote = source.strip_prefix('b').unwrap_or(source);
    if let Some(inside) = quote.strip_prefix('\'') {
        let mut characters = inside.chars();
        let character = characters.next()?;
        if character == '\\' || characters.next() == Some('\'') {
            return Some(source.len() - quote.len() + closing(quote, '\''));
        }
        // A lifetime.
        return (source.len() == quote.len())
            .then(|| 1 + inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len()));
    }
    None
}

/// Bytes up to and with the closing mark of a text that begins with one.
fn closing(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if character == '\\' {
            escaped = true;
        } else if character == mark {
            return at + character.len_utf8();
        }
    }
    text.len()
}

#[test]
fn texts_comments_and_lifetimes_are_left_out() {
    for (source, expected) in [
        ("use a::b; // use c", "use a :: b ;"),
        ("/* x */ fn f<'a>(s: &'a str)", "fn f < > ( s : & str )"),
        (r#"f("a \" b", 'x', '\'', b'y', r"\", b"z")"#, "f ( , , , , , )"),
        ("r#\"a \" b\"# + br", "+ br"),
        ("let crab = b;", "let crab = b ;"),
    ] {
        assert_eq!(tokens(source).join(" "), expected, "{source}");
    }
}
