//! Messages and a progress bar on standard error, while a command still works.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write as _, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::text::safe::for_terminal;

/// Prints messages at once, and shows how far a long piece of work is. The default prints nothing.
#[derive(Default)]
pub struct Progress {
    bar: RefCell<Option<ProgressBar>>,
    prints: bool,
    shows_bar: bool,
    rows: Cell<u64>,
}

/// Prints a sentence on standard error at once, while a command waits.
pub fn print_notice(text: &str) {
    writeln!(stderr(), "{}", for_terminal(text)).unwrap_or_default();
}

/// Number of rows that are worked on before a bar is shown. Fewer are done before anyone could read it.
const ROWS_BEFORE_BAR: u64 = 5_000;

impl Progress {
    /// Prints to standard error, and shows a bar there if it is a terminal.
    pub fn to_stderr() -> Self {
        Self { prints: true, shows_bar: stderr().is_terminal(), bar: RefCell::default(), rows: Cell::default() }
    }

    /// Prints a message at once.
    pub fn message(&self, text: &str) {
        if !self.prints {
            return;
        }
        let safe = for_terminal(text);
        match &*self.bar.borrow() {
            Some(bar) => bar.println(safe),
            // If standard error is closed, nobody could read the message.
            None => writeln!(stderr(), "{safe}").unwrap_or_default(),
        }
    }

    /// Counts one row. `position` and `length` are bytes of the file: what is read so far, and all of it.
    pub fn advance(&self, (position, length): (u64, u64)) {
        let rows = self.rows.get() + 1;
        self.rows.set(rows);
        if !self.shows_bar || rows < ROWS_BEFORE_BAR || !rows.is_multiple_of(256) {
            return;
        }
        let mut bar = self.bar.borrow_mut();
        let bar = bar.get_or_insert_with(new_bar);
        bar.set_length(length);
        bar.set_position(position);
        bar.set_message(rows.to_string());
    }

    /// Removes the bar.
    pub fn finish(&self) {
        if let Some(bar) = self.bar.borrow_mut().take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}

fn new_bar() -> ProgressBar {
    let template = "{bar:30} {percent}% of {binary_total_bytes}, {msg} rows, {eta} left";
    let style = ProgressStyle::with_template(template).expect("the template is fixed");
    let bar = ProgressBar::new(0).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
