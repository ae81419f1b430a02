//! Articles on the page: a file, pasted text or the page of another tab is read, what was found is shown, and only then is it
//! stored, as the command `document add` does.

mod bookmarklet;
pub(super) mod handlers;
mod intake;
mod page;
