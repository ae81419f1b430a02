//! An import: pieces come in, each wholly or not at all, and what became of them is counted.

use super::super::Writer;
use super::outcome::{ImportOutcome, OnDuplicate};
use super::read::BookReader;
use crate::error::{Error, ErrorKind, Result};
use crate::model::import::item::{Fault, ImportItem, RawItem};
use crate::model::records::Line;
use crate::store::file::deferred_indexes::{DeferredIndexes, RECORD_INDEXES};

/// A piece that was not taken in.
#[derive(Debug)]
pub struct Rejected {
    /// Where it stands in the file.
    pub place: String,
    /// The column or key that is at fault, where it is one.
    pub column: Option<String>,
    /// Why, with what to do about it.
    pub reason: String,
    /// It as it stood in the file.
    pub raw: RawItem,
}

/// Takes in pieces, within one entry of the history.
pub struct Importer<'w, 'r> {
    reading: BookReader<'w>,
    waiting: Vec<Waiting>,
    /// The bytes of what waits.
    bytes: usize,
    /// Pieces that refer to something which is not there yet, and what is wrong with them.
    later: Vec<(Waiting, Error)>,
    indexes: DeferredIndexes,
    reject: &'r mut dyn FnMut(Rejected) -> Result<()>,
}

/// A piece that was read and is not taken in yet.
struct Waiting {
    place: String,
    lines: Vec<Line>,
    raw: RawItem,
}

/// Number of pieces tried together: a savepoint keeps a copy of every page that is written after it, which for one piece
/// costs more than the piece.
const BATCH_SIZE: usize = 1024;
/// No more bytes than these wait.
const BATCH_BYTES: usize = 4 << 20;
/// Maximum number of pieces that wait for a row they refer to.
const LATER: usize = 10_000;
/// So often those are tried again: backwards, forwards, backwards.
const PASSES: usize = 16;

impl Writer<'_> {
    /// Begins an import; `reject` is told of every piece that is not taken in.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn importer<'r>(
        &self,
        on_duplicate: OnDuplicate,
        reject: &'r mut dyn FnMut(Rejected) -> Result<()>,
    ) -> Result<Importer<'_, 'r>> {
        Ok(Importer {
            reading: BookReader::new(self, on_duplicate)?,
            waiting: Vec::new(),
            bytes: 0,
            later: Vec::new(),
            indexes: DeferredIndexes::drop(&self.conn, RECORD_INDEXES)?,
            reject,
        })
    }
}

impl Importer<'_, '_> {
    /// Takes in a piece, now or together with the next ones.
    ///
    /// # Errors
    /// Errors of the database and of `reject`; a piece that cannot be taken in is none.
    pub fn take(&mut self, piece: ImportItem) -> Result<()> {
        let ImportItem { place, lines, raw, .. } = piece;
        match lines {
            Ok(lines) => {
                self.bytes += raw.bytes();
                self.waiting.push(Waiting { place, lines, raw });
                if self.waiting.len() < BATCH_SIZE && self.bytes < BATCH_BYTES { Ok(()) } else { self.take_in() }
            }
            Err(fault) => {
                self.take_in()?;
                self.reject(place, raw, &fault)
            }
        }
    }

    /// Takes in what still waits, and says what was done.
    ///
    /// # Errors
    /// As [`Importer::take`].
    pub fn finish(mut self) -> Result<ImportOutcome> {
        self.settle()?;
        self.reading.warn_of_returned();
        self.indexes.create(&self.reading.writer.conn)?;
        Ok(self.reading.report)
    }

    /// Ends a file: takes in what waits, also those pieces that refer to later ones.
    ///
    /// # Errors
    /// As [`Importer::take`].
    pub fn settle(&mut self) -> Result<()> {
        self.take_in()?;
        let mut later = std::mem::take(&mut self.later);
        for pass in 0..PASSES {
            let (before, backwards) = (later.len(), pass % 2 == 0);
            let mut still = Vec::new();
            let mut again = |piece: Waiting| -> Result<()> {
                if let (_, Some(error)) = self.reading.together(std::slice::from_ref(&piece))? {
                    still.push((piece, error));
                }
                Ok(())
            };
            if backwards {
                later.into_iter().rev().try_for_each(|(piece, _)| again(piece))?;
                still.reverse();
            } else {
                later.into_iter().try_for_each(|(piece, _)| again(piece))?;
            }
            later = still;
            if later.len() == before {
                break;
            }
        }
        later.into_iter().try_for_each(|(piece, error)| self.reject(piece.place, piece.raw, &error.into()))
    }

