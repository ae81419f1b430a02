//! The API: what the commands print as JSON, byte for byte.

use std::io::Write;

use serde_json::json;

use crate::actions::{ConditionArgs, DocumentSentences, document_page, repeats_page, speaker_page};
use crate::error::{Error, Result};
use crate::export;
use crate::model::display::Display;
use crate::model::filter::{DocumentFilter, SpeakerFilter};
use crate::model::records::Record;
use crate::model::records::{CorrectionRow, DocumentRow, MemberRow, RequestRow, SavedRow, SpeakerRow};
use crate::model::results::contradictions::ContradictionPair;
use crate::model::results::counts::CountRow;
use crate::model::results::duplicates::DuplicatePair;
use crate::model::results::history::EntryRow;
use crate::model::results::hits::{FoundRow, MatchRow};
use crate::model::results::merged::ConflictRow;
use crate::model::results::repeats::RepeatedClaim;
use crate::model::results::sentence_check::SentenceCheck;
use crate::model::{Predicate, Sort};
use crate::output::json;
use crate::output::{Format, Reply, Stream, Terminal, write_records};
use crate::store::{CorrectionFilter, RequestFilter, Store};
use crate::text::similarity::SHOWN;
use crate::web::http::{Handler, HttpRequest, HttpResponse, JSON, WorkKind};

/// Maximum number of hits of a search if no limit is given, as on the command line.
const DEFAULT_HITS: u64 = 20;
/// Maximum number of claims for a text if no limit is given, as on the command line.
const DEFAULT_MATCHES: u64 = 5;
/// Maximum value of `limit` and `offset`.
const MAX_ROWS: u64 = i64::MAX as u64;
/// Maximum value of `limit` and `offset` of a search.
const MAX_HITS: u64 = u16::MAX as u64;

/// Data that can be read.
pub(crate) struct Endpoint {
    /// The path, with `{id}` for a number.
    pub(crate) path: &'static str,
    /// What answers.
    pub(crate) handler: Handler,
    /// The kind of work that answers.
    pub(crate) work: WorkKind,
    /// What it returns, in one line.
    pub(crate) summary: &'static str,
    /// The parameters of its query and their meanings, without those of a filter.
    pub(crate) params: &'static [(&'static str, &'static str)],
    /// Whether its query can have a filter of claims.
    pub(crate) has_filter: bool,
    /// Whether it returns one object, and not a list.
    pub(crate) is_object: bool,
}

/// All data that can be read.
pub(crate) const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        work: WorkKind::Download,
        params: &[LIMIT, OFFSET],
        has_filter: true,
        ..endpoint("/api/claims", claims, "Claims: what gainsay list --format json prints")
    },
    object("/api/claims/{id}", claim, "Everything that is recorded of a claim: gainsay show"),
    object("/api/claims/{id}/repeats", repeats_of, "Every statement of a claim: gainsay repeats CLAIM"),
    Endpoint { work: WorkKind::Download, ..endpoint("/api/speakers", speakers, "The speakers: gainsay speaker list") },
    object("/api/speakers/{id}", speaker, "What a speaker said and what became of it: gainsay speaker show"),
    Endpoint {
        work: WorkKind::Download,
        ..endpoint("/api/documents", documents, "The documents, without their texts: gainsay document list")
    },
    object("/api/documents/{id}", document, "A document and what was said in it and about it: gainsay document show"),
    Endpoint {
        has_filter: true,
        ..endpoint(
            "/api/documents/{id}/lines",
            lines,
            "A text sentence by sentence, with what is claimed there: gainsay lines",
        )
    },
    Endpoint {
        params: &[
            ("q", "Words, and what else must hold, in the filter language"),
            ("limit", "Maximum number of hits; 20 if not given"),
            OFFSET,
        ],
        ..endpoint("/api/search", search, "Claims and documents by their words, the best first: gainsay search")
    },
    Endpoint {
        params: &[
            ("text", "The text, of one sentence or several"),
            ("limit", "Maximum number of claims; 5 if not given"),
        ],
        ..endpoint("/api/match", matches, "The recorded claims that a text repeats or contradicts: gainsay match")
    },
    Endpoint {
        params: &[("limit", "Maximum number of claims; 20 if not given")],
        has_filter: true,
        ..endpoint("/api/repeats", repeats, "The claims that were repeated most: gainsay repeats")
    },
    Endpoint {
        params: &[
            ("of", "claims, speakers or documents; all of them if not given"),
            ("limit", "Maximum number of pairs; 20 if not given"),
        ],
        ..endpoint("/api/duplicates", duplicates, "Pairs that may be one, the likeliest first: gainsay duplicates")
    },
    Endpoint {
        params: &[("limit", "Maximum number of pairs; 20 if not given")],
        ..endpoint(
            "/api/contradictions",
            contradictions,
            "Pairs of claims that cannot both be true, the likeliest first: gainsay contradictions",
        )
    },
    object("/api/mine", mine, "Your claims, what is due first at the top, and the comments for you: gainsay mine"),
    endpoint("/api/members", members, "The people of the desk: gainsay member list"),
    Endpoint {
        params: &[
            ("of", "Only of this speaker"),
            ("overdue", "Only those whose day has passed, with any value"),
            ("all", "Also those that are closed, with any value"),
        ],
        has_filter: true,
        ..endpoint("/api/asked", asked, "Who was asked to reply and has not yet, what is due first: gainsay asked")
    },
    Endpoint {
        work: WorkKind::Download,
        params: &[("cause", "Only those of this cause")],
        has_filter: true,
        ..endpoint(
            "/api/corrections",
            corrections,
            "What was published and was wrong, the newest first: gainsay correction list",
        )
    },
    Endpoint {
        params: &[("claim", "Only about this claim")],
        ..endpoint("/api/conflicts", conflicts, "What copies of the book say differently: gainsay conflicts")
    },
    endpoint("/api/counts", counts, "How many claims there are of each kind: gainsay counts"),
    endpoint("/api/saved", saved, "The saved filters: gainsay saved"),
    Endpoint {
        work: WorkKind::Download,
        params: &[LIMIT],
        ..endpoint("/api/history", history, "The history, newest first: gainsay log")
    },
];

