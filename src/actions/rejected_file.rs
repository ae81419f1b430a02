//! A file with the rows that an import rejected, beside the imported file, to be corrected and imported again.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::import::REASON_COLUMN;
use crate::model::import::item::RawItem;
use crate::output::csv::guarded_once;
use crate::store::exchange::Rejected;

/// Writes rows to CSV with their headings, guarded as in an export, and with the reason in a further column; lines to JSON Lines as
/// they were. The file is created with the first item, and never replaces another file.
pub(super) struct RejectedFile {
    from: PathBuf,
    headings: Vec<String>,
    open: Option<(PathBuf, Sink)>,
}

enum Sink {
    Rows(Box<csv::Writer<std::fs::File>>),
    Lines(BufWriter<std::fs::File>),
}

impl RejectedFile {
    /// Returns a writer without a file.
    pub(super) fn none() -> Self {
        Self { from: PathBuf::new(), headings: Vec::new(), open: None }
    }

    /// Begins the rejected items of a file.
    pub(super) fn begin(&mut self, from: &Path) {
        self.from = from.to_path_buf();
        self.headings.clear();
    }

    /// Sets the headings of the rows.
    pub(super) fn headings(&mut self, headings: Vec<String>) {
        self.headings = headings;
    }

    /// Writes a rejected item.
    ///
    /// # Errors
    /// Errors of the file.
    pub(super) fn write(&mut self, piece: &Rejected) -> Result<()> {
        if self.open.is_none() {
            self.open = Some(self.make(&piece.raw)?);
        }
        let reason = match &piece.column {
            Some(column) => format!("{column}: {}", piece.reason),
            None => piece.reason.clone(),
        };
        match (&mut self.open, &piece.raw) {
            (Some((_, Sink::Rows(rows))), RawItem::Cells(cells)) => {
                let width = self.headings.len().max(cells.len());
                let padded = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(width);
                let guarded = padded.chain([reason.as_str()]).map(guarded_once);
                rows.write_record(guarded.map(std::borrow::Cow::into_owned))?;
            }
            (Some((_, Sink::Rows(rows))), RawItem::Text(text)) => rows.write_record([text.as_str(), &reason])?,
            (Some((_, Sink::Lines(lines))), RawItem::Text(text)) => writeln!(lines, "{text}")?,
            (Some((_, Sink::Lines(lines))), RawItem::Cells(cells)) => {
                writeln!(lines, "{}", serde_json::to_string(cells)?)?;
            }
            (None, _) => {}
        }
        Ok(())
    }

    /// Ends the file, and returns its path if there is one.
    ///
    /// # Errors
    /// Errors of the file.
    pub(super) fn end(&mut self) -> Result<Option<PathBuf>> {
        let Some((path, sink)) = self.open.take() else { return Ok(None) };
        match sink {
            Sink::Rows(mut rows) => rows.flush()?,
            Sink::Lines(mut lines) => lines.flush()?,
        }
        Ok(Some(path))
    }

    fn make(&self, raw: &RawItem) -> Result<(PathBuf, Sink)> {
        let ending = if matches!(raw, RawItem::Cells(_)) { "csv" } else { "jsonl" };
        let mut number = 1;
        loop {
            let again = if number == 1 { String::new() } else { format!("-{number}") };
            let path = PathBuf::from(format!("{}.rejected{again}.{ending}", self.from.display()));
            let mut options = std::fs::File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            match options.open(&path) {
                Ok(file) => return Ok((path, self.sink(raw, file)?)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(Error::from(error).at(path.display())),
            }
        }
    }

    fn sink(&self, raw: &RawItem, file: std::fs::File) -> Result<Sink> {
        if matches!(raw, RawItem::Text(_)) {
            return Ok(Sink::Lines(BufWriter::new(file)));
        }
        let mut rows = csv::WriterBuilder::new().flexible(true).from_writer(file);
        rows.write_record(
            self.headings.iter().map(String::as_str).filter(|name| *name != REASON_COLUMN).chain([REASON_COLUMN]),
        )?;
        Ok(Sink::Rows(Box::new(rows)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = RejectedFile::none();
        file.begin(&folder.path().join("a.xlsx"));
        file.headings(["a", "b", "c", "d"].map(str::to_string).to_vec());
        let raw = RawItem::Cells(["=1+1", "-5", "'=x"].map(str::to_string).to_vec());
        let rejected = Rejected { place: "row 2".to_string(), column: None, reason: "so".to_string(), raw };
        file.write(&rejected).unwrap();
        let written = std::fs::read_to_string(file.end().unwrap().unwrap()).unwrap();
        assert_eq!(written, "a,b,c,d,rejected_because\n'=1+1,-5,'=x,,so\n");
    }
}
