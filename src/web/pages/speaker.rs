//! The page of a speaker: a scorecard of the claims, who disputes whom, and what was said, the newest first.

use askama::Template;

use super::layout::Layout;
use super::list_charts::{ListChart, chart_of};
use super::number::grouped;
use super::pager::{Pager, ROWS, page_number};
use super::statement_view::{StatementView, link, status_text, when};
use crate::error::Result;
use crate::model::PairKind;
use crate::model::records::{DocumentRow, SpeakerRow};
use crate::model::results::duplicates::DuplicatePair;
use crate::model::results::opponents::OpponentRow;
use crate::model::results::scorecard::{GivenVerdict, ScorePeriod, Scorecard, Total};
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse, Query, capitalized};

/// Maximum number of verdicts shown.
const MAX_VERDICTS: usize = 50;
/// Maximum number of speakers shown who look like this one.
const MAX_PAIRS: usize = 5;

#[derive(Template)]
#[template(path = "speaker.html")]
struct SpeakerPage {
    layout: Layout,
    speaker: SpeakerRow,
    /// The speaker that this one was found to be.
    same_as: Option<SpeakerRow>,
    /// The document that words an unnamed speaker.
    document: Option<DocumentRow>,
    /// The speakers who look like this one.
    pairs: Vec<DuplicatePair>,
    whole: ScorePeriod,
    periods: Vec<ScorePeriod>,
    charts: Vec<ListChart>,
    /// The statements of this page of the list.
    statements: Vec<StatementView>,
    pager: Pager,
    disputed_by: Vec<OpponentRow>,
    disputes: Vec<OpponentRow>,
    /// The verdicts that the speaker gave, the newest first.
    verdicts: Vec<GivenVerdict>,
    /// Number of all of them, those that are not shown included.
    verdict_count: usize,
    forms: Vec<FormView>,
    names: Names,
}

/// Returns the page of a speaker.
///
/// # Errors
/// There is no such speaker.
pub(crate) fn speaker(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let (id, page) = (request.id("speaker")?, page_number(request)?);
    let page = store.in_snapshot(|| {
        let speaker = store.speaker_by_id(id)?;
        let same_as = speaker.same_as_id.map(|id| store.speaker_by_id(id)).transpose()?;
        let document = speaker.document_id.map(|id| store.document(id)).transpose()?;
        let one = speaker.same_as_id.unwrap_or(id);
        let mut card = store.scorecard(one)?;
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let shown = card.said.iter().skip(place((page - 1) * ROWS)).take(place(ROWS));
        let statements: Vec<_> =
            shown.map(|said| Ok(StatementView::of(store.statement(said.statement)?, None))).collect::<Result<_>>()?;
        let (all, path) = (card.said.len(), format!("/speakers/{id}"));
        let more = all > place(page * ROWS);
        let all = grouped(&i64::try_from(all).unwrap_or(i64::MAX));
        let verdict_count = card.verdicts.len();
        let joined = if same_as.is_some() { "part" } else { "join" };
        let forms = ["alias", joined, "edit", "remove"];
        let charts = charts(one, &card);
        card.verdicts.truncate(MAX_VERDICTS);
        Ok(SpeakerPage {
            layout: Layout::of(request),
            pairs: store.alike(PairKind::Speaker, &[one])?.into_iter().take(MAX_PAIRS).collect(),
            pager: Pager::of(&Query::default(), &path, page, statements.len(), more, all),
            charts,
            whole: card.whole(),
            periods: card.over_time(),
            forms: forms
                .iter()
                .map(|name| FormView::of(&format!("/speakers/{{id}}/{name}"), id, request, store, None))
                .collect::<Result<_>>()?,
            names: Names::of(store)?,
            speaker,
            same_as,
            document,
            statements,
            disputed_by: card.disputed_by,
            disputes: card.disputes,
            verdicts: card.verdicts,
            verdict_count,
        })
    })?;
    HttpResponse::page(&page)
}

/// Returns the charts of the totals of a speaker: claims by status and by verdict, and the verdicts that were given.
fn charts(one: i64, card: &Scorecard) -> Vec<ListChart> {
    let whole = card.whole();
    let list = |term: &str, word: &str| Some(Query::of("q", &format!("by:{one} {term}:{word}")).url("/"));
    let charts = [
        chart_of("Claims by status", &whole.status, status_text, &|word| list("status", word)),
        chart_of("Claims by verdict", &whole.verdict, verdict_text, &|word| list("verdict", word)),
        chart_of("Verdicts given", &card.verdicts_given(), |word| word, &|_| None),
    ];
    charts.into_iter().filter(|chart| !chart.bars.is_empty()).collect()
}

/// Returns what a verdict comes to as people read it.
fn verdict_text(word: &str) -> &str {
    if word == "none" { "no verdict" } else { word }
}

impl SpeakerPage {
    /// Returns who disputes the speaker, and whom the speaker disputes, each with a heading.
    fn opponents(&self) -> impl Iterator<Item = (&'static str, &Vec<OpponentRow>)> {
        let both = [("Disputed by", &self.disputed_by), ("Disputes claims of", &self.disputes)];
        both.into_iter().filter(|(_, rows)| !rows.is_empty())
    }

    /// Returns the width of the bar of an opponent, in percent.
    fn width(rows: &[OpponentRow], row: &OpponentRow) -> i64 {
        let most = rows.iter().map(|row| row.claims).max().unwrap_or(1).max(1);
        (100 * row.claims / most).max(2)
    }

    /// Returns the HTML id of the caption of a chart.
    fn chart_id(place: &usize) -> String {
        format!("score-{}", place + 1)
    }

    /// Returns the columns of the table of years: the heading of each, and the numbers of a year.
    fn columns(&self) -> impl Iterator<Item = String> {
        let status = self.whole.status.iter().map(|(word, _)| capitalized(status_text(word)));
        status.chain(self.whole.verdict.iter().map(|(word, _)| capitalized(verdict_text(word))))
    }

    /// Returns the numbers of a year, one for each of the columns, with the heading.
    fn numbers(&self, period: &ScorePeriod) -> Vec<(String, String)> {
        let of = |all: &Total, own: &Total| -> Vec<Option<usize>> {
            all.iter().map(|(word, _)| ScorePeriod::count(own, word)).collect()
        };
        let counts = [of(&self.whole.status, &period.status), of(&self.whole.verdict, &period.verdict)].concat();
        let text = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        self.columns().zip(counts.into_iter().map(text)).collect()
    }
}
