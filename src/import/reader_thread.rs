//! A file is read in a thread of its own, so that the next pieces are ready when those before them are in the book.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::{mem, panic, thread};

use super::event::{EventSink, ReadEvent, ReadOptions};
use super::file;
use super::source::SourceFile;
use crate::error::{Error, Result};

/// So many events are handed over together, unless they are long: to wake another thread costs as much as reading several.
const BATCH_EVENTS: usize = 256;
/// So many bytes of pieces are enough for a batch.
const BATCH_BYTES: usize = 1 << 20;
/// So many batches may wait.
const AHEAD: usize = 2;

/// Reads a file, whatever it is.
///
/// # Errors
/// A file that is none of those that are known, or cannot be read; those of `each`.
pub fn read_file(source: &SourceFile, ask: &ReadOptions, each: EventSink) -> Result<()> {
    thread::scope(|scope| {
        let (give, batches) = sync_channel(AHEAD);
        let reader = scope.spawn(move || {
            let mut batch = Batch { events: Vec::new(), bytes: 0, give };
            let read = file::read(source, ask, &mut |event| batch.add(event));
            batch.hand_over()?;
            read
        });
        // Where this ends early, nobody takes the next batch, and the reader ends too.
        batches.into_iter().flatten().try_for_each(each)?;
        reader.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked))
    })
}

/// Events that wait to be handed over.
struct Batch {
    events: Vec<ReadEvent>,
    bytes: usize,
    give: SyncSender<Vec<ReadEvent>>,
}

impl Batch {
    fn add(&mut self, event: ReadEvent) -> Result<()> {
        if let ReadEvent::Item(piece) = &event {
            self.bytes += piece.raw.bytes();
        }
        self.events.push(event);
        if self.events.len() < BATCH_EVENTS && self.bytes < BATCH_BYTES { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<()> {
        self.bytes = 0;
        self.give.send(mem::take(&mut self.events)).map_err(|_| Error::failure("nobody wants what is read any more"))
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
    fn everything_comes_in_its_order_and_ends_where_it_is_told_to() {
        let file = table(5_000);
        let source = SourceFile::of(file.path()).unwrap();
        for wanted in [0, 1, 255, 256, 700, 4_999, 6_000] {
            let mut places = Vec::new();
            let done = read_file(&source, &ReadOptions::default(), &mut |event| {
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
        let done = read_file(&SourceFile::of(file.path()).unwrap(), &ReadOptions::default(), &mut |event| {
            read += usize::from(matches!(event, ReadEvent::Item(_)));
            Ok(())
        });
        assert_eq!((read, done.is_err()), (1, true));
    }
}