    /// Takes in the waiting pieces: those before one that is at fault together, and so on after it.
    fn take_in(&mut self) -> Result<()> {
        self.bytes = 0;
        let mut rest = std::mem::take(&mut self.waiting);
        while !rest.is_empty() {
            let (good, error) = self.reading.together(&rest)?;
            let Some(error) = error else { break };
            // Those before it were taken back with it; without it they do no harm.
            if let (_, Some(error)) = self.reading.together(&rest[..good])? {
                return Err(error);
            }
            let mut after = rest.split_off(good).into_iter();
            match after.next() {
                Some(piece) if error.kind == ErrorKind::NotFound && self.later.len() < LATER => {
                    self.later.push((piece, error));
                }
                Some(Waiting { place, raw, .. }) => self.reject(place, raw, &error.into())?,
                None => {}
            }
            rest = after.collect();
        }
        Ok(())
    }

    fn reject(&mut self, place: String, raw: RawItem, fault: &Fault) -> Result<()> {
        self.reading.report.counts.read += 1;
        self.reading.report.counts.rejected += 1;
        (self.reject)(Rejected { place, column: fault.column.clone(), reason: with_hint(&fault.error), raw })
    }
}

impl BookReader<'_> {
    /// Takes in pieces, all or none of them. Says how many came before one that is at fault, and what is wrong with it.
    fn together(&mut self, batch: &[Waiting]) -> Result<(usize, Option<Error>)> {
        let mut good = 0;
        let done = self.wholly(|reading| {
            batch.iter().try_for_each(|piece| {
                reading.piece(&piece.lines)?;
                good += 1;
                Ok(())
            })
        });
        let place = batch.get(good).map_or("the end", |piece| &piece.place);
        Ok((good, done.map_err(|error| error.at(place))?.err()))
    }

    /// Does `work` wholly or not at all. The inner error is what is wrong with a piece, the outer one ends the import.
    fn wholly(&mut self, work: impl FnOnce(&mut Self) -> Result<()>) -> Result<Result<()>> {
        let before = (self.report.counts, self.report.taken.len(), self.taken.len());
        let stubs = self.stubs.clone();
        self.fresh.clear();
        self.writer.conn.execute_batch("savepoint piece")?;
        let changes = self.writer.conn.total_changes();
        let done = work(self);
        if done.as_ref().is_err_and(Error::is_final) {
            return done.map(Ok);
        }
        if done.is_err() {
            self.report.counts = before.0;
            self.report.taken.truncate(before.1);
            self.taken.truncate(before.2);
            self.stubs = stubs;
            self.forget();
            // In a new book, whose schema changed in this transaction, SQLite parses the schema again after each rollback.
            if self.writer.conn.total_changes() > changes {
                self.writer.conn.execute_batch("rollback to piece")?;
            }
        }
        self.writer.conn.execute_batch("release piece")?;
        Ok(done)
    }

    /// Takes in the lines of a piece, and counts it.
    fn piece(&mut self, lines: &[Line]) -> Result<()> {
        let before = self.report.counts;
        if !self.was_published(lines)? {
            lines.iter().try_for_each(|line| self.line(line))?;
        }
        let counts = &mut self.report.counts;
        counts.read += 1;
        counts.differ += usize::from(counts.differences > before.differences);
        if counts.changes > before.changes {
            counts.updated += 1;
        } else if counts.rows() > before.rows() {
            counts.added += 1;
        } else {
            counts.known += 1;
        }
        Ok(())
    }

    /// Whether lines are what this book itself, or another one that has the claim from it, published: nothing new.
    fn was_published(&self, lines: &[Line]) -> Result<bool> {
        let published = lines.iter().find_map(|line| match line {
            Line::Claim(claim) if claim.published => claim.uid.as_deref(),
            _ => None,
        });
        Ok(self.on_duplicate == OnDuplicate::Skip && self.by_uid("claim", published)?.is_some())
    }

    /// Gives the words that were set the meaning back that they had.
    fn forget(&mut self) {
        self.names.clear();
        self.bare.clear();
        for (word, before) in self.fresh.drain(..).rev() {
            match before {
                Some(id) => self.keys.insert(word, id),
                None => self.keys.remove(&word),
            };
        }
    }
}

fn with_hint(error: &Error) -> String {
    match error.hint_text() {
        Some(hint) => format!("{error} ({hint})"),
        None => error.to_string(),
    }
}