const LIMIT: (&str, &str) = ("limit", "Maximum number of rows");
const OFFSET: (&str, &str) = ("offset", "Number of rows to leave out at the start");

const fn endpoint(path: &'static str, handler: Handler, summary: &'static str) -> Endpoint {
    Endpoint { path, handler, work: WorkKind::Page, summary, params: &[], has_filter: false, is_object: false }
}

const fn object(path: &'static str, handler: Handler, summary: &'static str) -> Endpoint {
    Endpoint { is_object: true, ..endpoint(path, handler, summary) }
}

/// Returns what is wrong, as JSON.
///
/// # Errors
/// The response cannot be written.
pub(crate) fn error(error: &Error) -> Result<HttpResponse> {
    let value = json!({ "error": error.to_string(), "hint": error.hint_text() });
    HttpResponse::write(JSON, |out| json::value(&value, true, out))
}

/// Returns the response of an endpoint, or what is wrong.
pub(crate) fn respond(done: Result<HttpResponse>) -> HttpResponse {
    let response = done.or_else(|failure| Ok::<_, Error>(error(&failure)?.with_status_of(&failure)));
    response.unwrap_or_else(|_| HttpResponse::empty_error())
}

/// Records as the commands write them.
fn records<R: Record>(run: impl FnOnce(&mut dyn FnMut(R) -> Result<()>) -> Result<()>) -> Result<HttpResponse> {
    HttpResponse::write(JSON, |out: &mut dyn Write| {
        let stream: Stream = Box::new(|each| run(&mut |record: R| each(&mut record.each_cell())));
        write_records(&R::heads(), stream, Format::Json, &Terminal::default(), out).map(|_| ())
    })
}

fn limit(request: &HttpRequest, most: u64) -> Result<Option<u64>> {
    match request.query.number("limit", most)? {
        Some(0) => Err(Error::usage("limit is at least 1").hint("leave out limit, or write a number")),
        limit => Ok(limit),
    }
}

fn claims(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (mut filter, _) = request.query.filter().filter(store, request.now, Sort::Id)?;
    filter.limit = limit(request, MAX_ROWS)?;
    filter.offset = request.query.number("offset", MAX_ROWS)?.unwrap_or_default();
    HttpResponse::write(JSON, |out| export::list(store, &filter, Format::Json, out).map(|_| ()))
}

/// One thing as a command writes it.
fn written(page: Display) -> Result<HttpResponse> {
    HttpResponse::write(JSON, |out| {
        Reply::page(page).write(Format::Json, &Terminal::default(), out, &mut std::io::sink())
    })
}

fn claim(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    written(store.story(request.id("claim")?)?.page())
}

fn repeats_of(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    written(repeats_page(store, request.id("claim")?)?)
}

fn speaker(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    written(speaker_page(store, request.id("speaker")?)?)
}

fn document(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    written(document_page(store, request.id("document")?)?)
}

fn members(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let members = store.members()?;
    records(|each: &mut dyn FnMut(MemberRow) -> Result<()>| members.into_iter().try_for_each(each))
}

fn mine(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let visitor = &request.visitor;
    match visitor.member.zip(visitor.name.clone()) {
        Some(member) => written(store.mine(member, request.now.date().to_string(), false)?.page()),
        None => Err(Error::not_found("you are no member of this desk, so no claim is yours")
            .hint("say who you are, at the top of the page; /api/members has the members")),
    }
}

