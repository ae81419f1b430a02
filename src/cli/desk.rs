//! How commands are run that the page of `gainsay serve` gives: the same way as those that are typed, in the same book.

use std::path::PathBuf;
use std::sync::Arc;

use super::Cli;
use super::session::{Brought, Session};
use crate::error::{Error, Result, terminal_or_page};
use crate::output::Progress;
use crate::store::Stamp;
use crate::web::{Desk, Order};

/// The commands that a page may give, each by the words it begins with: those that write into the book, and nothing that
/// names a file of this machine. What is imported was handed over with the command.
const COMMANDS: &[&[&str]] = &[
    &["add"],
    &["say"],
    &["dispute"],
    &["respond"],
    &["retract"],
    &["rate"],
    &["evidence"],
    &["stage"],
    &["tag"],
    &["edit"],
    &["remove"],
    &["undo"],
    &["redo"],
    &["demo"],
    &["import"],
    &["document", "add"],
    &["document", "edit"],
    &["speaker", "add"],
    &["speaker", "edit"],
    &["speaker", "alias"],
    &["speaker", "join"],
    &["speaker", "part"],
    &["saved", "add"],
    &["saved", "remove"],
];

/// The flags that name a file.
const FILES: &[&str] = &["--file", "--mapping", "--save-mapping"];

/// The desk of a book.
pub(super) fn desk(session: &Session, book: PathBuf) -> Desk {
    let (clock, program) = (session.clock, session.program.clone());
    Arc::new(move |order| {
        let cli = read(order)?;
        let (now, utc) = clock();
        let line = shlex::try_join(order.words.iter().map(String::as_str)).map_err(|_| null())?;
        let session = Session {
            db: Some(book.clone()),
            env_db: None,
            format: None,
            program: program.clone(),
            now,
            clock,
            progress: Progress::default(),
            stamp: Stamp { now: utc, command: format!("gainsay {line}") },
            brought: Some(Brought {
                text: order.input.clone(),
                asks: order.asks,
                seen: order.seen.clone(),
                file: order.file.clone(),
            }),
        };
        cli.run(&session)
    })
}

/// Reads an order as the command line reads its words.
///
/// # Errors
/// A command that a page does not give, or a flag that names a book, a format or a file; what the command line refuses.
fn read(order: &Order) -> Result<Cli> {
    let words = &order.words;
    if words.iter().any(|word| word.contains('\0')) {
        return Err(null());
    }
    let known = COMMANDS.iter().any(|begin| words.iter().zip(*begin).filter(|(a, b)| a == b).count() == begin.len());
    let mut flags = words.iter().take_while(|word| *word != "--");
    let names_a_file = flags.any(|word| FILES.iter().any(|flag| word.starts_with(flag)) && word != "--file=-")
        || (order.file.is_none() && words.first().is_some_and(|word| word == "import"));
    if !known || names_a_file {
        return Err(Error::refused("the page does not give that command")
            .hint(terminal_or_page("gainsay help, in a terminal, has all of them", "do that in a terminal")));
    }
    let line = std::iter::once("gainsay").chain(words.iter().map(String::as_str));
    let cli = Cli::read(line.map(Into::into)).map_err(|error| Cli::usage(&error))?;
    if cli.db.is_some() || cli.format.is_some() || cli.wide {
        return Err(Error::refused("the page names no other book and no format").hint("do that in a terminal"));
    }
    Ok(cli)
}

fn null() -> Error {
    Error::usage("a text holds a null character, which no command line can have").hint("take it out of the text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Handed;

    #[test]
    fn only_what_writes_into_the_book_is_read() {
        for line in
            ["add x", "document add --title=x --file=-", "stage -- 2 --db", "add -- --format", "say --by=--db -- 2"]
        {
            let words = shlex::split(line).unwrap_or_default();
            assert!(read(&Order { words, ..Order::default() }).is_ok(), "{line}");
        }
        for line in [
            "",
            "list",
            "show 2",
            "import x",
            "export x",
            "serve",
            "document show 1",
            "document",
            "saved",
            "saved list",
            "add x --db y",
            "add x --db=y",
            "add x --format json",
            "add x --wide",
            "document add --title=x --file=/etc/hosts",
            "document add --title=x --file /etc/hosts",
            "--db=y add x",
            "help add",
            "man",
            "add --help",
            "add 'a\0b'",
        ] {
            let words = shlex::split(line).unwrap_or_default();
            assert!(read(&Order { words, ..Order::default() }).is_err(), "{line}");
        }
        let handed = |line: &str| {
            let file = Handed {
                name: "a.csv".to_string(),
                path: PathBuf::new(),
                folder: PathBuf::new(),
                taken: Arc::default(),
            };
            read(&Order { words: shlex::split(line).unwrap_or_default(), file: Some(file), ..Order::default() })
        };
        assert!(handed("import --map=claim=x -- a.csv").is_ok());
        for line in ["import --mapping=/etc/hosts a.csv", "import --mapping m a.csv", "import --save-mapping=m a.csv"] {
            assert!(handed(line).is_err(), "{line}");
        }
    }
}
