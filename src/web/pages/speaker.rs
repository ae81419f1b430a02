//! The page of a speaker: properties, statements and opponents.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::model::Family;
use crate::model::records::{DocumentRow, SpeakerRow};
use crate::model::results::opponents::OpponentRow;
use crate::model::results::scorecard::GivenVerdict;
use crate::store::Store;
use crate::web::forms::{FieldView, FormView, Names};
use crate::web::http::{HttpRequest, HttpResponse};

/// Maximum number of statements shown, and of verdicts.
const MAX_STATEMENTS: usize = 200;
/// Maximum number of opponents shown.
const MAX_OPPONENTS: usize = 12;

#[derive(Template)]
#[template(path = "speaker.html")]
struct SpeakerPage {
    layout: Layout,
    speaker: SpeakerRow,
    /// The speaker that this one was found to be.
    same_as: Option<SpeakerRow>,
    /// The document that words an unnamed speaker.
    document: Option<DocumentRow>,
    statements: Vec<(Family, Vec<StatementView>)>,
    /// Number of all statements, those that are not shown included.
    statement_count: usize,
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
    let id = request.id("speaker")?;
    let page = store.in_snapshot(|| {
        let speaker = store.speaker_by_id(id)?;
        let same_as = speaker.same_as_id.map(|id| store.speaker_by_id(id)).transpose()?;
        let document = speaker.document_id.map(|id| store.document(id)).transpose()?;
        let one = speaker.same_as_id.unwrap_or(id);
        let rows = store.said_by(one)?;
        let statement_count = rows.len();
        let mut statements: Vec<_> = Family::ALL.iter().map(|family| (*family, Vec::new())).collect();
        for row in rows.into_iter().take(MAX_STATEMENTS) {
            let view = StatementView::of(row, None);
            let family = view.family();
            if let Some((_, list)) = statements.iter_mut().find(|(known, _)| *known == family) {
                list.push(view);
            }
        }
        statements.retain(|(_, list)| !list.is_empty());
        let mut verdicts = store.given_verdicts(one)?;
        let verdict_count = verdicts.len();
        verdicts.truncate(MAX_STATEMENTS);
        let joined = if same_as.is_some() { "part" } else { "join" };
        let forms = ["alias", joined, "edit", "remove"];
        Ok(SpeakerPage {
            layout: Layout::of(request),
            disputed_by: store.disputed_by(one, MAX_OPPONENTS)?,
            disputes: store.disputes_of(one, MAX_OPPONENTS)?,
            forms: forms
                .iter()
                .map(|name| FormView::of(&format!("/speakers/{{id}}/{name}"), id, request, store, None))
                .collect::<Result<_>>()?,
            names: Names::of(store)?,
            speaker,
            same_as,
            document,
            statements,
            statement_count,
            verdicts,
            verdict_count,
        })
    })?;
    HttpResponse::page(&page)
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

    /// Returns the heading above the statements of a family.
    fn heading(family: &Family) -> &'static str {
        match family {
            Family::For => "Says so",
            Family::Relay => "Reports others",
            Family::Against => "Disputes",
            Family::Withdraw => "Takes back",
            Family::Neither => "Takes no side",
            Family::Unknown => "Has a stance that is not known",
        }
    }
}
