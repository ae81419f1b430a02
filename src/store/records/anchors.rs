//! Anchors of quotes: a quote from a document with a stored text must occur in it, and its position is recorded.

use rusqlite::{OptionalExtension, named_params, params};

use crate::error::{Error, Result, Sentence, Suggestion, flag, terminal_or_page};
use crate::model::records::{ColumnValue, QuotePlace};
use crate::model::results::quotes::QuotedRow;
use crate::store::records::rows::ColumnValues;
use crate::store::{Store, Writer};
use crate::text::quotes::{self, Anchor, Anchored, QuotableText};

/// A quote that is no longer at its position in the stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnanchoredQuote {
    /// The row with the quote: `statement 3`, `evidence 1`.
    pub of: String,
    /// The quote.
    pub quote: String,
    /// Whether it occurs at exactly one other position of the text.
    pub moved: bool,
}

/// The maximum number of documents through which a document is known.
const MAX_DEPTH: usize = 16;

/// A quote: its table, id and document, the words, and its anchor if it has one.
pub(in crate::store) type AnchoredQuote = (String, i64, i64, String, Option<Anchor>);

impl Store {
    /// The stored text in which a quote from a document must occur, with the id of its document: the document itself, or the one
    /// through which a secondhand document is known.
    pub(crate) fn quotable_text(&self, document: i64) -> Result<Option<(i64, QuotableText)>> {
        let Some(id) = self.text_source(document)? else { return Ok(None) };
        let mut query = self.conn.prepare_cached("select text from document where id = ?1")?;
        Ok(Some((id, QuotableText::new(query.query_row([id], |row| row.get(0))?))))
    }

    /// The document that has this text.
    pub(in crate::store) fn text_source(&self, document: i64) -> Result<Option<i64>> {
        let mut query = self.conn.prepare_cached("select text is not null, through_id from document where id = ?1")?;
        let mut next = Some(document);
        for _ in 0..MAX_DEPTH {
            let Some(id) = next else { break };
            let found = query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            match found {
                Some((true, _)) => return Ok(Some(id)),
                Some((false, through)) => next = through,
                None => break,
            }
        }
        Ok(None)
    }

