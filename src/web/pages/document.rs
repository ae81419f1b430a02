//! A document: its stored text with every quote from it marked, and what is said about it.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::model::records::DocumentRow;
use crate::model::results::quotes::QuotedRow;
use crate::model::{Filter, Sort, Stance};
use crate::store::Store;
use crate::text::segments::segments;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// So many claims are offered.
const OFFERED: usize = 40;

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage {
    layout: Layout,
    document: DocumentRow,
    through: Option<DocumentRow>,
    text: Option<String>,
    quotes: Vec<QuotedRow>,
    about: Vec<StatementView>,
    read: Vec<StatementView>,
    reading: Vec<Shown>,
    whole: Vec<Shown>,
    names: Names,
    claims: Vec<(i64, String)>,
}

/// A piece of the text as it is shown.
struct MarkedText<'a> {
    text: &'a str,
    /// The quote that it leads to: the shortest that it is part of.
    quote: Option<&'a QuotedRow>,
    /// Whether it is part of several.
    several: bool,
    /// The quotes that begin here.
    begins: Vec<&'a QuotedRow>,
    /// The quotes that end here.
    ends: Vec<&'a QuotedRow>,
}

/// The page of a document.
///
/// # Errors
/// No such document; those of the book.
pub(in crate::web) fn document(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("document")?;
    let page = store.in_snapshot(|| {
        let document = store.document(id)?;
        let told =
            |said: Vec<_>| said.into_iter().map(|one| StatementView::of(store, one, None)).collect::<Result<Vec<_>>>();
        let form = |name: &str| Shown::of(&format!("/documents/{{id}}/{name}"), id, request, store, None);
        Ok(DocumentPage {
            reading: ["claim", "dispute", "say"].iter().map(|name| form(name)).collect::<Result<_>>()?,
            whole: ["deny", "retract", "edit", "remove"].iter().map(|name| form(name)).collect::<Result<_>>()?,
            names: Names::of(store)?,
            claims: claims_near(store, id)?,
            layout: Layout::of(request),
            through: document.through_id.map(|id| store.document(id)).transpose()?,
            text: store.document_text(id)?,
            quotes: store.quoted_in(id)?,
            about: told(store.said_about(id)?)?,
            read: told(store.read_in(id)?)?.into_iter().map(StatementView::without_document).collect(),
            document,
        })
    })?;
    HttpResponse::page(&page)
}

/// The claims that are offered where one is asked for: those that the document carries first, then the newest.
fn claims_near(store: &Store, document: i64) -> Result<Vec<(i64, String)>> {
    let mut claims: Vec<_> = store
        .carried_by(document)?
        .into_iter()
        .take(OFFERED)
        .map(|id| Ok((id, store.claim_text(id)?)))
        .collect::<Result<_>>()?;
    let newest = Filter { sort: Sort::Newest, limit: Some(OFFERED as u64), ..Filter::default() };
    store.claims(&newest, &mut |row| {
        if claims.len() < OFFERED && !claims.iter().any(|(id, _)| *id == row.id) {
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
            several: piece.within.len() > 1,
            begins: quotes(&piece.begins),
            ends: quotes(&piece.ends),
        });
        shown.collect()
    }

    /// The addresses of the document, each with what is said before it.
    fn addresses(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let archived = self.document.archive_url.iter().map(|address| ("Archived: ", address));
        self.document.url.iter().map(|address| ("", address)).chain(archived)
    }

    /// The class by which a quote is coloured: the family of its stance, or evidence.
    fn class(quote: &QuotedRow) -> &'static str {
        quote.does.parse::<Stance>().map_or("evidence", |stance| stance.family().as_str())
    }

    /// Where a quote leads.
    fn address(quote: &QuotedRow) -> String {
        match quote.claim_id {
            Some(claim) => format!("/claims/{claim}#{}-{}", quote.of, quote.id),
            None => format!("#{}-{}", quote.of, quote.id),
        }
    }

    /// What a quote is, in words.
    fn told(quote: &QuotedRow) -> String {
        let what = quote.claim_id.map_or_else(|| "the document".to_string(), |claim| format!("claim {claim}"));
        match (&quote.speaker, quote.does.parse::<Stance>()) {
            (Some(speaker), Ok(stance)) => format!("{speaker} {}", stance.on(&what)),
            _ => format!("{} {what}", if quote.does == "context" { "gives context to" } else { &quote.does }),
        }
    }
}
