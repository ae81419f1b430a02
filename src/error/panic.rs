//! Panics of libraries, turned into errors.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

thread_local! {
    /// Whether a panic on this thread becomes an error.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`. Returns nothing if it panicked; then what it worked on must not be used any more.
pub fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outer = IS_CAUGHT.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_CAUGHT.set(outer);
    done.ok()
}

/// Sets what a panic prints: nothing if it becomes an error, else the place, which `report` writes.
pub fn on_panic(report: impl Fn(&str) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info: &PanicHookInfo| {
        if !IS_CAUGHT.get() {
            report(&info.location().map_or_else(|| "an unknown place".to_string(), ToString::to_string));
        }
    }));
}
