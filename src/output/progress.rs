//! What is said while a command still works, to the person at the terminal.

use std::cell::RefCell;
use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Says things at once, and shows how far work is that takes long. By default it tells nobody.
#[derive(Default)]
pub struct Watch {
    bar: RefCell<Option<ProgressBar>>,
    tells: bool,
    shown: bool,
    seen: std::cell::Cell<u64>,
}

/// So many pieces are worked before a bar is shown: less is done before it could be read.
const LONG: u64 = 5_000;

impl Watch {
    /// One that tells standard error, and shows a bar there if that is a terminal.
    pub fn of_stderr() -> Self {
        let mut watch = Self::default();
        watch.tells = true;
        watch.shown = stderr().is_terminal();
        watch
    }

    /// Says a sentence at once.
    pub fn tell(&self, text: &str) {
        if !self.tells {
            return;
        }
        let safe = super::safe(text);
        match &*self.bar.borrow() {
            Some(bar) => bar.println(safe),
            None => say(&safe),
        }
    }

    /// Counts a piece of work that is done; the file is read up to a byte, of so many.
    pub fn worked(&self, (at, of): (u64, u64)) {
        let seen = self.seen.get() + 1;
        self.seen.set(seen);
        if !self.shown || seen < LONG || !seen.is_multiple_of(256) {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(progress);
        bar.set_length(of);
        bar.set_position(at);
        bar.set_message(seen.to_string());
    }

    /// Takes the bar away again.
    pub fn end(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.end();
    }
}

/// Writes a line on standard error; where that is closed, nobody would read it.
fn say(text: &str) {
    use std::io::Write as _;
    writeln!(stderr(), "{text}").unwrap_or_default();
}

fn progress() -> ProgressBar {
    let form = "{bar:30} {percent}% of {binary_total_bytes}, {msg} rows, {eta} left";
    let style = ProgressStyle::with_template(form).expect("the template is fixed");
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