    /// Where others than a speaker are quoted in the stored text of a document, from the first to before the last character.
    fn places_of_others(&self, document: i64, speaker: Option<i64>) -> Result<Vec<(i64, i64)>> {
        let mut query = self.conn.prepare_cached(
            "with recursive same_text (id) as (
                 select ?1
                 union select d.id from same_text r join document d on d.through_id = r.id where d.text is null)
             select s.quote_start, s.quote_end from statement s join canonical_speaker p on p.speaker_id = s.speaker_id
             where s.quote_start is not null and s.document_id in (select id from same_text)
               and p.canonical_id is not (select canonical_id from canonical_speaker where speaker_id = ?2)",
        )?;
        let rows = query.query_map(params![document, speaker], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The characters at which the words of a quote begin in the stored text of a document, in order.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn quote_places(&self, document: i64, quote: &str) -> Result<Vec<usize>> {
        let Some((_, text)) = self.quotable_text(document)? else { return Ok(Vec::new()) };
        Ok(text.find(quote).into_iter().map(|anchor| anchor.start).collect())
    }

    /// The quotes in the stored text of a document, in their order: quotes from the document itself, and from secondhand
    /// documents without a text that are known through it.
    ///
    /// # Errors
    /// Errors of the database.
    pub fn quoted_in(&self, document: i64) -> Result<Vec<QuotedRow>> {
        let mut query = self.conn.prepare_cached(
            "with recursive same_text (id) as (
                 select ?1
                 union select d.id from same_text r join document d on d.through_id = r.id where d.text is null),
             quoted as (
                 select 'statement' as of, s.id, s.claim_id, s.stance as does, p.name as speaker, s.quote, s.quote_start,
                        s.quote_end
                 from statement s join canonical_speaker p on p.speaker_id = s.speaker_id
                 where s.quote_start is not null and s.document_id in (select id from same_text)
                 union all
                 select 'evidence', id, claim_id, relation, null, quote, quote_start, quote_end from evidence
                 where quote_start is not null and document_id in (select id from same_text))
             select q.*, c.text as claim from quoted q left join claim c on c.id = q.claim_id
             order by q.quote_start, q.quote_end, q.of desc, q.id",
        )?;
        let rows = query.query_map([document], |row| {
            Ok(QuotedRow {
                of: row.get("of")?,
                id: row.get("id")?,
                claim_id: row.get("claim_id")?,
                claim: row.get("claim")?,
                does: row.get("does")?,
                speaker: row.get("speaker")?,
                quote: row.get("quote")?,
                start: row.get("quote_start")?,
                end: row.get("quote_end")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The anchor of a quote of a speaker in the text of its document; none if no text is stored.
    ///
    /// # Errors
    /// A quote that does not occur in the text; the hint is the most similar passage.
    pub(crate) fn anchor(
        &self,
        document: Option<i64>,
        quote: Option<&str>,
        place: QuotePlace,
        speaker: Option<i64>,
    ) -> Result<Option<Anchor>> {
        let (Some(document), Some(quote), false) = (document, quote, place == QuotePlace::Lost) else {
            return Ok(None);
        };
        let Some((source, text)) = self.quotable_text(document)? else {
            // The position in another book; it is checked when a text is stored.
            return Ok(match place {
                QuotePlace::At(start, end) if start < end => {
                    Some(Anchor { start, end, prefix: String::new(), suffix: String::new() })
                }
                _ => None,
            });
        };
        let mut found = text.find(quote);
        if let QuotePlace::At(start, end) = place {
            return Ok(found.into_iter().find(|anchor| (anchor.start, anchor.end) == (start, end)));
        }
        if let QuotePlace::Near(at) = place {
            found.sort_by_key(|anchor| anchor.start.abs_diff(at));
        }
        let free = match place {
            QuotePlace::Find | QuotePlace::FindOrNowhere if found.len() > 1 => {
                let taken = self.places_of_others(source, speaker)?;
                let is_free = |anchor: &Anchor| {
                    let (start, end) = span(Some(anchor));
                    !taken.iter().any(|(from, to)| Some(*from) < end && start < Some(*to))
                };
                found.iter().position(is_free).unwrap_or(0)
            }
            _ => 0,
        };
        if !found.is_empty() {
            return Ok(Some(found.swap_remove(free)));
        }
        if place == QuotePlace::FindOrNowhere {
            return Ok(None);
        }
        let force = Sentence::from("; ") + flag("--force") + " keeps the quote as not found in the text";
        let error =
            Error::refused(format!("these words do not occur in the stored text of document {source}: “{quote}”"));
        Err(match quotes::nearest(text.as_str(), quote) {
            Some(passage) => error.hint(Sentence::from(format!("the nearest passage is: {passage}")) + force),
            None => {
                error.hint(Suggestion::Text(source) + terminal_or_page(" prints the text", " has the text") + force)
            }
        })
    }
}

impl Writer<'_> {
    /// Sets the anchors of all quotes from a document after its text was stored or replaced; returns the quotes that are no longer
    /// at their position. These keep their words and lose their anchors: an anchor never moves silently.
    pub(crate) fn reanchor(&self, document: i64) -> Result<Vec<UnanchoredQuote>> {
        self.find_marked_passages(document)?;
        let (mut unanchored, text) = (Vec::new(), self.quotable_text(document)?);
        for (table, id, from, quote, anchor) in self.quotes_from(document)? {
            // What is known through the document has the same text, unless the chain is too long.
            let source = self.text_source(from)?;
            let Some((_, text)) = text.as_ref().filter(|(id, _)| source == Some(*id)) else {
                self.set_anchor(&table, id, None)?;
                continue;
            };
            let (found, moved) = match anchor {
                None => (text.find(&quote).into_iter().next(), false),
                Some(anchor) => match text.check(&quote, &anchor) {
                    Anchored::Unchanged => (Some(anchor), false),
                    Anchored::Moved(_) => (None, true),
                    Anchored::Lost => (None, false),
                },
            };
            if found.is_none() {
                unanchored.push(UnanchoredQuote { of: format!("{table} {id}"), quote, moved });
            }
            self.set_anchor(&table, id, found.as_ref())?;
        }
        Ok(unanchored)
    }

    /// The quotes that must occur in the text of a document: those from the document itself, and from secondhand documents without
    /// a text that are known through it.
    pub(in crate::store) fn quotes_from(&self, document: i64) -> Result<Vec<AnchoredQuote>> {
        let mut query = self.conn.prepare_cached(
            "with recursive same_text (id) as (
                 select ?1
                 union select d.id from same_text r join document d on d.through_id = r.id where d.text is null)
             select 'statement' as source, id, document_id, quote, quote_start, quote_end, quote_prefix, quote_suffix from statement
             where quote is not null and document_id in (select id from same_text)
             union all
             select 'evidence', id, document_id, quote, quote_start, quote_end, quote_prefix, quote_suffix from evidence
             where quote is not null and document_id in (select id from same_text)
             order by source desc, id",
        )?;
        let rows = query.query_map([document], |row| {
            let span: (Option<i64>, Option<i64>) = (row.get("quote_start")?, row.get("quote_end")?);
            let anchor = match span {
                (Some(start), Some(end)) => Some(Anchor {
                    start: usize::try_from(start).unwrap_or_default(),
                    end: usize::try_from(end).unwrap_or_default(),
                    prefix: row.get::<_, Option<String>>("quote_prefix")?.unwrap_or_default(),
                    suffix: row.get::<_, Option<String>>("quote_suffix")?.unwrap_or_default(),
                }),
                _ => None,
            };
            Ok((row.get("source")?, row.get("id")?, row.get("document_id")?, row.get("quote")?, anchor))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The document, the words and the position of a quote that has one.
    pub(in crate::store) fn quote_of(&self, table: &str, id: i64) -> Result<Option<(i64, String, Anchor)>> {
        let mut query = self.conn.prepare_cached(&format!(
            "select document_id, quote, quote_start, quote_end, quote_prefix, quote_suffix from {table}
             where id = ?1 and quote_start is not null and document_id is not null"
        ))?;
        let place = |at: i64| usize::try_from(at).unwrap_or_default();
        let found = query.query_row([id], |row| {
            let anchor = Anchor {
                start: place(row.get(2)?),
                end: place(row.get(3)?),
                prefix: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                suffix: row.get::<_, Option<String>>(5)?.unwrap_or_default(),
            };
            Ok((row.get(0)?, row.get(1)?, anchor))
        });
        Ok(found.optional()?)
    }

    pub(in crate::store) fn set_anchor(&self, table: &str, id: i64, anchor: Option<&Anchor>) -> Result<()> {
        let (start, end) = span(anchor);
        let mut update = self.conn.prepare_cached(&format!(
            "update {table} set quote_start = :start, quote_end = :end, quote_prefix = :prefix, quote_suffix = :suffix
             where id = :id"
        ))?;
        update.execute(named_params! {
            ":id": id, ":start": start, ":end": end,
            ":prefix": anchor.map(|anchor| &anchor.prefix), ":suffix": anchor.map(|anchor| &anchor.suffix),
        })?;
        Ok(())
    }
}

/// Writes an anchor, or that there is none, beside the quote.
pub(super) fn set_anchor<'v>(values: &mut ColumnValues<'v>, anchor: Option<&'v Anchor>) {
    let number = |offset: usize| i64::try_from(offset).ok().map_or(ColumnValue::Null, ColumnValue::Integer);
    values.extend([
        ("quote_start", anchor.map_or(ColumnValue::Null, |anchor| number(anchor.start))),
        ("quote_end", anchor.map_or(ColumnValue::Null, |anchor| number(anchor.end))),
        ("quote_prefix", anchor.map_or(ColumnValue::Null, |anchor| ColumnValue::Text(&anchor.prefix))),
        ("quote_suffix", anchor.map_or(ColumnValue::Null, |anchor| ColumnValue::Text(&anchor.suffix))),
    ]);
}

/// The columns `quote_start` and `quote_end` of an anchor.
pub(crate) fn span(anchor: Option<&Anchor>) -> (Option<i64>, Option<i64>) {
    let number = |offset: usize| i64::try_from(offset).ok();
    (anchor.and_then(|anchor| number(anchor.start)), anchor.and_then(|anchor| number(anchor.end)))
}
