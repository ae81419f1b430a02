//! The page of a document: its stored text with the quotes marked in it, and the statements about it.

use askama::Template;

use super::layout::Layout;
use super::number::file_size;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::import::SHOWN_TYPES;
use crate::model::records::{AttachmentRow, DocumentAliasRow, DocumentRow};
use crate::model::results::duplicates::DuplicatePair;
use crate::model::results::quotes::QuotedRow;
use crate::model::{Filter, PairKind, Sort, Stance};
use crate::store::Store;
use crate::text::segments::segments;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of claims that are offered where a form asks for one.
const MAX_OFFERED: usize = 40;
/// Maximum number of documents shown that it looks like.
const MAX_PAIRS: usize = 5;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    layout: Layout,
    document: DocumentRow,
    joined: Vec<DocumentAliasRow>,
    /// Why files were not kept.
    not_kept: Option<String>,
    attachments: Vec<AttachmentRow>,
    /// The documents that this one looks like.
    pairs: Vec<DuplicatePair>,
    through: Option<DocumentRow>,
    text: Option<String>,
    quotes: Vec<QuotedRow>,
    about: Vec<StatementView>,
    read: Vec<StatementView>,
    appearing: Vec<(i64, String)>,
    reading: Vec<FormView>,
    whole: Vec<FormView>,
    names: Names,
    claims: Vec<(i64, String)>,
}

/// A piece of the text, between two ends of quotes.
struct MarkedText<'a> {
    text: &'a str,
    /// The shortest quote that the piece is part of.
    quote: Option<&'a QuotedRow>,
    /// Whether the piece is part of several quotes.
    is_in_several: bool,
    /// The quotes that begin before the piece.
    begins: Vec<&'a QuotedRow>,
    /// The quotes that end after the piece.
    ends: Vec<&'a QuotedRow>,
}

/// Returns the page of a document.
///
/// # Errors
/// There is no such document.
pub(crate) fn document(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    let page = store.in_snapshot(|| {
        let document = store.document(id)?;
        let views = |rows: Vec<_>| rows.into_iter().map(|row| StatementView::of(row, None));
        let form = |name: &str| FormView::of(&format!("/documents/{{id}}/{name}"), id, request, store, None);
        Ok(DocumentPage {
            reading: ["claim", "dispute", "say"].iter().map(|name| form(name)).collect::<Result<_>>()?,
            whole: ["deny", "retract", "correction", "edit", "join", "remove"]
                .iter()
                .map(|name| form(name))
                .collect::<Result<_>>()?,
            names: Names::of(store)?,
            claims: offered_claims(store, id)?,
            not_kept: not_kept(request),
            layout: Layout::of(request),
            through: document.through_id.map(|id| store.document(id)).transpose()?,
            text: store.document_text(id)?,
            joined: store.document_aliases(id)?,
            attachments: store.attachments(id)?,
            pairs: store.alike(PairKind::Document, &[id])?.into_iter().take(MAX_PAIRS).collect(),
            quotes: store.quoted_in(id)?,
            about: views(store.said_about(id)?).collect(),
            appearing: store.appearing_in(id)?,
            read: views(store.read_in(id)?).map(StatementView::without_document).collect(),
            document,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns why the files that were sent are not kept.
fn not_kept(request: &HttpRequest) -> Option<String> {
    let sent = request.submitted.as_ref().filter(|sent| sent.action.ends_with("/attach"))?;
    sent.error.as_ref().map(|error| error.message.plain())
}

/// Returns the claims to offer: first those that the document carries, then the newest.
fn offered_claims(store: &Store, document: i64) -> Result<Vec<(i64, String)>> {
    let mut claims: Vec<_> = store
        .carried_by(document)?
        .into_iter()
        .take(MAX_OFFERED)
        .map(|id| Ok((id, store.claim_text(id)?)))
        .collect::<Result<_>>()?;
    let newest = Filter { sort: Sort::Newest, limit: Some(MAX_OFFERED as u64), ..Filter::default() };
    store.claims(&newest, &mut |row| {
        if claims.len() < MAX_OFFERED && !claims.iter().any(|(id, _)| *id == row.id) {
            claims.push((row.id, row.text));
        }
        Ok(())
    })?;
    Ok(claims)
}

impl DocumentPage {
    fn pieces<'a>(&'a self, text: &'a str) -> Vec<MarkedText<'a>> {
        let place = |offset: i64| usize::try_from(offset).unwrap_or_default();
        let spans: Vec<_> = self.quotes.iter().map(|quote| (place(quote.start), place(quote.end))).collect();
        let quotes = |numbers: &[usize]| numbers.iter().map(|number| &self.quotes[*number]).collect();
        let shown = segments(text, &spans).into_iter().map(|piece| MarkedText {
            text: piece.text,
            quote: piece.within.first().map(|number| &self.quotes[*number]),
            is_in_several: piece.within.len() > 1,
            begins: quotes(&piece.begins),
            ends: quotes(&piece.ends),
        });
        shown.collect()
    }

    /// Returns the addresses of the document, each with the text before it.
    fn addresses(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let archived = self.document.archive_url.iter().map(|address| ("Archived: ", address));
        self.document.url.iter().map(|address| ("", address)).chain(archived)
    }

    /// Returns the class that gives a quote its colour: the family of its stance, or evidence.
    fn class(quote: &QuotedRow) -> &'static str {
        quote.does.parse::<Stance>().map_or("evidence", |stance| stance.family().as_str())
    }

    /// Whether a file is said to be a picture. What it is, is looked at when it is asked for.
    fn is_picture(file: &AttachmentRow) -> bool {
        SHOWN_TYPES.contains(&file.media_type.as_str())
    }

    /// Returns the day on which a file was kept.
    fn kept_on(file: &AttachmentRow) -> String {
        when(file.added_at.get(..10).unwrap_or(&file.added_at))
    }

    /// Returns the size of a file in words.
    fn size(file: &AttachmentRow) -> String {
        file_size(&u64::try_from(file.size).unwrap_or_default())
    }

    /// Returns the quotes that end at a place, each claim once, with the number of the claim; that of a whole document is a star.
    fn numbers<'q>(quotes: &[&'q QuotedRow]) -> Vec<(&'q QuotedRow, String)> {
        let mut numbers: Vec<(&QuotedRow, String)> = Vec::new();
        for quote in quotes {
            if !numbers.iter().any(|(known, _)| known.claim_id == quote.claim_id) {
                numbers.push((quote, quote.claim_id.map_or_else(|| "*".to_string(), |claim| claim.to_string())));
            }
        }
        numbers
    }

    /// Returns the address that a quote links to.
    fn address(quote: &QuotedRow) -> String {
        match quote.claim_id {
            Some(claim) => format!("/claims/{claim}#{}-{}", quote.of, quote.id),
            None => format!("#{}-{}", quote.of, quote.id),
        }
    }

    /// Returns what a quote is, in words.
    fn description(quote: &QuotedRow) -> String {
        let what = quote.claim_id.map_or_else(|| "the document".to_string(), |claim| format!("claim {claim}"));
        match (&quote.speaker, quote.does.parse::<Stance>()) {
            (Some(speaker), Ok(stance)) => format!("{speaker} {}", stance.on(&what)),
            _ => format!("{} {what}", if quote.does == "context" { "gives context to" } else { &quote.does }),
        }
    }
}
