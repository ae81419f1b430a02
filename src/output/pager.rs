//! A pager for output that is longer than the terminal is high, and the manual page as `man` shows it.

use std::io::{ErrorKind, IsTerminal, Result, Write, stdin, stdout};
use std::process::{Child, ChildStdin, Command, Stdio};

/// The pager if none is named.
const DEFAULT: &str = "less";
/// The options of `less` if none are named: end at once if all fits, show colours, leave the text on the screen.
const LESS: &str = "FRX";

/// Writes to standard output, or through a pager once more lines are written than the terminal is high.
pub struct Paged {
    command: Vec<String>,
    /// What was written before it was clear whether a pager is needed.
    held: Vec<u8>,
    height: usize,
    pager: Option<(Child, ChildStdin)>,
    /// Whether everything goes to standard output.
    is_plain: bool,
}

impl Paged {
    /// Uses the pager of the environment, if standard input and output are a terminal and `wanted`.
    pub fn to_stdout(wanted: bool) -> Self {
        let command = if wanted && stdout().is_terminal() && stdin().is_terminal() { pager() } else { Vec::new() };
        let height = terminal_size::terminal_size_of(stdout()).map_or(0, |(_, height)| usize::from(height.0));
        let is_plain = command.is_empty() || height == 0;
        Self { command, held: Vec::new(), height, pager: None, is_plain }
    }

    /// Writes what is left, and waits until the pager has ended.
    ///
    /// # Errors
    /// Errors of the output.
    pub fn finish(&mut self) -> Result<()> {
        self.release()?;
        stdout().flush()?;
        if let Some((mut child, input)) = self.pager.take() {
            drop(input);
            child.wait()?;
        }
        Ok(())
    }

    /// Writes what was held to standard output.
    fn release(&mut self) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        stdout().write_all(&held)
    }

    /// Starts the pager; without one, everything goes to standard output.
    fn start(&mut self) -> Result<()> {
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).stdin(Stdio::piped());
        if std::env::var_os("LESS").is_none() {
            command.env("LESS", LESS);
        }
        let started = command.spawn().map(|mut child| (child.stdin.take(), child));
        let Ok((Some(mut input), child)) = started else {
            self.is_plain = true;
            return self.release();
        };
        let written = input.write_all(&std::mem::take(&mut self.held));
        self.pager = Some((child, input));
        written
    }
}

impl Write for Paged {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if let Some((_, input)) = &mut self.pager {
            input.write_all(bytes)?;
        } else if self.is_plain {
            stdout().write_all(bytes)?;
        } else {
            self.held.extend_from_slice(bytes);
            if self.held.split(|byte| *byte == b'\n').count() > self.height {
                self.start()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        match &mut self.pager {
            Some((_, input)) => input.flush(),
            None if self.is_plain => stdout().flush(),
            // Nothing is shown before it is known whether it fits on the terminal.
            None => Ok(()),
        }
    }
}

impl Drop for Paged {
    fn drop(&mut self) {
        self.finish().unwrap_or_default();
    }
}

/// Returns the pager with its arguments: `$PAGER`, or `less`; empty for none.
fn pager() -> Vec<String> {
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Vec::new();
    }
    match std::env::var("PAGER") {
        Ok(named) if named.trim() == "cat" => Vec::new(),
        Ok(named) => shlex::split(&named).unwrap_or_default(),
        Err(_) => vec![DEFAULT.to_string()],
    }
}

/// Shows a manual page with `man`; returns whether that worked.
pub fn show_manual(page: &str) -> bool {
    let shown = || -> Result<bool> {
        let mut file = tempfile::Builder::new().prefix("gainsay-").suffix(".1").tempfile()?;
        file.write_all(page.as_bytes())?;
        file.flush()?;
        Ok(Command::new("man").arg("-l").arg(file.path()).status()?.success())
    };
    shown().unwrap_or_else(|error| error.kind() == ErrorKind::BrokenPipe)
}
