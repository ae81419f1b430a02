//! The words of a line of a batch file.

use crate::text::single_spaced;

/// The words of a line of a batch file.
pub(super) struct BatchWords {
    words: Vec<String>,
    /// Texts that look like flags, which stand behind `--` at the end.
    last: Vec<String>,
}

impl BatchWords {
    pub(super) fn of(command: &str) -> Self {
        Self { words: command.split(' ').map(str::to_string).collect(), last: Vec::new() }
    }

    /// Adds a text that is no flag's.
    pub(super) fn text(mut self, text: &str) -> Self {
        let text = on_one_line(text);
        let text = if text.starts_with('@') { format!("@{text}") } else { text };
        let into = if text.starts_with('-') { &mut self.last } else { &mut self.words };
        into.push(text);
        self
    }

    /// Adds a name or a number as it is.
    pub(super) fn name(mut self, name: &str) -> Self {
        self.words.push(name.to_string());
        self
    }

    pub(super) fn switch(mut self, flag: &str) -> Self {
        self.words.push(format!("--{flag}"));
        self
    }

    /// Adds a flag, if there is a value for it.
    pub(super) fn flag(mut self, flag: &str, value: Option<&str>) -> Self {
        let Some(value) = value.map(on_one_line).filter(|value| !value.is_empty()) else { return self };
        let is_name = matches!(flag, "statement" | "document" | "in" | "through") && value.starts_with('@');
        if !is_name && (value.starts_with(['-', '@']) || value == "as") {
            self.words.push(format!("--{flag}={value}"));
        } else {
            self.words.extend([format!("--{flag}"), value]);
        }
        self
    }

    /// Returns the line; `name` is that of what it adds.
    pub(super) fn line(self, name: Option<&str>) -> String {
        let end = if self.last.is_empty() { Vec::new() } else { vec!["--".to_string()] };
        let named = name.map(|name| vec!["as".to_string(), name.to_string()]).unwrap_or_default();
        let words: Vec<_> = self.words.into_iter().chain(end).chain(self.last).chain(named).collect();
        words.iter().map(|word| quoted_word(word)).collect::<Vec<_>>().join(" ")
    }
}

/// Quotes a word as people do, with double marks where no sign in it has a meaning.
fn quoted_word(word: &str) -> String {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '@' | '.' | '/' | ':' | '=' | ',' | '+');
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_string();
    }
    if word.contains(['"', '\\', '$', '`', '!']) {
        return shlex::try_quote(word).map_or_else(|_| String::from("\"\""), std::borrow::Cow::into_owned);
    }
    format!("\"{word}\"")
}

/// Returns a text on one line, without characters that a line cannot have.
pub(super) fn on_one_line(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    single_spaced(&text)
}
