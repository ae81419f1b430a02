//! A speaker: who it is, and what was said.

use askama::Template;

use super::layout::Layout;
use super::statement_view::{StatementView, link, when};
use crate::error::Result;
use crate::model::Family;
use crate::model::records::{DocumentRow, SpeakerRow};
use crate::model::results::opponents::OpponentRow;
use crate::store::Store;
use crate::web::forms::{Names, Shown, ShownField};
use crate::web::http::request::HttpRequest;
use crate::web::http::response::HttpResponse;

/// No more statements than these are shown.
const MOST: usize = 200;
/// No more opponents than these are shown.
const OPPONENTS: usize = 12;

#[derive(Template)]
#[template(path = "speaker.html")]
struct SpeakerPage {
    layout: Layout,
    speaker: SpeakerRow,
    person: Option<SpeakerRow>,
    lives_in: Option<DocumentRow>,
    said: Vec<(Family, Vec<StatementView>)>,
    all: usize,
    disputed_by: Vec<OpponentRow>,
    disputes: Vec<OpponentRow>,
    forms: Vec<Shown>,
    names: Names,
}

/// The page of a speaker.
///
/// # Errors
/// No such speaker; those of the book.
pub(in crate::web) fn speaker(request: &HttpRequest, store: &Store) -> Result<HttpResponse> {
    let id = request.id("speaker")?;
    let page = store.in_snapshot(|| {
        let speaker = store.speaker_by_id(id)?;
        let person = speaker.same_as_id.map(|id| store.speaker_by_id(id)).transpose()?;
        let lives_in = speaker.document_id.map(|id| store.document(id)).transpose()?;
        let one = speaker.same_as_id.unwrap_or(id);
        let said = store.said_by(one)?;
        let all = said.len();
        let told =
            said.into_iter().take(MOST).map(|one| StatementView::of(store, one, None)).collect::<Result<Vec<_>>>()?;
        let mut families: Vec<_> = Family::ALL.iter().map(|family| (*family, Vec::new())).collect();
        for one in told {
            let family = one.family();
            if let Some((_, list)) = families.iter_mut().find(|(known, _)| *known == family) {
                list.push(one);
            }
        }
        families.retain(|(_, list)| !list.is_empty());
        let joined = if person.is_some() { "part" } else { "join" };
        let forms = ["alias", joined, "edit", "remove"];
        Ok(SpeakerPage {
            layout: Layout::of(request),
            disputed_by: store.disputed_by(one, OPPONENTS)?,
            disputes: store.disputes_of(one, OPPONENTS)?,
            forms: forms
                .iter()
                .map(|name| Shown::of(&format!("/speakers/{{id}}/{name}"), id, request, store, None))
                .collect::<Result<_>>()?,
            names: Names::of(store)?,
            speaker,
            person,
            lives_in,
            said: families,
            all,
        })
    })?;
    HttpResponse::page(&page)
}

impl SpeakerPage {
    /// Those who dispute the speaker and those whom the speaker disputes, each with a heading.
    fn opponents(&self) -> impl Iterator<Item = (&'static str, &Vec<OpponentRow>)> {
        let both = [("Disputed by", &self.disputed_by), ("Disputes claims of", &self.disputes)];
        both.into_iter().filter(|(_, rows)| !rows.is_empty())
    }

    /// How wide the bar of an opponent is, of a hundred.
    fn wide(rows: &[OpponentRow], row: &OpponentRow) -> i64 {
        let most = rows.iter().map(|row| row.claims).max().unwrap_or(1).max(1);
        (100 * row.claims / most).max(2)
    }

    /// What is said above the statements of a family.
    fn heading(family: &Family) -> &'static str {
        match family {
            Family::For => "Says so",
            Family::Relay => "Reports others",
            Family::Against => "Disputes",
            Family::Withdraw => "Takes back",
            Family::Neither => "Takes no side",
        }
    }
}
