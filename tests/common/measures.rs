//! What a test tried and how often: `tests/run --full` tries everything as often as is promised, and puts this in a table.

use std::io::Write;

/// Whether everything is tried as often as is promised, not shortened.
pub fn in_full() -> bool {
    std::env::var_os("GAINSAY_FULL").is_some()
}

/// How often something is tried.
pub fn times(short: usize, full: usize) -> usize {
    if in_full() { full } else { short }
}

/// Tells what was tried and what came of it, past the test runner, which keeps what tests print to itself.
pub fn tell(tried: &str, came: &str) {
    writeln!(std::io::stdout().lock(), "figure | {tried} | {came}").unwrap();
}

/// Counts a test as skipped in the closing line of `tests/run`, and says why.
pub fn skipped(why: &str) {
    writeln!(std::io::stdout().lock(), "skipped | {why}").unwrap();
}
