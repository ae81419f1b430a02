//! The terminal that output goes to: its width, its colours, and what it must not be sent.

use std::io::{IsTerminal, Write, stdout};

use crate::text::safe::for_terminal;

/// Properties of the terminal or file that output goes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Width in columns; none if nothing is to be cut.
    pub width: Option<u16>,
    /// Whether it is a terminal, which obeys control characters.
    pub obeys: bool,
    /// Whether it shows colours.
    pub colour: bool,
}

/// Whether the program was started so that the end of its terminal does not stop it, as `nohup` starts programs. Known on Linux
/// only (`man 5 proc`, `SigIgn`).
pub fn is_hangup_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    // SIGHUP is signal 1, so it is the lowest bit.
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

impl Terminal {
    /// Returns the properties of standard output. With `wide`, nothing is cut.
    pub fn of_stdout(wide: bool) -> Self {
        Self { width: width().filter(|_| !wide), obeys: stdout().is_terminal(), colour: colours() }
    }
}

/// Returns the width of the terminal. In tests, `GAINSAY_WIDTH` sets it.
fn width() -> Option<u16> {
    if let Some(width) = std::env::var("GAINSAY_WIDTH").ok().and_then(|text| text.parse().ok()) {
        return Some(width);
    }
    let size = stdout().is_terminal().then(|| terminal_size::terminal_size_of(stdout())).flatten();
    size.map(|(width, _)| width.0).filter(|width| *width > 0).or_else(|| stdout().is_terminal().then_some(80))
}

/// Returns whether to use colours (no-color.org, bixense.com/clicolors).
fn colours() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !set("NO_COLOR") && (set("CLICOLOR_FORCE") || (stdout().is_terminal() && !dumb))
}

/// Writes lines without the characters that a terminal would obey.
pub struct Safe<'a> {
    out: &'a mut dyn Write,
    line: Vec<u8>,
}

impl<'a> Safe<'a> {
    /// Makes a writer that has written no line.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, line: Vec::new() }
    }
}

impl Write for Safe<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.line.push(*byte);
            if *byte == b'\n' {
                self.flush()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let line = String::from_utf8_lossy(&self.line);
        self.out.write_all(for_terminal(&line).as_bytes())?;
        self.line.clear();
        self.out.flush()
    }
}
