//! Reads a file in a thread of its own, while earlier pieces are written to the book.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::{mem, thread};

use super::event::{EventSink, ImportOptions, ReadEvent};
use super::file;
use super::source::SourceFile;
use crate::error::{Error, Result, catch_panic};

/// Number of events passed on together. Waking another thread takes as long as reading several rows.
const BATCH_EVENTS: usize = 256;
/// Number of bytes of pieces that fill a batch.
const BATCH_BYTES: usize = 1 << 20;
/// Number of batches that may wait.
const AHEAD: usize = 2;

/// Reads a file of any kind.
///
/// # Errors
/// Errors if the file cannot be read or is of an unknown kind, and errors of `each`.
pub fn read_file(source: &SourceFile, options: &ImportOptions, sink: EventSink) -> Result<()> {
    thread::scope(|scope| {
        let (sender, batches) = sync_channel(AHEAD);
        let reader = scope.spawn(move || {
            let mut batch = Batch { events: Vec::new(), bytes: 0, sender };
            // A library may panic on a file that breaks the rules of its format.
            let read = catch_panic(|| file::read(source, options, &mut |event| batch.add(event)));
            batch.send()?;
            read.unwrap_or_else(|| Err(unreadable()))
        });
        // If this ends early, the channel closes and the reader ends too.
        batches.into_iter().flatten().try_for_each(sink)?;
        reader.join().unwrap_or_else(|_| Err(unreadable()))
    })
}

fn unreadable() -> Error {
    Error::usage("the rest of the file cannot be read: something in it is not as its format says")
        .hint("open it in the program that made it, save it again, and import that")
}

/// Events that wait to be passed on.
struct Batch {
    events: Vec<ReadEvent>,
    bytes: usize,
    sender: SyncSender<Vec<ReadEvent>>,
}

impl Batch {
    fn add(&mut self, event: ReadEvent) -> Result<()> {
        if let ReadEvent::Item(piece) = &event {
            self.bytes += piece.raw.bytes();
        }
        self.events.push(event);
        if self.events.len() < BATCH_EVENTS && self.bytes < BATCH_BYTES { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<()> {
        self.bytes = 0;
        self.sender.send(mem::take(&mut self.events)).map_err(|_| Error::failure("the import was stopped"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), format!("claim,made by\n{}", "The ferry is free,Ann Lee\n".repeat(rows))).unwrap();
        file
    }

    #[test]
    fn everything_comes_in_its_order_and_ends_where_the_sink_fails() {
        let file = table(5_000);
        let source = SourceFile::of(file.path()).unwrap();
        for wanted in [0, 1, 255, 256, 700, 4_999, 6_000] {
            let mut places = Vec::new();
            let done = read_file(&source, &ImportOptions::default(), &mut |event| {
                if let ReadEvent::Item(piece) = event {
                    if places.len() == wanted {
                        return Err(Error::usage("enough"));
                    }
                    places.push(piece.place);
                }
                Ok(())
            });
            assert_eq!(done.is_err(), wanted < 5_000);
            let expected: Vec<_> = (0..wanted.min(5_000)).map(|row| format!("line {}", row + 2)).collect();
            assert_eq!(places, expected);
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_comes_after_what_was_read_of_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), r#"[{"text": "The ferry is free"}, {"text": "The bridge"#).unwrap();
        let mut read = 0;
        let done = read_file(&SourceFile::of(file.path()).unwrap(), &ImportOptions::default(), &mut |event| {
            read += usize::from(matches!(event, ReadEvent::Item(_)));
            Ok(())
        });
        assert_eq!((read, done.is_err()), (1, true));
    }
}