fn repeats(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (predicate, _) = request.query.filter().which.predicate(store, request.now)?;
    let most = usize::try_from(limit(request, MAX_HITS)?.unwrap_or(DEFAULT_HITS)).unwrap_or(usize::MAX);
    records(|each: &mut dyn FnMut(RepeatedClaim) -> Result<()>| store.repeated(predicate, most, each))
}

fn matches(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let text = request.query.value("text").unwrap_or_default().trim();
    if text.is_empty() {
        return Err(
            Error::usage("there is no text to look for").hint("write it as in /api/match?text=Crime+has+fallen")
        );
    }
    let most = usize::try_from(limit(request, MAX_HITS)?.unwrap_or(DEFAULT_MATCHES)).unwrap_or(usize::MAX);
    let hits = store.matcher(Predicate::default())?.matches_by_sentence(text, most, SHOWN)?;
    records(|each: &mut dyn FnMut(MatchRow) -> Result<()>| hits.into_iter().try_for_each(each))
}

fn speakers(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    records(|each: &mut dyn FnMut(SpeakerRow) -> Result<()>| store.speakers(&SpeakerFilter::default(), each))
}

fn documents(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    records(|each: &mut dyn FnMut(DocumentRow) -> Result<()>| store.documents(&DocumentFilter::default(), each))
}

fn lines(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (predicate, _) = request.query.filter().which.read(store, request.now)?;
    let id = request.id("document")?;
    let sentences = store.in_snapshot(|| {
        let mut read = DocumentSentences::of(store, id)?;
        read.only(store, &predicate)?;
        Ok(read.sentences)
    })?;
    records(|each: &mut dyn FnMut(SentenceCheck) -> Result<()>| sentences.into_iter().try_for_each(each))
}

fn search(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let conditions = ConditionArgs::of_text(request.query.value("q").unwrap_or_default());
    let (wanted, _) = conditions.read(store, request.now)?;
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let most = number(limit(request, MAX_HITS)?.unwrap_or(DEFAULT_HITS));
    let offset = number(request.query.number("offset", MAX_HITS)?.unwrap_or_default());
    let found = store.search(&wanted, most, offset)?;
    records(|each: &mut dyn FnMut(FoundRow) -> Result<()>| found.rows.into_iter().try_for_each(each))
}

fn duplicates(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let most = usize::try_from(limit(request, MAX_HITS)?.unwrap_or(DEFAULT_HITS)).unwrap_or(usize::MAX);
    let pairs = store.duplicates(&request.pair_kinds()?, most)?;
    records(|each: &mut dyn FnMut(DuplicatePair) -> Result<()>| pairs.into_iter().try_for_each(each))
}

fn contradictions(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let most = usize::try_from(limit(request, MAX_HITS)?.unwrap_or(DEFAULT_HITS)).unwrap_or(usize::MAX);
    let pairs = store.contradictions(most)?;
    records(|each: &mut dyn FnMut(ContradictionPair) -> Result<()>| pairs.into_iter().try_for_each(each))
}

/// The claims to which a list of something else is narrowed.
fn narrowing(request: &HttpRequest, store: &Store) -> Result<Predicate> {
    Ok(request.query.filter().which.read(store, request.now)?.0)
}

fn asked(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let is_given = |name: &str| request.query.value(name).is_some();
    let speakers = request.query.value("of").map(|name| store.persons(name)).transpose()?.unwrap_or_default();
    let (claims, now) = (narrowing(request, store)?, request.now);
    let which = RequestFilter { claims, speakers, closed: is_given("all"), overdue: is_given("overdue"), now };
    let rows = store.requests_asked(&which)?;
    records(|each: &mut dyn FnMut(RequestRow) -> Result<()>| rows.into_iter().try_for_each(each))
}

fn corrections(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let cause = request.query.value("cause").map(str::to_string);
    let rows = store.corrections(&CorrectionFilter { claims: narrowing(request, store)?, cause })?;
    records(|each: &mut dyn FnMut(CorrectionRow) -> Result<()>| rows.into_iter().try_for_each(each))
}

fn conflicts(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let claim = request.query.value("claim").map(|number| {
        number.parse().map_err(|_| Error::usage(format!("not the number of a claim: {number}")).hint("as in claim=2"))
    });
    let claim = claim.transpose()?.map(|claim| store.claim_id(claim)).transpose()?;
    let rows = store.conflicts(claim)?;
    records(|each: &mut dyn FnMut(ConflictRow) -> Result<()>| rows.into_iter().try_for_each(each))
}

fn counts(_: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let counts = store.counts()?;
    records(|each: &mut dyn FnMut(CountRow) -> Result<()>| counts.into_iter().try_for_each(each))
}

fn saved(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (saved, _) = store.saved_filters_counted(request.now)?;
    records(|each: &mut dyn FnMut(SavedRow) -> Result<()>| saved.into_iter().try_for_each(each))
}

fn history(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let limit = limit(request, MAX_ROWS)?;
    records(|each: &mut dyn FnMut(EntryRow) -> Result<()>| store.entries(None, limit, each))
}
